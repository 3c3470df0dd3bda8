"""Jobs of the push queue: what agents are notified of on their devices."""

from os import environ
from typing import Any

from frontdesk.bootstrap_push import push_from
from frontdesk.entrypoints.push import handle
from frontdesk.observability import observed

PARTS = push_from(environ)


@observed
def lambda_handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    return handle(*PARTS, event, context)
