"""The closed sets of values of PRODUCT's vocabulary, spelled as they cross every wire."""

from enum import StrEnum

ERASED = "erased"
"""In the place of an id that led to somebody who has been erased."""


class Status(StrEnum):
    PENDING = "pending"
    ACTIVE = "active"
    WAITING = "waiting"
    RESOLVED = "resolved"
    CLOSED = "closed"


class Handler(StrEnum):
    """Who answers a conversation at present."""

    AGENT = "agent"
    BOT = "bot"
    WORKFLOW = "workflow"


class HandlerType(StrEnum):
    """What a widget starts its conversations with."""

    AGENT = "agent"
    AI_BOT = "ai_bot"
    WORKFLOW = "workflow"


class Routing(StrEnum):
    MANUAL = "manual"
    AUTOMATIC = "automatic"


class Priority(StrEnum):
    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"
    URGENT = "urgent"

    @property
    def rank(self) -> int:
        """0 for the most urgent, so that ranks sort the queue."""
        return (Priority.URGENT, Priority.HIGH, Priority.NORMAL, Priority.LOW).index(self)


class SenderType(StrEnum):
    VISITOR = "visitor"
    AGENT = "agent"
    BOT = "bot"
    SYSTEM = "system"


class MessageType(StrEnum):
    TEXT = "text"
    FILE = "file"
    ARTICLE = "article"
    FORM = "form"
    SYSTEM = "system"


class Role(StrEnum):
    VISITOR = "visitor"
    AGENT = "agent"
    ADMIN = "admin"


class Presence(StrEnum):
    """Whether an agent is there. Agents choose one; what the others see also depends on time and workload."""

    ONLINE = "online"
    AWAY = "away"
    BUSY = "busy"
    OFFLINE = "offline"


class TicketStatus(StrEnum):
    OPEN = "open"
    PENDING = "pending"
    SOLVED = "solved"
    CLOSED = "closed"
