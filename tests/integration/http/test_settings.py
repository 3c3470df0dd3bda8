"""What a tenant settles for itself, and the trail of who has changed what."""

from typing import Any

import pytest

from frontdesk.domain.principal import Principal
from frontdesk.domain.vocabulary import Role
from tests.fakes.people import ADA, ADMIN, TENANT, WIDGET, an_agent
from tests.integration.http.api import Api
from tests.integration.http.client import AGENT, Answer

STRANGER = an_agent("stranger-1", name="Mallory", role=Role.ADMIN, tenant_id="elsewhere")
HOURS = {
    "time_zone": "Asia/Jakarta",
    "week": {"monday": [{"opens": "09:00", "closes": "17:00"}]},
    "holidays": [],
}
DEFAULTS = {
    "retention_days": None,
    "sla_minutes": 5,
    "silence_minutes": 10,
    "message_cap": 8,
    "auto_close_hours": 24,
    "confidence_threshold": 0.65,
}
WRONG: dict[str, Any] = {
    "retention_days": 0,
    "sla_minutes": 0.5,
    "silence_minutes": 1441,
    "message_cap": 0,
    "auto_close_hours": 721,
    "confidence_threshold": 1.5,
    "unheard_of": 1,
}


def ask(api: Api, method: str, body: Any = None, *, as_: Principal = ADMIN, path: str = "/settings") -> Answer:
    return api.ask(method, AGENT + path, body, token=api.agent(as_))


def trail(api: Api) -> list[tuple[str, str, list[str]]]:
    found = ask(api, "GET", path="/audit")
    assert found.status == 200, found.text
    return [(entry["action"], entry["record_id"], entry["fields"]) for entry in found.json["items"]]


def test_a_tenant_begins_with_the_deployments_and_settles_its_own(api: Api) -> None:
    before = ask(api, "GET", as_=ADA).json
    assert (before["version"], before["defaults"]) == (0, DEFAULTS)
    assert [before[name] for name in DEFAULTS] == [None] * len(DEFAULTS)
    changed = ask(api, "PATCH", {"sla_minutes": 3, "retention_days": 30, "business_hours": HOURS})
    assert changed.status == 200, changed.text
    after = ask(api, "GET").json
    assert after == changed.json
    assert (after["sla_minutes"], after["retention_days"], after["message_cap"], after["version"]) == (3, 30, None, 1)
    assert after["business_hours"]["week"]["monday"] == HOURS["week"]["monday"]
    again = ask(api, "PATCH", {"sla_minutes": None}).json
    assert (again["sla_minutes"], again["retention_days"], again["version"]) == (None, 30, 2)
    assert ask(api, "GET", as_=STRANGER).json["version"] == 0


def test_what_somebody_has_changed_meanwhile_is_a_conflict_and_changes_nothing(api: Api) -> None:
    ask(api, "PATCH", {"message_cap": 4})
    late = ask(api, "PATCH", {"message_cap": 5, "version": 0})
    assert late.problem == (409, "conflict")
    assert ask(api, "GET").json["message_cap"] == 4
    assert ask(api, "PATCH", {"message_cap": 5, "version": 1}).status == 200


@pytest.mark.parametrize("field", WRONG)
def test_a_value_that_is_none_is_refused_by_its_name(api: Api, field: str) -> None:
    refused = ask(api, "PATCH", {field: WRONG[field]})
    assert refused.problem == (422, "invalid_request")
    assert field in refused.text


def test_hours_in_no_time_zone_are_refused_by_their_name(api: Api) -> None:
    refused = ask(api, "PATCH", {"business_hours": {**HOURS, "time_zone": "Mars/Olympus"}})
    assert refused.status == 422
    assert "business_hours.time_zone" in refused.text


def test_a_new_widget_begins_with_what_the_tenant_has_settled(api: Api) -> None:
    ask(api, "PATCH", {"confidence_threshold": 0.9, "business_hours": HOURS})
    made = ask(api, "POST", {"name": "Shop"}, path="/widgets").json["widget"]
    assert (made["confidence_threshold"], made["business_hours"]["time_zone"]) == (0.9, "Asia/Jakarta")


def test_only_admins_read_the_trail_and_each_their_own(api: Api) -> None:
    ask(api, "PATCH", {"message_cap": 4})
    assert ask(api, "GET", as_=ADA, path="/audit").problem == (403, "forbidden")
    assert ask(api, "GET", as_=STRANGER, path="/audit").json == {"items": [], "next_cursor": None}
    (entry,) = ask(api, "GET", path="/audit").json["items"]
    assert (entry["by"], entry["record_id"]) == (ADMIN.id, TENANT)


def test_the_trail_tells_what_was_changed_and_never_to_what(api: Api) -> None:
    ask(api, "PATCH", {"message_cap": 4, "sla_minutes": 7, "silence_minutes": None, "version": 0})
    ask(api, "PATCH", {"message_cap": 4})
    ask(api, "PATCH", {"message_cap": 0})
    assert trail(api) == [("settings.changed", TENANT, ["message_cap", "sla_minutes"])]


def test_each_act_of_an_admin_leaves_its_trace(api: Api) -> None:
    def at(path: str, method: str, body: Any = None) -> Any:
        api.clock.advance(seconds=1)
        answer = ask(api, method, body, path=path)
        assert answer.status < 300, answer.text
        return answer.json if answer.text else None

    definition = {"start": "end", "steps": {"end": {"type": "end"}}}
    made = at("/widgets", "POST", {"name": "Shop"})["widget"]["id"]
    at(f"/widgets/{made}", "PATCH", {"routing": "automatic", "name": "Store", "version": 1})
    at(f"/widgets/{made}/toggle-active", "POST")
    at(f"/widgets/{made}/regenerate-token", "POST")
    at(f"/widgets/{made}/rotate-secret", "POST")
    at(f"/widgets/{made}", "DELETE")
    nina = at("/agents", "POST", {"email": "nina@example.com", "name": "Nina"})["id"]
    at(f"/agents/{nina}", "PATCH", {"max_concurrent_chats": 3})
    at(f"/agents/{nina}", "DELETE")
    sales = at("/departments", "POST", {"name": "Sales"})["id"]
    at(f"/departments/{sales}", "PATCH", {"name": "Shop"})
    at(f"/departments/{sales}", "DELETE")
    flow = at("/workflows", "POST", {"name": "Guide", "definition": definition})["id"]
    at(f"/workflows/{flow}", "PATCH", {"name": "Help"})
    at(f"/workflows/{flow}", "DELETE")
    hello = at("/canned-responses", "POST", {"shortcut": "hi", "title": "Hi", "body": "Hello"})["id"]
    at(f"/canned-responses/{hello}", "DELETE")
    article = at("/articles", "POST", {"title": "Hi", "body": "Hello"})["id"]
    at(f"/articles/{article}", "DELETE")
    assert trail(api)[::-1] == [
        ("widget.created", made, []),
        ("widget.changed", made, ["name", "routing"]),
        ("widget.changed", made, ["active"]),
        ("widget.token_replaced", made, []),
        ("widget.secret_rotated", made, []),
        ("widget.removed", made, []),
        ("agent.invited", nina, []),
        ("agent.changed", nina, ["max_concurrent_chats"]),
        ("agent.removed", nina, []),
        ("department.created", sales, []),
        ("department.changed", sales, ["name"]),
        ("department.removed", sales, []),
        ("workflow.created", flow, []),
        ("workflow.changed", flow, ["name"]),
        ("workflow.removed", flow, []),
        ("canned_response.removed", hello, []),
        ("article.removed", article, []),
    ]


def test_what_was_refused_leaves_none(api: Api) -> None:
    assert ask(api, "PATCH", {"name": ""}, path=f"/widgets/{WIDGET.id}").status == 422
    assert ask(api, "DELETE", path="/departments/nowhere").status == 404
    assert ask(api, "DELETE", as_=ADA, path=f"/widgets/{WIDGET.id}").status == 403
    assert trail(api) == []


def test_a_write_that_is_asked_for_again_by_its_key_is_noted_once(api: Api) -> None:
    for _ in range(2):
        api.ask(
            "POST",
            f"{AGENT}/departments",
            {"name": "Sales"},
            token=api.agent(ADMIN),
            headers={"Idempotency-Key": "once"},
        )
    assert [action for action, _, _ in trail(api)] == ["department.created"]
