"""Webhooks as admins keep them: their routes."""

from typing import Any

import pytest

from frontdesk.entrypoints.http_agents import PREFIX
from tests.fakes.people import ADA, ADMIN
from tests.integration.http.api import Api

WEBHOOKS = f"{PREFIX}/webhooks"
BODY = {"url": "https://hooks.example.com/desk", "events": ["message.created", "rating.given"]}


@pytest.fixture
def olga(api: Api) -> str:
    return api.agent(ADMIN)


@pytest.fixture
def made(api: Api, olga: str) -> dict[str, Any]:
    answer = api.ask("POST", WEBHOOKS, BODY, token=olga)
    assert answer.status == 201
    return dict(answer.json)


def test_the_secret_is_shown_once_and_again_only_where_it_is_a_new_one(
    api: Api, olga: str, made: dict[str, Any]
) -> None:
    secret = made["secret_key"]
    assert secret.startswith("whsec_")
    own = f"{WEBHOOKS}/{made['webhook']['id']}"
    assert secret not in str(api.ask("GET", WEBHOOKS, token=olga).json)
    assert secret not in str(api.ask("GET", own, token=olga).json)
    assert made["webhook"]["secret_hint"] == secret.rstrip("=")[-4:]
    rotated = api.ask("POST", f"{own}/rotate-secret", token=olga)
    assert rotated.status == 200
    assert rotated.json["secret_key"] != secret
    assert rotated.json["webhook"]["former_secret_until"] is not None


def test_a_webhook_is_kept_by_its_admin(api: Api, olga: str, made: dict[str, Any]) -> None:
    own = f"{WEBHOOKS}/{made['webhook']['id']}"
    changed = api.ask("PATCH", own, {"description": "CRM", "events": ["ticket.created"], "active": False}, token=olga)
    assert (changed.json["description"], changed.json["events"]) == ("CRM", ["ticket.created"])
    assert (changed.json["active"], changed.json["url"]) == (False, BODY["url"])
    assert [found["id"] for found in api.ask("GET", WEBHOOKS, token=olga).json["items"]] == [changed.json["id"]]
    assert api.ask("DELETE", own, token=olga).status == 204
    assert api.ask("GET", own, token=olga).problem == (404, "not_found")


@pytest.mark.parametrize(
    ("field", "body"),
    [
        ("url", BODY | {"url": "http://hooks.example.com/"}),
        ("url", BODY | {"url": "https://169.254.169.254/"}),
        ("url", BODY | {"url": "https://hooks.example.com:22/"}),
        ("events.0", BODY | {"events": ["webhook.test"]}),
        ("events", BODY | {"events": []}),
        ("secret", BODY | {"secret": "mine"}),
    ],
)
def test_what_is_wrong_is_named(api: Api, olga: str, field: str, body: dict[str, Any]) -> None:
    answer = api.ask("POST", WEBHOOKS, body, token=olga)
    assert answer.status in (400, 422)
    assert field in [error["field"] for error in answer.json["errors"]]


def test_what_an_admin_does_is_noted_and_no_secret_of_it(api: Api, olga: str, made: dict[str, Any]) -> None:
    own = f"{WEBHOOKS}/{made['webhook']['id']}"
    api.ask("PATCH", own, {"url": "https://other.example.com/"}, token=olga)
    api.ask("POST", f"{own}/rotate-secret", token=olga)
    api.ask("DELETE", own, token=olga)
    trail = api.ask("GET", f"{PREFIX}/audit", token=olga).json["items"]
    assert {(entry["action"], entry["record_id"], tuple(entry["fields"])) for entry in trail} == {
        ("webhook.created", made["webhook"]["id"], ()),
        ("webhook.changed", made["webhook"]["id"], ("url",)),
        ("webhook.secret_rotated", made["webhook"]["id"], ()),
        ("webhook.removed", made["webhook"]["id"], ()),
    }
    assert "whsec" not in str(trail)


def test_a_plain_agent_sees_nothing_of_webhooks(api: Api, made: dict[str, Any]) -> None:
    ada = api.agent(ADA)
    assert api.ask("GET", WEBHOOKS, token=ada).problem == (403, "forbidden")
    assert api.ask("GET", f"{WEBHOOKS}/{made['webhook']['id']}/deliveries", token=ada).problem == (403, "forbidden")


def test_a_test_event_stands_in_the_log_and_is_sent_again(api: Api, olga: str, made: dict[str, Any]) -> None:
    own = f"{WEBHOOKS}/{made['webhook']['id']}"
    sent = api.ask("POST", f"{own}/test", token=olga)
    assert (sent.status, sent.json["status"], sent.json["type"]) == (202, "pending", "webhook.test")
    log = api.ask("GET", f"{own}/deliveries", token=olga).json
    assert [found["id"] for found in log["items"]] == [sent.json["id"]]
    again = api.ask("POST", f"{own}/deliveries/{sent.json['id']}/resend", token=olga)
    assert (again.status, again.json["id"]) == (202, sent.json["id"])
    assert api.ask("POST", f"{own}/deliveries/evt_1/resend", token=olga).problem == (404, "not_found")
