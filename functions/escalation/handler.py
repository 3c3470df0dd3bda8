"""The steps of the state machine that an escalated conversation goes through."""

from os import environ
from typing import Any

from frontdesk.bootstrap_escalation import escalation_from
from frontdesk.entrypoints.escalation import handle
from frontdesk.observability import observed

PARTS = escalation_from(environ)


@observed
def lambda_handler(event: dict[str, Any], _context: object) -> dict[str, str]:
    return handle(*PARTS, event)
