"""Canned responses and departments that several people change at once."""

from dataclasses import replace

import pytest

from frontdesk.domain.canned_response import CannedResponse
from frontdesk.domain.errors import Busy, Conflict, NotFound
from frontdesk.domain.vocabulary import Status
from frontdesk.use_cases.manage_canned_responses import (
    create_canned_response,
    edit_canned_response,
    find_canned_response,
    remove_canned_response,
)
from frontdesk.use_cases.manage_departments import create_department, edit_department, remove_department
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.transfer_conversation import transfer_to_department
from frontdesk.use_cases.use_canned_response import use_canned_response
from tests.fakes import make_desk
from tests.fakes.interruptions import Interruption
from tests.fakes.people import ADA, ADMIN, BEN, TENANT
from tests.fakes.scenes import agent_of, in_status, started


def hello(desk: Desk) -> CannedResponse:
    return create_canned_response(desk, ADA, shortcut="hello", title="Hello", body="Hi {{visitor_name}}")


def test_an_edit_keeps_what_somebody_else_changed_in_between() -> None:
    step = Interruption()
    desk = make_desk(step)
    own = hello(desk).id
    step.arm(2, lambda: edit_canned_response(desk, BEN, own, {"title": "Greeting"}))
    changed = edit_canned_response(desk, ADA, own, {"body": "Hello!"})
    assert (changed.title, changed.body) == ("Greeting", "Hello!")


def test_a_use_in_the_middle_of_an_edit_is_counted() -> None:
    step = Interruption()
    desk = make_desk(step)
    own, conversation = hello(desk).id, in_status(desk, Status.ACTIVE).id
    step.arm(2, lambda: use_canned_response(desk, BEN, conversation, own))
    assert edit_canned_response(desk, ADA, own, {"body": "Hello!"}).usage_count == 1


def test_what_was_removed_in_between_is_not_found() -> None:
    step = Interruption()
    desk = make_desk(step)
    own = hello(desk).id
    step.arm(2, lambda: remove_canned_response(desk, BEN, own))
    with pytest.raises(NotFound):
        edit_canned_response(desk, ADA, own, {"body": "Hello!"})
    with pytest.raises(NotFound):
        find_canned_response(desk, ADA, own)


def test_who_is_overtaken_again_and_again_is_asked_for_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = make_desk()
    own, sales = hello(desk).id, create_department(desk, ADMIN, name="Sales", description=None).department.id
    for port in (desk.canned_responses, desk.departments):
        monkeypatch.setattr(port, "edit", lambda *_: False)
        monkeypatch.setattr(port, "remove", lambda *_: False)
    for attempt in (
        lambda: edit_canned_response(desk, ADA, own, {"body": "Hello!"}),
        lambda: remove_canned_response(desk, ADA, own),
        lambda: edit_department(desk, ADMIN, sales, name="Shop", description=None),
        lambda: remove_department(desk, ADMIN, sales),
    ):
        with pytest.raises(Busy):
            attempt()


def test_two_admins_change_a_department_at_once_and_both_changes_hold() -> None:
    step = Interruption()
    desk = make_desk(step)
    sales = create_department(desk, ADMIN, name="Sales", description=None).department.id
    step.arm(2, lambda: edit_department(desk, ADMIN, sales, name=None, description="Beans"))
    changed = edit_department(desk, ADMIN, sales, name="Shop", description=None).department
    assert (changed.name, changed.description) == ("Shop", "Beans")


def test_a_department_is_needed_by_its_agents_and_by_whoever_waits_for_it() -> None:
    desk = make_desk()
    sales = create_department(desk, ADMIN, name="Sales", description=None).department.id
    for number in range(2):
        transfer_to_department(desk, ADMIN, started(desk, f"start-{number}").id, sales, None)
    with pytest.raises(Conflict, match="2 conversations wait in the queue for Sales"):
        remove_department(desk, ADMIN, sales)
    ada = agent_of(desk, ADA)
    assert desk.agents.edit(ada, replace(ada, department_ids=(sales,)))
    with pytest.raises(Conflict, match="1 agent belongs to Sales"):
        remove_department(desk, ADMIN, sales)
    assert desk.departments.get(TENANT, sales) is not None
