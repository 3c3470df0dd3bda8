"""What the HTTP API refuses: each a precise problem, and nothing stored."""

from dataclasses import replace
from typing import Any

import pytest

from tests.fakes.people import TENANT, WIDGET, an_agent
from tests.integration.http.api import SHOP, Api, both_ways, break_down
from tests.integration.http.client import AGENT, VISITOR


@both_ways
def test_another_visitors_or_tenants_conversation_does_not_exist(api: Api) -> None:
    own = api.started(api.visitor())
    strangers = [(VISITOR, api.visitor("Wim")), (AGENT, api.agent(an_agent(tenant_id="other")))]
    for side, token in strangers:
        assert api.ask("GET", f"{side}/conversations/{own}", token=token).problem == (404, "not_found")
        assert api.ask("GET", f"{side}/conversations/{own}/messages", token=token).problem == (404, "not_found")
        assert api.say(token, own, "Hi", side=side).problem == (404, "not_found")
        read = api.ask("POST", f"{side}/conversations/{own}/read", {"seq": 1}, token=token)
        assert read.problem == (404, "not_found")
    for how in ("accept", "resolve", "close", "reopen"):
        answer = api.ask("POST", f"{AGENT}/conversations/{own}/{how}", token=strangers[1][1])
        assert answer.problem == (404, "not_found")
    for how in ("resolve", "end"):
        answer = api.ask("POST", f"{VISITOR}/conversations/{own}/{how}", token=strangers[0][1])
        assert answer.problem == (404, "not_found")
    assert api.ask("GET", f"{VISITOR}/conversations", token=strangers[0][1]).json["items"] == []
    assert api.ask("GET", f"{AGENT}/conversations", token=strangers[1][1]).json["items"] == []
    assert len(api.desk.log.read_from(TENANT, own, 0)) == 1


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", f"{VISITOR}/ws-ticket"),
        ("GET", f"{VISITOR}/conversations"),
        ("POST", f"{VISITOR}/conversations"),
        ("GET", f"{VISITOR}/conversations/c"),
        ("GET", f"{VISITOR}/conversations/c/messages"),
        ("POST", f"{VISITOR}/conversations/c/messages"),
        ("POST", f"{VISITOR}/conversations/c/read"),
        *(("POST", f"{VISITOR}/conversations/c/{how}") for how in ("resolve", "end")),
        ("POST", f"{AGENT}/ws-ticket"),
        ("GET", f"{AGENT}/agents/me"),
        ("GET", f"{AGENT}/queue"),
        ("GET", f"{AGENT}/conversations"),
        ("GET", f"{AGENT}/conversations/c"),
        ("GET", f"{AGENT}/conversations/c/messages"),
        ("POST", f"{AGENT}/conversations/c/messages"),
        ("POST", f"{AGENT}/conversations/c/read"),
        *(("POST", f"{AGENT}/conversations/c/{how}") for how in ("accept", "resolve", "close", "reopen")),
    ],
)
def test_nothing_is_answered_without_a_credential(api: Api, method: str, path: str) -> None:
    assert api.ask(method, path, {} if method == "POST" else None).problem == (401, "unauthorized")
    assert api.ask(method, path, {} if method == "POST" else None, token="guessed").problem == (401, "unauthorized")


def test_credentials_of_the_other_kind_are_unknown(api: Api) -> None:
    assert api.ask("GET", f"{AGENT}/queue", token=api.visitor()).problem == (401, "unauthorized")
    assert api.ask("GET", f"{VISITOR}/conversations", token=api.agent()).problem == (401, "unauthorized")


@both_ways
def test_an_ended_session_says_so(api: Api) -> None:
    vera, ada = api.visitor(), api.agent()
    api.clock.advance(days=30)
    assert api.ask("GET", f"{VISITOR}/conversations", token=vera).problem == (401, "session_expired")
    assert api.ask("POST", f"{VISITOR}/session", {}, token=vera).problem == (401, "session_expired")
    assert api.ask("GET", f"{AGENT}/queue", token=ada).problem == (401, "session_expired")


def test_a_site_that_is_not_allowed(api: Api) -> None:
    api.desk.directory.put_widget(replace(WIDGET, token="strict", allowed_domains=("shop.example",)))
    assert api.ask("POST", "/api/widget/strict/session", {}, origin=SHOP).status == 200
    for method, path in (("GET", "config"), ("GET", "script.js"), ("POST", "session")):
        refused = api.ask(
            method, f"/api/widget/strict/{path}", {} if method == "POST" else None, origin="https://evil.example"
        )
        assert refused.problem == (403, "origin_refused")
        assert refused.headers["access-control-allow-origin"] == "*"


def test_an_unknown_widget_address_or_method(api: Api) -> None:
    assert api.ask("GET", "/api/widget/unknown/config").problem == (404, "not_found")
    assert api.ask("GET", "/api/nothing").problem == (404, "not_found")
    assert api.ask("DELETE", f"{VISITOR}/session").problem == (405, "method_not_allowed")


@both_ways
@pytest.mark.parametrize("raw", [b"", b"{", b"[" * 20_000, b"\xff\xfe\xfa", b'"\\x"'])
def test_what_is_not_json(api: Api, raw: bytes) -> None:
    answer = api.ask("POST", f"{VISITOR}/session", raw=raw)
    assert answer.problem == ((422, "invalid_request") if raw == b"" else (400, "invalid_json"))


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"colour": "red"}, "colour"),
        ({"tenant_id": "other"}, "tenant_id"),
        ({"name": ""}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"email": "nobody"}, "email"),
        ({"page": {"url": "x" * 2049}}, "page.url"),
        ({"name": "\ud800"}, "name"),
        ([], "body"),
        ("text", "body"),
        (None, "body"),
    ],
)
def test_a_wrong_field_is_named(api: Api, body: Any, field: str) -> None:
    raw = b"null" if body is None else None
    answer = api.ask("POST", f"{VISITOR}/session", body, raw=raw)
    assert (answer.problem, answer.fields) == ((422, "invalid_request"), [field])


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"content": "x" * 4001}, "message_too_long", "content"),
        ({"content": "x" * 16_001}, "invalid_request", "content"),
        ({"content": ""}, "invalid_request", "content"),
        ({"client_id": ""}, "invalid_request", "client_id"),
        ({"client_id": "a b"}, "invalid_request", "client_id"),
        ({"base_seq": "x"}, "invalid_request", "base_seq"),
        ({"seq": 7}, "invalid_request", "seq"),
        ({"client_id": "9.0b8fd4a1-33bd-4a58-8f0e-8a1b0f0f1c41"}, "invalid_request", "client_id"),
        ({"client_id": "1.0b8fd4a1-33bd-4a58-8f0e-8a1b0f0f1c41", "base_seq": 2}, "invalid_request", "base_seq"),
    ],
)
def test_a_message_that_is_refused_is_not_stored(api: Api, change: dict[str, Any], code: str, field: str) -> None:
    vera = api.visitor()
    own = api.started(vera)
    body = {"client_id": "c", "content": "Hi", **change}
    answer = api.ask("POST", f"{VISITOR}/conversations/{own}/messages", body, token=vera)
    assert (answer.problem, answer.fields) == ((422, code), [field])
    assert len(api.desk.log.read_from(TENANT, own, 0)) == 1


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"limit": 0}, "limit"),
        ({"limit": 101}, "limit"),
        ({"limit": "many"}, "limit"),
        ({"cursor": "forged"}, "cursor"),
        ({"cursor": "x" * 513}, "cursor"),
        ({"status": "asleep"}, "status.0"),
        ({"scope": "theirs"}, "scope"),
    ],
)
def test_a_wrong_question_is_named(api: Api, query: dict[str, Any], field: str) -> None:
    answer = api.ask("GET", f"{AGENT}/conversations", token=api.agent(), **query)
    assert (answer.problem, answer.fields) == ((422, "invalid_request"), [field])


def test_an_id_that_can_be_none(api: Api) -> None:
    answer = api.ask("GET", f"{AGENT}/conversations/a%23b", token=api.agent())
    assert (answer.problem, answer.fields) == ((422, "invalid_request"), ["id"])


@both_ways
def test_a_body_of_64_kilobytes_is_read_and_one_byte_more_is_too_large(api: Api) -> None:
    body = b'{"name": "Vera"}'.ljust(64 * 1024)
    assert api.ask("POST", f"{VISITOR}/session", raw=body, origin=SHOP).status == 200
    answer = api.ask("POST", f"{VISITOR}/session", raw=body + b" ", origin=SHOP)
    assert answer.problem == (413, "too_large")
    assert answer.json["detail"] == "A request body holds up to 65536 bytes here."
    assert answer.headers["access-control-allow-origin"] == "*"


def test_a_body_that_does_not_tell_its_length_is_measured(api: Api) -> None:
    untold = {"content-length": ""}
    body = b'{"name": "Vera"}'.ljust(64 * 1024)
    for path, token in ((f"{VISITOR}/session", None), (f"{VISITOR}/conversations", api.visitor())):
        answer = api.ask("POST", path, raw=body + b" ", token=token, headers=untold, key="key-1")
        assert answer.problem == (413, "too_large"), path
    assert api.ask("POST", f"{VISITOR}/session", raw=body, headers=untold).status == 200


@both_ways
def test_what_nobody_foresaw_tells_nothing_of_itself(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api.desk.directory, "widget_by_token", break_down)
    answer = api.ask("GET", f"{VISITOR}/config")
    assert answer.problem == (500, "internal")
    assert "secret" not in answer.text
