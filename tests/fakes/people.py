"""A tenant with its widget, a visitor and two agents, and what they have to do with each other."""

from datetime import datetime, timedelta
from typing import Any

from frontdesk.domain.agent import Agent
from frontdesk.domain.conversation import Conversation
from frontdesk.domain.message import Message
from frontdesk.domain.principal import Principal
from frontdesk.domain.visitor import Particulars, Visitor
from frontdesk.domain.vocabulary import Handler, Role, SenderType, Status
from frontdesk.domain.widget import Widget
from tests.fakes.system import START

TENANT = "acme"
WIDGET = Widget(tenant_id=TENANT, id="widget-1", name="Acme help", token="w" * 32)
FAR_AWAY = START + timedelta(days=30)


def a_visitor(visitor_id: str = "visitor-1", *, name: str | None = "Vera", tenant_id: str = TENANT) -> Visitor:
    return Visitor(
        tenant_id=tenant_id,
        id=visitor_id,
        widget_id=WIDGET.id,
        particulars=Particulars(name=name),
        first_seen_at=START,
        last_seen_at=START,
    )


def an_agent(
    agent_id: str = "agent-1",
    *,
    name: str = "Ada",
    role: Role = Role.AGENT,
    tenant_id: str = TENANT,
    expires_at: datetime = FAR_AWAY,
) -> Principal:
    return Principal(tenant_id, agent_id, name, role, expires_at)


VERA = a_visitor()
VERA_HERSELF = VERA.principal(FAR_AWAY)
ADA = an_agent()
BEN = an_agent("agent-2", name="Ben")
ADMIN = an_agent("admin-1", name="Olga", role=Role.ADMIN)
STAFF = (ADA, BEN, ADMIN)


def record_of(principal: Principal, **changes: Any) -> Agent:
    """What a tenant knows of its agent."""
    facts: dict[str, Any] = {
        "tenant_id": principal.tenant_id,
        "id": principal.id,
        "name": principal.name,
        "email": f"{principal.id}@example.com",
        "role": principal.role,
    }
    return Agent(**{**facts, **changes})


def a_conversation(status: Status = Status.PENDING, **changes: Any) -> Conversation:
    """Vera's conversation; Ada's as well, from the moment that somebody must hold it."""
    pending = status is Status.PENDING
    facts: dict[str, Any] = {
        "tenant_id": TENANT,
        "id": "conversation-1",
        "widget_id": WIDGET.id,
        "visitor_id": VERA.id,
        "visitor_name": "Vera",
        "handler": Handler.AGENT,
        "status": status,
        "created_at": START,
        "queued_at": START,
        "agent_id": None if pending else ADA.id,
        "agent_name": None if pending else ADA.name,
        "assigned_at": None if pending else START,
        "resolved_at": START if status is Status.RESOLVED else None,
        "closed_at": START if status is Status.CLOSED else None,
    }
    return Conversation(**{**facts, **changes})


def a_message(seq: int, sender_type: SenderType = SenderType.VISITOR, **changes: Any) -> Message:
    facts: dict[str, Any] = {
        "tenant_id": TENANT,
        "conversation_id": "conversation-1",
        "seq": seq,
        "client_id": f"client-{seq}",
        "sender_type": sender_type,
        "sender_id": VERA.id if sender_type is SenderType.VISITOR else ADA.id,
        "sender_name": "Vera" if sender_type is SenderType.VISITOR else ADA.name,
        "content": f"message {seq}",
        "created_at": START + timedelta(seconds=seq),
    }
    return Message(**{**facts, **changes})
