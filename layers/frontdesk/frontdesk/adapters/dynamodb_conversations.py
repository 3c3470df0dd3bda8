"""The Conversations table as the use cases know it: one by id, changes that win or lose whole, and the lists."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from pynamodb.connection import Connection
from pynamodb.transactions import TransactWrite

from frontdesk.adapters.dynamodb import epoch, failed_part, took_place, without_none
from frontdesk.adapters.dynamodb_agents import moves_of
from frontdesk.adapters.dynamodb_conversation_row import (
    AUTO_CLOSE,
    ByDue,
    ConversationRow,
    conversation_of,
    key_of,
    values_of,
)
from frontdesk.domain.conversation import Conversation
from frontdesk.domain.errors import AgentAtCapacity, InvalidInput
from frontdesk.domain.vocabulary import SenderType, Status
from frontdesk.use_cases.ports import Page


class DynamoConversations:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, tenant_id: str, conversation_id: str, *, consistent: bool = False) -> Conversation | None:
        try:
            return conversation_of(ConversationRow.get(key_of(tenant_id, conversation_id), consistent_read=consistent))
        except ConversationRow.DoesNotExist:
            return None

    def create(self, conversation: Conversation) -> bool:
        row = ConversationRow(**without_none(values_of(conversation)))
        return took_place(lambda: row.save(condition=ConversationRow.conversation_key.does_not_exist()))

    def replace(self, old: Conversation, new: Conversation, *, expected_load: int | None = None) -> bool:
        before, after = values_of(old), values_of(new)
        changes = {name: value for name, value in after.items() if before[name] != value}
        actions = [
            getattr(ConversationRow, name).remove() if value is None else getattr(ConversationRow, name).set(value)
            for name, value in changes.items()
        ]
        row = ConversationRow(key_of(old.tenant_id, old.id))
        unchanged = ConversationRow.version == old.version
        moves = moves_of(old, new, expected_load)
        if not moves:
            return took_place(lambda: row.update(actions, condition=unchanged))
        return self._together([lambda transaction: transaction.update(row, actions, condition=unchanged), *moves], new)

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

    def queue(self, tenant_id: str, cursor: str | None, limit: int) -> Page[Conversation]:
        page = _listed(ConversationRow.by_queue, tenant_id, cursor, limit, forward=True)
        still = [conversation for conversation in page.items if conversation.status is Status.PENDING]
        return Page(still, page.next_cursor)

    def of_agent(self, tenant_id: str, agent_id: str, cursor: str | None, limit: int) -> Page[Conversation]:
        return _listed(ConversationRow.by_agent, f"{tenant_id}#{agent_id}", cursor, limit)

    def of_visitor(self, tenant_id: str, visitor_id: str, cursor: str | None, limit: int) -> Page[Conversation]:
        return _listed(ConversationRow.by_visitor, f"{tenant_id}#{visitor_id}", cursor, limit)

    def of_tenant(self, tenant_id: str, cursor: str | None, limit: int) -> Page[Conversation]:
        return _listed(ConversationRow.by_tenant, tenant_id, cursor, limit)

    def resolved_before(self, moment: datetime, limit: int) -> Sequence[Conversation]:
        due = ConversationRow.by_due.query(AUTO_CLOSE, ByDue.due_at < epoch(moment), limit=limit)
        return _in_order([row.conversation_key for row in due])


def _listed(index: Any, hash_key: str, cursor: str | None, limit: int, *, forward: bool = False) -> Page[Conversation]:
    start = _start(index, hash_key, cursor) if cursor else None
    keys = index.query(hash_key, limit=limit, last_evaluated_key=start, scan_index_forward=forward)
    conversations = _in_order([row.conversation_key for row in keys])
    return Page(conversations, _cursor(index, keys.last_evaluated_key))


def _in_order(keys: list[str]) -> list[Conversation]:
    rows = {row.conversation_key: row for row in ConversationRow.batch_get(keys)} if keys else {}
    return [conversation_of(rows[key]) for key in keys if key in rows]


def _cursor(index: Any, last: Mapping[str, Any] | None) -> str | None:
    """Only what lies within the partition goes out; the partition itself comes from the credential again."""
    if last is None:
        return None
    place = [last[_rank_name(index)]["S"], last["conversation_key"]["S"]]
    return urlsafe_b64encode(json.dumps(place).encode()).decode().rstrip("=")


def _start(index: Any, hash_key: str, cursor: str) -> dict[str, Any]:
    try:
        rank, conversation_key = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        tenant_id = hash_key.partition("#")[0]
        written_here = rank != "" and (rank + conversation_key).isprintable()
        known = written_here and conversation_key.startswith(f"{tenant_id}#")
    except (ValueError, TypeError, AttributeError):
        known = False
    if not known:
        raise InvalidInput("cursor", "This cursor does not come from a list of yours. Begin again without one.")
    return {
        index._hash_key_attribute().attr_name: {"S": hash_key},
        _rank_name(index): {"S": rank},
        "conversation_key": {"S": conversation_key},
    }


def _rank_name(index: Any) -> str:
    keys = index._get_schema()["key_schema"]
    return str(next(key["AttributeName"] for key in keys if key["KeyType"] == "RANGE"))
