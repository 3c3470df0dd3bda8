"""Every error of the HTTP API as RFC 9457 problem details."""

from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from frontdesk.contract.records import Problem
from frontdesk.domain.errors import Refusal
from frontdesk.entrypoints.errors import field_errors, problem, problem_of
from frontdesk.observability import tell_failure

MEDIA_TYPE = "application/problem+json"
BODY_BYTES = 64 * 1024
# Files of articles are larger. A function is handed six megabytes, of which a zip's are a third more than its own.
LARGER_BODIES = {"/api/v1/live-chat/articles/import": 4 * 1024 * 1024}
RETRY_AFTER_SECONDS = 1
TOO_LARGE = 413
_NOT_JSON = problem("invalid_json", "The request body is not JSON.")
PARTS_OF_A_REQUEST = frozenset({"body", "query", "path", "header"})


def add_problem_details(app: FastAPI) -> None:
    app.add_exception_handler(Refusal, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _unexpected)
    app.add_middleware(BodyLimit)


class BodyLimit:
    """Refuses a body that says it is larger than the API takes, and one that does not say so and is."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        length = dict(scope.get("headers", ())).get(b"content-length", b"0")
        limit = _limit(scope)
        if scope["type"] == "http" and length.isdigit() and int(length) > limit:
            await _too_large(limit)(scope, receive, send)
            return
        taken = 0

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > limit:
                raise HTTPException(TOO_LARGE)
            return message

        await self._app(scope, counted, send)


def _limit(scope: Scope) -> int:
    return LARGER_BODIES.get(scope.get("path", ""), BODY_BYTES)


def _too_large(limit: int) -> Response:
    return _respond(problem("too_large", f"A request body holds up to {limit} bytes here."))


async def _refused(_request: Request, refusal: Exception) -> Response:
    assert isinstance(refusal, Refusal)
    return _respond(problem_of(refusal))


async def _invalid(_request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    faults = error.errors()
    if any(fault["type"] == "json_invalid" for fault in faults):
        return _respond(_NOT_JSON)
    return _respond(
        problem(
            "invalid_request",
            "Some fields are wrong.",
            errors=field_errors([_within_its_part(fault) for fault in faults]),
        )
    )


def _within_its_part(fault: dict[str, Any]) -> dict[str, Any]:
    """The fault without `body`, `query` … before the field's name; a body that is wrong as a whole stays `body`."""
    part, *inner = fault["loc"]
    return {**fault, "loc": inner} if part in PARTS_OF_A_REQUEST and inner else fault


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == 400:  # what FastAPI makes of a body that no JSON reader can take
        return _respond(_NOT_JSON)
    if error.status_code == TOO_LARGE:
        return _too_large(_limit(request.scope))
    if error.status_code == 405:
        return _respond(problem("method_not_allowed", "This address does not know that method."))
    return _respond(problem("not_found", "There is nothing at this address."))


async def _unexpected(_request: Request, error: Exception) -> Response:
    """The framework raises the error again after this answer, so that it is logged and counted as one."""
    tell_failure("request_failed", type(error))
    return _respond(problem("internal", "Something went wrong on our side. Please try again.", retryable=True))


def _respond(found: Problem) -> Response:
    seconds = found.retry_after or RETRY_AFTER_SECONDS
    headers = {"Retry-After": str(seconds)} if found.retryable else None
    return JSONResponse(
        found.model_dump(mode="json", exclude_none=True), found.status, media_type=MEDIA_TYPE, headers=headers
    )
