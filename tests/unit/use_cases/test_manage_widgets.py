"""Widgets: made, changed, switched off, given new keys, and removed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from frontdesk.domain.business_hours import BusinessHours
from frontdesk.domain.department import Department
from frontdesk.domain.errors import Busy, Conflict, InvalidInput, NotFound
from frontdesk.domain.vocabulary import HandlerType, Status
from frontdesk.domain.widget import Widget
from frontdesk.use_cases.end_conversation import end_conversation
from frontdesk.use_cases.manage_widgets import (
    GRACE,
    create_widget,
    edit_widget,
    find_widget,
    list_widgets,
    regenerate_token,
    remove_widget,
    rotate_secret,
    toggle_widget,
)
from frontdesk.use_cases.widget_ports import WidgetDesk
from tests.fakes import FakeDesk, make_desk
from tests.fakes.people import ADA, ADMIN, BEN, TENANT, WIDGET, an_agent
from tests.fakes.scenes import in_status, started
from tests.fakes.widgets import FakeKnownWorkflows, FakeWidgets

STRANGER = an_agent("stranger-1", tenant_id="elsewhere")
WORKFLOW = "workflow-1"


@pytest.fixture
def desk() -> FakeDesk:
    made = make_desk()
    made.directory.put_widget(WIDGET)
    return made


@pytest.fixture
def widgets(desk: FakeDesk) -> WidgetDesk:
    return WidgetDesk(FakeWidgets(desk.directory), FakeKnownWorkflows((TENANT, WORKFLOW)))


def edited(desk: FakeDesk, widgets: WidgetDesk, **changes: Any) -> Widget:
    return edit_widget(desk, widgets, ADMIN, WIDGET.id, changes).widget


def test_a_new_widget_is_reached_by_its_token_and_its_secret_is_shown(desk: FakeDesk, widgets: WidgetDesk) -> None:
    made = create_widget(desk, widgets, ADMIN, {"name": "Shop"})
    widget = made.counted.widget
    assert desk.directory.widget_by_token(widget.token) == widget
    assert made.secret.startswith("sk_")
    assert widget.public_key is not None
    assert widget.public_key.startswith("pk_")
    assert widget.secret_hint == made.secret[-4:]
    key = widgets.widgets.signing_key(TENANT, widget.id)
    assert key is not None
    assert key.accepted_at(desk.clock.now()) == (made.secret,)


def test_widgets_are_listed_by_name_with_how_many_conversations_they_have_had(
    desk: FakeDesk, widgets: WidgetDesk
) -> None:
    create_widget(desk, widgets, ADMIN, {"name": "a small shop"})
    for client_id in ("start-1", "start-1", "start-2"):
        started(desk, client_id)
    assert [(found.widget.name, found.conversation_count) for found in list_widgets(widgets, ADA)] == [
        ("a small shop", 0),
        (WIDGET.name, 2),
    ]
    assert find_widget(widgets, ADA, WIDGET.id).conversation_count == 2
    assert list_widgets(widgets, STRANGER) == []


def test_an_edit_changes_what_it_names_and_counts_as_a_version(desk: FakeDesk, widgets: WidgetDesk) -> None:
    desk.clock.advance(minutes=5)
    first = edited(desk, widgets, name="Shop", appearance={"theme": "dark"})
    second = edited(desk, widgets, appearance={"position": "top-left"})
    assert (second.name, second.appearance) == ("Shop", {"theme": "dark", "position": "top-left"})
    assert (first.version, second.version, second.updated_at) == (2, 3, desk.clock.now())


def test_an_edit_that_changes_nothing_is_no_version(desk: FakeDesk, widgets: WidgetDesk) -> None:
    assert edited(desk, widgets, name=WIDGET.name) == WIDGET


def test_an_edit_of_a_version_that_is_no_more_is_a_conflict(desk: FakeDesk, widgets: WidgetDesk) -> None:
    edit_widget(desk, widgets, ADMIN, WIDGET.id, {"name": "Shop"}, seen_version=1)
    with pytest.raises(Conflict, match="meanwhile"):
        edit_widget(desk, widgets, ADMIN, WIDGET.id, {"name": "Store"}, seen_version=1)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"allowed_domains": ("shop.example", "https://x.example")}, "allowed_domains.1"),
        ({"business_hours": BusinessHours(time_zone="Nowhere", week=((),) * 7)}, "business_hours.time_zone"),
        ({"handler_type": HandlerType.WORKFLOW}, "handler_id"),
        ({"handler_type": HandlerType.WORKFLOW, "handler_id": "unknown"}, "handler_id"),
        ({"handler_id": WORKFLOW}, "handler_id"),
        ({"handler_type": HandlerType.AI_BOT, "handler_id": WORKFLOW}, "handler_id"),
        ({"department_ids": ("unknown",)}, "department_ids.0"),
        ({"agent_ids": (ADA.id, "unknown")}, "agent_ids.1"),
        ({"agent_ids": (STRANGER.id,)}, "agent_ids.0"),
    ],
)
def test_settings_that_make_no_sense_are_refused_by_name(
    desk: FakeDesk, widgets: WidgetDesk, changes: dict[str, Any], field: str
) -> None:
    for refused_way in (
        lambda: edited(desk, widgets, **changes),
        lambda: create_widget(desk, widgets, ADMIN, {"name": "Shop", **changes}),
    ):
        with pytest.raises(InvalidInput) as refused:
            refused_way()
        assert refused.value.field == field
    assert find_widget(widgets, ADA, WIDGET.id).widget == WIDGET


def test_a_widget_begins_with_a_workflow_until_it_begins_otherwise(desk: FakeDesk, widgets: WidgetDesk) -> None:
    begun = edited(desk, widgets, handler_type=HandlerType.WORKFLOW, handler_id=WORKFLOW)
    assert (begun.handler_type, begun.handler_id) == (HandlerType.WORKFLOW, WORKFLOW)
    assert edited(desk, widgets, handler_type=HandlerType.AI_BOT).handler_id is None


def test_what_was_chosen_before_may_have_gone_since(desk: FakeDesk, widgets: WidgetDesk) -> None:
    sales = Department(tenant_id=TENANT, id="sales", name="Sales")
    desk.departments.add(sales)
    edited(desk, widgets, department_ids=("sales",), agent_ids=(BEN.id,))
    ben = desk.agents.get(TENANT, BEN.id)
    assert ben is not None
    desk.agents.edit(ben, replace(ben, removed=True))
    desk.departments.remove(sales)
    assert edited(desk, widgets, department_ids=("sales",), agent_ids=(BEN.id, ADA.id)).agent_ids == (BEN.id, ADA.id)


def test_a_widget_is_switched_off_and_on(desk: FakeDesk, widgets: WidgetDesk) -> None:
    assert not toggle_widget(desk, widgets, ADMIN, WIDGET.id).widget.active
    assert toggle_widget(desk, widgets, ADMIN, WIDGET.id).widget.active


def test_a_former_token_works_for_a_day(desk: FakeDesk, widgets: WidgetDesk) -> None:
    renewed = regenerate_token(desk, widgets, ADMIN, WIDGET.id).widget
    assert renewed.token != WIDGET.token
    assert renewed.former_token_until == desk.clock.now() + GRACE == desk.clock.now() + timedelta(hours=24)
    for token in (WIDGET.token, renewed.token):
        assert desk.directory.widget_by_token(token) == renewed
    desk.clock.advance(hours=24)
    assert desk.directory.widget_by_token(WIDGET.token) is None
    assert desk.directory.widget_by_token(renewed.token) == renewed


def test_a_former_secret_is_accepted_for_a_day(desk: FakeDesk, widgets: WidgetDesk) -> None:
    made = create_widget(desk, widgets, ADMIN, {"name": "Shop"})
    own = made.counted.widget.id
    rotated = rotate_secret(desk, widgets, ADMIN, own)
    key = widgets.widgets.signing_key(TENANT, own)
    assert key is not None
    assert key.accepted_at(desk.clock.now()) == (rotated.secret, made.secret)
    assert rotated.counted.widget.former_secret_until == desk.clock.now() + GRACE
    desk.clock.advance(hours=24)
    assert key.accepted_at(desk.clock.now()) == (rotated.secret,)


def test_a_widget_without_keys_gets_its_first_ones(desk: FakeDesk, widgets: WidgetDesk) -> None:
    rotated = rotate_secret(desk, widgets, ADMIN, WIDGET.id)
    widget = rotated.counted.widget
    assert (widget.public_key is None, widget.former_secret_until) == (False, None)
    assert widget.secret_hint == rotated.secret[-4:]


def test_a_widget_with_open_conversations_stays(desk: FakeDesk, widgets: WidgetDesk) -> None:
    found = in_status(desk, Status.ACTIVE)
    with pytest.raises(Conflict, match="open conversations"):
        remove_widget(desk, widgets, ADMIN, WIDGET.id)
    end_conversation(desk, ADA, found.id)
    remove_widget(desk, widgets, ADMIN, WIDGET.id)
    assert desk.directory.widget_by_token(WIDGET.token) is None
    assert desk.directory.widget(TENANT, WIDGET.id) is not None
    assert list_widgets(widgets, ADA) == []


Act = Callable[[FakeDesk, WidgetDesk], object]
ACTS: list[Act] = [
    lambda desk, widgets: edited(desk, widgets, name="Shop"),
    lambda desk, widgets: toggle_widget(desk, widgets, ADMIN, WIDGET.id),
    lambda desk, widgets: regenerate_token(desk, widgets, ADMIN, WIDGET.id),
    lambda desk, widgets: rotate_secret(desk, widgets, ADMIN, WIDGET.id),
    lambda desk, widgets: remove_widget(desk, widgets, ADMIN, WIDGET.id),
]


@pytest.mark.parametrize("act", ACTS)
def test_a_widget_that_is_gone_cannot_be_changed(desk: FakeDesk, widgets: WidgetDesk, act: Act) -> None:
    remove_widget(desk, widgets, ADMIN, WIDGET.id)
    with pytest.raises(NotFound):
        act(desk, widgets)


@pytest.mark.parametrize("act", ACTS)
def test_of_two_changes_at_once_neither_is_lost(desk: FakeDesk, act: Act) -> None:
    overtaken = Overtaken(desk, times=2)
    act(desk, WidgetDesk(overtaken, FakeKnownWorkflows()))
    stored = desk.directory.widget(TENANT, WIDGET.id)
    assert stored is not None
    assert (stored.greeting, stored.version) == ("overtaken 2", 4)


@pytest.mark.parametrize("act", ACTS)
def test_who_is_overtaken_again_and_again_is_told_to_try_again(desk: FakeDesk, act: Act) -> None:
    with pytest.raises(Busy):
        act(desk, WidgetDesk(Overtaken(desk, times=5), FakeKnownWorkflows()))


class Overtaken(FakeWidgets):
    """Somebody else changes the widget between its being read and its being written, so many times."""

    def __init__(self, desk: FakeDesk, *, times: int) -> None:
        super().__init__(desk.directory)
        self.desk, self.left, self.done = desk, times, 0

    def replace(self, old: Widget, new: Widget) -> bool:
        if self.left:
            self.left, self.done = self.left - 1, self.done + 1
            faster = replace(old, greeting=f"overtaken {self.done}", version=old.version + 1)
            assert super().replace(old, faster)
        return super().replace(old, new)
