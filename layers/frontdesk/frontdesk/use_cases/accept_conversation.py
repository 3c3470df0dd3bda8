"""An agent takes a conversation out of the queue."""

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.events import ConversationAssigned
from frontdesk.domain.principal import Principal
from frontdesk.domain.topics import agent_topic, conversation_topic
from frontdesk.use_cases.change_conversation import announce, change_conversation
from frontdesk.use_cases.ports import Desk


def accept_conversation(desk: Desk, agent: Principal, conversation_id: str) -> Conversation:
    """Exactly one agent gets it. Raises AlreadyAssigned for the others, InvalidTransition, NotFound."""
    accepted = change_conversation(
        desk,
        agent,
        conversation_id,
        lambda conversation, now: conversation.accepted(agent, now),
        event=ConversationAssigned,
    )
    topic = conversation_topic(agent.tenant_id, conversation_id)
    for own in desk.connections.listeners(agent_topic(agent.tenant_id, agent.id)):
        desk.connections.follow(own.connection_id, agent, [topic])
    announce(desk, accepted)
    return accepted
