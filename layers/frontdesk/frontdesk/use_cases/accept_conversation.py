"""An agent takes a conversation out of the queue."""

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.events import ConversationAssigned
from frontdesk.domain.principal import Principal
from frontdesk.use_cases.assign_conversation import handed_over
from frontdesk.use_cases.change_conversation import change_conversation
from frontdesk.use_cases.ports import Desk


def accept_conversation(desk: Desk, agent: Principal, conversation_id: str) -> Conversation:
    """Exactly one agent gets it.

    Raises AlreadyAssigned for the others, AgentAtCapacity, InvalidTransition, NotFound.
    """
    accepted = change_conversation(
        desk,
        agent,
        conversation_id,
        lambda conversation, now: conversation.accepted(agent, now),
        tell=ConversationAssigned,
    )
    return handed_over(desk, accepted)
