"""How the tenant is doing, by HTTP."""

import csv
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest

from frontdesk.bootstrap_analytics import make_counters
from frontdesk.domain.department import Department
from frontdesk.domain.escalating import BOT, Call, escalated
from frontdesk.domain.escalation import EscalationReason
from frontdesk.domain.rating import Rating
from frontdesk.domain.vocabulary import Handler, Status
from frontdesk.use_cases.analytics_ports import Counters
from frontdesk.use_cases.count_conversation import count_conversation, recount_conversation
from tests.fakes.people import ADA, BEN, TENANT, a_conversation, record_of
from tests.fakes.system import START
from tests.integration.cloud import ENVIRONMENT
from tests.integration.conftest import connection_of
from tests.integration.http.api import Api
from tests.integration.http.client import AGENT, Answer

DAY = {"from": "2026-01-05", "to": "2026-01-05"}


@pytest.fixture
def counters(api: Api) -> Counters:
    return make_counters(connection_of(api.desk), ENVIRONMENT["FRONTDESK_COUNTERS_TABLE"])


@pytest.fixture
def _past(api: Api, counters: Counters) -> None:
    """One that Ada resolved, one that the bot answered, one that nobody took; one of the day before, one of others."""
    resolved = a_conversation(
        Status.RESOLVED,
        id="resolved",
        department_id="returns",
        first_response_at=START + timedelta(seconds=60),
        resolved_at=START + timedelta(seconds=600),
        wait_seconds=30,
        rating=Rating(stars=5, at=START),
    )
    begun = START + timedelta(hours=1)
    nobody: dict[str, Any] = {"agent_id": None, "agent_name": None, "assigned_at": None}
    answered = a_conversation(
        Status.ACTIVE,
        id="answered",
        widget_id="widget-2",
        handler=Handler.BOT,
        began_with=Handler.BOT,
        created_at=begun,
        queued_at=None,
        **nobody,
    )
    called = escalated(
        replace(answered, id="called"),
        Call(reason=EscalationReason.HUMAN_REQUEST, by=BOT),
        begun + timedelta(minutes=1),
    )
    abandoned = replace(called, status=Status.CLOSED, closed_at=begun + timedelta(minutes=9))
    yesterday = a_conversation(id="yesterday", created_at=START - timedelta(days=1))
    for one in (resolved, answered, abandoned, yesterday, a_conversation(tenant_id="elsewhere")):
        count_conversation(counters, api.clock, one)
    api.desk.conversations.create(answered)
    recount_conversation(counters, api.desk, TENANT, "answered", lambda _: {2: 9})
    api.desk.departments.add(Department(tenant_id=TENANT, id="returns", name="Returns"))


def ask(api: Api, path: str = "analytics", **query: str) -> Answer:
    return api.ask("GET", f"{AGENT}/{path}", token=api.agent(), **query)


def rows(api: Api, **query: str) -> Sequence[dict[str, str]]:
    return list(csv.DictReader(StringIO(ask(api, "analytics/export", **DAY, **query).text)))


@pytest.mark.usefixtures("_past")
def test_totals_of_a_day_and_of_the_day_before(api: Api) -> None:
    found = ask(api, **DAY).json
    totals = found["totals"]
    assert (totals["conversations"], totals["handled"], totals["resolved"], totals["abandoned"]) == (3, 1, 1, 1)
    assert totals["first_response"] | {"median_seconds": 0, "p90_seconds": 0} == {
        "count": 1,
        "mean_seconds": 60,
        "median_seconds": 0,
        "p90_seconds": 0,
    }
    assert totals["first_response"]["median_seconds"] == pytest.approx(60, rel=0.05)
    assert totals["satisfaction"] == {
        "rated": 1,
        "rateable": 2,
        "average": 5,
        "response_rate": 0.5,
        "distribution": [0, 0, 0, 0, 1],
    }
    assert totals["bot"] == {
        "conversations": 2,
        "answered": 1,
        "deflected": 1,
        "deflection_rate": 0.5,
        "answers": 1,
        "confidence": [0] * 9 + [1],
    }
    assert totals["escalations"]["human_request"] == sum(totals["escalations"].values()) == 1
    assert found["previous"]["totals"]["conversations"] == 1
    assert found["previous"]["period"] == {"start": "2026-01-04T00:00:00.000Z", "end": "2026-01-05T00:00:00.000Z"}


@pytest.mark.usefixtures("_past")
def test_hours_weekdays_and_the_series_follow_the_time_zone(api: Api) -> None:
    found = ask(api, **DAY, time_zone="Asia/Jakarta", interval="hour").json
    assert {hour: count for hour, count in enumerate(found["by_hour"]) if count} == {16: 1, 17: 2}
    assert found["by_weekday"] == [3, 0, 0, 0, 0, 0, 0]
    begun = {point["start"]: point["conversations"] for point in found["series"] if point["conversations"]}
    assert begun == {"2026-01-05T09:00:00.000Z": 1, "2026-01-05T10:00:00.000Z": 2}
    assert len(found["series"]) == 24


@pytest.mark.usefixtures("_past")
@pytest.mark.parametrize(
    ("asked", "conversations"),
    [({"widget_id": "widget-1"}, 1), ({"agent_id": "agent-1"}, 1), ({"department": "returns"}, 1)],
)
def test_figures_of_a_widget_an_agent_or_a_department(api: Api, asked: dict[str, str], conversations: int) -> None:
    found = ask(api, **DAY, **asked).json
    assert found["totals"]["conversations"] == conversations
    assert found["agents"] == []


@pytest.mark.usefixtures("_past")
def test_agents_by_what_they_have_handled_with_the_time_that_they_were_there(api: Api, counters: Counters) -> None:
    api.desk.agents.enrol(record_of(BEN))
    counters.note_online(TENANT, BEN.id, START)
    counters.note_online(TENANT, "gone-1", START - timedelta(days=1))
    first, *others = ask(api, **DAY).json["agents"]
    assert (first["agent_id"], first["name"], first["handled"], first["resolved"]) == (ADA.id, ADA.name, 1, 1)
    assert {other["agent_id"]: (other["handled"], other["online_seconds"]) for other in others} == {
        BEN.id: (0, 300),
        "admin-1": (0, 0),
    }


@pytest.mark.usefixtures("_past")
def test_the_dashboard_tells_of_this_moment_and_this_day(api: Api) -> None:
    api.desk.conversations.create(a_conversation(id="waiting", queued_at=api.clock.now() - timedelta(seconds=90)))
    api.desk.agents.note_seen(TENANT, ADA.id, api.clock.now(), active=True)
    found = ask(api, "dashboard", time_zone="Asia/Jakarta").json
    live = {"active": 0, "pending": 1, "longest_wait_seconds": 90, "online_agents": 1, "agents": 3}
    assert found["live"] == live
    assert found["today"]["conversations"] == 3
    assert found["period"]["start"] == "2026-01-04T17:00:00.000Z"


@pytest.mark.usefixtures("_past")
def test_csv_holds_the_same_figures(api: Api) -> None:
    answer = ask(api, "analytics/export", **DAY)
    assert answer.headers["content-type"].startswith("text/csv")
    assert 'filename="frontdesk-series.csv"' in answer.headers["content-disposition"]
    (day,) = rows(api, time_zone="Asia/Jakarta")
    assert (day["start"], day["conversations"], day["rating_5"]) == ("2026-01-05T00:00:00+07:00", "3", "1")
    assert rows(api, table="agents")[0]["name"] == ADA.name
    assert [row["conversations"] for row in rows(api, table="weekdays")] == ["3", *["0"] * 6]
    assert rows(api, table="hours")[9] == {"hour": "9", "conversations": "1"}
    assert {row["reason"]: row["escalations"] for row in rows(api, table="escalations")}["human_request"] == "1"
    assert rows(api, table="confidence")[9] == {"confidence_from": "0.9", "confidence_to": "1.0", "answers": "1"}


def test_a_spreadsheet_takes_no_name_for_a_formula(api: Api) -> None:
    before = record_of(ADA)
    assert api.desk.agents.edit(before, replace(before, name="=1+1"))
    assert rows(api, table="agents")[0]["name"] == "'=1+1"


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"from": "2025-01-01"}, "from"),
        ({"from": "2026-01-06", "to": "2026-01-05"}, "from"),
        ({"from": "2026-01-01T00:00:01Z"}, "from"),
        ({"interval": "minute"}, "interval"),
        ({"time_zone": "Mars/Olympus"}, "time_zone"),
        ({"agent_id": "agent-1", "department": "returns"}, "department"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_what_cannot_be_answered_is_refused_by_its_name(api: Api, query: dict[str, str], field: str) -> None:
    answer = ask(api, **query)
    assert answer.status == 422
    assert [fault["field"] for fault in answer.json["errors"]] == [field]


@pytest.mark.parametrize("name", ["widget_id", "agent_id", "department"])
def test_figures_of_what_is_not_there_are_not_found(api: Api, name: str) -> None:
    assert ask(api, **{name: "somebody-elses"}).status == 404
