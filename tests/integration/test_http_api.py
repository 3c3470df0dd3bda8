"""The HTTP API on moto's tables: every route through Mangum, the main ones straight too."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
from fastapi import FastAPI

from frontdesk.adapters.dynamodb_answers import DynamoAnswers
from frontdesk.contract.http_models import ClientLimits, SignInSettings
from frontdesk.domain.principal import Principal
from frontdesk.entrypoints.http_app import make_app
from frontdesk.entrypoints.http_context import Context
from frontdesk.use_cases.ports import Desk
from tests.fakes.agent_tokens import FakeAgentTokens
from tests.fakes.people import ADA, BEN, TENANT, WIDGET, an_agent
from tests.fakes.system import FakeClock
from tests.integration.cloud import Tables
from tests.integration.http_client import AGENT, VISITOR, Answer, Client, Lambda, Straight

SHOP = "https://shop.example"
LIMITS = ClientLimits(message_length=4000, page_size=50, heartbeat_seconds=25)
FIRST = {"client_id": "first-1", "content": "Where is my order?"}


@dataclass
class Api:
    ask: Client
    desk: Desk
    clock: FakeClock
    agents: FakeAgentTokens

    def visitor(self, name: str = "Vera") -> str:
        """The token of a new visitor."""
        return str(self.ask("POST", f"{VISITOR}/session", {"name": name}).json["visitor_token"])

    def agent(self, principal: Principal = ADA) -> str:
        return self.agents.sign_in(principal)

    def started(self, token: str, client_id: str = "start-1", **more: Any) -> str:
        body = {"client_id": client_id, "message": FIRST, **more}
        answer = self.ask("POST", f"{VISITOR}/conversations", body, token=token)
        assert answer.status == 201, answer.text
        return str(answer.json["conversation"]["id"])

    def say(self, token: str, conversation_id: str, content: str, *, side: str = VISITOR, **more: Any) -> Answer:
        body = {"client_id": f"said-{content.encode().hex()}", "content": content}
        return self.ask("POST", f"{side}/conversations/{conversation_id}/messages", body, token=token, **more)


@pytest.fixture(scope="module")
def app() -> FastAPI:
    return make_app(None)


@pytest.fixture(scope="module")
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    own = asyncio.new_event_loop()
    asyncio.set_event_loop(own)
    yield own
    asyncio.set_event_loop(None)
    own.close()


@pytest.fixture
def api(
    request: pytest.FixtureRequest, app: FastAPI, loop: asyncio.AbstractEventLoop, desk: Desk, clock: FakeClock
) -> Api:
    agents = FakeAgentTokens(clock)
    app.state.context = Context(
        desk=desk,
        agents=agents,
        answers=DynamoAnswers(clock),
        limits=LIMITS,
        sign_in=SignInSettings(user_pool_client_id="client-1", cognito_url="https://sign-in.example/"),
        assets_url="/widget",
        websocket_url="wss://sockets.example/dev",
    )
    desk.directory.put_widget(WIDGET)
    straight = getattr(request, "param", None) == "straight"
    transport = Straight(app, loop) if straight else Lambda(app)
    return Api(Client(transport), desk, clock, agents)


both_ways = pytest.mark.parametrize("api", ["straight", "through Mangum"], indirect=True)


# --- what anyone may ask --------------------------------------------------------------------------------------


@both_ways
def test_health(api: Api) -> None:
    answer = api.ask("GET", "/health")
    assert (answer.status, answer.json["status"]) == (200, "ok")


def test_sign_in_settings(api: Api) -> None:
    assert api.ask("GET", f"{AGENT}/sign-in").json == {
        "user_pool_client_id": "client-1",
        "cognito_url": "https://sign-in.example/",
    }


def test_config(api: Api) -> None:
    api.desk.directory.put_widget(replace(WIDGET, token="other", texts={"welcome_title": "Hi"}))
    config = api.ask("GET", "/api/widget/other/config").json
    assert (config["widget_id"], config["texts"]["welcome_title"]) == (WIDGET.id, "Hi")
    assert config["limits"] == {"message_length": 4000, "page_size": 50, "heartbeat_seconds": 25}
    assert config["appearance"]["position"] == "bottom-right"


def test_script(api: Api) -> None:
    answer = api.ask("GET", f"{VISITOR}/script.js")
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert answer.headers["cache-control"] == "public, max-age=300"
    assert f'token: "{WIDGET.token}"' in answer.text


@both_ways
def test_a_page_of_any_site_may_ask_before_it_asks(api: Api) -> None:
    headers = {
        "Origin": SHOP,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization,content-type,idempotency-key",
    }
    answer = api.ask.transport("OPTIONS", f"{VISITOR}/session", "", headers, b"")
    assert (answer.status, answer.headers["access-control-allow-origin"]) == (200, "*")
    assert "idempotency-key" in answer.headers["access-control-allow-headers"].lower()
    assert "access-control-allow-credentials" not in answer.headers


# --- visitors -------------------------------------------------------------------------------------------------


def test_a_session_is_opened_and_resumed(api: Api, tables: Tables) -> None:
    page = {"url": "https://shop.example/", "title": "Shop"}
    opened = api.ask("POST", f"{VISITOR}/session", {"name": "Vera", "email": "v@example.com", "page": page}).json
    token = opened["visitor_token"]
    resumed = api.ask("POST", f"{VISITOR}/session", {"locale": "id"}, token=token).json
    assert (resumed["visitor"], resumed["visitor_token"]) == (opened["visitor"], token)
    visitor = api.desk.directory.visitor(TENANT, opened["visitor"]["id"])
    assert visitor is not None
    assert (visitor.particulars.locale, visitor.particulars.page_title) == ("id", "Shop")
    assert token not in str(tables.rows("DirectoryTable"))


@both_ways
def test_the_whole_way_there_and_back(api: Api) -> None:
    vera, ada = api.visitor(), api.agent()
    own = api.started(vera, subject="Order 7", priority="medium", answers={"order": "7"})
    queued = api.ask("GET", f"{AGENT}/queue", token=ada).json["items"]
    assert [(item["id"], item["priority"], item["tail_seq"]) for item in queued] == [(own, "normal", 1)]
    assert queued[0]["attributes"] == {"order": "7"}
    accepted = api.ask("POST", f"{AGENT}/conversations/{own}/accept", token=ada).json["conversation"]
    assert (accepted["status"], accepted["agent"]) == ("active", {"id": ADA.id, "name": "Ada"})
    sent = api.say(ada, own, "Let me see.", side=AGENT)
    assert (sent.status, sent.json["message"]["seq"], sent.json["duplicate"]) == (201, 3, False)
    page = api.ask("GET", f"{VISITOR}/conversations/{own}/messages", token=vera, after_seq=0).json
    assert [(m["seq"], m["sender_type"]) for m in page["items"]] == [(1, "visitor"), (2, "system"), (3, "agent")]
    assert (page["tail_seq"], page["next_after_seq"]) == (3, None)
    assert page["items"][1]["metadata"] == {"event": "accepted", "actor_name": "Ada"}
    seen = api.ask("GET", f"{VISITOR}/conversations/{own}", token=vera).json
    assert (seen["status"], seen["subject"], seen["last_message"]["content"]) == ("waiting", "Order 7", "Let me see.")
    assert "attributes" not in seen
    assert api.ask("GET", f"{AGENT}/conversations/{own}", token=ada).json["visitor"]["name"] == "Vera"


def test_a_start_again_is_the_same(api: Api) -> None:
    vera = api.visitor()
    body = {"client_id": "start-1", "message": FIRST}
    one, two = (api.ask("POST", f"{VISITOR}/conversations", body, token=vera) for _ in range(2))
    assert one.json == two.json
    assert (one.status, two.status) == (201, 201)


@both_ways
def test_a_message_again_is_200_with_the_same_seq(api: Api) -> None:
    vera = api.visitor()
    own = api.started(vera)
    one, two = (api.say(vera, own, "Hello?") for _ in range(2))
    assert (one.status, two.status, two.json["duplicate"]) == (201, 200, True)
    assert one.json["message"] == two.json["message"]


@both_ways
def test_history_in_pages(api: Api) -> None:
    vera = api.visitor()
    own = api.started(vera)
    for number in range(2, 8):
        api.say(vera, own, f"{number}")
    path = f"{VISITOR}/conversations/{own}/messages"

    def page(**query: Any) -> tuple[list[int], int | None, int | None]:
        found = api.ask("GET", path, token=vera, **query).json
        return [m["seq"] for m in found["items"]], found["next_after_seq"], found["next_before_seq"]

    assert page(limit=3) == ([5, 6, 7], None, 5)
    assert page(limit=3, before_seq=5) == ([2, 3, 4], None, 2)
    assert page(limit=3, before_seq=2) == ([1], None, None)
    assert page(limit=3, after_seq=2) == ([3, 4, 5], 5, None)
    assert page(limit=3, after_seq=5) == ([6, 7], None, None)
    both = api.ask("GET", path, token=vera, after_seq=1, before_seq=3)
    assert (both.problem, both.fields) == ((422, "invalid_request"), ["after_seq"])


def test_lists_in_pages(api: Api) -> None:
    vera, ada = api.visitor(), api.agent()
    ids = []
    for number in range(3):
        api.clock.advance(seconds=1)
        ids.append(api.started(vera, f"start-{number}"))

    def whole(path: str, token: str, **query: Any) -> list[str]:
        found: list[str] = []
        cursor: dict[str, Any] = {}
        while True:
            page = api.ask("GET", path, token=token, limit=2, **query, **cursor).json
            found += [item["id"] for item in page["items"]]
            if page["next_cursor"] is None:
                return found
            cursor = {"cursor": page["next_cursor"]}

    assert whole(f"{VISITOR}/conversations", vera) == ids[::-1]
    assert whole(f"{AGENT}/queue", ada) == ids
    assert whole(f"{AGENT}/conversations", ada, scope="all") == ids[::-1]
    assert whole(f"{AGENT}/conversations", ada, scope="mine") == []
    api.ask("POST", f"{AGENT}/conversations/{ids[1]}/accept", token=ada)
    assert whole(f"{AGENT}/conversations", ada, scope="mine") == [ids[1]]
    assert whole(f"{AGENT}/conversations", ada, scope="all", status=["active", "closed"]) == [ids[1]]
    assert whole(f"{AGENT}/queue", ada) == [ids[0], ids[2]]


def test_read_marks(api: Api) -> None:
    vera, ada = api.visitor(), api.agent()
    own = api.started(vera)
    api.ask("POST", f"{AGENT}/conversations/{own}/accept", token=ada)
    by_ada = api.ask("POST", f"{AGENT}/conversations/{own}/read", {"seq": 1}, token=ada).json
    assert by_ada == {"conversation_id": own, "reader": "agent", "seq": 1}
    by_vera = api.ask("POST", f"{VISITOR}/conversations/{own}/read", {"seq": 2}, token=vera).json
    assert by_vera == {"conversation_id": own, "reader": "visitor", "seq": 2}
    beyond = api.ask("POST", f"{VISITOR}/conversations/{own}/read", {"seq": 9}, token=vera)
    assert (beyond.problem, beyond.fields) == ((422, "invalid_request"), ["seq"])


def test_end_resolve_close_and_reopen(api: Api) -> None:
    vera, ada = api.visitor(), api.agent()
    own = api.started(vera)

    def change(how: str) -> Any:
        return api.ask("POST", f"{AGENT}/conversations/{own}/{how}", token=ada)

    assert change("reopen").problem == (409, "invalid_transition")
    assert change("accept").json["conversation"]["status"] == "active"
    assert change("resolve").json["conversation"]["status"] == "resolved"
    assert change("close").json["conversation"]["status"] == "closed"
    assert change("reopen").json["conversation"]["status"] == "pending"
    ended = api.ask("POST", f"{VISITOR}/conversations/{own}/end", token=vera).json["conversation"]
    assert ended["status"] == "closed"
    refused = api.say(vera, own, "Hello?")
    assert refused.problem == (409, "invalid_transition")


def test_tickets(api: Api) -> None:
    vera, ada = api.visitor(), api.agent()
    for path, token in ((f"{VISITOR}/ws-ticket", vera), (f"{AGENT}/ws-ticket", ada)):
        ticket = api.ask("POST", path, token=token, origin=SHOP).json
        assert ticket["url"] == "wss://sockets.example/dev"
        grant = api.desk.connections.redeem_ticket(ticket["ticket"])
        assert grant is not None
        assert grant.origin == SHOP


def test_who_an_agent_is(api: Api) -> None:
    profile = api.ask("GET", f"{AGENT}/agents/me", token=api.agent()).json
    assert (profile["id"], profile["name"], profile["role"], profile["tenant_id"]) == (ADA.id, "Ada", "agent", TENANT)


def test_the_second_agent_is_refused_politely(api: Api) -> None:
    own = api.started(api.visitor())
    api.ask("POST", f"{AGENT}/conversations/{own}/accept", token=api.agent())
    refused = api.ask("POST", f"{AGENT}/conversations/{own}/accept", token=api.agent(BEN))
    assert refused.problem == (409, "already_assigned")
    assert refused.json["detail"] == "Ada has already taken this conversation."
    assert api.say(api.agent(BEN), own, "I can help.", side=AGENT).problem == (403, "forbidden")


# --- what is refused ------------------------------------------------------------------------------------------


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
    assert api.ask("POST", f"{VISITOR}/conversations/{own}/end", token=strangers[0][1]).problem == (404, "not_found")
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
        ("POST", f"{VISITOR}/conversations/c/end"),
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
def test_a_body_that_is_too_large(api: Api) -> None:
    body = b'{"name": "' + b"x" * 64 * 1024 + b'"}'
    answer = api.ask("POST", f"{VISITOR}/session", raw=body, origin=SHOP)
    assert answer.problem == (413, "too_large")
    assert answer.headers["access-control-allow-origin"] == "*"


@both_ways
def test_what_nobody_foresaw_tells_nothing_of_itself(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api.desk.directory, "widget_by_token", _break_down)
    answer = api.ask("GET", f"{VISITOR}/config")
    assert answer.problem == (500, "internal")
    assert "secret" not in answer.text


# --- Idempotency-Key ------------------------------------------------------------------------------------------


@both_ways
def test_the_same_key_is_answered_the_same(api: Api) -> None:
    vera = api.visitor()
    own = api.started(vera)
    first = api.say(vera, own, "Hello?", key="key-1")
    again = api.say(vera, own, "Hello?", key="key-1")
    assert (again.status, again.json, again.headers["idempotency-replayed"]) == (201, first.json, "true")
    assert "idempotency-replayed" not in first.headers
    other = api.say(vera, own, "Something else.", key="key-1")
    assert other.problem == (409, "idempotency_conflict")
    assert len(api.desk.log.read_from(TENANT, own, 0)) == 2


def test_a_key_belongs_to_its_caller_and_route(api: Api) -> None:
    vera, wim = api.visitor(), api.visitor("Wim")
    own, of_wim = api.started(vera), api.started(wim)
    assert api.say(vera, own, "Hi", key="key-1").status == 201
    assert api.say(wim, of_wim, "Hi", key="key-1").status == 201
    read = api.ask("POST", f"{VISITOR}/conversations/{own}/read", {"seq": 1}, token=vera, key="key-1")
    assert read.status == 200


def test_a_key_whose_first_request_has_no_answer_is_refused_for_half_a_minute(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    vera = api.visitor()
    own = api.started(vera)
    with monkeypatch.context() as broken:
        broken.setattr(api.desk.log, "append", _break_down)
        assert api.say(vera, own, "Hello?", key="key-1").problem == (500, "internal")
    refused = api.say(vera, own, "Hello?", key="key-1")
    assert refused.problem == (409, "idempotency_conflict")
    assert "still at work" in refused.json["detail"]
    api.clock.advance(seconds=31)
    assert api.say(vera, own, "Hello?", key="key-1").status == 201


def _break_down(_argument: object) -> bool:
    raise RuntimeError("a secret of the inside")


@pytest.mark.parametrize("bad", [{}, {"client_id": "c", "content": "x" * 4001}])
def test_what_was_refused_frees_its_key(api: Api, bad: dict[str, Any]) -> None:
    vera = api.visitor()
    own = api.started(vera)
    path = f"{VISITOR}/conversations/{own}/messages"
    assert api.ask("POST", path, bad, token=vera, key="key-1").status == 422
    assert api.ask("POST", path, raw=b"{", token=vera, key="key-1").status == 400
    good = {"client_id": "c", "content": "Shorter."}
    assert api.ask("POST", path, good, token=vera, key="key-1").status == 201


@pytest.mark.parametrize("key", ["", "x" * 256])
def test_a_key_that_is_none(api: Api, key: str) -> None:
    vera = api.visitor()
    own = api.started(vera)
    answer = api.say(vera, own, "Hello?", key=key)
    assert (answer.problem, answer.fields) == ((422, "invalid_request"), ["Idempotency-Key"])


def test_no_secret_is_kept_for_a_key(api: Api, tables: Tables) -> None:
    """Two strangers who happen to use the same key never get each other's session."""
    one, two = (api.ask("POST", f"{VISITOR}/session", {}, key="1").json for _ in range(2))
    assert one["visitor_token"] != two["visitor_token"]
    ticket = api.ask("POST", f"{AGENT}/ws-ticket", token=api.agent(), key="1").json["ticket"]
    stored = str(tables.rows("DirectoryTable")) + str(tables.rows("ConnectionsTable"))
    assert one["visitor_token"] not in stored
    assert ticket not in stored
