"""Figures over the running stack: those that the streams have counted are those that the logs tell."""

import csv
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from io import StringIO
from statistics import mean
from typing import Any
from uuid import uuid4

import httpx
import pytest

from local.testing import RunningStack, wait_for
from tests.e2e.midnight import where_midnight_is_far
from tests.e2e.people import Json, Person, new_visitor, signed_in_agent, start

QUESTION = "How long does shipping take?"
CLOSE = 0.005
"""Seconds: times are told to the millisecond."""


@pytest.fixture(scope="module")
def ana(http: httpx.Client, stack: RunningStack) -> Iterator[Person]:
    agent = signed_in_agent(http, stack, "ana@demo.example")
    with agent.here():
        yield agent


def a_widget(ana: Person, **settings: Any) -> tuple[str, str]:
    """A new widget's id and token: what begins there is this test's alone."""
    made: Json = ana.post("/widgets", {"name": f"Figures {uuid4().hex[:6]}", **settings}).json()["widget"]
    return made["id"], made["token"]


def counted(ana: Person, widget_id: str, **wanted: int) -> Json:
    """The figures of the widget, as soon as they are as wanted."""

    def figures() -> Json | None:
        found: Json = ana.get("/analytics", widget_id=widget_id).json()
        totals = found["totals"]
        told = {**totals["bot"], **totals["satisfaction"], **totals}
        same = all(told[name] == count for name, count in wanted.items())
        return found if same else None

    return wait_for(figures)


def seconds_between(earlier: str, later: str) -> float:
    return (datetime.fromisoformat(later) - datetime.fromisoformat(earlier)).total_seconds()


def answered_after(ana: Person, conversation: Json) -> float | None:
    """How long its visitor waited for an agent's first words, as its log tells."""
    said = [message for message in ana.log(conversation["id"]) if message["sender_type"] == "agent"]
    return seconds_between(conversation["created_at"], said[0]["created_at"]) if said else None


def test_what_is_counted_is_what_the_logs_tell(http: httpx.Client, stack: RunningStack, ana: Person) -> None:
    widget_id, token = a_widget(ana)
    sari = new_visitor(http, stack, "Sari", token)
    ids = [start(sari) for _ in range(3)]
    for conversation_id, stars in zip(ids[:2], (5, 2), strict=True):
        ana.post(f"/conversations/{conversation_id}/accept")
        ana.say(conversation_id, "Hello, how can I help?")
        ana.post(f"/conversations/{conversation_id}/resolve")
        assert sari.post(f"/conversations/{conversation_id}/rate", {"rating": stars}).status_code == 200
    sari.post(f"/conversations/{ids[2]}/end")

    found = counted(ana, widget_id, conversations=3, resolved=2, abandoned=1, rated=2)
    conversations = [ana.get(f"/conversations/{conversation_id}").json() for conversation_id in ids]
    responses = [seconds for one in conversations if (seconds := answered_after(ana, one)) is not None]
    totals = found["totals"]
    assert totals["handled"] == len(responses) == 2
    assert totals["first_response"]["mean_seconds"] == pytest.approx(mean(responses), abs=CLOSE)
    resolutions = [seconds_between(one["created_at"], one["resolved_at"]) for one in conversations[:2]]
    assert totals["resolution"]["mean_seconds"] == pytest.approx(mean(resolutions), abs=CLOSE)
    assert totals["satisfaction"]["distribution"] == [0, 1, 0, 0, 1]
    assert totals["satisfaction"]["average"] == 3.5
    begun = Counter(datetime.fromisoformat(one["created_at"]).hour for one in conversations)
    assert {hour: count for hour, count in enumerate(found["by_hour"]) if count} == begun
    exported = ana.get("/analytics/export", widget_id=widget_id).text
    assert sum(int(row["conversations"]) for row in csv.DictReader(StringIO(exported))) == 3


def test_what_the_bot_answers_counts_as_deflected_until_a_human_is_called(
    http: httpx.Client, stack: RunningStack, ana: Person
) -> None:
    widget_id, token = a_widget(ana, handler_type="ai_bot")
    # On a stack that has just started, the bot knows nothing yet.
    wait_for(lambda: ana.post("/articles/ask", {"question": QUESTION}).json()["would_answer"])
    sari, joko = (new_visitor(http, stack, name, token) for name in ("Sari", "Joko"))
    asked, called = start(sari, QUESTION), start(joko, QUESTION)
    bot = counted(ana, widget_id, conversations=2, answered=2, deflected=2)["totals"]["bot"]
    logs = [message for own in (asked, called) for message in ana.log(own) if message["sender_type"] == "bot"]
    confidences = [message["metadata"]["answer"]["confidence"] for message in logs if message["metadata"]]
    told = Counter(min(9, int(confidence * 10)) for confidence in confidences)
    assert {tenth: count for tenth, count in enumerate(bot["confidence"]) if count} == told
    joko.say(called, "I want to talk to a person")
    totals = counted(ana, widget_id, deflected=1)["totals"]
    assert totals["escalations"]["human_request"] == 1
    assert totals["bot"]["deflection_rate"] == 0.5
    joko.post(f"/conversations/{called}/end")


def test_the_dashboard_tells_of_this_moment(http: httpx.Client, stack: RunningStack, ana: Person) -> None:
    zone = where_midnight_is_far()
    before = ana.get("/dashboard", time_zone=zone).json()
    sari = new_visitor(http, stack)
    waiting = start(sari)
    now = wait_for(lambda: _later_today(ana, zone, before["today"]["conversations"]))
    assert now["live"]["pending"] >= 1
    assert now["live"]["longest_wait_seconds"] is not None
    sari.post(f"/conversations/{waiting}/end")


def _later_today(ana: Person, zone: str, conversations: int) -> Json | None:
    found: Json = ana.get("/dashboard", time_zone=zone).json()
    return found if found["today"]["conversations"] > conversations else None
