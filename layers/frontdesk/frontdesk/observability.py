"""Structured logs. They carry ids, never what people write or who they are.

What belongs together is found by ids that every part of Frontdesk is handed anyway: `request_id` within one API call,
and `correlation_id`, the conversation and the message's number, from the call through stream and queue to the end.
"""

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import Any, TypeVar

from aws_lambda_powertools import Logger
from aws_lambda_powertools.logging.formatter import THREAD_LOCAL_KEYS

from frontdesk.domain.errors import Refusal

SERVICE = "frontdesk"
R = TypeVar("R")
Ids = str | int | None


def make_logger(level: str) -> Logger:
    return Logger(service=SERVICE, level=level)


def correlation_id(conversation_id: str, seq: int) -> str:
    return f"{conversation_id}/{seq}"


def observed(handler: Callable[[dict[str, Any], Any], R]) -> Callable[[dict[str, Any], Any], R]:
    """The handler, with the ids of its invocation on every line that it logs."""

    def invoked(event: dict[str, Any], context: Any) -> R:
        THREAD_LOCAL_KEYS.set({})
        about(function_request_id=context.aws_request_id, **_ids_of_call(event))
        with ExitStack() as ends:
            ends.push(_tell_failure)
            return handler(event, context)

    return invoked


def tell_failure(event: str, kind: type[BaseException]) -> None:
    """Which error it was, with the ids: Lambda logs the traceback without them. A refusal is asked for again."""
    level = logging.WARNING if issubclass(kind, Refusal) else logging.ERROR
    logging.getLogger(SERVICE).log(level, event, extra={"error": kind.__name__})


def _tell_failure(kind: type[BaseException] | None, _error: object, _trace: object) -> bool:
    if kind is not None:
        tell_failure("invocation_failed", kind)
    return False


def about(**ids: Ids) -> None:
    """Put these ids on every line that follows in this invocation."""
    THREAD_LOCAL_KEYS.set({**THREAD_LOCAL_KEYS.get(), **_known(ids)})


@contextmanager
def concerning(tenant_id: str | None, conversation_id: str | None, seq: int | None = None) -> Iterator[None]:
    """Put these ids on the lines of one job of several."""
    cause = correlation_id(conversation_id, seq) if conversation_id is not None and seq is not None else None
    ids = _known({"tenant_id": tenant_id, "conversation_id": conversation_id, "correlation_id": cause})
    token = THREAD_LOCAL_KEYS.set({**THREAD_LOCAL_KEYS.get(), **ids})
    try:
        yield
    finally:
        THREAD_LOCAL_KEYS.reset(token)


def tell_message_stored(tenant_id: str, conversation_id: str, seq: int, *, duplicate: bool) -> None:
    """The line with which a message's way through the functions begins."""
    with concerning(tenant_id, conversation_id, seq):
        logging.getLogger(SERVICE).info("message_stored", extra={"duplicate": duplicate})


def _ids_of_call(event: Mapping[str, Any]) -> dict[str, Ids]:
    """What API Gateway calls a request and a connection; other events have neither."""
    call = event.get("requestContext", {})
    return {"request_id": call.get("requestId"), "connection_id": call.get("connectionId")}


def _known(ids: Mapping[str, Ids]) -> dict[str, Ids]:
    return {name: value for name, value in ids.items() if value is not None}
