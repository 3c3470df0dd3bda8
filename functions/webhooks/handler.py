"""Jobs of the webhooks' queue: what tenants' own systems are told of."""

from os import environ
from typing import Any

from frontdesk.bootstrap_webhooks import webhooks_from
from frontdesk.entrypoints.webhooks import handle
from frontdesk.observability import observed

PARTS = webhooks_from(environ)


@observed
def lambda_handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    return handle(*PARTS, event)
