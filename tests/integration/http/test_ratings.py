"""Ratings by HTTP: until when, what is refused, and who sees them; and a place in the queue."""

from typing import Any

import pytest

from tests.fakes.people import ADA, ADMIN
from tests.integration.http.api import Api, both_ways
from tests.integration.http.client import AGENT, VISITOR, Answer


def rate(api: Api, token: str, conversation: str, body: Any) -> Answer:
    return api.ask("POST", f"{VISITOR}/conversations/{conversation}/rate", body, token=token)


def own(api: Api, token: str, conversation: str) -> dict[str, Any]:
    found: dict[str, Any] = api.ask("GET", f"{VISITOR}/conversations/{conversation}", token=token).json
    return found


def by_agent(api: Api, verb: str, conversation: str) -> None:
    assert api.ask("POST", f"{AGENT}/conversations/{conversation}/{verb}", token=api.agent()).status == 200


@both_ways
def test_a_rating_is_given_changed_and_seen_by_the_agents(api: Api) -> None:
    vera = api.visitor()
    conversation = api.started(vera)
    assert rate(api, vera, conversation, {"rating": 5}).problem == (409, "invalid_transition")
    assert own(api, vera, conversation)["rateable_until"] is None
    for verb in ("accept", "resolve"):
        by_agent(api, verb, conversation)
    assert own(api, vera, conversation)["rateable_until"] == "2026-01-06T09:00:00.000Z"
    assert rate(api, vera, conversation, {"rating": 2}).json["conversation"]["rating"] == 2
    api.clock.advance(seconds=1)
    told = rate(api, vera, conversation, {"rating": 5, "feedback": "All well now."}).json["conversation"]
    assert (told["status"], told["rating"], told["feedback"]) == ("resolved", 5, "All well now.")
    seen = api.ask("GET", f"{AGENT}/conversations/{conversation}", token=api.agent()).json
    assert (seen["rating"], seen["feedback"]) == (5, "All well now.")
    changed = api.ask(
        "PUT", f"{AGENT}/conversations/{conversation}/priority", {"priority": "high"}, token=api.agent()
    ).json["details"]
    assert (changed["rating"], changed["feedback"]) == (5, "All well now.")
    [first, second] = api.ask("GET", f"{AGENT}/conversations/{conversation}/notes", token=api.agent()).json["items"]
    assert ("2 of 5" in first["content"], second["author"]["name"]) == (True, "Frontdesk")
    [ada] = [
        found
        for found in api.ask("GET", f"{AGENT}/agents", token=api.agent(ADMIN)).json["items"]
        if found["id"] == ADA.id
    ]
    assert ada["ratings"] == {"sum": 5, "count": 1}


def test_the_time_to_rate_ends_with_the_auto_close_time(api: Api) -> None:
    vera = api.visitor()
    conversation = api.started(vera)
    for verb in ("accept", "close"):
        by_agent(api, verb, conversation)
    api.clock.advance(days=1, seconds=-1)
    assert rate(api, vera, conversation, {"rating": 4}).status == 200
    api.clock.advance(seconds=1)
    assert rate(api, vera, conversation, {"rating": 5}).problem == (409, "invalid_transition")
    assert own(api, vera, conversation)["rating"] == 4


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "rating"),
        ({"rating": 0}, "rating"),
        ({"rating": 6}, "rating"),
        ({"rating": 4.5}, "rating"),
        ({"rating": "5"}, "rating"),
        ({"rating": True}, "rating"),
        ({"rating": 5, "feedback": ""}, "feedback"),
        ({"rating": 5, "feedback": "x" * 1001}, "feedback"),
        ({"rating": 5, "stars": 5}, "stars"),
    ],
)
def test_what_is_no_rating_is_refused_by_its_field(api: Api, body: dict[str, Any], field: str) -> None:
    vera = api.visitor()
    conversation = api.started(vera)
    answer = rate(api, vera, conversation, body)
    assert answer.status == 422
    assert [fault["field"] for fault in answer.json["errors"]] == [field]


def test_anothers_conversation_is_not_there_to_rate(api: Api) -> None:
    conversation = api.started(api.visitor())
    assert rate(api, api.visitor("Wim"), conversation, {"rating": 1}).problem == (404, "not_found")


@both_ways
def test_whoever_waits_is_told_their_place(api: Api) -> None:
    first, second = api.started(vera := api.visitor()), api.started(wim := api.visitor("Wim"))
    places = [own(api, token, found)["queue_position"] for token, found in ((vera, first), (wim, second))]
    assert sorted(places) == [1, 2]
    by_agent(api, "accept", first)
    assert own(api, vera, first)["queue_position"] is None
    assert own(api, wim, second)["queue_position"] == 1
