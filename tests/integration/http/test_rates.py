"""Too much at once over HTTP: 429 with Retry-After, to whom it concerns alone; whose address it is."""

from collections.abc import Iterator
from dataclasses import replace
from math import ceil
from typing import Any

import pytest
from fastapi import FastAPI

from frontdesk.use_cases.pace_rate import Pacer
from frontdesk.use_cases.rate_ports import RequestRates
from tests.fakes.people import ADMIN
from tests.integration.http.api import Api, both_ways
from tests.integration.http.client import AGENT, VISITOR, Answer
from tests.integration.http.conftest import EDGE_KEY

RATES = RequestRates(beginnings_of_address=5, actions_of_visitor=3, requests_of_visitor=8, requests_of_agent=4)
EDGE = {"x-frontdesk-edge": EDGE_KEY}


@pytest.fixture(autouse=True)
def _limits_that_a_test_reaches(api: Api, app: FastAPI) -> Iterator[None]:
    context = app.state.context
    app.state.context = replace(context, rates=replace(context.rates, rates=RATES, pacer=Pacer()))
    yield
    app.state.context = context


def session(api: Api, *hops: str, **headers: str) -> Answer:
    forwarded = {"x-forwarded-for": ", ".join(hops)} if hops else {}
    return api.ask("POST", f"{VISITOR}/session", {"name": "Vera"}, headers={**forwarded, **headers})


def refused(answer: Answer) -> int:
    assert answer.problem == (429, "rate_limited")
    assert answer.json["retryable"] is True
    assert answer.json["retry_after"] == int(answer.headers["retry-after"])
    return int(answer.headers["retry-after"])


def flood(api: Api, *hops: str, **headers: str) -> Answer:
    for _ in range(RATES.beginnings_of_address):
        assert session(api, *hops, **headers).status == 200
    return session(api, *hops, **headers)


@both_ways
def test_a_visitor_who_asks_too_much_is_told_how_long_to_wait_and_others_are_not_concerned(api: Api) -> None:
    vera, wanda = api.visitor(), api.visitor("Wanda")
    api.clock.advance(seconds=15)
    for _ in range(RATES.actions_of_visitor):
        assert api.ask("POST", f"{VISITOR}/ws-ticket", token=vera).status == 200
    assert refused(api.ask("POST", f"{VISITOR}/ws-ticket", token=vera)) == 45
    assert api.ask("POST", f"{VISITOR}/ws-ticket", token=wanda).status == 200
    api.clock.advance(seconds=45)
    assert api.ask("POST", f"{VISITOR}/ws-ticket", token=vera).status == 200


def test_an_address_that_opens_too_many_sessions_is_told_how_long_to_wait(api: Api) -> None:
    assert refused(flood(api)) == 60


def test_an_address_that_a_caller_makes_up_is_not_believed(api: Api) -> None:
    for number in range(RATES.beginnings_of_address):
        assert session(api, f"203.0.113.{number}").status == 200
    refused(session(api, "203.0.113.99"))


def test_behind_the_distribution_each_person_is_counted_for_themselves(api: Api) -> None:
    refused(flood(api, "198.51.100.1", "203.0.113.7", **EDGE))
    refused(session(api, "made up", "203.0.113.7", **EDGE))
    assert session(api, "203.0.113.7", "203.0.113.8", **EDGE).status == 200
    refused_forgery = flood(api, "203.0.113.9", **{"x-frontdesk-edge": "guessed"})
    refused(refused_forgery)


def test_a_conversation_is_not_begun_when_too_many_have_been(api: Api) -> None:
    vera = api.visitor()
    for number in range(RATES.actions_of_visitor):
        api.started(vera, f"start-{number}")
    again: dict[str, Any] = {"client_id": "one-more"}
    refused(api.ask("POST", f"{VISITOR}/conversations", again, token=vera))
    listed = api.ask("GET", f"{VISITOR}/conversations", token=vera).json["items"]
    assert len(listed) == RATES.actions_of_visitor


@pytest.mark.parametrize("side", ["visitor", "agent"])
def test_requests_that_only_read_have_a_limit_too(api: Api, side: str) -> None:
    path, token = (f"{VISITOR}/conversations", api.visitor()) if side == "visitor" else (f"{AGENT}/agents/me", "")
    token = token or api.agent()
    limit = RATES.requests_of_visitor if side == "visitor" else RATES.requests_of_agent
    answers = [api.ask("GET", path, token=token) for _ in range(limit + 1)]
    assert {answer.status for answer in answers[:-1]} == {200}
    assert refused(answers[-1]) == ceil(60 / limit)
    assert api.ask("GET", f"{AGENT}/agents/me", token=api.agent(ADMIN)).status == 200
