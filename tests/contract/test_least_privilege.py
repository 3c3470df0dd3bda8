"""Each function may do exactly what it does: its whole behaviour, against the actions that the template grants."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import patch

import boto3
import pytest

from frontdesk.adapters.cognito import CognitoTokens
from frontdesk.adapters.connection_gateway import GONE, ConnectionGateway
from frontdesk.adapters.system import SystemClock
from frontdesk.domain.errors import SessionExpired
from frontdesk.domain.message import written_by
from frontdesk.domain.principal import Principal
from frontdesk.domain.topics import Topic, agent_topic, conversation_topic
from frontdesk.domain.vocabulary import Role
from frontdesk.use_cases.ports import SignedInAgent
from frontdesk.use_cases.resolve_conversation import resolve_conversation
from tests.contract.deployed import (
    CONNECTION,
    ORIGIN,
    OTHER_CONNECTION,
    TENANT,
    TICKET,
    VISITOR_TOKEN,
    WIDGET_TOKEN,
    Context,
    Deployment,
    Handler,
    deployment,
    load,
)
from tests.contract.managing import manage_the_desk
from tests.contract.permissions import allowed
from tests.contract.pushing import (
    BROWSER,
    BUSY,
    EXPIRED,
    add_devices,
    hold,
    job_of_message,
    jobs,
    manage_notifications,
    mobile_app,
    phone,
    push_services,
)
from tests.contract.sam_template import functions
from tests.fakes.people import record_of
from tests.integration.http.client import AGENT, Client, Lambda

# Granted and not used by the function's own code, each with who uses it.
USED_BY_OTHERS = {
    "TableStreamFunction": {
        # Lambda reads the streams, and hands over what failed for good, in the function's name.
        *(
            (f"dynamodb:{action}", table)
            for action in ("DescribeStream", "GetRecords", "GetShardIterator")
            for table in ("MessagesTable", "ConversationsTable")
        ),
        ("sqs:SendMessage", "StreamFailuresQueue"),
    },
    "PushFunction": {
        # Lambda takes the jobs out of the queue in the function's name.
        (f"sqs:{action}", "PushQueue")
        for action in ("ReceiveMessage", "DeleteMessage", "GetQueueAttributes")
    },
}
VISITOR = f"/api/widget/{WIDGET_TOKEN}"


@pytest.fixture
def deployed() -> Iterator[Deployment]:
    """Visitor and agent are connected, as far as the tables know; every post finds its connection gone."""
    with deployment() as made, patch.object(ConnectionGateway, "send", _everyone_is_gone(made)):
        made.connect()
        _open(made, "agents-socket", agent_topic(TENANT, "agt_sample"))
        made.calls.clear()
        yield made


def _everyone_is_gone(made: Deployment) -> Any:
    def send(_gateway: ConnectionGateway, connection_ids: list[str], _data: bytes) -> dict[str, int]:
        made.calls.add(("execute-api:ManageConnections", "WebSocketApi"))
        return dict.fromkeys(connection_ids, GONE)

    return send


def _agent(deployed: Deployment) -> Principal:
    return Principal(TENANT, "agt_sample", "Ayu", Role.AGENT, deployed.visitor.expires_at)


def _open(deployed: Deployment, connection_id: str, topic: Topic) -> None:
    assert deployed.desk.connections.open(connection_id, _agent(deployed), [topic])


def check(deployed: Deployment, function: str) -> None:
    granted, used = allowed(function), deployed.calls
    reasoned = USED_BY_OTHERS.get(function, set())
    assert used - granted == set(), f"{function} needs more than the template grants"
    assert granted - used == reasoned, f"{function} may do more than it does"


def test_every_function_is_looked_at() -> None:
    assert set(functions()) == {
        "HttpApiFunction",
        "WebSocketFunction",
        "TableStreamFunction",
        "TimersFunction",
        "PushFunction",
    }


def test_http_api(deployed: Deployment) -> None:
    with patch.object(CognitoTokens, "read", lambda _tokens, token: _signed_in(_agent(deployed), token)):
        ask = Client(_through(load("HttpApiFunction", FcmApplicationArn=mobile_app())))
        manage_the_desk(deployed, ask)
        _everything_by_http(ask, deployed.conversation_id)
        manage_notifications(ask)
    check(deployed, "HttpApiFunction")


def _signed_in(agent: Principal, token: str) -> SignedInAgent:
    if token == "admin":
        return SignedInAgent(replace(agent, id="agt_admin", role=Role.ADMIN), "admin@example.com")
    if token != "agent":
        raise SessionExpired("Your session has ended. Sign in again.")
    return SignedInAgent(agent, "ayu@example.com")


def _through(handler: Handler) -> Lambda:
    transport = Lambda.__new__(Lambda)
    transport.handler = handler
    return transport


def _everything_by_http(ask: Client, conversation_id: str) -> None:
    for path in ("script.js", "config"):
        assert ask("GET", f"{VISITOR}/{path}").status == 200
    for token in (None, VISITOR_TOKEN):
        assert ask("POST", f"{VISITOR}/session", {"name": "Sari"}, token=token).status == 200
    assert ask("POST", f"{VISITOR}/ws-ticket", token=VISITOR_TOKEN).status == 200
    accept = f"{AGENT}/conversations/{conversation_id}/accept"
    assert ask("POST", accept, token="agent").status == 200
    _talk(ask, VISITOR, conversation_id, VISITOR_TOKEN)
    first = {"client_id": "another-start", "message": {"client_id": "another-first", "content": "Hello?"}}
    assert ask("POST", f"{VISITOR}/conversations", first, token=VISITOR_TOKEN).status == 201
    assert ask("POST", f"{AGENT}/ws-ticket", token="agent").status == 200
    assert ask("GET", f"{AGENT}/agents/me", token="agent").status == 200
    for scope in ("mine", "all"):
        assert ask("GET", f"{AGENT}/conversations", token="agent", scope=scope).status == 200
    for filters in ({"status": "active"}, {"q": "where"}, {"sort": "longest_waiting"}):
        assert ask("GET", f"{AGENT}/conversations", token="agent", **filters).status == 200
    for queue in ("queue", "queue/stats"):
        assert ask("GET", f"{AGENT}/{queue}", token="agent").status == 200
    _talk(ask, AGENT, conversation_id, "agent")
    _files_and_tickets(ask, conversation_id)
    for change in ("resolve", "close", "reopen"):
        assert ask("POST", f"{AGENT}/conversations/{conversation_id}/{change}", token="agent").status == 200
    assert ask("POST", f"{VISITOR}/conversations/{conversation_id}/end", token=VISITOR_TOKEN).status == 200


def _files_and_tickets(ask: Client, conversation_id: str) -> None:
    own = f"conversations/{conversation_id}"
    assert ask("GET", f"{VISITOR}/{own}/transcript", token=VISITOR_TOKEN).status == 200
    for status in (201, 200):
        assert ask("POST", f"{AGENT}/{own}/convert-to-ticket", {}, token="agent").status == status
    edit = {"status": "pending", "assignee_id": "agt_sample"}
    assert ask("PATCH", f"{AGENT}/tickets/1", edit, token="agent").status == 200
    for path in (f"{own}/transcript", f"{own}/visitor-context", "tickets/1"):
        assert ask("GET", f"{AGENT}/{path}", token="agent").status == 200
    for query in ({}, {"status": "pending"}, {"assignee_id": "agt_sample"}):
        assert len(ask("GET", f"{AGENT}/tickets", token="agent", **query).json["items"]) == 1


def _talk(ask: Client, side: str, conversation_id: str, token: str) -> None:
    """With an Idempotency-Key that is claimed, answered again, and freed."""
    own = f"{side}/conversations/{conversation_id}"
    for path in ("", "/messages"):
        assert ask("GET", own + path, token=token).status == 200
    assert ask("GET", f"{side}/conversations", token=token).status == 200
    message = {"client_id": "hello", "content": "Hello."}
    for _ in range(2):
        assert ask("POST", f"{own}/messages", message, token=token, key="key-1").status == 201
    assert ask("POST", f"{own}/messages", {}, token=token, key="key-2").status == 422
    assert ask("POST", f"{own}/read", {"seq": 1}, token=token).status == 200


def test_websocket(deployed: Deployment) -> None:
    handler = load("WebSocketFunction")
    deployed.give_ticket()
    deployed.calls.clear()
    assert _connect(handler, "another-socket", TICKET) == 200
    assert _connect(handler, "third-socket", "unknown") == 401
    about = {"conversation_id": deployed.conversation_id}
    send = {**about, "client_id": "c", "content": "Hello."}
    assert _ask(handler, CONNECTION, "resume", conversations={deployed.conversation_id: 0}) == "ack"
    assert _ask(handler, CONNECTION, "message.send", **send) == "ack"
    assert _ask(handler, CONNECTION, "message.read", seq=1, **about) == "ack"
    assert _ask(handler, CONNECTION, "typing", on=True, **about) == "ack"
    assert _ask(handler, CONNECTION, "ping") == "pong"
    assert _ask(handler, CONNECTION, "conversation.end", **about) == "ack"
    _disconnect(handler, CONNECTION)
    check(deployed, "WebSocketFunction")


def test_an_agents_frames(deployed: Deployment) -> None:
    """What an agent may do beside needs no more."""
    with patch.object(ConnectionGateway, "send", lambda *_: {}):
        handler = load("WebSocketFunction")
        about = {"conversation_id": deployed.conversation_id}
        assert _ask(handler, OTHER_CONNECTION, "conversation.accept", **about) == "ack"
        assert _ask(handler, OTHER_CONNECTION, "message.send", client_id="c", content="Hello.", **about) == "ack"
        assert _ask(handler, OTHER_CONNECTION, "conversation.resolve", **about) == "ack"
    assert deployed.calls <= allowed("WebSocketFunction")


def _connect(handler: Handler, connection_id: str, ticket: str) -> int:
    event = {"headers": {"Origin": ORIGIN}, "queryStringParameters": {"ticket": ticket}}
    status: int = handler({**event, **_context("CONNECT", connection_id)}, None)["statusCode"]
    return status


def _ask(handler: Handler, connection_id: str, frame_type: str, **fields: Any) -> str:
    body = json.dumps({"type": frame_type, "request_id": "r1", **fields})
    answer = json.loads(handler({"body": body, **_context("MESSAGE", connection_id)}, None)["body"])
    kind: str = answer["type"]
    return kind


def _disconnect(handler: Handler, connection_id: str) -> None:
    assert handler({"headers": {}, **_context("DISCONNECT", connection_id)}, None) == {"statusCode": 200}


def _context(event_type: str, connection_id: str) -> dict[str, Any]:
    return {"requestContext": {"eventType": event_type, "connectionId": connection_id}}


def test_table_stream(deployed: Deployment) -> None:
    """A message that nobody accounted for, a change that nobody announced, and an agent to be told of the visitor."""
    desk, place = deployed.desk, (TENANT, deployed.conversation_id)
    desk.agents.enrol(record_of(_agent(deployed)))
    pending = desk.conversations.get(*place, consistent=True)
    assert pending is not None
    assert desk.conversations.replace(pending, pending.accepted(_agent(deployed), pending.created_at))
    draft = written_by(_agent(deployed), client_id="c", content="Hello.", limit=100)
    assert desk.log.append(draft.at(*place, 2, pending.created_at))
    more = written_by(deployed.visitor, client_id="v", content="And?", limit=100)
    assert desk.log.append(more.at(*place, 3, pending.created_at))
    own_key = {"S": "#".join(place)}
    records = [
        _record("ConversationsTable", {"conversation_key": own_key}, 1),
        _record("MessagesTable", {"log": own_key, "seq": {"N": "2"}}, 2),
        _record("MessagesTable", {"log": own_key, "seq": {"N": "3"}}, 3),
    ]
    deployed.calls.clear()
    assert load("TableStreamFunction")({"Records": records}, None) == {"batchItemFailures": []}
    check(deployed, "TableStreamFunction")


def _record(table: str, key: dict[str, Any], number: int) -> dict[str, Any]:
    row = boto3.client("dynamodb").get_item(TableName=table, Key=key)["Item"]
    return {"dynamodb": {"Keys": key, "NewImage": row, "SequenceNumber": str(number)}}


def test_push(deployed: Deployment) -> None:
    """A job that reaches some devices and must wait for one, and one that nobody understands."""
    agent = _agent(deployed)
    hold(deployed, agent)
    add_devices(agent, BROWSER, EXPIRED, BUSY, phone())
    _open(deployed, "push-socket", agent_topic(TENANT, agent.id))
    batch = jobs(job_of_message(deployed, agent, 3), "no job")
    deployed.calls.clear()
    with push_services() as asked:
        answer = load("PushFunction")(batch, Context("PushFunction"))
    assert sorted(asked) == sorted([BROWSER, EXPIRED, BUSY])
    assert len(answer["batchItemFailures"]) == 1
    check(deployed, "PushFunction")


def test_timers(deployed: Deployment) -> None:
    two_days_ago = datetime.now(UTC) - timedelta(days=2)
    with patch.object(SystemClock, "now", lambda _clock: two_days_ago):
        resolve_conversation(deployed.desk, _agent(deployed), deployed.conversation_id)
    _open(deployed, "timers-socket", conversation_topic(TENANT, deployed.conversation_id))
    deployed.calls.clear()
    load("TimersFunction")({}, None)
    check(deployed, "TimersFunction")
