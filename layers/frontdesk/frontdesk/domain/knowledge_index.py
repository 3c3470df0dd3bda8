"""What is known of the index that a tenant's questions are looked up in."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """How a tenant's own outcomes correct the confidence: `slope` and `offset` of its log-odds."""

    slope: float
    offset: float
    outcomes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KnowledgeIndex:
    """`fingerprint` names the index by its content; None where no article is published."""

    fingerprint: str | None = None
    articles: int = 0
    built_at: datetime | None = None
    correction: Correction | None = None
    engine: str | None = None
    """The version of the engine that it was built for."""
    unreadable: bool = False
    """Somebody could not load it, or has another engine: it is to be built again."""
