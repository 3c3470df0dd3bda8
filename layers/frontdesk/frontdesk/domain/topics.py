"""What a connection can listen to."""

from dataclasses import dataclass
from typing import NewType

from frontdesk.domain.vocabulary import Role

Topic = NewType("Topic", str)

_CONVERSATION = "conversation"


@dataclass(frozen=True, slots=True)
class Listener:
    """A connection that listens to a topic."""

    connection_id: str
    principal_id: str
    role: Role


def conversation_topic(tenant_id: str, conversation_id: str) -> Topic:
    return Topic(f"{_CONVERSATION}#{tenant_id}#{conversation_id}")


def agents_topic(tenant_id: str) -> Topic:
    """Every agent of a tenant."""
    return Topic(f"agents#{tenant_id}")


def agent_topic(tenant_id: str, agent_id: str) -> Topic:
    """Every connection of one agent."""
    return Topic(f"agent#{tenant_id}#{agent_id}")


def conversation_of(topic: Topic) -> str | None:
    """The conversation's id, where the topic is a conversation."""
    kind, _, rest = topic.partition("#")
    return rest.partition("#")[2] if kind == _CONVERSATION else None
