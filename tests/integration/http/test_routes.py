"""Every route of the HTTP API through Mangum, the main ones straight too."""

from dataclasses import replace
from typing import Any

from tests.fakes.people import ADA, BEN, TENANT, WIDGET
from tests.integration.cloud import Tables
from tests.integration.http.api import FIRST, SHOP, Api, both_ways
from tests.integration.http.client import AGENT, VISITOR, Answer


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
    types = config["limits"].pop("attachment_types")
    assert (types["png"], types["jpeg"], "svg" in types) == ("image/png", "image/jpeg", False)
    told = {"message_length": 4000, "attachment_bytes": 10_485_760, "page_size": 50, "heartbeat_seconds": 25}
    assert config["limits"] == told
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
    told = page["items"][1]["metadata"]
    assert (told["event"], told["actor_name"], told["target_name"]) == ("accepted", "Ada", None)
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


def test_a_visitor_marks_their_question_as_solved_and_opens_it_again_by_writing(api: Api) -> None:
    vera = api.visitor()
    own = api.started(vera)

    def resolve(key: str | None = None) -> Answer:
        return api.ask("POST", f"{VISITOR}/conversations/{own}/resolve", token=vera, key=key)

    assert [resolve("solved-1").json["conversation"]["status"] for _ in range(2)] == ["resolved", "resolved"]
    assert resolve().problem == (409, "invalid_transition")
    log = api.ask("GET", f"{VISITOR}/conversations/{own}/messages", token=vera).json["items"]
    assert [message["metadata"]["event"] for message in log if message["type"] == "system"] == ["resolved"]
    assert api.say(vera, own, "One more thing").status == 201
    assert api.ask("GET", f"{VISITOR}/conversations/{own}", token=vera).json["status"] == "pending"


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
