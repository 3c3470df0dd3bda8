"""What is known of the index that a tenant's questions are looked up in."""

from dataclasses import dataclass
from datetime import datetime, timedelta

# Longer than a deployment takes, from the first function that has the new engine to the indexer.
ASK_AGAIN = timedelta(minutes=5)


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
    """The index in use, if one was ever built. `unreadable`: somebody could not load it; it is to be built again.
    `asked_at` is when somebody with another engine has last asked for one that is built for theirs."""

    built: BuiltIndex | None = None
    correction: Correction | None = None
    unreadable: bool = False
    asked_at: datetime | None = None

    @property
    def fingerprint(self) -> str | None:
        return self.built.fingerprint if self.built else None

    def is_for(self, engine: str) -> bool:
        """Where no article is published, any engine can do with it."""
        return self.built is None or self.built.fingerprint is None or self.built.engine == engine

    def is_to_be_asked_for(self, engine: str, now: datetime) -> bool:
        """By whoever has this engine. In a while again: an indexer of the engine before had nothing to do."""
        asked_lately = self.asked_at is not None and now - self.asked_at < ASK_AGAIN
        return not asked_lately and not self.is_for(engine)
