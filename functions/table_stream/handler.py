"""Records of the Messages and Conversations tables' streams."""

from os import environ
from typing import Any

from frontdesk.adapters.dynamodb_conversation_row import conversation_of_image
from frontdesk.bootstrap_stream import stream_from
from frontdesk.entrypoints.stream_metrics import tell_batch
from frontdesk.entrypoints.table_stream import handle
from frontdesk.metrics import Meter
from frontdesk.observability import observed

DESK, ONWARD = stream_from(environ)
METER = Meter()


@observed
def lambda_handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    answer = handle(DESK, ONWARD, conversation_of_image, event)
    tell_batch(METER, conversation_of_image, event, answer)
    return answer
