"""Know who has a conversation on their screen."""

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.events import ViewersChanged
from frontdesk.domain.principal import Principal
from frontdesk.domain.topics import viewed_in, viewers_topic
from frontdesk.use_cases.deliver import deliver
from frontdesk.use_cases.find_conversation import find_conversation
from frontdesk.use_cases.ports import Desk


def view(desk: Desk, agent: Principal, conversation_id: str, connection_id: str) -> None:
    """It counts for a while only, so that a connection that ends unheard is no viewer for long. Raises NotFound."""
    conversation = find_conversation(desk, agent, conversation_id)
    until = desk.clock.now() + desk.policy.view_life
    topic = viewers_topic(conversation.tenant_id, conversation.id)
    desk.connections.follow(connection_id, agent, [topic], until=until)
    _tell(desk, conversation)


def unview(desk: Desk, agent: Principal, conversation_id: str, connection_id: str) -> None:
    """Raises NotFound."""
    conversation = find_conversation(desk, agent, conversation_id)
    desk.connections.unfollow(connection_id, [viewers_topic(conversation.tenant_id, conversation.id)])
    _tell(desk, conversation)


def close_connection(desk: Desk, connection_id: str) -> None:
    """The connection has ended; whoever looks at the same conversations learns that one viewer fewer does."""
    principal = desk.connections.principal(connection_id)
    for topic in desk.connections.close(connection_id):
        viewed = viewed_in(topic)
        conversation = desk.conversations.get(principal.tenant_id, viewed) if principal and viewed else None
        if conversation is not None:
            _tell(desk, conversation)


def _tell(desk: Desk, conversation: Conversation) -> None:
    viewing = desk.connections.listeners(viewers_topic(conversation.tenant_id, conversation.id))
    viewers = sorted({listener.principal_id for listener in viewing})
    deliver(desk, ViewersChanged(conversation, desk.clock.now(), viewers))
