"""Every route of the HTTP API."""

from os import environ

from mangum import Mangum

from frontdesk.bootstrap_http import app_from

# Anything else would travel as base64.
TEXT = ["text/", "application/json", "application/problem+json"]

lambda_handler = Mangum(app_from(environ), lifespan="off", text_mime_types=TEXT)
