"""Once a minute: whatever is due."""

from os import environ
from typing import Any

from frontdesk.bootstrap import desk_from
from frontdesk.observability import make_logger
from frontdesk.use_cases.auto_close import auto_close
from frontdesk.use_cases.sweep_escalations import sweep_queue, sweep_silence
from frontdesk.use_cases.sweep_presence import sweep_presence

DESK = desk_from(environ)
LOGGER = make_logger(environ.get("FRONTDESK_LOG_LEVEL", "INFO"))


def lambda_handler(_event: dict[str, Any], _context: object) -> None:
    swept = {
        "closed": auto_close(DESK),
        "agents": sweep_presence(DESK),
        "left_waiting": sweep_queue(DESK),
        "left_unanswered": sweep_silence(DESK),
    }
    LOGGER.info("timers_swept", extra=swept)
