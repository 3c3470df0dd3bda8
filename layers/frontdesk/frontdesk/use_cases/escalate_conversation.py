"""Call for a human: by a button, or because the bot, a workflow or a timer finds that it is time."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.escalating import Call, escalated
from frontdesk.domain.escalation import EscalationReason
from frontdesk.domain.escalation_due import FORMER_AGENT
from frontdesk.domain.events import ConversationEscalated
from frontdesk.domain.party import Party
from frontdesk.domain.principal import Principal
from frontdesk.use_cases.change_conversation import announce, change_conversation, change_stored
from frontdesk.use_cases.ports import Desk

Condition = Callable[[Conversation], bool]


def escalate(desk: Desk, tenant_id: str, conversation_id: str, call: Call, *, while_: Condition) -> Conversation:
    """In the queue, with one open escalation however often this is called; unchanged where `while_` holds no more.

    The stream starts what follows. Raises NotFound, InvalidTransition and Busy.
    """

    def rule(conversation: Conversation, now: datetime) -> Conversation:
        return escalated(conversation, call, now) if while_(conversation) else conversation

    changed = change_stored(desk, tenant_id, conversation_id, rule, tell=ConversationEscalated)
    announce(desk, changed)
    return changed


def escalate_conversation(
    desk: Desk, principal: Principal, conversation_id: str, *, told: str | None = None
) -> Conversation:
    """A visitor or an agent asks for a human. A visitor who is with one already changes nothing.

    Whoever has the conversation is not to get it back by itself: it is a colleague who is called for.
    `told` is what they say about it. Raises NotFound, Forbidden, InvalidTransition and Busy.
    """
    call = Call(
        reason=EscalationReason.REQUESTED if principal.is_visitor else EscalationReason.AGENT,
        by=Party(principal.id, principal.name),
        metadata={"told": told} if told else {},
    )

    def rule(conversation: Conversation, now: datetime) -> Conversation:
        if not principal.is_visitor:
            conversation.check_held_by(principal)
        elif conversation.holder_id is not None:
            return conversation
        return escalated(conversation, _from_holder(call, conversation), now)

    changed = change_conversation(desk, principal, conversation_id, rule, tell=ConversationEscalated)
    announce(desk, changed)
    return changed


def _from_holder(call: Call, conversation: Conversation) -> Call:
    holder = conversation.holder_id
    return replace(call, metadata={**call.metadata, FORMER_AGENT: holder}) if holder else call
