"""Which conversations a list holds."""

from datetime import timedelta
from typing import Any

import pytest

from frontdesk.domain.selection import EVERYTHING, Selection
from frontdesk.domain.vocabulary import Handler, Priority, Status
from tests.fakes.people import ADA, BEN, a_conversation
from tests.fakes.system import START

FOUND = a_conversation(
    Status.ACTIVE,
    department_id="returns",
    priority=Priority.HIGH,
    tags=("vip", "refund"),
    required_skills=("german",),
)


@pytest.mark.parametrize(
    ("wanted", "other"),
    [
        ({"statuses": frozenset({Status.ACTIVE})}, {"statuses": frozenset({Status.CLOSED})}),
        ({"handler": Handler.AGENT}, {"handler": Handler.BOT}),
        ({"agent_id": ADA.id}, {"agent_id": BEN.id}),
        ({"department_id": "returns"}, {"department_id": "sales"}),
        ({"widget_id": FOUND.widget_id}, {"widget_id": "widget-2"}),
        ({"priority": Priority.HIGH}, {"priority": Priority.LOW}),
        ({"tag": "refund"}, {"tag": "ref"}),
        ({"skill": "german"}, {"skill": "french"}),
        ({"created_from": START}, {"created_from": START + timedelta(microseconds=1)}),
        ({"created_to": START + timedelta(microseconds=1)}, {"created_to": START}),
    ],
)
def test_each_filter_lets_pass_what_it_names(wanted: dict[str, Any], other: dict[str, Any]) -> None:
    assert Selection(**wanted).wants(FOUND)
    assert not Selection(**other).wants(FOUND)


def test_filters_hold_together() -> None:
    assert Selection(tag="vip", agent_id=ADA.id).wants(FOUND)
    assert not Selection(tag="vip", agent_id=BEN.id).wants(FOUND)


@pytest.mark.parametrize("status", Status)
def test_no_filter_lets_everything_pass(status: Status) -> None:
    assert EVERYTHING.wants(a_conversation(status))
