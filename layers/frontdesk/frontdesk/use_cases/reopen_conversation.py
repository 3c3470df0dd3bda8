"""Open a closed conversation again."""

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.principal import Principal
from frontdesk.use_cases.change_conversation import announce, change_conversation
from frontdesk.use_cases.find_conversation import agent_can_return
from frontdesk.use_cases.ports import Desk


def reopen_conversation(desk: Desk, agent: Principal, conversation_id: str) -> Conversation:
    """Back to its agent if they are online, else to the queue. Raises InvalidTransition, NotFound."""
    reopened = change_conversation(
        desk,
        agent,
        conversation_id,
        lambda conversation, now: conversation.reopened(agent, now, agent_online=agent_can_return(desk, conversation)),
    )
    announce(desk, reopened)
    return reopened
