"""What building a tenant's index, and loading it, need beside the articles."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from frontdesk.domain.knowledge_index import BuiltIndex, Correction, KnowledgeIndex
from frontdesk.use_cases.knowledge_ports import Articles, Outcomes


class IndexStore(Protocol):
    """Indexes by tenant and by the fingerprint of their content. Everything here raises Busy."""

    def put(self, tenant_id: str, fingerprint: str, packed: bytes) -> None: ...

    def get(self, tenant_id: str, fingerprint: str) -> bytes:
        """Raises NotFound."""

    def mark_replaced(self, tenant_id: str, fingerprint: str) -> None:
        """Let it be removed in a while, unless it is put again. Raises NotFound."""


class KnowledgeIndexes(Protocol):
    """Which index of each tenant is in use."""

    def get(self, tenant_id: str, *, consistent: bool = False) -> KnowledgeIndex:
        """Empty where nothing was ever built."""

    def set_built(self, tenant_id: str, built: BuiltIndex) -> bool:
        """From now on this one; False where the one in use was built later.

        What corrects its confidence stays; that it was to be built again does not.
        """

    def set_correction(self, tenant_id: str, correction: Correction | None) -> None: ...

    def ask_for_rebuild(self, tenant_id: str, fingerprint: str) -> None:
        """It cannot be read. Nothing happens where another is in use by now."""

    def ask_for_engine(self, tenant_id: str, known: KnowledgeIndex, at: datetime) -> bool:
        """The index that is known is for another engine. True for one alone of all who know the same."""


@dataclass(frozen=True, slots=True)
class IndexDesk:
    """What the indexer works with."""

    articles: Articles
    outcomes: Outcomes
    indexes: KnowledgeIndexes
    store: IndexStore
    engine: str
    """The version of the engine that it builds for."""
