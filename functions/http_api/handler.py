"""Every route of the HTTP API."""

from os import environ

from mangum import Mangum

from frontdesk.bootstrap_http import app_from
from frontdesk.observability import observed

# Anything else would travel as base64.
TEXT = ["text/", "application/json", "application/problem+json"]

lambda_handler = observed(Mangum(app_from(environ), lifespan="off", text_mime_types=TEXT))
