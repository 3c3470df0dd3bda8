"""A page of conversations, out of a list that carries keys alone.

A page is filled up to its limit, however many rows a selection drops, as long as that takes no more than a few reads.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from frontdesk.adapters.dynamodb import sortable
from frontdesk.adapters.dynamodb_conversation_row import ConversationRow, conversation_of
from frontdesk.domain.conversation import Conversation
from frontdesk.use_cases.cursors import cursor_at, rank_at
from frontdesk.use_cases.ports import Page

# What every rank begins with lies between these.
LOWEST, HIGHEST = "0", "~"
BATCH = 100
READS = 10


@dataclass(frozen=True, slots=True)
class Place:
    """A row of a list: where it stands, and whose it is."""

    rank: str
    conversation_key: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """Part of a list, in order. `reached` is how far it was looked at; None at the list's end."""

    places: Sequence[Place]
    reached: str | None


@dataclass(frozen=True, slots=True)
class Span:
    """The ranks that a list is limited to, both ends included."""

    low: str = LOWEST
    high: str = HIGHEST

    @classmethod
    def of_time(cls, begin: datetime | None, end: datetime | None) -> "Span":
        """No rank is an instant and nothing more, so that the end is left out."""
        return cls(sortable(begin) if begin else LOWEST, sortable(end) if end else HIGHEST)

    def behind(self, rank: str | None, *, ascending: bool) -> "Span":
        if rank is None:
            return self
        return Span(max(self.low, rank), self.high) if ascending else Span(self.low, min(self.high, rank))


Read = Callable[[str | None, int], Stretch]
"""The part of a list behind a rank, as long as the number says or longer."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of one tenant. `sizes` says how much each read takes; `wanted` is asked of each conversation."""

    name: str
    tenant_id: str
    read: Read
    wanted: Callable[[Conversation], bool]
    sizes: Callable[[int], Iterable[int]]

    def page(self, cursor: str | None, limit: int) -> Page[Conversation]:
        reached = rank_at(self.name, self.tenant_id, cursor) if cursor else None
        found: list[Conversation] = []
        for size in self.sizes(limit):
            stretch = self.read(reached, size)
            for place, conversation in _loaded(stretch.places, max(limit, BATCH // 4)):
                if not self.wanted(conversation):
                    continue
                found.append(conversation)
                if len(found) == limit:
                    last = place is stretch.places[-1]
                    return self._page(found, stretch.reached if last else place.rank)
            reached = stretch.reached
            if reached is None:
                break
        return self._page(found, reached)

    def _page(self, found: Sequence[Conversation], reached: str | None) -> Page[Conversation]:
        return Page(found, cursor_at(self.name, self.tenant_id, reached) if reached else None)


def growing(limit: int) -> Iterator[int]:
    """Nothing more than the page where nothing is dropped; then as much as one request can load."""
    yield limit
    for _ in range(READS - 1):
        yield BATCH


def read_of(index: Any, hash_key: str, span: Span, *, ascending: bool) -> Read:
    """How a list that is an index of the Conversations table is read."""
    rank_name = next(key["AttributeName"] for key in index._get_schema()["key_schema"] if key["KeyType"] == "RANGE")

    def read(behind: str | None, size: int) -> Stretch:
        rest = span.behind(behind, ascending=ascending)
        if rest.low > rest.high:
            return Stretch((), None)
        rows = index.query(
            hash_key,
            getattr(ConversationRow, rank_name).between(rest.low, rest.high),
            limit=size + (behind is not None),
            scan_index_forward=ascending,
        )
        places = [Place(getattr(row, rank_name), row.conversation_key) for row in rows]
        last = rows.last_evaluated_key
        return Stretch([place for place in places if place.rank != behind], last[rank_name]["S"] if last else None)

    return read


def loaded(conversation_keys: Sequence[str]) -> dict[str, Conversation]:
    """Those that there are, by their keys."""
    rows = ConversationRow.batch_get(list(conversation_keys)) if conversation_keys else ()
    return {row.conversation_key: conversation_of(row) for row in rows}


def _loaded(places: Sequence[Place], at_once: int) -> Iterator[tuple[Place, Conversation]]:
    """No more than needed is loaded: the places behind a page's last conversation are not."""
    for begin in range(0, len(places), at_once):
        several = places[begin : begin + at_once]
        conversations = loaded([place.conversation_key for place in several])
        for place in several:
            if place.conversation_key in conversations:
                yield place, conversations[place.conversation_key]
