"""What counting costs, and looking at the figures: that never depends on how much was written."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from aws_lambda_powertools import Logger

from frontdesk.adapters.dynamodb_conversation_row import conversation_of_image
from frontdesk.adapters.dynamodb_counters import DynamoCounters
from frontdesk.bootstrap_analytics import make_counters
from frontdesk.domain.analytics.period import Days, Interval
from frontdesk.domain.vocabulary import SenderType, Status
from frontdesk.entrypoints.analytics_stream import handle
from frontdesk.use_cases.count_conversation import count_conversation
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.view_analytics import AnalyticsWish, view_analytics
from frontdesk.use_cases.view_dashboard import view_dashboard
from tests.fakes.people import ADA, TENANT, a_conversation
from tests.fakes.system import START
from tests.integration.capacity import Meter, metered
from tests.integration.cloud import ENVIRONMENT, Tables
from tests.integration.conftest import connection_of
from tests.integration.test_after_effects import record

DAYS = Days(date(2026, 1, 5), date(2026, 1, 5), ZoneInfo("Asia/Kolkata"))
WISH = AnalyticsWish(days=DAYS, interval=Interval.DAY)
LOGGER = Logger(service="tests", level="ERROR")
UTC = ZoneInfo("UTC")


@pytest.fixture
def counters(desk: Desk) -> DynamoCounters:
    return make_counters(connection_of(desk), ENVIRONMENT["FRONTDESK_COUNTERS_TABLE"])


def talk(desk: Desk, counters: DynamoCounters, numbers: Iterable[int]) -> None:
    """In two half hours, by turns with two agents, of durations that differ."""
    for number in numbers:
        began = START + timedelta(minutes=30 * (number % 2))
        resolved = a_conversation(
            Status.RESOLVED,
            id=f"conversation-{number}",
            agent_id=f"agent-{number % 2 + 1}",
            created_at=began,
            first_response_at=began + timedelta(seconds=30 + number),
            resolved_at=began + timedelta(minutes=10 + number),
            wait_seconds=20,
        )
        count_conversation(counters, desk.clock, resolved)


def queries(meter: Meter) -> int:
    assert {call.operation for call in meter.calls} == {"Query"}
    return len(meter.calls)


def test_a_look_takes_as_many_reads_however_much_was_written(
    desk: Desk, counters: DynamoCounters, tables: Tables
) -> None:
    measured = []
    for conversations in (range(2), range(2, 12)):
        talk(desk, counters, conversations)
        with metered(tables) as analytics:
            view = view_analytics(desk, counters, ADA, WISH)
        with metered(tables) as dashboard:
            assert view_dashboard(desk, counters, ADA, UTC).today.conversations == conversations.stop
        assert view.totals.conversations == sum(agent.figures.handled for agent in view.agents) == conversations.stop
        measured.append((queries(analytics), queries(dashboard)))
    # The slots of both periods, agents' days and online days, the staff; for each of two agents the day's other part.
    # The queue, the staff, the slots of the day.
    assert measured == [(6, 3), (6, 3)]


def row(tables: Tables) -> dict[str, Any]:
    (found,) = tables.rows("ConversationsTable")
    return found


def test_a_change_that_counts_costs_one_read_and_one_transaction(
    desk: Desk, counters: DynamoCounters, tables: Tables
) -> None:
    waiting = a_conversation()
    desk.conversations.create(waiting)
    count_conversation(counters, desk.clock, waiting)
    before = row(tables)
    assert desk.conversations.replace(waiting, waiting.accepted(ADA, START + timedelta(minutes=1)))
    accepted = record("ConversationsTable", row(tables), before)
    with metered(tables) as meter:
        answer = handle(desk, counters, LOGGER, conversation_of_image, {"Records": [accepted]})
    assert answer == {"batchItemFailures": []}
    assert meter.units("GetItem", "CountersTable") == meter.reads == 1
    # The contribution, and the rows of the tenant, the widget, the agent and the agent's day.
    assert meter.units("TransactWriteItems", "CountersTable") == meter.writes == 2 * 5


def test_what_counts_for_nothing_costs_nothing(desk: Desk, counters: DynamoCounters, tables: Tables) -> None:
    held = a_conversation(Status.ACTIVE)
    desk.conversations.create(held)
    before = row(tables)
    assert desk.conversations.replace(held, held.edited(tags=("vip",)))
    tagged = row(tables)
    desk.conversations.mark_read(held, SenderType.AGENT, 1)
    records = [record("ConversationsTable", *images) for images in ((tagged, before), (row(tables), tagged))]
    with metered(tables) as meter:
        handle(desk, counters, LOGGER, conversation_of_image, {"Records": records})
    assert meter.calls == []
    assert counters.contribution(TENANT, held.id) is None
