"""Build the index that a tenant's questions are looked up in."""

from contextlib import suppress
from hashlib import sha256

from frontdesk.domain.answering.index_builder import build_index as packed_index_of
from frontdesk.domain.errors import NotFound
from frontdesk.domain.knowledge_index import BuiltIndex, KnowledgeIndex
from frontdesk.use_cases.index_ports import IndexDesk
from frontdesk.use_cases.ports import Clock


def build_index(desk: IndexDesk, clock: Clock, tenant_id: str) -> bool:
    """False when the published articles are those that the index in use was built from, for this engine.

    Safe to call again, and by two at once: what was read later stays. Raises Busy.
    """
    begun = clock.now()
    articles = [article.for_answering() for article in desk.articles.whole(tenant_id, published=True)]
    packed = packed_index_of(articles) if articles else None
    fingerprint = sha256(packed).hexdigest() if packed else None
    before = desk.indexes.get(tenant_id, consistent=True)
    if _is_good(before, fingerprint, desk.engine):
        return False
    if packed is not None and fingerprint is not None:
        desk.store.put(tenant_id, fingerprint, packed)
    built = BuiltIndex(
        fingerprint=fingerprint,
        articles=len(articles),
        built_at=begun,
        engine=desk.engine,
        previous=before.fingerprint,
    )
    if not desk.indexes.set_built(tenant_id, built):
        return False
    _mark_replaced(desk, tenant_id, before, fingerprint)
    return True


def renew_index(desk: IndexDesk, clock: Clock, tenant_id: str) -> bool:
    """For the engine of this indexer, whichever has asked. Where it is for this one already, no article is read.

    False where nothing was built. Raises Busy.
    """
    if desk.indexes.get(tenant_id, consistent=True).is_for(desk.engine):
        return False
    return build_index(desk, clock, tenant_id)


def _is_good(index: KnowledgeIndex, fingerprint: str | None, engine: str) -> bool:
    same = index.built is not None and (index.built.fingerprint, index.built.engine) == (fingerprint, engine)
    return same and not index.unreadable


def _mark_replaced(desk: IndexDesk, tenant_id: str, before: KnowledgeIndex, fingerprint: str | None) -> None:
    """Also the one before the last: whoever replaced it may have died before it was marked."""
    earlier = {before.fingerprint, before.built.previous if before.built else None}
    for replaced in earlier - {fingerprint}:
        if replaced is not None:
            with suppress(NotFound):
                desk.store.mark_replaced(tenant_id, replaced)
