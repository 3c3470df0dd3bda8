"""Records of the Conversations and Messages tables' streams: what counts."""

from os import environ
from typing import Any

from frontdesk.adapters.dynamodb_conversation_row import conversation_of_image
from frontdesk.bootstrap_analytics import analytics_from
from frontdesk.entrypoints.analytics_stream import handle
from frontdesk.observability import observed

PARTS = analytics_from(environ)


@observed
def lambda_handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    return handle(*PARTS, conversation_of_image, event)
