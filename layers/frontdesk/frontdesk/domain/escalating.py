"""How a conversation comes from the bot, a workflow or a silent agent to the humans, and back to the bot."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.errors import InvalidTransition
from frontdesk.domain.escalation import Escalation, EscalationReason
from frontdesk.domain.message import Announcement, SystemEvent
from frontdesk.domain.party import Party
from frontdesk.domain.principal import Principal
from frontdesk.domain.transitions import OPEN, Cause
from frontdesk.domain.vocabulary import Handler, Status

# Older ones are still told by the log.
ESCALATIONS_KEPT = 20
BOT = Party("bot", "Bot")
WORKFLOW = Party("workflow", "Workflow")
FRONTDESK = Party("system", "Frontdesk")


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """Why somebody calls for a human, and whom: everybody, or a department."""

    reason: EscalationReason
    by: Party
    metadata: Mapping[str, str] = field(default_factory=dict)
    department_id: str | None = None


def escalated(conversation: Conversation, call: Call, now: datetime) -> Conversation:
    """In the queue, with a new open escalation; the same object where one is open already.

    Raises InvalidTransition for a conversation that is over.
    """
    if conversation.status not in OPEN:
        raise InvalidTransition(f"This conversation is {conversation.status}; it cannot be escalated now.")
    if conversation.open_escalation is not None:
        return conversation
    escalation = Escalation(
        number=conversation.escalations[-1].number + 1 if conversation.escalations else 1,
        reason=call.reason,
        by=call.by,
        at=now,
        metadata=call.metadata,
    )
    return replace(
        _queued(conversation, now),
        department_id=call.department_id or conversation.department_id,
        escalations=(*conversation.escalations, escalation)[-ESCALATIONS_KEPT:],
        announcement=Announcement(SystemEvent.ESCALATED, call.by.name),
    )


def _queued(conversation: Conversation, now: datetime) -> Conversation:
    """Who is in the queue already keeps their place in it."""
    if conversation.status is Status.PENDING:
        return conversation.changed()
    return replace(
        conversation.moved(Cause.ESCALATED, Status.PENDING),
        handler=Handler.AGENT,
        agent_id=None,
        agent_name=None,
        queued_at=now,
        unanswered_since=conversation.unanswered_since or now,
    )


def handed_back(conversation: Conversation, by: Principal) -> Conversation:
    """In the bot's hands again, from the visitor's next message on. What nobody has answered until then stays so for
    the next agent. Raises Forbidden and InvalidTransition."""
    conversation.check_held_by(by)
    if conversation.agent_id is None:
        raise InvalidTransition("No agent has this conversation.")
    active = conversation.status is Status.ACTIVE
    return replace(
        conversation.changed() if active else conversation.moved(Cause.HANDED_BACK, Status.ACTIVE),
        handler=Handler.BOT,
        handler_since=conversation.applied_seq,
        agent_id=None,
        agent_name=None,
        announcement=Announcement(SystemEvent.HANDED_BACK, by.name),
    )
