"""The Conversations table: the summary of each conversation, and the lists that it stands in.

    key                                             access pattern
    conversation_key = tenant#conversation          one by id
    by_queue    tenant / rank#since#id              pending, by priority and wait (sparse)
    by_agent    tenant#agent / assigned#id          an agent's, until closed (sparse)
    by_visitor  tenant#visitor / created#id         a visitor's own
    by_tenant   tenant / created#id                 all of a tenant
    by_due      kind / seconds                      resolved, waiting for the auto-close (sparse)

The indexes carry keys only and no key of theirs changes when a message arrives, so that a turn of the
conversation costs one write unit, as long as the row is no larger than a kilobyte: what a key tells, and what is
empty, is not stored beside.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from pynamodb.attributes import (
    BooleanAttribute,
    JSONAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UTCDateTimeAttribute,
)
from pynamodb.exceptions import PutError, UpdateError
from pynamodb.indexes import GlobalSecondaryIndex, KeysOnlyProjection
from pynamodb.models import Model

from frontdesk.adapters.dynamodb import condition_failed, epoch, sortable, without_none
from frontdesk.domain.conversation import Conversation
from frontdesk.domain.errors import InvalidInput
from frontdesk.domain.message import Announcement, SystemEvent
from frontdesk.domain.vocabulary import Handler, Priority, SenderType, Status
from frontdesk.use_cases.ports import Page

AUTO_CLOSE = "auto_close"
TOLD_OTHERWISE = frozenset({"announcement", "created_at", "id", "visitor_id"})


class ByTenant(GlobalSecondaryIndex["ConversationRow"]):
    class Meta:
        index_name = "by_tenant"
        projection = KeysOnlyProjection()

    tenant_id = UnicodeAttribute(hash_key=True)
    created_rank = UnicodeAttribute(range_key=True)


class ByQueue(GlobalSecondaryIndex["ConversationRow"]):
    class Meta:
        index_name = "by_queue"
        projection = KeysOnlyProjection()

    queue_key = UnicodeAttribute(hash_key=True)
    queue_rank = UnicodeAttribute(range_key=True)


class ByAgent(GlobalSecondaryIndex["ConversationRow"]):
    class Meta:
        index_name = "by_agent"
        projection = KeysOnlyProjection()

    agent_key = UnicodeAttribute(hash_key=True)
    assigned_rank = UnicodeAttribute(range_key=True)


class ByVisitor(GlobalSecondaryIndex["ConversationRow"]):
    class Meta:
        index_name = "by_visitor"
        projection = KeysOnlyProjection()

    visitor_key = UnicodeAttribute(hash_key=True)
    created_rank = UnicodeAttribute(range_key=True)


class ByDue(GlobalSecondaryIndex["ConversationRow"]):
    class Meta:
        index_name = "by_due"
        projection = KeysOnlyProjection()

    due_kind = UnicodeAttribute(hash_key=True)
    due_at = NumberAttribute(range_key=True)


class ConversationRow(Model):
    class Meta:
        table_name = "Conversations"

    conversation_key = UnicodeAttribute(hash_key=True)
    tenant_id = UnicodeAttribute()
    widget_id = UnicodeAttribute()
    visitor_name = UnicodeAttribute(null=True)
    visitor_email = UnicodeAttribute(null=True)
    visitor_verified = BooleanAttribute(null=True)
    handler = UnicodeAttribute()
    status = UnicodeAttribute()
    priority = UnicodeAttribute()
    subject = UnicodeAttribute(null=True)
    required_skills = JSONAttribute(null=True)
    source_url = UnicodeAttribute(null=True)
    source_page_title = UnicodeAttribute(null=True)
    attributes = JSONAttribute(null=True)
    agent_id = UnicodeAttribute(null=True)
    agent_name = UnicodeAttribute(null=True)
    queued_at = UTCDateTimeAttribute(null=True)
    assigned_at = UTCDateTimeAttribute(null=True)
    wait_seconds = NumberAttribute(null=True)
    unanswered_since = UTCDateTimeAttribute(null=True)
    first_response_at = UTCDateTimeAttribute(null=True)
    resolved_at = UTCDateTimeAttribute(null=True)
    closed_at = UTCDateTimeAttribute(null=True)
    announced_event = UnicodeAttribute(null=True)
    announced_actor = UnicodeAttribute(null=True)
    applied_seq = NumberAttribute()
    visitor_read_seq = NumberAttribute()
    agent_read_seq = NumberAttribute()
    version = NumberAttribute()

    created_rank = UnicodeAttribute()
    visitor_key = UnicodeAttribute()
    queue_key = UnicodeAttribute(null=True)
    queue_rank = UnicodeAttribute(null=True)
    agent_key = UnicodeAttribute(null=True)
    assigned_rank = UnicodeAttribute(null=True)
    due_kind = UnicodeAttribute(null=True)
    due_at = NumberAttribute(null=True)

    by_tenant = ByTenant()
    by_queue = ByQueue()
    by_agent = ByAgent()
    by_visitor = ByVisitor()
    by_due = ByDue()


class DynamoConversations:
    def get(self, tenant_id: str, conversation_id: str, *, consistent: bool = False) -> Conversation | None:
        try:
            return _conversation(ConversationRow.get(_key(tenant_id, conversation_id), consistent_read=consistent))
        except ConversationRow.DoesNotExist:
            return None

    def create(self, conversation: Conversation) -> bool:
        row = ConversationRow(**without_none(_values(conversation)))
        try:
            row.save(condition=ConversationRow.conversation_key.does_not_exist())
        except PutError as error:
            if condition_failed(error):
                return False
            raise
        return True

    def replace(self, old: Conversation, new: Conversation) -> bool:
        before, after = _values(old), _values(new)
        changes = {name: value for name, value in after.items() if before[name] != value}
        actions = [
            getattr(ConversationRow, name).remove() if value is None else getattr(ConversationRow, name).set(value)
            for name, value in changes.items()
        ]
        row = ConversationRow(_key(old.tenant_id, old.id))
        try:
            row.update(actions, condition=ConversationRow.version == old.version)
        except UpdateError as error:
            if condition_failed(error):
                return False
            raise
        return True

    def mark_read(self, conversation: Conversation, reader: SenderType, seq: int) -> bool:
        visitor = reader is SenderType.VISITOR
        mark = ConversationRow.visitor_read_seq if visitor else ConversationRow.agent_read_seq
        row = ConversationRow(_key(conversation.tenant_id, conversation.id))
        try:
            row.update([mark.set(seq)], condition=mark < seq)
        except UpdateError as error:
            if condition_failed(error):
                return False
            raise
        return True

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


def _key(tenant_id: str, conversation_id: str) -> str:
    return f"{tenant_id}#{conversation_id}"


def _listed(index: Any, hash_key: str, cursor: str | None, limit: int, *, forward: bool = False) -> Page[Conversation]:
    start = _start(index, hash_key, cursor) if cursor else None
    keys = index.query(hash_key, limit=limit, last_evaluated_key=start, scan_index_forward=forward)
    conversations = _in_order([row.conversation_key for row in keys])
    return Page(conversations, _cursor(index, keys.last_evaluated_key))


def _in_order(keys: list[str]) -> list[Conversation]:
    rows = {row.conversation_key: row for row in ConversationRow.batch_get(keys)} if keys else {}
    return [_conversation(rows[key]) for key in keys if key in rows]


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


def _values(conversation: Conversation) -> dict[str, Any]:
    """Every attribute of the row; None where it has none."""
    told = conversation.announcement
    plain = {name: getattr(conversation, name) for name in Conversation.__slots__ if name not in TOLD_OTHERWISE}
    return {
        **plain,
        "visitor_verified": conversation.visitor_verified or None,
        "required_skills": list(conversation.required_skills) or None,
        "attributes": dict(conversation.attributes) or None,
        "announced_event": told.event if told else None,
        "announced_actor": told.actor_name if told else None,
        **_index_values(conversation),
    }


def _index_values(conversation: Conversation) -> dict[str, Any]:
    tenant_id, own_id = conversation.tenant_id, conversation.id
    pending = conversation.status is Status.PENDING
    held = conversation.agent_id is not None and conversation.status is not Status.CLOSED
    resolved = conversation.resolved_at if conversation.status is Status.RESOLVED else None
    since = sortable(conversation.queued_at or conversation.created_at)
    assigned = sortable(conversation.assigned_at or conversation.created_at)
    return {
        "conversation_key": _key(tenant_id, own_id),
        "created_rank": f"{sortable(conversation.created_at)}#{own_id}",
        "visitor_key": f"{tenant_id}#{conversation.visitor_id}",
        "queue_key": tenant_id if pending else None,
        "queue_rank": f"{conversation.priority.rank}#{since}#{own_id}" if pending else None,
        "agent_key": f"{tenant_id}#{conversation.agent_id}" if held else None,
        "assigned_rank": f"{assigned}#{own_id}" if held else None,
        "due_kind": AUTO_CLOSE if resolved else None,
        "due_at": epoch(resolved) if resolved else None,
    }


def _conversation(row: ConversationRow) -> Conversation:
    told = row.announced_event
    return Conversation(
        tenant_id=row.tenant_id,
        id=row.conversation_key.partition("#")[2],
        widget_id=row.widget_id,
        visitor_id=row.visitor_key.partition("#")[2],
        visitor_name=row.visitor_name,
        visitor_email=row.visitor_email,
        visitor_verified=bool(row.visitor_verified),
        handler=Handler(row.handler),
        status=Status(row.status),
        priority=Priority(row.priority),
        subject=row.subject,
        required_skills=tuple(row.required_skills or ()),
        source_url=row.source_url,
        source_page_title=row.source_page_title,
        attributes=row.attributes or {},
        agent_id=row.agent_id,
        agent_name=row.agent_name,
        created_at=datetime.fromisoformat(row.created_rank.partition("#")[0]),
        queued_at=row.queued_at,
        assigned_at=row.assigned_at,
        wait_seconds=None if row.wait_seconds is None else int(row.wait_seconds),
        unanswered_since=row.unanswered_since,
        first_response_at=row.first_response_at,
        resolved_at=row.resolved_at,
        closed_at=row.closed_at,
        announcement=Announcement(SystemEvent(told), row.announced_actor or "") if told else None,
        applied_seq=int(row.applied_seq),
        visitor_read_seq=int(row.visitor_read_seq),
        agent_read_seq=int(row.agent_read_seq),
        version=int(row.version),
    )


def conversation_of_image(image: dict[str, Any]) -> Conversation:
    """The conversation that a record of the table's stream shows."""
    row = ConversationRow()
    row.deserialize(image)
    return _conversation(row)
