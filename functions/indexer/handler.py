"""Records of the Articles table's stream: tenants whose index or confidence is to be made anew."""

from os import environ
from typing import Any

from frontdesk.bootstrap_knowledge import indexer_from
from frontdesk.entrypoints.indexer import handle
from frontdesk.observability import observed

PARTS = indexer_from(environ)


@observed
def lambda_handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    return handle(*PARTS, event)
