"""What a connection can listen to."""

from dataclasses import dataclass
from typing import NewType

from frontdesk.domain.vocabulary import Role

Topic = NewType("Topic", str)

_CONVERSATION = "conversation"
_VIEWERS = "viewers"


@dataclass(frozen=True, slots=True)
class Listener:
    """A connection that listens to a topic."""

    connection_id: str
    principal_id: str
    role: Role


def conversation_topic(tenant_id: str, conversation_id: str) -> Topic:
    return Topic(f"{_CONVERSATION}#{tenant_id}#{conversation_id}")


def visitor_topic(tenant_id: str, visitor_id: str) -> Topic:
    """Every connection of one visitor."""
    return Topic(f"visitor#{tenant_id}#{visitor_id}")


def agents_topic(tenant_id: str) -> Topic:
    """Every agent of a tenant."""
    return Topic(f"agents#{tenant_id}")


def agent_topic(tenant_id: str, agent_id: str) -> Topic:
    """Every connection of one agent."""
    return Topic(f"agent#{tenant_id}#{agent_id}")


def viewers_topic(tenant_id: str, conversation_id: str) -> Topic:
    """Agents who have the conversation on their screen."""
    return Topic(f"{_VIEWERS}#{tenant_id}#{conversation_id}")


def viewed_in(topic: Topic) -> str | None:
    """The conversation that is viewed, where the topic is one of viewers."""
    return _of(_VIEWERS, topic)


def conversation_of(topic: Topic) -> str | None:
    """The conversation's id, where the topic is a conversation."""
    return _of(_CONVERSATION, topic)


def _of(kind: str, topic: Topic) -> str | None:
    own, _, rest = topic.partition("#")
    return rest.partition("#")[2] if own == kind else None
