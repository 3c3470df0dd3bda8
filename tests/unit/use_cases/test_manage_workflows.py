"""Workflows that several admins change at once."""

import pytest

from frontdesk.domain.errors import Busy, Conflict, NotFound
from frontdesk.use_cases.begin_workflow import workflow_to_begin
from frontdesk.use_cases.manage_workflows import create_workflow, edit_workflow, find_workflow, remove_workflow
from tests.fakes import make_desk
from tests.fakes.interruptions import Interruption
from tests.fakes.people import ADMIN, TENANT, WIDGET, an_agent
from tests.fakes.widgets import FakeWidgets
from tests.fakes.workflows import CAFE, FakeWorkflows

OTTO = an_agent("admin-2", name="Otto")
SHORT = {"start": "end", "steps": {"end": {"type": "end"}}}
OPEN = {"start": "end", "steps": {"end": {"type": "end", "resolve": False}}}


def made(workflows: FakeWorkflows) -> str:
    return create_workflow(make_desk(), workflows, ADMIN, name="Coffee", definition=CAFE).record.id


def test_an_edit_keeps_what_somebody_else_changed_in_between() -> None:
    step = Interruption()
    workflows = FakeWorkflows(step)
    own = made(workflows)
    step.arm(3, lambda: edit_workflow(make_desk(), workflows, OTTO, own, name="Help"))
    changed = edit_workflow(make_desk(), workflows, ADMIN, own, definition=SHORT)
    assert (changed.record.name, changed.version, changed.definition) == ("Help", 2, SHORT)


def test_two_definitions_at_once_are_two_versions_unless_one_says_what_it_was_made_from() -> None:
    step = Interruption()
    workflows = FakeWorkflows(step)
    own = made(workflows)
    step.arm(3, lambda: edit_workflow(make_desk(), workflows, OTTO, own, definition=OPEN, based_on=1))
    with pytest.raises(Conflict, match="Otto has saved version 2"):
        edit_workflow(make_desk(), workflows, ADMIN, own, definition=SHORT, based_on=1)
    assert find_workflow(workflows, ADMIN, own).definition == OPEN
    step.arm(3, lambda: edit_workflow(make_desk(), workflows, OTTO, own, definition=CAFE))
    assert edit_workflow(make_desk(), workflows, ADMIN, own, definition=SHORT).version == 4
    assert [find_workflow(workflows, ADMIN, own, version).definition for version in (1, 2, 3, 4)] == [
        CAFE,
        OPEN,
        CAFE,
        SHORT,
    ]


def test_what_was_removed_in_between_is_not_found() -> None:
    step = Interruption()
    workflows = FakeWorkflows(step)
    own = made(workflows)
    widgets = FakeWidgets(make_desk().directory)
    step.arm(3, lambda: remove_workflow(widgets, workflows, OTTO, own))
    with pytest.raises(NotFound):
        edit_workflow(make_desk(), workflows, ADMIN, own, name="Help")
    with pytest.raises(NotFound):
        remove_workflow(widgets, workflows, ADMIN, own)


def test_who_is_overtaken_again_and_again_is_asked_for_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    workflows = FakeWorkflows()
    own = made(workflows)
    monkeypatch.setattr(workflows, "edit", lambda *_: False)
    monkeypatch.setattr(workflows, "remove", lambda *_: False)
    with pytest.raises(Busy):
        edit_workflow(make_desk(), workflows, ADMIN, own, name="Help")
    with pytest.raises(Busy):
        remove_workflow(FakeWidgets(make_desk().directory), workflows, ADMIN, own)


def test_a_widget_that_begins_otherwise_has_no_workflow_to_begin() -> None:
    workflows = FakeWorkflows()
    assert WIDGET.tenant_id == TENANT
    assert workflow_to_begin(workflows, WIDGET) is None
