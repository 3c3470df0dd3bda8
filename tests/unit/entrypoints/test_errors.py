"""Every refusal has its HTTP status, title and code on the wire."""

from collections.abc import Iterator
from typing import get_args

import pytest

from frontdesk.contract.records import ErrorCode
from frontdesk.domain import errors
from frontdesk.domain.errors import Busy, InvalidInput, MessageTooLong, NotFound, Refusal, TicketRefused
from frontdesk.entrypoints.errors import STATUS, TITLES, error_frame_of, field_errors, problem_of


def refusals(kind: type[Refusal] = Refusal) -> Iterator[type[Refusal]]:
    yield kind
    for narrower in kind.__subclasses__():
        yield from refusals(narrower)


@pytest.mark.parametrize("kind", list(refusals()))
def test_every_refusal_can_be_told(kind: type[Refusal]) -> None:
    assert kind.code in STATUS
    assert kind.code in TITLES
    assert kind.code in get_args(ErrorCode)


def test_the_map_speaks_of_known_codes_only() -> None:
    assert set(STATUS) == set(TITLES)
    assert set(STATUS) <= set(get_args(ErrorCode))


def test_the_drawn_tree_is_the_tree() -> None:
    drawn = [line.split("─ ")[1].split()[0] for line in (errors.__doc__ or "").splitlines() if "─ " in line]
    assert drawn == [kind.__name__ for kind in refusals() if kind is not Refusal]


@pytest.mark.parametrize(
    ("refusal", "status", "retryable"),
    [
        (NotFound("There is no such conversation."), 404, False),
        (TicketRefused("Used."), 401, False),
        (Busy("Try again."), 503, True),
        (InvalidInput("seq", "Too high."), 422, False),
    ],
)
def test_a_refusal_as_problem_details_and_as_a_frame(refusal: Refusal, status: int, retryable: bool) -> None:
    told = problem_of(refusal)
    assert (told.status, told.code, told.detail, told.retryable) == (status, refusal.code, str(refusal), retryable)
    assert told.type == f"urn:frontdesk:problem:{refusal.code}"
    frame = error_frame_of(refusal, "request-1")
    assert (frame.request_id, frame.code, frame.message, frame.retryable, frame.errors) == (
        "request-1",
        told.code,
        told.detail,
        told.retryable,
        told.errors,
    )


def test_invalid_input_names_its_field() -> None:
    named = problem_of(MessageTooLong(5001, 4000)).errors
    assert named is not None
    assert [(error.field, error.message) for error in named] == [
        ("content", "A message holds up to 4000 characters; this one has 5001.")
    ]
    assert problem_of(NotFound("")).errors is None


def test_nested_fields_are_named_by_their_path() -> None:
    told = field_errors([{"loc": ("answers", "order", 0), "msg": "Too long"}])
    assert (told[0].field, told[0].message) == ("answers.order.0", "Too long")
