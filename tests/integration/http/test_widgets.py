"""The routes of widgets, and what visitors are told of them."""

from typing import Any

import pytest

from frontdesk.use_cases.ports import Desk
from tests.fakes.people import ADA, ADMIN, TENANT, WIDGET
from tests.integration.cloud import Tables
from tests.integration.http.api import Api, both_ways
from tests.integration.http.client import AGENT, VISITOR, Answer

WIDGETS = f"{AGENT}/widgets"
# The tests' clock begins on a Monday, at nine o'clock in Greenwich and four in the afternoon in Jakarta.
EVENINGS = {"time_zone": "Asia/Jakarta", "week": {"monday": [{"opens": "19:00", "closes": "24:00"}]}}
FORM = {"client_id": "form-1", "name": "Vera", "email": "vera@example.com", "message": "Where is my order?"}


@pytest.fixture
def olga(api: Api) -> str:
    return api.agent(ADMIN)


def edit(api: Api, admin: str, /, **changes: Any) -> Answer:
    return api.ask("PATCH", f"{WIDGETS}/{WIDGET.id}", changes, token=admin)


def fresh(desk: Desk) -> None:
    """As a function that remembers no widget."""
    desk.directory._widgets.clear()  # type: ignore[attr-defined]


@both_ways
def test_a_widget_is_made_changed_and_removed(api: Api, olga: str) -> None:
    made = api.ask("POST", WIDGETS, {"name": "Shop", "handler_type": "ai_bot", "bot_name": "Kopi"}, token=olga)
    assert made.status == 201
    assert made.json["secret_key"].startswith("sk_")
    widget = made.json["widget"]
    assert len(widget["token"]) == 32
    assert (widget["bot_name"], widget["confidence_threshold"], widget["version"]) == ("Kopi", 0.65, 1)
    own = f"{WIDGETS}/{widget['id']}"
    changes = {"greeting": "Hello!", "appearance": {"launcher_icon": "wave"}, "confidence_threshold": 0.8, "version": 1}
    changed = api.ask("PATCH", own, changes, token=olga).json
    assert (changed["greeting"], changed["appearance"]["launcher_icon"], changed["version"]) == ("Hello!", "wave", 2)
    assert changed["confidence_threshold"] == 0.8
    assert api.ask("PATCH", own, {"greeting": None}, token=olga).json["greeting"] is None
    assert api.ask("PATCH", own, {"name": "Late", "version": 1}, token=olga).problem == (409, "conflict")
    assert api.ask("GET", own, token=olga).json["name"] == "Shop"
    assert [item["name"] for item in api.ask("GET", WIDGETS, token=api.agent(ADA)).json["items"]] == [
        WIDGET.name,
        "Shop",
    ]
    assert api.ask("DELETE", own, token=olga).status == 204
    assert api.ask("GET", own, token=olga).problem == (404, "not_found")
    fresh(api.desk)
    assert api.ask("GET", f"/api/widget/{widget['token']}/config").problem == (404, "not_found")


def test_what_an_admin_sets_is_what_a_visitor_reads(api: Api, olga: str) -> None:
    rule = {"after_seconds": 5, "url_pattern": "/pricing*", "text": "Shall we do the sums together?"}
    settings = {
        "name": "Shop",
        "appearance": {"logo_url": "https://shop.example/logo.png", "position": "top-left", "branding": False},
        "texts": {"offline_message": "We sleep.", "welcome_title": "Hello"},
        "behaviour": {"collect_email": True, "locale": "id", "sound": False, "proactive": [rule]},
        "business_hours": EVENINGS,
    }
    made = api.ask("POST", WIDGETS, settings, token=olga).json["widget"]
    answer = api.ask("GET", f"/api/widget/{made['token']}/config")
    assert answer.headers["cache-control"] == "private, max-age=60"
    config = answer.json
    for part in ("appearance", "texts", "behaviour"):
        assert config[part] == made[part]
        assert settings[part].items() <= config[part].items()  # type: ignore[attr-defined]
    assert (config["open_now"], config["opens_at"]) == (False, "2026-01-05T12:00:00.000Z")
    assert not {"secret_hint", "public_key", "allowed_domains", "business_hours", "token"} & config.keys()


def test_hours_are_given_back_as_they_were_written(api: Api, olga: str) -> None:
    holiday = {"date": "2026-12-24", "name": "Eve", "hours": [{"opens": "10:00", "closes": "12:30"}]}
    written = {**EVENINGS, "holidays": [holiday, {"date": "2026-12-25"}]}
    found = edit(api, olga, business_hours=written).json["business_hours"]
    assert found["holidays"] == [holiday, {"date": "2026-12-25", "name": None, "hours": []}]
    assert found["week"]["monday"] == EVENINGS["week"]["monday"]  # type: ignore[index]
    assert found["week"]["sunday"] == []
    assert edit(api, olga, business_hours=None).json["business_hours"] is None


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"appearance": {"primary_colour": "red"}}, "appearance.primary_colour"),
        ({"appearance": {"text_colour": "#12345"}}, "appearance.text_colour"),
        ({"appearance": {"launcher_size": 20}}, "appearance.launcher_size"),
        ({"appearance": {"launcher_icon": "skull"}}, "appearance.launcher_icon"),
        ({"appearance": {"logo_url": "javascript:alert(1)"}}, "appearance.logo_url"),
        ({"appearance": {"shadow": True}}, "appearance.shadow"),
        ({"behaviour": {"locale": "xx"}}, "behaviour.locale"),
        ({"behaviour": {"proactive": [{"after_seconds": -1, "text": "x"}]}}, "behaviour.proactive.0.after_seconds"),
        (
            {"behaviour": {"proactive": [{"after_seconds": 1, "text": "x", "url_pattern": "/a b"}]}},
            "behaviour.proactive.0.url_pattern",
        ),
        ({"confidence_threshold": 1.1}, "confidence_threshold"),
        ({"allowed_domains": ["shop.example", "https://x.example"]}, "allowed_domains.1"),
        ({"allowed_domains": ["*.com"]}, "allowed_domains.0"),
        ({"business_hours": {"time_zone": "Mars/Olympus"}}, "business_hours.time_zone"),
        (
            {"business_hours": {**EVENINGS, "week": {"monday": [{"opens": "25:00", "closes": "26:00"}]}}},
            "business_hours.week.monday.0.opens",
        ),
        (
            {
                "business_hours": {
                    **EVENINGS,
                    "week": {
                        "friday": [{"opens": "22:00", "closes": "06:00"}],
                        "saturday": [{"opens": "05:00", "closes": "09:00"}],
                    },
                }
            },
            "business_hours.week.saturday.0.opens",
        ),
        ({"handler_type": "workflow", "handler_id": "unknown"}, "handler_id"),
        ({"department_ids": ["unknown"]}, "department_ids.0"),
        ({"agent_ids": ["unknown"]}, "agent_ids.0"),
        ({"token": "mine"}, "token"),
        ({"tenant_id": "other"}, "tenant_id"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(api: Api, olga: str, changes: dict[str, Any], field: str) -> None:
    refused = edit(api, olga, **changes)
    assert refused.problem == (422, "invalid_request")
    assert field in refused.fields


def test_a_widget_is_switched_off_and_on(api: Api, olga: str) -> None:
    toggle = f"{WIDGETS}/{WIDGET.id}/toggle-active"
    assert api.ask("POST", toggle, token=olga).json["active"] is False
    fresh(api.desk)
    assert api.ask("GET", f"{VISITOR}/config").json["active"] is False
    refused = api.ask("POST", f"{VISITOR}/conversations", {"client_id": "start-1"}, token=api.visitor())
    assert refused.problem == (409, "widget_inactive")
    assert api.ask("POST", toggle, token=olga).json["active"] is True


def test_a_former_token_still_loads_the_script_which_uses_the_new_one(api: Api, olga: str) -> None:
    renewed = api.ask("POST", f"{WIDGETS}/{WIDGET.id}/regenerate-token", token=olga).json
    assert renewed["former_token_until"] == "2026-01-06T09:00:00.000Z"
    fresh(api.desk)
    assert f'token: "{renewed["token"]}"' in api.ask("GET", f"{VISITOR}/script.js").text
    api.clock.advance(hours=24)
    assert api.ask("GET", f"{VISITOR}/config").problem == (404, "not_found")
    assert api.ask("GET", f"{WIDGETS}/{WIDGET.id}", token=api.agent(ADMIN)).json["former_token_until"] is None


def test_a_secret_is_shown_once_and_never_kept_with_an_answer(api: Api, olga: str, tables: Tables) -> None:
    made = api.ask("POST", WIDGETS, {"name": "Shop"}, token=olga, key="make-1")
    again = api.ask("POST", WIDGETS, {"name": "Shop"}, token=olga, key="make-1")
    assert (again.status, again.json) == (201, {**made.json, "secret_key": None})
    own = f"{WIDGETS}/{made.json['widget']['id']}"
    rotated = api.ask("POST", f"{own}/rotate-secret", token=olga, key="rotate-1").json
    assert rotated["secret_key"] != made.json["secret_key"]
    assert rotated["widget"]["secret_hint"] == rotated["secret_key"][-4:]
    assert rotated["widget"]["former_secret_until"] == "2026-01-06T09:00:00.000Z"
    assert api.ask("POST", f"{own}/rotate-secret", token=olga, key="rotate-1").json["secret_key"] is None
    rows = str(tables.rows("DirectoryTable"))
    assert made.json["secret_key"] not in rows
    assert rotated["secret_key"] not in rows
    assert "secret_key" not in api.ask("GET", own, token=olga).json


@pytest.mark.parametrize(
    ("asked", "site"),
    [
        ({"site_url": "https://desk.acme.example/widgets?x=1"}, "https://desk.acme.example"),
        ({"site_url": "http://localhost:3000"}, "http://localhost:3000"),
        ({"origin": "https://desk.acme.example"}, "https://desk.acme.example"),
        ({}, "https://desk.example"),
    ],
)
def test_the_code_to_embed(api: Api, asked: dict[str, str], site: str) -> None:
    code = api.ask("GET", f"{WIDGETS}/{WIDGET.id}/embed-code", token=api.agent(), **asked).json
    assert code["script_tag"] == f'<script src="{site}/api/widget/{WIDGET.token}/script.js" async></script>'
    assert f'<frontdesk-chat backend-url="{site}" token="{WIDGET.token}">' in code["element"]
    assert f'createFrontdesk({{ backendUrl: "{site}", token: "{WIDGET.token}" }})' in code["module"]


@pytest.mark.parametrize("site", ["javascript:alert(1)", "desk.example", 'https://x"><script>'])
def test_code_for_what_is_no_site_is_refused(api: Api, site: str) -> None:
    refused = api.ask("GET", f"{WIDGETS}/{WIDGET.id}/embed-code", token=api.agent(), site_url=site)
    assert (refused.problem, refused.fields) == ((422, "invalid_request"), ["site_url"])


def test_widgets_count_their_conversations_and_stay_while_any_is_open(api: Api, olga: str) -> None:
    vera = api.visitor()
    first = api.started(vera)
    api.started(vera)
    api.started(vera, "start-2")
    own = f"{WIDGETS}/{WIDGET.id}"
    assert api.ask("GET", own, token=olga).json["conversation_count"] == 2
    assert api.ask("DELETE", own, token=olga).problem == (409, "conflict")
    for conversation in api.ask("GET", f"{VISITOR}/conversations", token=vera).json["items"]:
        api.ask("POST", f"{VISITOR}/conversations/{conversation['id']}/end", token=vera)
    assert api.ask("DELETE", own, token=olga).status == 204
    assert api.ask("GET", f"{AGENT}/conversations/{first}", token=api.agent()).status == 200


@both_ways
def test_who_comes_while_nobody_is_there_leaves_a_message(api: Api, olga: str) -> None:
    edit(api, olga, business_hours=EVENINGS)
    vera = api.visitor()
    refused = api.ask("POST", f"{VISITOR}/conversations", {"client_id": "start-1"}, token=vera)
    assert refused.problem == (409, "outside_business_hours")
    assert "19:00" in refused.json["detail"]
    left = api.ask("POST", f"{VISITOR}/offline-message", FORM, token=vera)
    again = api.ask("POST", f"{VISITOR}/offline-message", FORM, token=vera)
    assert (left.status, again.status) == (201, 200)
    assert left.json == again.json
    ticket = api.ask("GET", f"{AGENT}/tickets/{left.json['ticket_number']}", token=olga).json
    assert (ticket["requester_name"], ticket["requester_email"]) == ("Vera", "vera@example.com")
    own = api.ask("GET", f"{VISITOR}/conversations/{left.json['conversation_id']}", token=vera).json
    assert own["status"] == "closed"
    assert api.ask("GET", f"{AGENT}/queue", token=olga).json["items"] == []
    api.clock.advance(hours=3)
    late = {**FORM, "client_id": "form-2"}
    assert api.ask("POST", f"{VISITOR}/offline-message", late, token=vera).problem == (409, "conflict")
    assert api.ask("POST", f"{VISITOR}/conversations", {"client_id": "start-1"}, token=vera).status == 201


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"email": "nobody"}, "email"),
        ({"email": None}, "email"),
        ({"name": ""}, "name"),
        ({"message": ""}, "message"),
        ({"client_id": "a b"}, "client_id"),
        ({"priority": "urgent"}, "priority"),
    ],
)
def test_a_form_that_is_wrong_is_told_so_at_its_field(api: Api, wrong: dict[str, Any], field: str) -> None:
    refused = api.ask("POST", f"{VISITOR}/offline-message", {**FORM, **wrong}, token=api.visitor())
    assert (refused.problem, refused.fields) == ((422, "invalid_request"), [field])


def test_a_message_is_left_by_a_visitor_alone(api: Api) -> None:
    assert api.ask("POST", f"{VISITOR}/offline-message", FORM).problem == (401, "unauthorized")
    assert api.ask("POST", f"{VISITOR}/offline-message", FORM, token=api.agent()).problem == (401, "unauthorized")


def test_a_plain_agent_reads_widgets_and_changes_none(api: Api) -> None:
    ada = api.agent()
    assert api.ask("GET", f"{WIDGETS}/{WIDGET.id}", token=ada).status == 200
    assert edit(api, ada, name="Mine").problem == (403, "forbidden")
    stored = api.desk.directory.widget(TENANT, WIDGET.id)
    assert stored == WIDGET
