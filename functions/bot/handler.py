"""Jobs of the bot's queue: visitors who wait for its answer."""

from os import environ
from typing import Any

from frontdesk.bootstrap_bot import bot_from
from frontdesk.entrypoints.bot import handle
from frontdesk.observability import observed

PARTS = bot_from(environ)


@observed
def lambda_handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    return handle(*PARTS, event, context)
