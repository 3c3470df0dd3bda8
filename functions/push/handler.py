"""Jobs of the push queue: what agents are notified of on their devices."""

from os import environ
from typing import Any

from frontdesk.bootstrap_push import push_from
from frontdesk.entrypoints.push import handle

PARTS = push_from(environ)


def lambda_handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    return handle(*PARTS, event, context)
