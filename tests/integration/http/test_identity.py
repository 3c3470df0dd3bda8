"""Identify by HTTP: with the key that an admin has made, its former one, and without; what it costs."""

from typing import Any

import pytest

from tests.fakes.identities import IN_AN_HOUR, identity_token
from tests.fakes.people import ADMIN, TENANT, WIDGET
from tests.integration.capacity import metered
from tests.integration.cloud import Tables
from tests.integration.http.api import Api, both_ways
from tests.integration.http.client import AGENT, VISITOR, Answer

BY_VISITOR_MOVED = 2
# Sessions of the address, and of the widget.
COUNTED = 2


def new_secret(api: Api) -> str:
    answer = api.ask("POST", f"{AGENT}/widgets/{WIDGET.id}/rotate-secret", token=api.agent(ADMIN))
    return str(answer.json["secret_key"])


def identify(api: Api, body: dict[str, Any], bearer: str | None = None) -> Answer:
    return api.ask("POST", f"{VISITOR}/identify", body, token=bearer)


def own(api: Api, token: str) -> list[str]:
    items = api.ask("GET", f"{VISITOR}/conversations", token=token).json["items"]
    return [item["id"] for item in items]


@both_ways
def test_a_visitor_becomes_who_the_site_says_and_keeps_what_they_wrote(api: Api) -> None:
    unknown = api.visitor()
    conversation = api.started(unknown)
    claims = {"name": "Vera", "email": "vera@mail.example", "attributes": {"plan": "gold"}, "tenant": TENANT}
    token = identity_token("42", new_secret(api), **claims)
    answer = identify(api, {"token": token, "user_id": "42", "name": "Somebody else"}, unknown)
    assert answer.status == 200, answer.text
    assert token not in answer.text
    visitor = answer.json["visitor"]
    assert (visitor["name"], visitor["email"], visitor["verified"]) == ("Vera", "vera@mail.example", True)
    for bearer in (answer.json["visitor_token"], unknown):
        assert own(api, bearer) == [conversation]
    seen = api.ask("GET", f"{AGENT}/conversations/{conversation}", token=api.agent()).json["visitor"]
    assert seen == visitor
    context = api.ask("GET", f"{AGENT}/conversations/{conversation}/visitor-context", token=api.agent()).json
    assert (context["visitor"]["external_id"], context["visitor"]["attributes"]) == ("42", {"plan": "gold"})


@both_ways
def test_without_a_token_of_the_site_they_stay_unverified(api: Api) -> None:
    told = {"user_id": "42", "name": "Vera", "email": "vera@mail.example", "attributes": {"plan": "gold"}}
    answer = identify(api, told)
    assert (answer.json["visitor"]["name"], answer.json["visitor"]["verified"]) == ("Vera", False)
    conversation = api.started(answer.json["visitor_token"])
    seen = api.ask("GET", f"{AGENT}/conversations/{conversation}", token=api.agent()).json["visitor"]
    assert (seen["email"], seen["verified"]) == ("vera@mail.example", False)


def test_what_the_former_key_has_signed_is_good_for_a_day(api: Api) -> None:
    former = new_secret(api)
    new_secret(api)
    assert identify(api, {"token": identity_token("42", former)}).status == 200
    api.clock.advance(days=1)
    late = identity_token("42", former, exp=IN_AN_HOUR + 24 * 3600)
    refused = identify(api, {"token": late})
    assert (refused.status, [fault["field"] for fault in refused.json["errors"]]) == (422, ["token"])
    assert late not in refused.text


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"token": "no token"}, "token"),
        ({"token": ""}, "token"),
        ({"token": "x" * 8193}, "token"),
        ({"token": identity_token("42", "another secret")}, "token"),
        ({"user_id": ""}, "user_id"),
        ({"email": "nobody"}, "email"),
        ({"attributes": {"plan": 1}}, "attributes.plan"),
        ({"verified": True}, "verified"),
    ],
)
def test_each_fault_is_named_and_no_token_repeated(api: Api, body: dict[str, Any], field: str) -> None:
    new_secret(api)
    refused = identify(api, body)
    assert refused.problem == (422, "invalid_request")
    assert [fault["field"] for fault in refused.json["errors"]] == [field]
    assert len(body.get("token", "")) < len(field) + 1 or body["token"] not in refused.text


def test_an_expired_token_is_refused_by_its_claim(api: Api) -> None:
    secret = new_secret(api)
    api.clock.advance(seconds=3600 + 60)
    refused = identify(api, {"token": identity_token("42", secret)})
    assert [fault["field"] for fault in refused.json["errors"]] == ["token.exp"]


def test_each_conversation_that_changes_hands_costs_three_writes(api: Api, tables: Tables) -> None:
    unknown, secret = api.visitor(), new_secret(api)
    for number in range(3):
        api.started(unknown, f"start-{number}")
    with metered(tables) as first:
        known = identify(api, {"token": identity_token("42", secret)}, unknown).json["visitor_token"]
    assert first.units("UpdateItem", "ConversationsTable") == 3 * (1 + BY_VISITOR_MOVED)
    with metered(tables) as again:
        assert identify(api, {"token": identity_token("42", secret)}, known).status == 200
    assert again.units("UpdateItem", "ConversationsTable") == again.units("Query", "ConversationsTable") == 0
    assert again.writes == 1 + COUNTED
