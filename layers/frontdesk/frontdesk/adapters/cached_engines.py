"""Answer engines kept in memory from one question to the next.

What a tenant's index is called is asked at most once in a while; what it holds, when that has changed. Where it cannot
be had, the engine that is there serves on.
"""

from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from typing import TYPE_CHECKING

from aws_lambda_powertools import Logger

from frontdesk.domain.answering.sections import UnreadableIndex
from frontdesk.domain.errors import Busy, NotFound
from frontdesk.domain.knowledge_index import KnowledgeIndex
from frontdesk.use_cases.index_ports import IndexStore, KnowledgeIndexes
from frontdesk.use_cases.ports import Clock

if TYPE_CHECKING:
    from frontdesk.domain.answering.engine import AnswerEngine
    from frontdesk.domain.answering.index import Index

# A large knowledge base takes some 20 MB.
MOST_TENANTS = 16


@dataclass(slots=True)
class _Held:
    """What was known of the tenant's index when it was looked at last, and what was made of it."""

    looked_at: datetime
    known: KnowledgeIndex
    index: "Index | None" = None
    engine: "AnswerEngine | None" = None

    def serves(self, known: KnowledgeIndex) -> bool:
        return (self.known.fingerprint, self.known.correction) == (known.fingerprint, known.correction)


class CachedEngines:
    def __init__(
        self,
        indexes: KnowledgeIndexes,
        store: IndexStore,
        clock: Clock,
        logger: Logger,
        look_again: timedelta,
        engine: Callable[[], str],
    ) -> None:
        self._indexes = indexes
        self._store = store
        self._clock = clock
        self._logger = logger
        self._look_again = look_again
        self._engine = engine
        self._held: OrderedDict[str, _Held] = OrderedDict()
        self._reported: set[str] = set()
        self._lock = Lock()

    def of_tenant(self, tenant_id: str) -> "AnswerEngine | None":
        """None where the tenant has published nothing. Raises Busy where its index cannot be had at all."""
        with self._lock:
            held, now = self._held.get(tenant_id), self._clock.now()
            if held is None or now - held.looked_at >= self._look_again:
                held = self._held[tenant_id] = self._looked_up(tenant_id, held, now)
            self._held.move_to_end(tenant_id)
            if len(self._held) > MOST_TENANTS:
                self._held.popitem(last=False)
            return held.engine

    def _looked_up(self, tenant_id: str, held: _Held | None, now: datetime) -> _Held:
        try:
            known = self._indexes.get(tenant_id)
            self._ask_for_own_engine(tenant_id, known, now)
            if held is not None and held.serves(known):
                held.looked_at = now
                return held
            return self._loaded(tenant_id, known, held, now)
        except Busy:
            if held is None:
                raise
            self._logger.warning("index_not_loaded", extra={"tenant_id": tenant_id})
            held.looked_at = now
            return held

    def _loaded(self, tenant_id: str, known: KnowledgeIndex, held: _Held | None, now: datetime) -> _Held:
        if known.fingerprint is None:
            return _Held(now, known)
        # Only here: a function that is asked nothing does not load what answers.
        from frontdesk.adapters.warm_engine import engine_of, index_of  # noqa: PLC0415

        try:
            if held is not None and held.index is not None and held.known.fingerprint == known.fingerprint:
                index = held.index
            else:
                index = index_of(self._store.get(tenant_id, known.fingerprint))
            return _Held(now, known, index, engine_of(index, known.correction))
        except (UnreadableIndex, NotFound) as error:
            self._ask_for_rebuild(tenant_id, known.fingerprint)
            raise Busy("The knowledge base is being made ready. Please try again.") from error

    def _ask_for_own_engine(self, tenant_id: str, known: KnowledgeIndex, now: datetime) -> None:
        """As after a deployment. Who cannot ask now does so when they look again: meanwhile that index serves."""
        if known.fingerprint is None or not known.is_to_be_asked_for(self._engine(), now):
            return
        with suppress(Busy):
            if self._indexes.ask_for_engine(tenant_id, known, now):
                self._logger.info("index_of_another_engine", extra={"tenant_id": tenant_id})

    def _ask_for_rebuild(self, tenant_id: str, fingerprint: str) -> None:
        """Once: to build it again may not help."""
        if fingerprint not in self._reported:
            self._reported.add(fingerprint)
            self._indexes.ask_for_rebuild(tenant_id, fingerprint)
