"""The Widgets port, in memory and in DynamoDB: the rows of the directory, kept by admins."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from frontdesk.adapters.dynamodb import DynamoDb
from frontdesk.adapters.dynamodb_directory import DynamoDirectory
from frontdesk.adapters.dynamodb_widget_row import WidgetRow
from frontdesk.adapters.dynamodb_widgets import DynamoWidgets
from frontdesk.domain.business_hours import BusinessHours, Interval
from frontdesk.domain.errors import Busy
from frontdesk.domain.signing_key import SigningKey
from frontdesk.domain.vocabulary import HandlerType
from frontdesk.domain.widget import Widget
from frontdesk.use_cases.ports import Directory
from frontdesk.use_cases.widget_ports import Widgets
from tests.fakes import make_desk
from tests.fakes.people import TENANT, WIDGET
from tests.fakes.system import START, FakeClock
from tests.fakes.widgets import FakeWidgets
from tests.integration.cloud import Tables

KEY = SigningKey(tenant_id=TENANT, widget_id=WIDGET.id, secret="sk_first")
LATER = START + timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Kept:
    """`directory` is that of a function which remembers nothing yet."""

    widgets: Widgets
    directory: Callable[[], Directory]
    clock: FakeClock


@pytest.fixture
def real_widgets(connection: DynamoDb) -> DynamoWidgets:
    return DynamoWidgets(connection)


@pytest.fixture(params=["in memory", "in DynamoDB"])
def kept(request: pytest.FixtureRequest) -> Kept:
    if request.param == "in memory":
        desk = make_desk()
        return Kept(FakeWidgets(desk.directory), lambda: desk.directory, desk.clock)
    widgets: Widgets = request.getfixturevalue("real_widgets")
    clock: FakeClock = request.getfixturevalue("clock")
    connection: DynamoDb = request.getfixturevalue("connection")
    return Kept(widgets, lambda: DynamoDirectory(clock, connection), clock)


def test_a_new_widget_is_found_in_every_way(kept: Kept) -> None:
    kept.widgets.add(WIDGET, KEY)
    assert kept.widgets.get(TENANT, WIDGET.id) == WIDGET
    assert kept.directory().widget_by_token(WIDGET.token) == WIDGET
    assert kept.widgets.signing_key(TENANT, WIDGET.id) == KEY
    assert kept.widgets.of_tenant(TENANT) == [WIDGET]


def test_another_tenants_widget_is_not_there(kept: Kept) -> None:
    kept.widgets.add(WIDGET, KEY)
    assert kept.widgets.get("other", WIDGET.id) is None
    assert kept.widgets.signing_key("other", WIDGET.id) is None
    assert kept.widgets.of_tenant("other") == []
    assert kept.widgets.conversation_counts("other") == {}


def test_a_widget_is_added_once(kept: Kept) -> None:
    kept.widgets.add(WIDGET, KEY)
    with pytest.raises(Busy):
        kept.widgets.add(replace(WIDGET, name="Another"), KEY)
    assert kept.widgets.get(TENANT, WIDGET.id) == WIDGET


def test_widgets_are_listed_by_name_without_those_that_are_removed(kept: Kept) -> None:
    for number, (name, removed) in enumerate([("b", False), ("C", False), ("A", False), ("0", True)]):
        kept.directory().put_widget(replace(WIDGET, id=f"w{number}", token=f"t{number}", name=name, removed=removed))
    assert [widget.name for widget in kept.widgets.of_tenant(TENANT)] == ["A", "b", "C"]
    removed = kept.widgets.get(TENANT, "w3")
    assert removed is not None
    assert removed.removed


def test_everything_of_a_widget_can_be_changed_and_taken_away_again(kept: Kept) -> None:
    kept.widgets.add(WIDGET, KEY)
    full = replace(
        WIDGET,
        name="Everything",
        active=False,
        handler_type=HandlerType.WORKFLOW,
        handler_id="workflow-1",
        threshold=0.25,
        bot_name="Kopi",
        greeting="Hello",
        business_hours=BusinessHours(time_zone="UTC", week=((Interval(0, 60),), *((),) * 6)),
        department_ids=("sales",),
        agent_ids=("agent-1",),
        allowed_domains=("*.shop.example",),
        appearance={"theme": "dark"},
        texts={"placeholder": "Ask"},
        behaviour={"proactive": [{"after_seconds": 5, "text": "Hi"}]},
        created_at=START,
        updated_at=LATER,
        version=2,
    )
    assert kept.widgets.replace(WIDGET, full)
    assert kept.widgets.get(TENANT, WIDGET.id) == full
    assert kept.widgets.replace(full, replace(WIDGET, version=3))
    assert kept.widgets.get(TENANT, WIDGET.id) == replace(WIDGET, version=3)


def test_a_change_of_what_is_stored_no_more_changes_nothing(kept: Kept) -> None:
    kept.widgets.add(WIDGET, KEY)
    second = replace(WIDGET, name="Second", version=2)
    assert kept.widgets.replace(WIDGET, second)
    late = replace(WIDGET, name="Late", token="late", version=2)
    assert not kept.widgets.replace(WIDGET, late)
    assert not kept.widgets.rotate(WIDGET, late, KEY.rotated("sk_late", LATER))
    assert not kept.widgets.replace(replace(WIDGET, id="unknown"), late)
    assert kept.widgets.get(TENANT, WIDGET.id) == second
    assert kept.directory().widget_by_token("late") is None
    assert kept.widgets.signing_key(TENANT, WIDGET.id) == KEY


def test_a_new_token_leads_to_the_widget_and_the_one_before_until_it_ends(kept: Kept) -> None:
    kept.widgets.add(WIDGET, KEY)
    renewed = replace(WIDGET, token="new", former_token_until=LATER, version=2)
    assert kept.widgets.replace(WIDGET, renewed)
    third = replace(renewed, token="third", former_token_until=LATER + timedelta(hours=1), version=3)
    assert kept.widgets.replace(renewed, third)
    for token in (WIDGET.token, "new", "third"):
        assert kept.directory().widget_by_token(token) == third
    kept.clock.advance(days=1)
    assert [bool(kept.directory().widget_by_token(token)) for token in (WIDGET.token, "new", "third")] == [
        False,
        True,
        True,
    ]


def test_a_rotated_key_comes_with_the_change_of_its_widget(kept: Kept) -> None:
    kept.widgets.add(WIDGET, KEY)
    rotated = KEY.rotated("sk_second", LATER)
    after = replace(WIDGET, secret_hint="cond", former_secret_until=LATER, version=2)
    assert kept.widgets.rotate(WIDGET, after, rotated)
    assert kept.widgets.signing_key(TENANT, WIDGET.id) == rotated
    assert kept.widgets.get(TENANT, WIDGET.id) == after


def test_conversations_are_counted_by_widget_whatever_happens_to_it(kept: Kept) -> None:
    kept.widgets.add(WIDGET, KEY)
    for widget_id in (WIDGET.id, WIDGET.id, "another"):
        kept.directory().count_conversation(TENANT, widget_id)
    kept.widgets.replace(WIDGET, replace(WIDGET, name="Renamed", version=2))
    kept.directory().count_conversation(TENANT, WIDGET.id)
    assert kept.widgets.conversation_counts(TENANT) == {WIDGET.id: 3, "another": 1}
    assert kept.widgets.conversation_count(TENANT, WIDGET.id) == 3
    assert kept.widgets.conversation_count(TENANT, "unknown") == 0


def test_a_widget_of_before_versions_were_counted_can_be_changed_once(real_widgets: DynamoWidgets) -> None:
    row = WidgetRow(f"tenant#{TENANT}", "widget#old", tenant_id=TENANT, id="old", name="Old", token="old")
    row.active, row.handler_type, row.routing, row.allowed_domains = True, "agent", "manual", []
    row.appearance = row.texts = row.behaviour = {}
    row.save()
    old = real_widgets.get(TENANT, "old")
    assert old == Widget(tenant_id=TENANT, id="old", name="Old", token="old")
    assert real_widgets.replace(old, replace(old, name="New", version=2))
    assert not real_widgets.replace(old, replace(old, name="Late", version=2))


def test_a_secret_key_is_in_its_own_table_alone(real_widgets: DynamoWidgets, tables: Tables) -> None:
    real_widgets.add(WIDGET, KEY)
    assert KEY.secret not in str(tables.rows("DirectoryTable"))
    assert KEY.secret in str(tables.rows("KeysTable"))
