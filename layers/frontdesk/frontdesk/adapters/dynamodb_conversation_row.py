"""The Conversations table: the summary of each conversation, and the lists that it stands in.

    key                                             access pattern
    conversation_key = tenant#conversation          one by id
    by_queue    tenant / rank#since#id              pending, by priority and wait (sparse)
    by_agent    tenant#agent / assigned#id          an agent's, until closed (sparse)
    by_visitor  tenant#visitor / created#id         a visitor's own
    by_tenant   tenant / created#id                 all of a tenant
    by_open     tenant / created#id                 pending, active and waiting (sparse)
    by_due      kind / seconds                      resolved, waiting for the auto-close; pending, and nobody has
                                                    called for a human since (sparse)

The indexes carry keys only and no key of theirs changes when a message arrives, so that a turn of the
conversation costs one write unit, as long as the row is no larger than a kilobyte: what a key tells, and what is
empty, is not stored beside. What is closed is gone after the tenant's retention; what is open never goes by itself.
"""

from datetime import datetime
from typing import Any

from pynamodb.attributes import (
    BooleanAttribute,
    JSONAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UTCDateTimeAttribute,
)
from pynamodb.expressions.update import Action
from pynamodb.indexes import GlobalSecondaryIndex, KeysOnlyProjection
from pynamodb.models import Model

from frontdesk.adapters.dynamodb import epoch, sortable, without_none
from frontdesk.adapters.dynamodb_conversation_parts import (
    escalation_of,
    escalation_values,
    rating_of,
    rating_values,
    transfer_of,
    transfer_values,
)
from frontdesk.adapters.keeping import FOR_EVER, Keeping
from frontdesk.domain.conversation import Conversation
from frontdesk.domain.escalation_due import unheard_since
from frontdesk.domain.message import Announcement, SystemEvent
from frontdesk.domain.transitions import OPEN
from frontdesk.domain.vocabulary import Handler, Priority, Status
from frontdesk.domain.workflow.record import WorkflowPin

AUTO_CLOSE = "auto_close"
QUEUE_SLA = "queue_sla"
# In the queue, and a human has been called for who has not come yet. Whoever got a ticket does not wait any more.
QUEUED = "queued"
UNKNOWN = object()
TOLD_OTHERWISE = frozenset({"announcement", "created_at", "id", "visitor_id", "workflow"})


class ByTenant(GlobalSecondaryIndex["ConversationRow"]):
    class Meta:
        index_name = "by_tenant"
        projection = KeysOnlyProjection()

    tenant_id = UnicodeAttribute(hash_key=True)
    created_rank = UnicodeAttribute(range_key=True)


class ByOpen(GlobalSecondaryIndex["ConversationRow"]):
    class Meta:
        index_name = "by_open"
        projection = KeysOnlyProjection()

    open_key = UnicodeAttribute(hash_key=True)
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
    began_with = UnicodeAttribute(null=True)
    status = UnicodeAttribute()
    priority = UnicodeAttribute()
    subject = UnicodeAttribute(null=True)
    required_skills = JSONAttribute(null=True)
    source_url = UnicodeAttribute(null=True)
    source_page_title = UnicodeAttribute(null=True)
    attributes = JSONAttribute(null=True)
    tags = JSONAttribute(null=True)
    department_id = UnicodeAttribute(null=True)
    transfers = JSONAttribute(null=True)
    escalations = JSONAttribute(null=True)
    ticket_number = NumberAttribute(null=True)
    agent_id = UnicodeAttribute(null=True)
    agent_name = UnicodeAttribute(null=True)
    queued_at = UTCDateTimeAttribute(null=True)
    assigned_at = UTCDateTimeAttribute(null=True)
    assigned_by = UnicodeAttribute(null=True)
    wait_seconds = NumberAttribute(null=True)
    unanswered_since = UTCDateTimeAttribute(null=True)
    first_response_at = UTCDateTimeAttribute(null=True)
    resolved_at = UTCDateTimeAttribute(null=True)
    closed_at = UTCDateTimeAttribute(null=True)
    rating = JSONAttribute(null=True)
    announced_event = UnicodeAttribute(null=True)
    announced_actor = UnicodeAttribute(null=True)
    announced_target = UnicodeAttribute(null=True)
    applied_seq = NumberAttribute()
    handler_since = NumberAttribute(null=True)
    workflow_id = UnicodeAttribute(null=True)
    workflow_version = NumberAttribute(null=True)
    visitor_read_seq = NumberAttribute()
    agent_read_seq = NumberAttribute()
    version = NumberAttribute()

    created_rank = UnicodeAttribute()
    visitor_key = UnicodeAttribute()
    open_key = UnicodeAttribute(null=True)
    queue_key = UnicodeAttribute(null=True)
    queue_rank = UnicodeAttribute(null=True)
    agent_key = UnicodeAttribute(null=True)
    assigned_rank = UnicodeAttribute(null=True)
    due_kind = UnicodeAttribute(null=True)
    due_at = NumberAttribute(null=True)
    expires_at = NumberAttribute(null=True)

    by_tenant = ByTenant()
    by_open = ByOpen()
    by_queue = ByQueue()
    by_agent = ByAgent()
    by_visitor = ByVisitor()
    by_due = ByDue()


def key_of(tenant_id: str, conversation_id: str) -> str:
    return f"{tenant_id}#{conversation_id}"


def created_rank_of(created_at: datetime, conversation_id: str) -> str:
    return f"{sortable(created_at)}#{conversation_id}"


def values_of(conversation: Conversation) -> dict[str, Any]:
    """Every attribute of the row; None where it has none."""
    told = conversation.announcement
    plain = {name: getattr(conversation, name) for name in Conversation.__slots__ if name not in TOLD_OTHERWISE}
    return {
        **plain,
        "visitor_verified": conversation.visitor_verified or None,
        "began_with": None if conversation.began_with is Handler.AGENT else conversation.began_with,
        "required_skills": list(conversation.required_skills) or None,
        "attributes": dict(conversation.attributes) or None,
        "tags": list(conversation.tags) or None,
        "transfers": [transfer_values(transfer) for transfer in conversation.transfers] or None,
        "escalations": [escalation_values(escalation) for escalation in conversation.escalations] or None,
        "rating": rating_values(conversation.rating) if conversation.rating else None,
        "handler_since": conversation.handler_since or None,
        "workflow_id": conversation.workflow.workflow_id if conversation.workflow else None,
        "workflow_version": conversation.workflow.version if conversation.workflow else None,
        "announced_event": told.event if told else None,
        "announced_actor": told.actor_name if told else None,
        "announced_target": told.target_name if told else None,
        **_index_values(conversation),
    }


def new_row(conversation: Conversation, keeping: Keeping = FOR_EVER) -> ConversationRow:
    return ConversationRow(**without_none({**values_of(conversation), "expires_at": _expiry(conversation, keeping)}))


def actions_between(old: Conversation, new: Conversation, keeping: Keeping = FOR_EVER) -> list[Action]:
    """What turns the row of `old` into that of `new`."""
    before, after = values_of(old), values_of(new)
    if (old.status is Status.CLOSED) is not (new.status is Status.CLOSED):
        before["expires_at"], after["expires_at"] = UNKNOWN, _expiry(new, keeping)
    return [
        getattr(ConversationRow, name).remove() if value is None else getattr(ConversationRow, name).set(value)
        for name, value in after.items()
        if before[name] != value
    ]


def _expiry(conversation: Conversation, keeping: Keeping) -> int | None:
    if conversation.status is not Status.CLOSED or conversation.closed_at is None:
        return None
    until = keeping.until(conversation.tenant_id, conversation.closed_at)
    return epoch(until) if until else None


def _index_values(conversation: Conversation) -> dict[str, Any]:
    tenant_id, own_id = conversation.tenant_id, conversation.id
    pending = conversation.status is Status.PENDING
    held = conversation.agent_id is not None and conversation.status is not Status.CLOSED
    since = sortable(conversation.queued_at or conversation.created_at)
    assigned = sortable(conversation.assigned_at or conversation.created_at)
    return {
        "conversation_key": key_of(tenant_id, own_id),
        "created_rank": created_rank_of(conversation.created_at, own_id),
        "visitor_key": f"{tenant_id}#{conversation.visitor_id}",
        "open_key": tenant_id if conversation.status in OPEN else None,
        "queue_key": tenant_id if pending else None,
        "queue_rank": f"{conversation.priority.rank}#{since}#{own_id}" if pending else None,
        "agent_key": f"{tenant_id}#{conversation.agent_id}" if held else None,
        "assigned_rank": f"{assigned}#{own_id}" if held else None,
        **_due_values(conversation),
    }


def _due_values(conversation: Conversation) -> dict[str, Any]:
    unheard = unheard_since(conversation)
    if unheard is not None:
        return {"due_kind": QUEUE_SLA, "due_at": epoch(unheard)}
    if conversation.status is Status.PENDING and conversation.open_escalation is not None:
        return {"due_kind": QUEUED, "due_at": epoch(conversation.queued_at or conversation.created_at)}
    resolved = conversation.resolved_at if conversation.status is Status.RESOLVED else None
    return {"due_kind": AUTO_CLOSE if resolved else None, "due_at": epoch(resolved) if resolved else None}


def conversation_of(row: ConversationRow) -> Conversation:
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
        began_with=Handler(row.began_with or Handler.AGENT),
        status=Status(row.status),
        priority=Priority(row.priority),
        subject=row.subject,
        required_skills=tuple(row.required_skills or ()),
        source_url=row.source_url,
        source_page_title=row.source_page_title,
        attributes=row.attributes or {},
        tags=tuple(row.tags or ()),
        department_id=row.department_id,
        transfers=tuple(transfer_of(values) for values in row.transfers or ()),
        escalations=tuple(escalation_of(values) for values in row.escalations or ()),
        ticket_number=None if row.ticket_number is None else int(row.ticket_number),
        agent_id=row.agent_id,
        agent_name=row.agent_name,
        created_at=datetime.fromisoformat(row.created_rank.partition("#")[0]),
        queued_at=row.queued_at,
        assigned_at=row.assigned_at,
        assigned_by=row.assigned_by,
        wait_seconds=None if row.wait_seconds is None else int(row.wait_seconds),
        unanswered_since=row.unanswered_since,
        first_response_at=row.first_response_at,
        resolved_at=row.resolved_at,
        closed_at=row.closed_at,
        rating=rating_of(row.rating) if row.rating else None,
        announcement=announcement_of(told, row.announced_actor, row.announced_target),
        applied_seq=int(row.applied_seq),
        handler_since=int(row.handler_since or 0),
        workflow=WorkflowPin(row.workflow_id, int(row.workflow_version)) if row.workflow_id else None,
        visitor_read_seq=int(row.visitor_read_seq),
        agent_read_seq=int(row.agent_read_seq),
        version=int(row.version),
    )


def announcement_of(event: str | None, actor: str | None, target: str | None) -> Announcement | None:
    return Announcement(SystemEvent(event), actor or "", target) if event else None


def conversation_of_image(image: dict[str, Any]) -> Conversation:
    """The conversation that a record of the table's stream shows."""
    row = ConversationRow()
    row.deserialize(image)
    return conversation_of(row)
