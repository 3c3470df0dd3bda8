"""The ids that lines of log carry."""

import json
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from aws_lambda_powertools.logging.formatter import THREAD_LOCAL_KEYS, LambdaPowertoolsFormatter

from frontdesk.domain.errors import Busy
from frontdesk.entrypoints.queued import concerning_job
from frontdesk.observability import SERVICE, about, concerning, observed, tell_message_stored

Lines = Callable[[], list[dict[str, Any]]]
OF_A_LINE = {"level", "location", "message", "timestamp"}


@dataclass(frozen=True)
class Invocation:
    aws_request_id: str


@pytest.fixture
def lines() -> Iterator[Lines]:
    """What has been logged so far, without what each line has."""
    written: list[str] = []
    THREAD_LOCAL_KEYS.set({})
    handler = logging.Handler()
    handler.setFormatter(LambdaPowertoolsFormatter())
    handler.emit = lambda record: written.append(handler.format(record))  # type: ignore[method-assign]
    logger = logging.getLogger(SERVICE)
    level = logger.level
    logger.addHandler(handler)
    logger.setLevel("INFO")
    yield lambda: [
        {name: value for name, value in json.loads(line).items() if name not in OF_A_LINE} for line in written
    ]
    logger.removeHandler(handler)
    logger.setLevel(level)


def say() -> None:
    logging.getLogger(SERVICE).info("something")


def test_a_line_tells_its_invocation_its_request_and_its_connection(lines: Lines) -> None:
    handler = observed(lambda _event, _context: say())
    handler({"requestContext": {"requestId": "r1", "connectionId": "c1"}}, Invocation("f1"))
    assert lines() == [{"function_request_id": "f1", "request_id": "r1", "connection_id": "c1"}]


def test_an_invocation_inherits_nothing_from_the_one_before(lines: Lines) -> None:
    def first(_event: dict[str, Any], _context: Any) -> None:
        about(tenant_id="acme", conversation_id="c", agent_id=None)
        say()

    observed(first)({}, Invocation("f1"))
    observed(lambda _event, _context: say())({"Records": []}, Invocation("f2"))
    assert lines() == [
        {"function_request_id": "f1", "tenant_id": "acme", "conversation_id": "c"},
        {"function_request_id": "f2"},
    ]


@pytest.mark.parametrize("error", [Busy("Again."), ValueError("marzipan")])
def test_a_failure_is_told_with_its_ids_and_without_its_words(lines: Lines, error: Exception) -> None:
    def failing(_event: dict[str, Any], _context: Any) -> None:
        about(tenant_id="acme")
        raise error

    with pytest.raises(type(error)):
        observed(failing)({}, Invocation("f1"))
    assert lines() == [{"function_request_id": "f1", "tenant_id": "acme", "error": type(error).__name__}]


def test_the_ids_of_a_job_end_with_it(lines: Lines) -> None:
    def two_jobs(_event: dict[str, Any], _context: Any) -> None:
        for seq in (3, 4):
            with concerning("acme", "c", seq):
                say()
        say()

    observed(two_jobs)({}, Invocation("f1"))
    assert [line.get("correlation_id") for line in lines()] == ["c/3", "c/4", None]


def test_a_message_is_followed_by_the_same_id_from_the_call_to_the_queues(lines: Lines) -> None:
    tell_message_stored("acme", "c", 7, duplicate=False)
    for body in (
        '{"tenant_id": "acme", "conversation_id": "c", "seq": 7}',
        '{"tenant_id": "acme", "conversation_id": "c", "agent_id": "a", "reason": "message", "number": 7}',
    ):
        with concerning_job(body):
            say()
    assert [line["correlation_id"] for line in lines()] == ["c/7"] * 3
    assert {(line["tenant_id"], line["conversation_id"]) for line in lines()} == {("acme", "c")}


@pytest.mark.parametrize("body", ["", "not JSON", "[]", "7"])
def test_what_is_no_job_has_no_ids(lines: Lines, body: str) -> None:
    with concerning_job(body):
        say()
    assert lines() == [{}]
