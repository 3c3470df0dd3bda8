"""Jobs of the privacy queue: visitors to erase, and to give out what is known of."""

from os import environ
from typing import Any

from frontdesk.bootstrap_privacy import privacy_from
from frontdesk.entrypoints.privacy import handle
from frontdesk.observability import observed

PARTS = privacy_from(environ)


@observed
def lambda_handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    return handle(*PARTS, event, context)
