"""The Counters port, in memory and in DynamoDB."""

from collections.abc import Mapping
from datetime import date, timedelta

import pytest

from frontdesk.bootstrap_analytics import make_counters
from frontdesk.domain.analytics.contribution import contribution_of
from frontdesk.domain.analytics.online import seconds_within
from frontdesk.domain.analytics.period import Period
from frontdesk.domain.analytics.scope import EVERYTHING, Scope, when_of
from frontdesk.domain.conversation import Conversation
from frontdesk.domain.vocabulary import Status
from frontdesk.use_cases.analytics_ports import Counters
from frontdesk.use_cases.ports import Desk
from tests.fakes.counters import FakeCounters
from tests.fakes.people import TENANT, a_conversation
from tests.fakes.system import START
from tests.integration.capacity import size
from tests.integration.cloud import ENVIRONMENT, Tables
from tests.integration.conftest import connection_of

HOUR = timedelta(hours=1)
DAY = Period(START, START + 24 * HOUR)
PAGE_BYTES = 1024 * 1024


@pytest.fixture(params=["in memory", "in DynamoDB"])
def counters(request: pytest.FixtureRequest) -> Counters:
    if request.param == "in memory":
        return FakeCounters()
    made: Counters = request.getfixturevalue("real_counters")
    return made


@pytest.fixture
def real_counters(module_desk: Desk, tables: object) -> Counters:
    return make_counters(connection_of(module_desk), ENVIRONMENT["FRONTDESK_COUNTERS_TABLE"])


def count(counters: Counters, conversation: Conversation, answers: Mapping[int, int] | None = None) -> None:
    before = counters.contribution(conversation.tenant_id, conversation.id)
    assert counters.replace(before, contribution_of(conversation, before, answers or {}))


def test_what_a_conversation_has_added_is_known_afterwards(counters: Counters) -> None:
    assert counters.contribution(TENANT, "conversation-1") is None
    held = a_conversation(Status.ACTIVE, department_id="returns")
    count(counters, held, {3: 9})
    assert counters.contribution(TENANT, held.id) == contribution_of(held, None, {3: 9})
    assert counters.contribution("elsewhere", held.id) is None


def test_of_two_that_replace_the_same_one_comes_too_late_and_changes_nothing(counters: Counters) -> None:
    count(counters, a_conversation())
    before = counters.contribution(TENANT, "conversation-1")
    once, twice = (contribution_of(a_conversation(Status.ACTIVE, version=version), before, {}) for version in (2, 3))
    assert counters.replace(before, once)
    assert not counters.replace(before, twice)
    assert not counters.replace(None, twice)
    assert [counts["h"] for _, counts in counters.slots(TENANT, EVERYTHING, DAY)] == [1]


def test_a_conversation_counts_for_all_that_it_belongs_to(counters: Counters) -> None:
    count(counters, a_conversation(Status.ACTIVE, department_id="returns"))
    for scope in (EVERYTHING, Scope.widget("widget-1"), Scope.department("returns"), Scope.agent("agent-1")):
        assert [(at, counts["n"]) for at, counts in counters.slots(TENANT, scope, DAY)] == [(START, 1)]
    assert counters.slots(TENANT, Scope.agent("agent-2"), DAY) == []
    assert counters.slots("elsewhere", EVERYTHING, DAY) == []


def test_half_hours_of_a_period_come_in_order_and_its_end_is_too_late(counters: Counters) -> None:
    for number, minutes in enumerate((60, 0, -1, 29, 30)):
        began = START + timedelta(minutes=minutes)
        count(counters, a_conversation(id=f"conversation-{number}", created_at=began, queued_at=began))
    found = counters.slots(TENANT, EVERYTHING, Period(START, START + HOUR))
    assert [(at, counts["n"]) for at, counts in found] == [(START, 2), (START + HOUR / 2, 1)]


def test_every_agents_days_come_with_what_they_are_measured_by(counters: Counters) -> None:
    for number, (agent_id, day) in enumerate((("agent-1", 0), ("agent-2", 1), ("agent-1", 2))):
        began = START + timedelta(days=day)
        count(counters, a_conversation(Status.ACTIVE, id=f"c-{number}", agent_id=agent_id, created_at=began))
    found = counters.agents_days(TENANT, START.date(), date(2026, 1, 6))
    assert [(row.agent_id, row.day.day, dict(row.counts)) for row in found] == [
        ("agent-1", 5, {"h": 1}),
        ("agent-2", 6, {"h": 1}),
    ]


def test_seen_twice_within_five_minutes_is_seen_once(counters: Counters) -> None:
    for minutes in (0, 1, 4, 5):
        counters.note_online(TENANT, "agent-1", START + timedelta(minutes=minutes))
    counters.note_online(TENANT, "agent-2", START + timedelta(days=1))
    (row,) = counters.online_days(TENANT, START.date(), START.date())
    assert (row.agent_id, seconds_within(DAY, row.day, row.ticks)) == ("agent-1", 600)
    assert seconds_within(Period(START + timedelta(minutes=5), DAY.end), row.day, row.ticks) == 300
    assert counters.online_days("elsewhere", START.date(), START.date()) == []


def test_a_period_of_more_than_one_page_is_read_whole(real_counters: Counters, tables: Tables) -> None:
    slots = [START + HOUR / 2 * number for number in range(80)]
    rows = [
        {"owner": {"S": f"{TENANT}#all"}, "place": {"S": when_of(slot)}, "n" * 20_000: {"N": "1"}} for slot in slots
    ]
    tables.fill("CountersTable", rows)
    assert sum(size(row) for row in rows) > PAGE_BYTES
    assert [at for at, _ in real_counters.slots(TENANT, EVERYTHING, Period(START, START + 80 * HOUR))] == slots
