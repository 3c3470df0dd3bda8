"""The one map from Frontdesk's refusals to HTTP problem details and error frames."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from frontdesk.contract.records import ErrorCode, FieldError, Problem
from frontdesk.contract.server_frames import Error
from frontdesk.domain.errors import Refusal

STATUS: dict[str, int] = {
    "invalid_json": 400,
    "invalid_request": 422,
    "message_too_long": 422,
    "unauthorized": 401,
    "session_expired": 401,
    "forbidden": 403,
    "origin_refused": 403,
    "not_found": 404,
    "method_not_allowed": 405,
    "conflict": 409,
    "invalid_transition": 409,
    "already_assigned": 409,
    "agent_at_capacity": 409,
    "agent_unavailable": 409,
    "outside_business_hours": 409,
    "widget_inactive": 409,
    "idempotency_conflict": 409,
    "too_large": 413,
    "rate_limited": 429,
    "unavailable": 503,
    "internal": 500,
}
TITLES: dict[str, str] = {
    "invalid_json": "Not JSON",
    "invalid_request": "Invalid request",
    "message_too_long": "Message too long",
    "unauthorized": "Not signed in",
    "session_expired": "Session ended",
    "forbidden": "Not allowed",
    "origin_refused": "Site not allowed",
    "not_found": "Not found",
    "method_not_allowed": "Method not allowed",
    "conflict": "Conflict",
    "invalid_transition": "Not possible in this state",
    "already_assigned": "Already taken",
    "agent_at_capacity": "No free slot",
    "agent_unavailable": "Not there",
    "outside_business_hours": "Closed",
    "widget_inactive": "Switched off",
    "idempotency_conflict": "Idempotency-Key in use",
    "too_large": "Too large",
    "rate_limited": "Too much at once",
    "unavailable": "Try again",
    "internal": "Something went wrong",
}


def problem(code: str, detail: str, *, retryable: bool = False, errors: list[FieldError] | None = None) -> Problem:
    return Problem(
        type=f"urn:frontdesk:problem:{code}",
        title=TITLES[code],
        status=STATUS[code],
        detail=detail,
        code=cast(ErrorCode, code),
        retryable=retryable,
        errors=errors,
    )


def problem_of(refusal: Refusal) -> Problem:
    found = problem(refusal.code, str(refusal), retryable=refusal.retryable, errors=_fields(refusal))
    return found.model_copy(update={"retry_after": refusal.retry_after})


def error_frame_of(refusal: Refusal, request_id: str | None) -> Error:
    return Error(
        request_id=request_id,
        code=cast(ErrorCode, refusal.code),
        message=str(refusal),
        retryable=refusal.retryable,
        retry_after=refusal.retry_after,
        errors=_fields(refusal),
    )


def field_errors(faults: Sequence[Mapping[str, Any]]) -> list[FieldError]:
    """What pydantic found wrong, by the name of each field as its sender wrote it."""
    return [FieldError(field=".".join(str(part) for part in fault["loc"]), message=fault["msg"]) for fault in faults]


def _fields(refusal: Refusal) -> list[FieldError] | None:
    return [FieldError(field=field, message=message) for field, message in refusal.faults] or None
