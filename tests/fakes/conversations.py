"""Summaries of conversations in memory, with the lists that they stand in."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from datetime import datetime
from typing import Any

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.escalation_due import unheard_since
from frontdesk.domain.queue import Waiting
from frontdesk.domain.selection import EVERYTHING, Selection
from frontdesk.domain.tenant import Cutoffs
from frontdesk.domain.vocabulary import SenderType, Status
from frontdesk.use_cases.cursors import cursor_at, rank_at
from frontdesk.use_cases.ports import Page
from tests.fakes.agents import FakeAgents
from tests.fakes.step import Lag, Step, no_lag, no_step


class FakeConversations:
    """`lag` says how many of the latest writes a read that need not be consistent misses.

    `on_change` learns of each write as a table's stream would: what was there, and what is there now.
    """

    def __init__(
        self,
        agents: FakeAgents,
        step: Step = no_step,
        lag: Lag = no_lag,
        on_change: Callable[[Conversation | None, Conversation], None] = lambda _old, _new: None,
    ) -> None:
        self.step = step
        self.on_change = on_change
        self._agents = agents
        self._lag = lag
        self._versions: defaultdict[tuple[str, str], list[Conversation]] = defaultdict(list)

    def get(self, tenant_id: str, conversation_id: str, *, consistent: bool = False) -> Conversation | None:
        self.step("conversations.get")
        versions = self._versions[tenant_id, conversation_id]
        seen = len(versions) if consistent else len(versions) - self._lag()
        return versions[seen - 1] if seen > 0 else None

    def create(self, conversation: Conversation) -> bool:
        self.step("conversations.create")
        if self._stored(conversation) is not None:
            return False
        self._store(conversation)
        return True

    def replace(self, old: Conversation, new: Conversation, *, expected_load: int | None = None) -> bool:
        """Only what differs between `old` and `new` is written: a read mark that came between stays."""
        self.step("conversations.replace")
        return self.swap(old, new, expected_load)

    def put(self, old: Conversation | None, new: Conversation) -> bool:
        """`new` in the place of `old` or of nothing, as part of somebody else's step."""
        if old is not None:
            return self.swap(old, new)
        if self._stored(new) is not None:
            return False
        self._store(new)
        return True

    def swap(self, old: Conversation, new: Conversation, expected_load: int | None = None) -> bool:
        """What `replace` does, as part of somebody else's step."""
        stored = self._stored(old)
        if stored is None or stored.version != old.version:
            return False
        self._agents.move(old, new, expected_load)
        self._agents.count_ratings(old, new)
        names = [field.name for field in fields(Conversation)]
        changes = {name: getattr(new, name) for name in names if getattr(new, name) != getattr(old, name)}
        self._store(replace(stored, **changes))
        return True

    def mark_read(self, conversation: Conversation, reader: SenderType, seq: int) -> bool:
        self.step("conversations.mark_read")
        stored = self._stored(conversation)
        mark = "visitor_read_seq" if reader is SenderType.VISITOR else "agent_read_seq"
        if stored is None or getattr(stored, mark) >= seq:
            return False
        changes: dict[str, Any] = {mark: seq}
        self._store(replace(stored, **changes))
        return True

    def queue(
        self,
        tenant_id: str,
        cursor: str | None,
        limit: int,
        *,
        selection: Selection = EVERYTHING,
        by_wait: bool = False,
    ) -> Page[Conversation]:
        self.step("conversations.queue")
        pending = replace(selection, statuses=selection.statuses & {Status.PENDING})
        if by_wait:
            return page_of("queue by wait", tenant_id, self.wanted(tenant_id, pending), _wait_rank, cursor, limit)
        return page_of("queue", tenant_id, self.wanted(tenant_id, pending), _queue_rank, cursor, limit)

    def waiting(self, tenant_id: str, limit: int | None = None) -> Sequence[Waiting]:
        self.step("conversations.waiting")
        pending = self.wanted(tenant_id, Selection(statuses=frozenset({Status.PENDING})))
        return [
            Waiting(found.id, found.priority, found.queued_at or found.created_at)
            for found in sorted(pending, key=_queue_rank)[:limit]
        ]

    def of_agent(
        self,
        tenant_id: str,
        agent_id: str,
        cursor: str | None,
        limit: int,
        *,
        selection: Selection = EVERYTHING,
        oldest_first: bool = False,
    ) -> Page[Conversation]:
        self.step("conversations.of_agent")
        own = replace(selection, agent_id=agent_id, statuses=selection.statuses - {Status.CLOSED})
        name = f"agent {agent_id} {oldest_first}"
        held = self.wanted(tenant_id, own)
        return page_of(name, tenant_id, held, _assigned_rank, cursor, limit, latest_first=not oldest_first)

    def of_visitor(self, tenant_id: str, visitor_id: str, cursor: str | None, limit: int) -> Page[Conversation]:
        self.step("conversations.of_visitor")
        own = [found for found in self._of(tenant_id) if found.visitor_id == visitor_id]
        return page_of(f"visitor {visitor_id}", tenant_id, own, created_rank, cursor, limit, latest_first=True)

    def of_tenant(
        self,
        tenant_id: str,
        cursor: str | None,
        limit: int,
        *,
        selection: Selection = EVERYTHING,
        oldest_first: bool = False,
    ) -> Page[Conversation]:
        self.step("conversations.of_tenant")
        found, name = self.wanted(tenant_id, selection), f"tenant {oldest_first}"
        return page_of(name, tenant_id, found, created_rank, cursor, limit, latest_first=not oldest_first)

    def queued_before(self, cutoffs: Cutoffs, limit: int) -> Sequence[Conversation]:
        self.step("conversations.queued_before")
        return self._due(unheard_since, cutoffs, limit)

    def resolved_before(self, cutoffs: Cutoffs, limit: int) -> Sequence[Conversation]:
        self.step("conversations.resolved_before")
        return self._due(lambda found: found.resolved_at if found.status is Status.RESOLVED else None, cutoffs, limit)

    def _due(
        self, since: Callable[[Conversation], datetime | None], cutoffs: Cutoffs, limit: int
    ) -> Sequence[Conversation]:
        """Times are kept in whole seconds here."""
        times = [(found, since(found)) for found in self.all()]
        due = sorted(((int(at.timestamp()), found) for found, at in times if at), key=lambda pair: pair[0])
        return [found for at, found in due if at < int(cutoffs.of(found.tenant_id).timestamp())][:limit]

    def all(self) -> list[Conversation]:
        """Every conversation, for a test to look at."""
        return [versions[-1] for versions in self._versions.values() if versions]

    def wanted(self, tenant_id: str, selection: Selection) -> list[Conversation]:
        return [found for found in self._of(tenant_id) if selection.wants(found)]

    def _of(self, tenant_id: str) -> list[Conversation]:
        return [found for found in self.all() if found.tenant_id == tenant_id]

    def _stored(self, conversation: Conversation) -> Conversation | None:
        versions = self._versions[conversation.tenant_id, conversation.id]
        return versions[-1] if versions else None

    def _store(self, conversation: Conversation) -> None:
        before = self._stored(conversation)
        self._versions[conversation.tenant_id, conversation.id].append(conversation)
        self.on_change(before, conversation)


def _queue_rank(found: Conversation) -> str:
    return f"{found.priority.rank}#{_wait_rank(found)}"


def _wait_rank(found: Conversation) -> str:
    return _rank(found.queued_at or found.created_at, found)


def _assigned_rank(found: Conversation) -> str:
    return _rank(found.assigned_at or found.created_at, found)


def created_rank(found: Conversation) -> str:
    return _rank(found.created_at, found)


def _rank(moment: datetime, found: Conversation) -> str:
    return f"{moment.isoformat(timespec='microseconds')}#{found.id}"


def page_of(
    listing: str,
    tenant_id: str,
    found: list[Conversation],
    rank: Callable[[Conversation], str],
    cursor: str | None,
    limit: int,
    *,
    latest_first: bool = False,
) -> Page[Conversation]:
    """A full page carries a cursor, even where nothing follows: only a page that is not full shows the end."""
    ordered = sorted(found, key=rank, reverse=latest_first)
    if cursor is not None:
        last = rank_at(listing, tenant_id, cursor)
        ordered = [item for item in ordered if (rank(item) < last if latest_first else rank(item) > last)]
    items = ordered[:limit]
    full = len(items) == limit
    return Page(items, cursor_at(listing, tenant_id, rank(items[-1])) if full else None)
