"""What participants are told at once. An event only hastens what the log and the heartbeat guarantee."""

from dataclasses import dataclass
from datetime import datetime

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.message import Message
from frontdesk.domain.principal import Principal
from frontdesk.domain.topics import Topic, agents_topic, conversation_topic
from frontdesk.domain.vocabulary import SenderType, Status


@dataclass(frozen=True, slots=True)
class Event:
    """Something about one conversation. `audience` names who listens for it."""

    conversation: Conversation
    at: datetime

    @property
    def audience(self) -> tuple[Topic, ...]:
        return (conversation_topic(self.conversation.tenant_id, self.conversation.id),)


@dataclass(frozen=True, slots=True)
class MessageCreated(Event):
    message: Message

    @property
    def audience(self) -> tuple[Topic, ...]:
        """Nobody holds a pending conversation yet, so every agent who looks at the queue hears its messages."""
        followers = (conversation_topic(self.conversation.tenant_id, self.conversation.id),)
        if self.conversation.status is Status.PENDING:
            return (*followers, agents_topic(self.conversation.tenant_id))
        return followers


@dataclass(frozen=True, slots=True)
class MessageRead(Event):
    reader: SenderType
    seq: int


@dataclass(frozen=True, slots=True)
class Typing(Event):
    principal: Principal
    on: bool


@dataclass(frozen=True, slots=True)
class StateChanged(Event):
    """The conversation's status or agent changed."""

    @property
    def audience(self) -> tuple[Topic, ...]:
        tenant_id = self.conversation.tenant_id
        return (conversation_topic(tenant_id, self.conversation.id), agents_topic(tenant_id))


@dataclass(frozen=True, slots=True)
class ConversationAssigned(StateChanged):
    pass


@dataclass(frozen=True, slots=True)
class ConversationUpdated(StateChanged):
    pass


@dataclass(frozen=True, slots=True)
class ConversationEnded(StateChanged):
    pass


@dataclass(frozen=True, slots=True)
class AgentsEvent(Event):
    @property
    def audience(self) -> tuple[Topic, ...]:
        return (agents_topic(self.conversation.tenant_id),)


@dataclass(frozen=True, slots=True)
class ConversationCreated(AgentsEvent):
    last_message: Message | None


@dataclass(frozen=True, slots=True)
class QueueUpdated(AgentsEvent):
    added: bool
