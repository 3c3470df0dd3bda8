"""The Conversations table as the use cases know it: one by id, changes that win or lose whole, and the lists."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import islice

from pynamodb.connection import Connection
from pynamodb.transactions import TransactWrite

from frontdesk.adapters.dynamodb import epoch, failed_part, took_place
from frontdesk.adapters.dynamodb_agents import moves_of, ratings_of
from frontdesk.adapters.dynamodb_conversation_row import (
    AUTO_CLOSE,
    QUEUE_SLA,
    ByDue,
    ConversationRow,
    actions_between,
    conversation_of,
    key_of,
    new_row,
)
from frontdesk.adapters.dynamodb_lists import HIGHEST, Listing, Place, Read, Span, Stretch, growing, loaded, read_of
from frontdesk.adapters.keeping import FOR_EVER, Keeping
from frontdesk.domain.conversation import Conversation
from frontdesk.domain.errors import AgentAtCapacity
from frontdesk.domain.queue import Waiting
from frontdesk.domain.selection import EVERYTHING, Selection
from frontdesk.domain.tenant import Cutoffs
from frontdesk.domain.transitions import OPEN
from frontdesk.domain.vocabulary import Priority, SenderType, Status
from frontdesk.use_cases.ports import Page

PENDING = frozenset({Status.PENDING})
CLOSED = frozenset({Status.CLOSED})
BY_RANK = {str(priority.rank): priority for priority in Priority}


class DynamoConversations:
    """`keeping` says for how long what is closed is kept."""

    def __init__(self, connection: Connection, keeping: Keeping = FOR_EVER) -> None:
        self._connection = connection
        self._keeping = keeping

    def get(self, tenant_id: str, conversation_id: str, *, consistent: bool = False) -> Conversation | None:
        try:
            return conversation_of(ConversationRow.get(key_of(tenant_id, conversation_id), consistent_read=consistent))
        except ConversationRow.DoesNotExist:
            return None

    def create(self, conversation: Conversation) -> bool:
        row = new_row(conversation, self._keeping)
        return took_place(lambda: row.save(condition=ConversationRow.conversation_key.does_not_exist()))

    def replace(self, old: Conversation, new: Conversation, *, expected_load: int | None = None) -> bool:
        actions = actions_between(old, new, self._keeping)
        row = ConversationRow(key_of(old.tenant_id, old.id))
        unchanged = ConversationRow.version == old.version
        moves = moves_of(old, new, expected_load)
        ratings = ratings_of(old, new)
        if not moves and not ratings:
            return took_place(lambda: row.update(actions, condition=unchanged))
        parts = [lambda transaction: transaction.update(row, actions, condition=unchanged), *moves, *ratings]
        return self._together(parts, new)

    def _together(self, parts: Sequence[Callable[[TransactWrite], None]], new: Conversation) -> bool:
        def write() -> None:
            with TransactWrite(connection=self._connection) as transaction:
                for part in parts:
                    part(transaction)

        failed = failed_part(write)
        if failed:
            raise AgentAtCapacity(f"{new.agent_name} has no free slot for another conversation.")
        return failed is None

    def mark_read(self, conversation: Conversation, reader: SenderType, seq: int) -> bool:
        visitor = reader is SenderType.VISITOR
        mark = ConversationRow.visitor_read_seq if visitor else ConversationRow.agent_read_seq
        row = ConversationRow(key_of(conversation.tenant_id, conversation.id))
        return took_place(lambda: row.update([mark.set(seq)], condition=mark < seq))

    def queue(
        self,
        tenant_id: str,
        cursor: str | None,
        limit: int,
        *,
        selection: Selection = EVERYTHING,
        by_wait: bool = False,
    ) -> Page[Conversation]:
        pending = replace(selection, statuses=selection.statuses & PENDING)
        read = self._by_wait(tenant_id) if by_wait else self._by_priority(tenant_id, selection.priority)
        name = "queue_by_wait" if by_wait else "queue"
        return Listing(name, tenant_id, read, pending.wants, growing).page(cursor, limit)

    def _by_priority(self, tenant_id: str, priority: Priority | None) -> Read:
        span = Span() if priority is None else Span(f"{priority.rank}#", f"{priority.rank}#{HIGHEST}")
        return read_of(ConversationRow.by_queue, tenant_id, span, ascending=True)

    def _by_wait(self, tenant_id: str) -> Read:
        """The index goes by priority first, so all of its keys are read and sorted anew."""
        keys = ConversationRow.by_queue.query(tenant_id)
        places = sorted(
            (Place(row.queue_rank.partition("#")[2], row.conversation_key) for row in keys),
            key=lambda place: place.rank,
        )

        def read(behind: str | None, size: int) -> Stretch:
            rest = [place for place in places if behind is None or place.rank > behind]
            return Stretch(rest[:size], rest[size - 1].rank if len(rest) > size else None)

        return read

    def waiting(self, tenant_id: str, limit: int | None = None) -> Sequence[Waiting]:
        return [_waiting(row.queue_rank) for row in ConversationRow.by_queue.query(tenant_id, limit=limit)]

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
        own = replace(selection, agent_id=agent_id, statuses=selection.statuses - CLOSED)
        read = read_of(ConversationRow.by_agent, f"{tenant_id}#{agent_id}", Span(), ascending=oldest_first)
        name = f"agent {agent_id} {'oldest' if oldest_first else 'newest'}"
        return Listing(name, tenant_id, read, own.wants, growing).page(cursor, limit)

    def of_visitor(self, tenant_id: str, visitor_id: str, cursor: str | None, limit: int) -> Page[Conversation]:
        read = read_of(ConversationRow.by_visitor, f"{tenant_id}#{visitor_id}", Span(), ascending=False)
        return Listing(f"visitor {visitor_id}", tenant_id, read, EVERYTHING.wants, growing).page(cursor, limit)

    def of_tenant(
        self,
        tenant_id: str,
        cursor: str | None,
        limit: int,
        *,
        selection: Selection = EVERYTHING,
        oldest_first: bool = False,
    ) -> Page[Conversation]:
        index = ConversationRow.by_open if selection.statuses <= OPEN else ConversationRow.by_tenant
        span = Span.of_time(selection.created_from, selection.created_to)
        read = read_of(index, tenant_id, span, ascending=oldest_first)
        name = f"tenant {'oldest' if oldest_first else 'newest'}"
        return Listing(name, tenant_id, read, selection.wants, growing).page(cursor, limit)

    def queued_before(self, cutoffs: Cutoffs, limit: int) -> Sequence[Conversation]:
        return _due(QUEUE_SLA, cutoffs, limit)

    def resolved_before(self, cutoffs: Cutoffs, limit: int) -> Sequence[Conversation]:
        return _due(AUTO_CLOSE, cutoffs, limit)


def _due(kind: str, cutoffs: Cutoffs, limit: int) -> list[Conversation]:
    """What a more patient tenant still waits for is passed over by its key, and not loaded."""
    candidates = ConversationRow.by_due.query(kind, ByDue.due_at < epoch(cutoffs.latest), page_size=limit)
    due = (row.conversation_key for row in candidates if row.due_at < epoch(cutoffs.of(_tenant_in(row))))
    keys = list(islice(due, limit))
    found = loaded(keys)
    return [found[key] for key in keys if key in found]


def _tenant_in(row: ConversationRow) -> str:
    tenant_id, _, _ = row.conversation_key.partition("#")
    return tenant_id


def _waiting(queue_rank: str) -> Waiting:
    rank, since, conversation_id = queue_rank.split("#")
    return Waiting(conversation_id, BY_RANK[rank], datetime.fromisoformat(since))
