"""Where indexes are kept and which are in use, in memory."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from frontdesk.domain.errors import NotFound
from frontdesk.domain.knowledge_index import BuiltIndex, Correction, KnowledgeIndex
from tests.fakes.step import Step, no_step


@dataclass
class FakeIndexStore:
    """`replaced` are those that may be removed."""

    step: Step = no_step
    stored: dict[tuple[str, str], bytes] = field(default_factory=dict)
    replaced: set[tuple[str, str]] = field(default_factory=set)

    def put(self, tenant_id: str, fingerprint: str, packed: bytes) -> None:
        self.step("store.put")
        self.stored[tenant_id, fingerprint] = packed
        self.replaced.discard((tenant_id, fingerprint))

    def get(self, tenant_id: str, fingerprint: str) -> bytes:
        self.step("store.get")
        self._check(tenant_id, fingerprint)
        return self.stored[tenant_id, fingerprint]

    def mark_replaced(self, tenant_id: str, fingerprint: str) -> None:
        self.step("store.mark_replaced")
        self._check(tenant_id, fingerprint)
        self.replaced.add((tenant_id, fingerprint))

    def _check(self, tenant_id: str, fingerprint: str) -> None:
        if (tenant_id, fingerprint) not in self.stored:
            raise NotFound("There is no such index.")


@dataclass
class FakeKnowledgeIndexes:
    step: Step = no_step
    _known: dict[str, KnowledgeIndex] = field(default_factory=dict)

    def get(self, tenant_id: str, *, consistent: bool = False) -> KnowledgeIndex:
        self.step("indexes.get")
        return self._known.get(tenant_id, KnowledgeIndex())

    def set_built(self, tenant_id: str, built: BuiltIndex) -> bool:
        self.step("indexes.set_built")
        known = self._known.get(tenant_id, KnowledgeIndex())
        if known.built is not None and known.built.built_at > built.built_at:
            return False
        self._known[tenant_id] = replace(known, built=built, unreadable=False)
        return True

    def set_correction(self, tenant_id: str, correction: Correction | None) -> None:
        self.step("indexes.set_correction")
        self._known[tenant_id] = replace(self._known.get(tenant_id, KnowledgeIndex()), correction=correction)

    def ask_for_rebuild(self, tenant_id: str, fingerprint: str) -> None:
        self.step("indexes.ask_for_rebuild")
        known = self._known.get(tenant_id)
        if known is not None and known.fingerprint == fingerprint:
            self._known[tenant_id] = replace(known, unreadable=True)

    def ask_for_engine(self, tenant_id: str, known: KnowledgeIndex, at: datetime) -> bool:
        self.step("indexes.ask_for_engine")
        now = self._known.get(tenant_id, KnowledgeIndex())
        if known.built is None or now.built is None:
            return False
        if (now.built.built_at, now.asked_at) != (known.built.built_at, known.asked_at):
            return False
        self._known[tenant_id] = replace(now, asked_at=at)
        return True
