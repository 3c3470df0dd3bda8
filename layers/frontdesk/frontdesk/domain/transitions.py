"""How the status of a conversation may change: the one table, and nothing else decides."""

from collections.abc import Mapping
from enum import StrEnum

from frontdesk.domain.vocabulary import Handler, HandlerType, Status


class Cause(StrEnum):
    """Why a status changes."""

    ACCEPTED = "accepted"
    ASSIGNED = "assigned"
    TRANSFERRED = "transferred"
    AGENT_ANSWERED = "answered"
    VISITOR_WROTE = "written to"
    RELEASED = "released"
    RESOLVED = "resolved"
    CONFIRMED = "closed"
    ENDED = "ended"
    REOPENED = "reopened"
    HANDED_BACK = "handed back"
    ESCALATED = "escalated"


TRANSITIONS: Mapping[tuple[Status, Cause], frozenset[Status]] = {
    (Status.PENDING, Cause.ACCEPTED): frozenset({Status.ACTIVE}),
    (Status.PENDING, Cause.ASSIGNED): frozenset({Status.ACTIVE}),
    (Status.ACTIVE, Cause.RELEASED): frozenset({Status.PENDING}),
    (Status.ACTIVE, Cause.TRANSFERRED): frozenset({Status.PENDING}),
    (Status.WAITING, Cause.TRANSFERRED): frozenset({Status.PENDING}),
    (Status.WAITING, Cause.HANDED_BACK): frozenset({Status.ACTIVE}),
    (Status.ACTIVE, Cause.ESCALATED): frozenset({Status.PENDING}),
    (Status.WAITING, Cause.ESCALATED): frozenset({Status.PENDING}),
    (Status.ACTIVE, Cause.AGENT_ANSWERED): frozenset({Status.WAITING}),
    (Status.WAITING, Cause.VISITOR_WROTE): frozenset({Status.ACTIVE}),
    (Status.PENDING, Cause.RESOLVED): frozenset({Status.RESOLVED}),
    (Status.ACTIVE, Cause.RESOLVED): frozenset({Status.RESOLVED}),
    (Status.WAITING, Cause.RESOLVED): frozenset({Status.RESOLVED}),
    (Status.RESOLVED, Cause.VISITOR_WROTE): frozenset({Status.ACTIVE, Status.PENDING}),
    (Status.RESOLVED, Cause.CONFIRMED): frozenset({Status.CLOSED}),
    (Status.PENDING, Cause.ENDED): frozenset({Status.CLOSED}),
    (Status.ACTIVE, Cause.ENDED): frozenset({Status.CLOSED}),
    (Status.WAITING, Cause.ENDED): frozenset({Status.CLOSED}),
    (Status.CLOSED, Cause.REOPENED): frozenset({Status.ACTIVE, Status.PENDING}),
}
OPEN = frozenset({Status.PENDING, Status.ACTIVE, Status.WAITING})
HELD = frozenset({Status.ACTIVE, Status.WAITING})
START: Mapping[HandlerType, tuple[Status, Handler]] = {
    HandlerType.AGENT: (Status.PENDING, Handler.AGENT),
    HandlerType.AI_BOT: (Status.ACTIVE, Handler.BOT),
    HandlerType.WORKFLOW: (Status.ACTIVE, Handler.WORKFLOW),
}
