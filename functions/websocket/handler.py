"""$connect, $disconnect and every frame of the WebSocket API."""

from os import environ
from typing import Any

from frontdesk.bootstrap import desk_from
from frontdesk.entrypoints.websocket import handle
from frontdesk.metrics import Meter
from frontdesk.observability import make_logger, observed
from frontdesk.use_cases.pace_rate import Pacer

DESK = desk_from(environ)
LOGGER = make_logger(environ.get("FRONTDESK_LOG_LEVEL", "INFO"))
METER = Meter()
PACER = Pacer()


@observed
def lambda_handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    return handle(DESK, LOGGER, METER, event, PACER)
