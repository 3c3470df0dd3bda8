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
class BuiltIndex:
    """`fingerprint` names the index by its content; None where no article is published.

    `built_at` is when its articles began to be read, `engine` the version of the engine that it is for, `previous` the
    fingerprint of the index before it.
    """

    fingerprint: str | None
    articles: int
    built_at: datetime
    engine: str
    previous: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KnowledgeIndex:
    """The index in use, if one was ever built. `unreadable`: somebody could not load it, or has another engine; it is
    to be built again."""

    built: BuiltIndex | None = None
    correction: Correction | None = None
    unreadable: bool = False

    @property
    def fingerprint(self) -> str | None:
        return self.built.fingerprint if self.built else None
