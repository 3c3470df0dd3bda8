"""Records of the Messages and Conversations tables' streams."""

from os import environ
from typing import Any

from frontdesk.adapters.dynamodb_conversation_row import conversation_of_image
from frontdesk.bootstrap_stream import stream_from
from frontdesk.entrypoints.table_stream import handle

DESK, ONWARD = stream_from(environ)


def lambda_handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    return handle(DESK, ONWARD, conversation_of_image, event)
