"""The WebSocket API on moto's tables: events as API Gateway brings them, answers as it sends them on."""

import json
from dataclasses import dataclass
from typing import Any

import pytest

from frontdesk.domain.principal import Principal
from frontdesk.domain.topics import agents_topic, conversation_topic
from frontdesk.domain.vocabulary import Status
from frontdesk.entrypoints.websocket import handle
from frontdesk.metrics import Meter
from frontdesk.observability import make_logger
from frontdesk.use_cases.issue_ticket import issue_ticket
from frontdesk.use_cases.ports import Desk
from tests.fakes.people import ADA, BEN, TENANT, VERA_HERSELF, a_visitor
from tests.fakes.scenes import in_status, stored
from tests.fakes.system import FakeClock
from tests.integration.cloud import SocketsApi, Tables

SITE = "https://shop.example"


@dataclass
class Sockets:
    """What API Gateway does for the sockets of clients."""

    desk: Desk
    api: SocketsApi

    def connect(
        self, connection_id: str, ticket: str | None, origin: str | None = SITE, header: str = "Origin"
    ) -> dict[str, Any]:
        event: dict[str, Any] = {"headers": {"Host": "sockets.example"}, **_context("CONNECT", connection_id)}
        if origin is not None:
            event["headers"][header] = origin
        if ticket is not None:
            event["queryStringParameters"] = {"ticket": ticket}
        return self._invoke(event)

    def disconnect(self, connection_id: str) -> dict[str, Any]:
        return self._invoke({"headers": {}, **_context("DISCONNECT", connection_id)})

    def send(self, connection_id: str, text: str) -> Any:
        answer = self._invoke({"body": text, **_context("MESSAGE", connection_id)})
        assert answer["statusCode"] == 200
        return json.loads(answer["body"])

    def ask(self, connection_id: str, frame_type: str, **fields: Any) -> Any:
        return self.send(connection_id, json.dumps({"type": frame_type, "request_id": "r1", **fields}))

    def opened(self, connection_id: str, principal: Principal) -> str:
        assert self.connect(connection_id, self.ticket(principal)) == {"statusCode": 200}
        return connection_id

    def ticket(self, principal: Principal = VERA_HERSELF) -> str:
        return issue_ticket(self.desk, principal, SITE)[0]

    def listening(self, conversation_id: str) -> list[str]:
        topic = conversation_topic(TENANT, conversation_id)
        return sorted(listener.connection_id for listener in self.desk.connections.listeners(topic))

    def _invoke(self, event: dict[str, Any]) -> dict[str, Any]:
        return handle(self.desk, make_logger("WARNING"), Meter(), event)


def _context(event_type: str, connection_id: str) -> dict[str, Any]:
    route = {"CONNECT": "$connect", "DISCONNECT": "$disconnect", "MESSAGE": "$default"}[event_type]
    context = {"eventType": event_type, "routeKey": route, "connectionId": connection_id}
    return {"requestContext": context, "isBase64Encoded": False}


@pytest.fixture
def api(desk: Desk, sockets: SocketsApi) -> Sockets:
    return Sockets(desk, sockets)


def refusal(answer: dict[str, Any]) -> tuple[int, str]:
    return answer["statusCode"], json.loads(answer["body"])["code"]


@pytest.mark.parametrize("header", ["Origin", "origin"])
def test_a_ticket_opens_one_connection(api: Sockets, header: str) -> None:
    ticket = api.ticket()
    assert api.connect("vera", ticket, header=header) == {"statusCode": 200}
    assert api.ask("vera", "ping")["type"] == "pong"
    assert refusal(api.connect("vera-2", ticket)) == (401, "unauthorized")
    assert api.ask("vera-2", "ping")["code"] == "unauthorized"


def test_without_a_ticket_or_with_a_late_one_nothing_opens(api: Sockets, clock: FakeClock) -> None:
    late = api.ticket()
    clock.advance(seconds=30)
    for ticket in (None, "", "guessed", late):
        assert refusal(api.connect("vera", ticket)) == (401, "unauthorized")
    assert api.ask("vera", "ping")["code"] == "unauthorized"


@pytest.mark.parametrize("origin", ["https://evil.example", None])
def test_a_page_of_another_origin_opens_nothing_and_spends_the_ticket(api: Sockets, origin: str | None) -> None:
    ticket = api.ticket()
    assert refusal(api.connect("vera", ticket, origin)) == (403, "origin_refused")
    assert refusal(api.connect("vera", ticket)) == (401, "unauthorized")


def test_a_disconnect_that_overtakes_its_connect(api: Sockets, tables: Tables) -> None:
    assert api.disconnect("vera") == {"statusCode": 200}
    assert refusal(api.connect("vera", api.ticket())) == (409, "conflict")
    assert refusal(api.connect("ada", "")) == (401, "unauthorized")
    assert api.ask("vera", "ping")["code"] == "unauthorized"
    of_the_connection = [row for row in tables.rows("ConnectionsTable") if row["topic"]["S"] == "connection#vera"]
    assert [row["ended"] for row in of_the_connection] == [{"BOOL": True}]


def test_a_ticket_is_kept_as_a_hash(api: Sockets, tables: Tables) -> None:
    ticket = api.ticket()
    assert ticket not in str(tables.rows("ConnectionsTable"))


def test_the_whole_way_there_and_back(api: Sockets) -> None:
    found = in_status(api.desk, Status.PENDING)
    api.opened("vera", VERA_HERSELF)
    api.opened("ada", ADA)
    api.opened("ben", BEN)
    resumed = api.ask("vera", "resume", conversations={found.id: 0})["conversations"][found.id]
    assert ([message["seq"] for message in resumed["messages"]], resumed["tail_seq"]) == ([1], 1)
    accepted = api.ask("ada", "conversation.accept", conversation_id=found.id)["conversation"]
    assert (accepted["status"], accepted["agent"]["name"]) == ("active", "Ada")
    assert api.ask("ben", "conversation.accept", conversation_id=found.id)["code"] == "already_assigned"
    hello = {"conversation_id": found.id, "client_id": "2.0b8fd4a1-33bd-4a58-8f0e-8a1b0f0f1c41", "base_seq": 2}
    sent = api.ask("ada", "message.send", content="Hello Vera.", **hello)
    assert (sent["message"]["seq"], sent["duplicate"]) == (3, False)
    again = api.ask("ada", "message.send", content="Hello Vera.", **hello)
    assert (again["message"], again["duplicate"]) == (sent["message"], True)
    assert api.ask("vera", "message.read", conversation_id=found.id, seq=3) == {"type": "ack", "request_id": "r1"}
    assert api.ask("vera", "typing", conversation_id=found.id, on=True) == {"type": "ack", "request_id": "r1"}
    assert api.ask("vera", "ping")["tails"] == {found.id: 3}
    assert api.ask("ada", "conversation.resolve", conversation_id=found.id)["conversation"]["status"] == "resolved"
    assert api.ask("vera", "conversation.end", conversation_id=found.id)["conversation"]["status"] == "closed"
    pushed = api.api.types("vera")
    assert pushed[:2] == ["conversation.assigned", "message.created"]
    assert {"message.created", "conversation.updated"} <= set(pushed)
    assert "queue.updated" not in pushed
    assert "conversation.created" not in pushed
    assert {"message.read", "typing", "conversation.ended"} <= set(api.api.types("ada"))
    assert "queue.updated" in api.api.types("ben")


def test_a_connection_that_is_gone_is_forgotten_and_the_others_are_told(api: Sockets) -> None:
    found = in_status(api.desk, Status.ACTIVE)
    for connection_id in ("vera", "vera-gone"):
        api.opened(connection_id, VERA_HERSELF)
        api.ask(connection_id, "resume", conversations={found.id: 0})
    api.opened("ada", ADA)
    api.ask("ada", "resume", conversations={found.id: 0})
    api.api.script["vera-gone"] = [410]
    sent = api.ask("ada", "message.send", conversation_id=found.id, client_id="c", content="Hello")
    assert sent["message"]["seq"] == 3
    assert api.api.types("vera") == ["message.created"]
    assert api.listening(found.id) == ["ada", "vera"]
    assert api.ask("vera-gone", "ping")["code"] == "unauthorized"
    api.ask("ada", "message.send", conversation_id=found.id, client_id="d", content="Again")
    assert api.api.asked.count("vera-gone") == 1


def test_a_lost_post_is_found_by_the_heartbeat(api: Sockets) -> None:
    found = in_status(api.desk, Status.ACTIVE)
    api.opened("vera", VERA_HERSELF)
    api.ask("vera", "resume", conversations={found.id: 2})
    api.api.script["vera"] = [500]
    api.opened("ada", ADA)
    api.ask("ada", "message.send", conversation_id=found.id, client_id="c", content="Hello")
    assert api.api.types("vera") == []
    assert api.ask("vera", "ping")["tails"] == {found.id: 3}
    resumed = api.ask("vera", "resume", conversations={found.id: 2})["conversations"][found.id]
    assert [message["content"] for message in resumed["messages"]] == ["Hello"]


def test_who_leaves_hears_nothing_more(api: Sockets, tables: Tables) -> None:
    found = in_status(api.desk, Status.ACTIVE)
    api.opened("ada", ADA)
    api.ask("ada", "resume", conversations={found.id: 0})
    api.disconnect("ada")
    assert api.listening(found.id) == []
    assert api.desk.connections.listeners(agents_topic(TENANT)) == []
    assert len(tables.rows("ConnectionsTable")) == 1
    assert api.ask("ada", "ping")["code"] == "unauthorized"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{", "invalid_json"),
        ('"text"', "invalid_json"),
        ('{"type": "shout", "request_id": "r1"}', "unknown_type"),
        ('{"type": "ping", "request_id": "r1", "colour": "red"}', "invalid_request"),
        (json.dumps({"type": "ping", "request_id": "x" * 17_000}), "too_large"),
    ],
)
def test_a_bad_frame_is_answered_and_the_connection_stays(api: Sockets, text: str, code: str) -> None:
    api.opened("vera", VERA_HERSELF)
    refused = api.send("vera", text)
    assert (refused["type"], refused["code"], refused["retryable"]) == ("error", code, False)
    assert api.ask("vera", "ping")["type"] == "pong"


def test_a_message_that_is_too_long_names_its_field(api: Sockets) -> None:
    found = in_status(api.desk, Status.ACTIVE)
    api.opened("vera", VERA_HERSELF)
    refused = api.ask("vera", "message.send", conversation_id=found.id, client_id="c", content="x" * 4001)
    assert (refused["code"], refused["errors"][0]["field"]) == ("message_too_long", "content")
    assert stored(api.desk, found.id) == found


def test_the_conversation_of_others_does_not_exist(api: Sockets) -> None:
    found = in_status(api.desk, Status.ACTIVE)
    api.opened("wim", a_visitor("visitor-2", name="Wim").principal(VERA_HERSELF.expires_at))
    send = api.ask("wim", "message.send", conversation_id=found.id, client_id="c", content="Hi")
    assert (send["code"], api.ask("wim", "resume", conversations={found.id: 0})["code"]) == ("not_found", "not_found")
    assert api.listening(found.id) == []


def test_frames_end_with_the_credential(api: Sockets, clock: FakeClock) -> None:
    found = in_status(api.desk, Status.ACTIVE)
    api.opened("vera", VERA_HERSELF)
    api.ask("vera", "resume", conversations={found.id: 0})
    clock.advance(days=30)
    assert api.ask("vera", "ping")["code"] == "session_expired"
    send = api.ask("vera", "message.send", conversation_id=found.id, client_id="c", content="Hi")
    assert send["code"] == "session_expired"
    assert api.listening(found.id) == []
    assert len(api.desk.log.read_from(TENANT, found.id, 0)) == 2
