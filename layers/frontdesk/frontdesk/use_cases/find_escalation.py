"""Find an escalation as it is at this moment."""

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.errors import NotFound
from frontdesk.domain.escalation import Escalation
from frontdesk.domain.escalation_steps import EscalationKey
from frontdesk.use_cases.ports import Desk


def find_escalation(desk: Desk, key: EscalationKey) -> tuple[Conversation, Escalation]:
    """With its conversation, by a strongly consistent read. Raises NotFound where either is there no more."""
    conversation = desk.conversations.get(key.tenant_id, key.conversation_id, consistent=True)
    if conversation is None:
        raise NotFound("There is no such conversation.")
    return conversation, escalation_of(conversation, key)


def escalation_of(conversation: Conversation, key: EscalationKey) -> Escalation:
    """Raises NotFound for one that is so old that the conversation has forgotten it."""
    for escalation in conversation.escalations:
        if escalation.number == key.number:
            return escalation
    raise NotFound("There is no such escalation.")
