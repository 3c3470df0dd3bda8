"""A cursor is a place in one list of one tenant, by the values that the list is sorted by.

So it stays good while rows come, change and go. It holds no secret and grants nothing: the list is read with the
rights of whoever brings it. The checksum tells a damaged one from a good one.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from zlib import crc32

from frontdesk.domain.errors import InvalidInput

CHECKSUM_BYTES = 4


def cursor_at(listing: str, tenant_id: str, rank: str) -> str:
    place = json.dumps([listing, tenant_id, rank]).encode()
    return urlsafe_b64encode(_checksum(place) + place).decode().rstrip("=")


def rank_at(listing: str, tenant_id: str, cursor: str) -> str:
    """Raises InvalidInput for a cursor that is damaged, or comes from another list or tenant."""
    try:
        sealed = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        checksum, place = sealed[:CHECKSUM_BYTES], sealed[CHECKSUM_BYTES:]
        own_listing, own_tenant_id, rank = json.loads(place)
    except (ValueError, TypeError):
        raise _unknown() from None
    sound = checksum == _checksum(place) and isinstance(rank, str) and rank != "" and rank.isprintable()
    if not sound or (own_listing, own_tenant_id) != (listing, tenant_id):
        raise _unknown()
    return str(rank)


def _checksum(place: bytes) -> bytes:
    return crc32(place).to_bytes(CHECKSUM_BYTES, "big")


def _unknown() -> InvalidInput:
    return InvalidInput("cursor", "This cursor does not come from this list of yours. Begin again without one.")
