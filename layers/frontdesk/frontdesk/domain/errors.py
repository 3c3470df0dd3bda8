"""Every way in which Frontdesk refuses, drawn as one tree. `entrypoints/errors.py` maps it to HTTP and frames.

Refusal
├── InvalidInput             a named field is wrong
│   ├── InvalidParts         so are several, each for a reason of its own
│   └── MessageTooLong
├── Unauthorized             no credential, or one that is not known
│   ├── SessionExpired       it was known, and has ended
│   └── TicketRefused        the WebSocket ticket is unknown, used or too old
├── Forbidden                the credential is good, and does not reach this far
│   └── OriginRefused
├── NotFound                 also: it belongs to another tenant or visitor
├── Conflict                 the state of things does not allow it
│   ├── InvalidTransition
│   ├── AlreadyAssigned
│   ├── AgentAtCapacity      their maximum of conversations is reached
│   ├── AgentUnavailable     they are not there to take it
│   ├── OutsideBusinessHours nobody is there
│   ├── WidgetInactive       it is switched off
│   ├── NameTaken            what must be unique is another's already
│   └── IdempotencyConflict
├── TooLarge                 it is more than one answer holds
├── RateLimited              it is more than may come at once; worth trying again in a while
└── Busy                     worth trying again, unchanged
"""

from collections.abc import Sequence
from datetime import timedelta
from math import ceil


class Refusal(Exception):
    """Something was asked that cannot be done; nothing has changed. The text is for the person who asked."""

    code = "internal"
    retryable = False
    retry_after: int | None = None
    """Seconds; sooner it will be refused again."""
    field: str | None = None

    @property
    def faults(self) -> Sequence[tuple[str, str]]:
        """Each field that is wrong, and what is wrong with it."""
        return [(self.field, str(self))] if self.field is not None else []


class InvalidInput(Refusal):
    code = "invalid_request"

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class InvalidParts(InvalidInput):
    def __init__(self, faults: Sequence[tuple[str, str]]) -> None:
        (field, message), *more = faults
        super().__init__(field, f"{field}: {message}" + (f" And {len(more)} more." if more else ""))
        self.parts = tuple(faults)

    @property
    def faults(self) -> Sequence[tuple[str, str]]:
        return self.parts


class MessageTooLong(InvalidInput):
    code = "message_too_long"

    def __init__(self, length: int, limit: int) -> None:
        super().__init__("content", f"A message holds up to {limit} characters; this one has {length}.")


class Unauthorized(Refusal):
    code = "unauthorized"


class SessionExpired(Unauthorized):
    code = "session_expired"


class TicketRefused(Unauthorized):
    pass


class Forbidden(Refusal):
    code = "forbidden"


class OriginRefused(Forbidden):
    code = "origin_refused"


class NotFound(Refusal):
    code = "not_found"


class Conflict(Refusal):
    code = "conflict"


class InvalidTransition(Conflict):
    code = "invalid_transition"


class AlreadyAssigned(Conflict):
    code = "already_assigned"


class AgentAtCapacity(Conflict):
    code = "agent_at_capacity"


class AgentUnavailable(Conflict):
    code = "agent_unavailable"


class OutsideBusinessHours(Conflict):
    code = "outside_business_hours"


class WidgetInactive(Conflict):
    code = "widget_inactive"

    def __init__(self) -> None:
        super().__init__("This chat is switched off at the moment.")


class NameTaken(Conflict):
    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class IdempotencyConflict(Conflict):
    code = "idempotency_conflict"


class TooLarge(Refusal):
    code = "too_large"


class RateLimited(Refusal):
    code = "rate_limited"
    retryable = True

    def __init__(self, wait: timedelta) -> None:
        self.retry_after = max(1, ceil(wait.total_seconds()))
        super().__init__(f"This is too much at once. Try again in {self.retry_after} s.")


class Busy(Refusal):
    code = "unavailable"
    retryable = True
