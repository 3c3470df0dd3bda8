"""Every route of the HTTP API."""

from os import environ

from mangum import Mangum

from frontdesk.bootstrap_http import app_from

lambda_handler = Mangum(app_from(environ), lifespan="off")
