"""Build the index that a tenant's questions are looked up in."""

from contextlib import suppress
from hashlib import sha256

from frontdesk.domain.answering.index_builder import build_index as packed_index_of
from frontdesk.domain.errors import NotFound
from frontdesk.use_cases.index_ports import IndexDesk
from frontdesk.use_cases.ports import Clock


def build_index(desk: IndexDesk, clock: Clock, tenant_id: str) -> bool:
    """False when the published articles are those that the index in use was built from, for this engine.

    Safe to call again, and by two at once: whoever comes later has read what is later. Raises Busy.
    """
    begun = clock.now()
    articles = [article.for_answering() for article in desk.articles.whole(tenant_id, published=True)]
    packed = packed_index_of(articles) if articles else None
    fingerprint = sha256(packed).hexdigest() if packed else None
    before = desk.indexes.get(tenant_id, consistent=True)
    if (fingerprint, desk.engine) == (before.fingerprint, before.engine) and not before.unreadable:
        return False
    if packed is not None and fingerprint is not None:
        desk.store.put(tenant_id, fingerprint, packed)
    if not desk.indexes.set_built(tenant_id, fingerprint, len(articles), begun, desk.engine):
        return False
    if before.fingerprint is not None and before.fingerprint != fingerprint:
        with suppress(NotFound):
            desk.store.mark_replaced(tenant_id, before.fingerprint)
    return True
