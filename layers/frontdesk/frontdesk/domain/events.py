"""What participants are told at once. An event only hastens what the log and the heartbeat guarantee."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from frontdesk.domain.agent import Agent
from frontdesk.domain.conversation import Conversation
from frontdesk.domain.message import Message
from frontdesk.domain.notification import Notification
from frontdesk.domain.party import Party
from frontdesk.domain.principal import Principal
from frontdesk.domain.topics import Topic, agent_topic, agents_topic, conversation_topic, viewers_topic
from frontdesk.domain.vocabulary import SenderType, Status


@dataclass(frozen=True, slots=True)
class Event:
    """`audience` names who listens for it. What is `for_agents_only` reaches no visitor whatever they listen to;
    of what `shows_agents_more`, agents and visitors get a frame each."""

    for_agents_only: ClassVar[bool] = False
    shows_agents_more: ClassVar[bool] = False

    @property
    def tenant_id(self) -> str:
        raise NotImplementedError

    @property
    def audience(self) -> tuple[Topic, ...]:
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class ConversationEvent(Event):
    """Something about one conversation."""

    conversation: Conversation
    at: datetime

    @property
    def tenant_id(self) -> str:
        return self.conversation.tenant_id

    @property
    def audience(self) -> tuple[Topic, ...]:
        return (conversation_topic(self.tenant_id, self.conversation.id),)


@dataclass(frozen=True, slots=True)
class MessageCreated(ConversationEvent):
    message: Message

    @property
    def audience(self) -> tuple[Topic, ...]:
        """Nobody holds a pending conversation yet, so every agent who looks at the queue hears its messages."""
        followers = (conversation_topic(self.tenant_id, self.conversation.id),)
        if self.conversation.status is Status.PENDING:
            return (*followers, agents_topic(self.tenant_id))
        return followers


@dataclass(frozen=True, slots=True)
class MessageRead(ConversationEvent):
    reader: SenderType
    seq: int


@dataclass(frozen=True, slots=True)
class Typing(ConversationEvent):
    principal: Principal
    on: bool


@dataclass(frozen=True, slots=True)
class BotWriting(ConversationEvent):
    """An answer as it is being written. It is never stored; the message that follows takes its place."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class StateChanged(ConversationEvent):
    """The conversation's status, agent or details changed."""

    shows_agents_more: ClassVar[bool] = True

    @property
    def audience(self) -> tuple[Topic, ...]:
        return (conversation_topic(self.tenant_id, self.conversation.id), agents_topic(self.tenant_id))


@dataclass(frozen=True, slots=True)
class ConversationAssigned(StateChanged):
    """Somebody is responsible now. `urgent` where another person, `by`, has put it into their hands."""

    urgent: bool = False
    by: Party | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class ConversationEscalated(StateChanged):
    """A human is called for, by the latest of its escalations."""


@dataclass(frozen=True, slots=True)
class ConversationUpdated(StateChanged):
    pass


@dataclass(frozen=True, slots=True)
class ConversationEnded(StateChanged):
    pass


@dataclass(frozen=True, slots=True)
class AgentsEvent(ConversationEvent):
    for_agents_only: ClassVar[bool] = True

    @property
    def audience(self) -> tuple[Topic, ...]:
        return (agents_topic(self.tenant_id),)


@dataclass(frozen=True, slots=True)
class ConversationCreated(AgentsEvent):
    last_message: Message | None


@dataclass(frozen=True, slots=True)
class QueueUpdated(AgentsEvent):
    added: bool


@dataclass(frozen=True, slots=True)
class NoteCreated(ConversationEvent):
    for_agents_only: ClassVar[bool] = True

    note: Message


@dataclass(frozen=True, slots=True)
class ViewersChanged(ConversationEvent):
    for_agents_only: ClassVar[bool] = True

    viewer_ids: Sequence[str]

    @property
    def audience(self) -> tuple[Topic, ...]:
        return (viewers_topic(self.tenant_id, self.conversation.id),)


@dataclass(frozen=True, slots=True)
class NotificationCreated(Event):
    for_agents_only: ClassVar[bool] = True

    notification: Notification
    at: datetime

    @property
    def tenant_id(self) -> str:
        return self.notification.tenant_id

    @property
    def audience(self) -> tuple[Topic, ...]:
        return (agent_topic(self.tenant_id, self.notification.agent_id),)


@dataclass(frozen=True, slots=True)
class PresenceChanged(Event):
    for_agents_only: ClassVar[bool] = True

    agent: Agent
    at: datetime

    @property
    def tenant_id(self) -> str:
        return self.agent.tenant_id

    @property
    def audience(self) -> tuple[Topic, ...]:
        return (agents_topic(self.tenant_id),)
