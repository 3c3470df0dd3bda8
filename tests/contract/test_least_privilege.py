"""Each function may do exactly what it does: its whole behaviour, against the actions that the template grants."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any
from unittest.mock import patch

import boto3
import pytest

from frontdesk.adapters.cognito import CognitoTokens
from frontdesk.adapters.connection_gateway import GONE, ConnectionGateway
from frontdesk.adapters.system import SystemClock
from frontdesk.domain.agent import Agent
from frontdesk.domain.canned_response import CannedResponse
from frontdesk.domain.department import Department
from frontdesk.domain.errors import SessionExpired
from frontdesk.domain.escalation_steps import EscalationStep
from frontdesk.domain.message import written_by
from frontdesk.domain.message_parts import BotAnswer
from frontdesk.domain.principal import Principal
from frontdesk.domain.topics import Topic, agent_topic, conversation_topic
from frontdesk.domain.vocabulary import Role, SenderType
from frontdesk.use_cases.accept_conversation import accept_conversation
from frontdesk.use_cases.escalate_conversation import escalate_conversation
from frontdesk.use_cases.manage_articles import create_article
from frontdesk.use_cases.ports import SignedInAgent, SocketTicket
from frontdesk.use_cases.resolve_conversation import resolve_conversation
from frontdesk.use_cases.start_conversation import Beginning, start_conversation
from tests.contract.answering import answer_questions, article_record, outcome_record, put_an_old_index
from tests.contract.deployed import (
    AGENT_ID,
    AUTOMATIC_WIDGET,
    CONNECTION,
    ORIGIN,
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
from tests.contract.erasing import do_all_that_privacy_asks_for, leave_something_everywhere, look_after_visitors
from tests.contract.escalating import (
    call_for_help,
    enrol_admin,
    let_wait,
    solve_the_ticket,
    take_every_step,
    take_step,
    unrecorded,
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
from tests.contract.sending import send_files, send_files_by_socket
from tests.contract.speaking import be_answered, everything_that_the_bot_does, wait_for_the_bot
from tests.contract.telling import add_webhook, manage_webhooks, receiver, webhook_jobs
from tests.integration.http.client import AGENT, Client, Lambda

# Granted and not used by the function's own code, each with who uses it.
USED_BY_OTHERS = {
    # Browsers, with a form that the function has signed, and with an address.
    "HttpApiFunction": {
        ("s3:PutObject", "AttachmentsBucket/pending/*"),
        ("s3:GetObject", "AttachmentsBucket/exports/*"),
    },
    "TableStreamFunction": {
        # Lambda reads the streams, and hands over what failed for good, in the function's name.
        *(
            (f"dynamodb:{action}", table)
            for action in ("DescribeStream", "GetRecords", "GetShardIterator")
            for table in ("MessagesTable", "ConversationsTable")
        ),
        ("sqs:SendMessage", "StreamFailuresQueue"),
    },
    "AnalyticsFunction": {
        *(
            (f"dynamodb:{action}", table)
            for action in ("DescribeStream", "GetRecords", "GetShardIterator")
            for table in ("MessagesTable", "ConversationsTable")
        ),
        ("sqs:SendMessage", "StreamFailuresQueue"),
    },
    "IndexerFunction": {
        *((f"dynamodb:{action}", "ArticlesTable") for action in ("DescribeStream", "GetRecords", "GetShardIterator")),
        ("sqs:SendMessage", "StreamFailuresQueue"),
    },
    "BotFunction": {
        (f"sqs:{action}", "BotQueue") for action in ("ReceiveMessage", "DeleteMessage", "GetQueueAttributes")
    },
    "PrivacyFunction": {
        (f"sqs:{action}", "PrivacyQueue") for action in ("ReceiveMessage", "DeleteMessage", "GetQueueAttributes")
    },
    "WebhookFunction": {
        (f"sqs:{action}", "WebhookQueue") for action in ("ReceiveMessage", "DeleteMessage", "GetQueueAttributes")
    },
    "PushFunction": {
        # Lambda takes the jobs out of the queue in the function's name.
        (f"sqs:{action}", "PushQueue")
        for action in ("ReceiveMessage", "DeleteMessage", "GetQueueAttributes")
    },
}
AGENTS_TICKET = "ticket-of-the-agent"
AGENTS_SOCKET = "agents-own-socket"
SALES = "dep_sales"
HELLO = CannedResponse(
    tenant_id=TENANT,
    id="response_1",
    shortcut="hello",
    title="Hello",
    body="Hi {{visitor_name}}, see {{article:returns}}",
    updated_at=datetime(2026, 1, 5, tzinfo=UTC),
)
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
    return Principal(TENANT, AGENT_ID, "Ayu", Role.AGENT, deployed.visitor.expires_at)


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
        "EscalationFunction",
        "IndexerFunction",
        "AnalyticsFunction",
        "BotFunction",
        "WebhookFunction",
        "PrivacyFunction",
    }


def test_http_api(deployed: Deployment) -> None:
    with patch.object(CognitoTokens, "read", lambda _tokens, token: _signed_in(_agent(deployed), token)):
        application = mobile_app()
        ask = Client(_through(load("HttpApiFunction", FcmApplicationArn=application)))
        manage_the_desk(deployed, ask)
        look_after_visitors(ask, deployed.visitor.id)
        _everything_by_http(ask, deployed.conversation_id)
        manage_notifications(ask, _agent(deployed), application)
        manage_webhooks(ask)
        answer_questions(deployed, ask)
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
    assert ask("POST", f"{VISITOR}/identify", {"user_id": "42"}, token=VISITOR_TOKEN).status == 200
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
    for figures in ("queue", "queue/stats", "dashboard", "analytics"):
        assert ask("GET", f"{AGENT}/{figures}", token="agent").status == 200
    _talk(ask, AGENT, conversation_id, "agent")
    send_files(ask, conversation_id)
    _files_and_tickets(ask, conversation_id)
    for change in ("resolve", "close", "reopen"):
        assert ask("POST", f"{AGENT}/conversations/{conversation_id}/{change}", token="agent").status == 200
    assert ask("POST", f"{VISITOR}/conversations/{conversation_id}/resolve", token=VISITOR_TOKEN).status == 200
    rate = f"{VISITOR}/conversations/{conversation_id}/rate"
    assert ask("POST", rate, {"rating": 4}, token=VISITOR_TOKEN).status == 200
    assert ask("POST", f"{VISITOR}/conversations/{conversation_id}/end", token=VISITOR_TOKEN).status == 200


def _files_and_tickets(ask: Client, conversation_id: str) -> None:
    own = f"conversations/{conversation_id}"
    assert ask("GET", f"{VISITOR}/{own}/transcript", token=VISITOR_TOKEN).status == 200
    for status in (201, 200):
        assert ask("POST", f"{AGENT}/{own}/convert-to-ticket", {}, token="agent").status == status
    edit = {"status": "pending", "assignee_id": "agt_sample", "subject": "Order"}
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
    _wait_at_the_automatic_widget(deployed)
    deployed.desk.connections.add_ticket(AGENTS_TICKET, SocketTicket(_agent(deployed), ORIGIN, in_a_minute()))
    article_id = _prepare_for_agents(deployed)
    deployed.calls.clear()
    _as_agent(deployed, handler, article_id)
    assert _connect(handler, "another-socket", TICKET) == 200
    assert _connect(handler, "third-socket", "unknown") == 401
    about = {"conversation_id": deployed.conversation_id}
    send = {**about, "client_id": "c", "content": "Hello."}
    assert _ask(handler, CONNECTION, "resume", conversations={deployed.conversation_id: 0}) == "ack"
    assert _ask(handler, CONNECTION, "message.send", **send) == "ack"
    assert _ask(handler, CONNECTION, "message.read", seq=1, **about) == "ack"
    assert _ask(handler, CONNECTION, "typing", on=True, **about) == "ack"
    assert _ask(handler, CONNECTION, "ping") == "pong"
    send_files_by_socket(partial(_ask, handler, CONNECTION), deployed, about)
    assert _ask(handler, CONNECTION, "conversation.end", **about) == "ack"
    _disconnect(handler, CONNECTION)
    check(deployed, "WebSocketFunction")


def _prepare_for_agents(deployed: Deployment) -> str:
    """The id of an article that can be shared."""
    deployed.desk.departments.add(Department(tenant_id=TENANT, id=SALES, name="Sales"))
    deployed.desk.canned_responses.add(HELLO)
    values = {"title": "Returns", "published": True}
    return create_article(deployed.desk, _agent(deployed), values).id


def _as_agent(deployed: Deployment, handler: Handler, article_id: str) -> None:
    """Who comes is offered the queue; their posts arrive."""
    with patch.object(ConnectionGateway, "send", lambda *_: {}):
        assert _connect(handler, AGENTS_SOCKET, AGENTS_TICKET) == 200
        about = {"conversation_id": deployed.conversation_id}
        words = {"client_id": "c", "content": "Hello."}
        for kind, more in (
            ("conversation.accept", about),
            ("message.send", about | words),
            ("message.send", about | words | {"client_id": "card", "article_id": article_id}),
            ("conversation.view", about),
            ("conversation.unview", about),
            ("canned_response.use", about | {"canned_response_id": HELLO.id}),
            ("presence.set", {"status": "online"}),
            ("conversation.transfer", about | {"department_id": SALES}),
        ):
            assert _ask(handler, AGENTS_SOCKET, kind, **more) == "ack", kind
        assert _ask(handler, AGENTS_SOCKET, "ping", active=True) == "pong"


def _wait_at_the_automatic_widget(deployed: Deployment) -> str:
    """One more conversation, which is for whoever is free."""
    visitor = deployed.desk.directory.visitor(TENANT, deployed.visitor.id)
    widget = deployed.desk.directory.widget(TENANT, AUTOMATIC_WIDGET)
    assert visitor is not None
    assert widget is not None
    beginning = Beginning(client_id="one-more", message_client_id="0.one-more", message_content="Anybody?")
    return start_conversation(deployed.desk, widget, visitor, deployed.visitor, beginning)[0].conversation.id


def in_a_minute() -> datetime:
    return datetime.now(UTC) + timedelta(minutes=1)


def _connect(handler: Handler, connection_id: str, ticket: str) -> int:
    event = {"headers": {"Origin": ORIGIN}, "queryStringParameters": {"ticket": ticket}}
    status: int = handler({**event, **_context("CONNECT", connection_id)}, Context("WebSocketFunction"))["statusCode"]
    return status


def _ask(handler: Handler, connection_id: str, frame_type: str, **fields: Any) -> str:
    body = json.dumps({"type": frame_type, "request_id": "r1", **fields})
    answer = json.loads(
        handler({"body": body, **_context("MESSAGE", connection_id)}, Context("WebSocketFunction"))["body"]
    )
    kind: str = answer["type"]
    return kind


def _disconnect(handler: Handler, connection_id: str) -> None:
    assert handler({"headers": {}, **_context("DISCONNECT", connection_id)}, Context("WebSocketFunction")) == {
        "statusCode": 200
    }


def _context(event_type: str, connection_id: str) -> dict[str, Any]:
    return {"requestContext": {"eventType": event_type, "connectionId": connection_id}}


def test_table_stream(deployed: Deployment) -> None:
    """A message that nobody accounted for, a change that nobody announced, one who waits for who is free, one who
    leaves the bot by the button, and a conversation that is gone."""
    desk, place = deployed.desk, (TENANT, deployed.conversation_id)
    _come(deployed)
    waiting = _wait_at_the_automatic_widget(deployed)
    for_the_bot = wait_for_the_bot(deployed)
    call_for_help(deployed, waiting)
    let_wait(deployed, call_for_help(deployed, deployed.conversation_id))
    pending = desk.conversations.get(*place, consistent=True)
    assert pending is not None
    assert desk.conversations.replace(pending, pending.accepted(_agent(deployed), pending.created_at))
    for sender, seq in ((_agent(deployed), 3), (deployed.visitor, 4)):
        draft = written_by(sender, client_id=f"c{seq}", content="Hello.", limit=100)
        assert desk.log.append(draft.at(*place, seq, pending.created_at))
    leaving_the_bot = _leave_the_bot(deployed)
    own_key = {"S": "#".join(place)}
    records = [
        _record("ConversationsTable", {"conversation_key": own_key}, 1),
        _record("ConversationsTable", {"conversation_key": {"S": f"{TENANT}#{waiting}"}}, 2),
        _record("MessagesTable", {"log": own_key, "seq": {"N": "4"}}, 3),
        _record("MessagesTable", {"log": {"S": f"{TENANT}#{for_the_bot}"}, "seq": {"N": "1"}}, 4),
        leaving_the_bot,
        _gone(_record("ConversationsTable", {"conversation_key": {"S": f"{TENANT}#{for_the_bot}"}}, 6)),
    ]
    add_webhook()
    deployed.calls.clear()
    assert load("TableStreamFunction")({"Records": records}, Context("TableStreamFunction")) == {
        "batchItemFailures": []
    }
    assert _held_by_the_agent(deployed) == {deployed.conversation_id, waiting}
    check(deployed, "TableStreamFunction")


def test_escalation(deployed: Deployment) -> None:
    """One that nobody takes, and again once its ticket is solved, beside one who waits for who is free."""
    enrol_admin(deployed)
    add_webhook()
    waiting = _wait_at_the_automatic_widget(deployed)
    call_for_help(deployed, deployed.conversation_id)
    _come(deployed)
    deployed.calls.clear()
    handler = load("EscalationFunction", SenderEmail="desk@example.com")
    take_every_step(handler, deployed.conversation_id)
    with unrecorded(deployed):
        solve_the_ticket(deployed)
        again = call_for_help(deployed, deployed.conversation_id)
    take_step(handler, EscalationStep.TICKET, again)
    assert _held_by_the_agent(deployed) == {waiting}
    check(deployed, "EscalationFunction")


def _leave_the_bot(deployed: Deployment) -> dict[str, Any]:
    """A visitor calls for a human by the button, and the bot had answered."""
    conversation_id = be_answered(deployed)
    key = {"conversation_key": {"S": f"{TENANT}#{conversation_id}"}}
    before = _record("ConversationsTable", key, 5)["dynamodb"]["NewImage"]
    escalate_conversation(deployed.desk, deployed.visitor, conversation_id)
    record = _record("ConversationsTable", key, 5)
    return {**record, "dynamodb": {**record["dynamodb"], "OldImage": before}}


def _gone(record: dict[str, Any]) -> dict[str, Any]:
    """The row of this record has expired instead."""
    change = dict(record["dynamodb"])
    old = change.pop("NewImage")
    return {**record, "eventName": "REMOVE", "dynamodb": {**change, "OldImage": old}}


def _come(deployed: Deployment) -> None:
    """The agent has just been seen, and nobody was told."""
    deployed.desk.agents.note_seen(TENANT, AGENT_ID, deployed.desk.clock.now(), active=True)


def _held_by_the_agent(deployed: Deployment) -> set[str]:
    agent = deployed.desk.agents.get(TENANT, AGENT_ID)
    assert agent is not None
    return set(agent.holding)


def _record(table: str, key: dict[str, Any], number: int) -> dict[str, Any]:
    row = boto3.client("dynamodb").get_item(TableName=table, Key=key)["Item"]
    told = {"Keys": key, "NewImage": row, "SequenceNumber": str(number), "ApproximateCreationDateTime": 1767603600}
    return {"eventName": "INSERT", "dynamodb": told}


def test_indexer(deployed: Deployment) -> None:
    """An article that is new, in the place of what an earlier index was built from."""
    records = [article_record(deployed), outcome_record()]
    put_an_old_index(deployed)
    deployed.calls.clear()
    assert load("IndexerFunction")({"Records": records}, Context("IndexerFunction")) == {"batchItemFailures": []}
    check(deployed, "IndexerFunction")


def test_analytics(deployed: Deployment) -> None:
    """A conversation that has changed, and an answer of the bot in another."""
    own_key = {"S": f"{TENANT}#{deployed.conversation_id}"}
    draft = written_by(deployed.visitor, client_id="c9", content="Hello.", limit=100)
    answer = BotAnswer(confidence=0.8, raw_confidence=0.8, threshold=0.65, provider="retrieval")
    said = replace(draft, sender_type=SenderType.BOT, answer=answer)
    waiting = _wait_at_the_automatic_widget(deployed)
    deployed.desk.log.append(said.at(TENANT, waiting, 9, deployed.desk.clock.now()))
    records = [
        _record("ConversationsTable", {"conversation_key": own_key}, 1),
        _record("MessagesTable", {"log": {"S": f"{TENANT}#{waiting}"}, "seq": {"N": "9"}}, 2),
    ]
    deployed.calls.clear()
    answered = load("AnalyticsFunction")({"Records": records}, Context("AnalyticsFunction"))
    assert answered == {"batchItemFailures": []}
    check(deployed, "AnalyticsFunction")


def test_bot(deployed: Deployment) -> None:
    everything_that_the_bot_does(deployed, load("BotFunction", AnswerProvider="bedrock", KnowledgeSeconds="0"))
    check(deployed, "BotFunction")


def test_push(deployed: Deployment) -> None:
    """A job that reaches some devices and must wait for one, and one that nobody understands."""
    agent = _agent(deployed)
    hold(deployed, agent)
    application = mobile_app()
    phones = phone(application, "new"), phone(application, "old", enabled=False)
    add_devices(agent, BROWSER, EXPIRED, BUSY, *phones)
    _open(deployed, "push-socket", agent_topic(TENANT, agent.id))
    batch = jobs(job_of_message(deployed, agent, 3), "no job")
    deployed.calls.clear()
    with push_services() as asked:
        answer = load("PushFunction")(batch, Context("PushFunction"))
    assert sorted(asked) == sorted([BROWSER, EXPIRED, BUSY])
    assert len(answer["batchItemFailures"]) == 1
    check(deployed, "PushFunction")


def test_privacy(deployed: Deployment) -> None:
    """One visitor, with all that there is of them, is given out and erased."""
    leave_something_everywhere(deployed, _agent(deployed))
    do_all_that_privacy_asks_for(deployed, _agent(deployed), load("PrivacyFunction"))
    check(deployed, "PrivacyFunction")


def test_webhooks(deployed: Deployment) -> None:
    """One event that is taken, and one that must wait, after which the webhook counts as failing."""
    add_webhook()
    batch = webhook_jobs(deployed)
    deployed.calls.clear()
    with receiver(204, 503) as told:
        answer = load("WebhookFunction")(batch, Context("WebhookFunction"))
    assert sorted(told) == ["conversation.started", "message.created"]
    assert len(answer["batchItemFailures"]) == 1
    check(deployed, "WebhookFunction")


def test_timers(deployed: Deployment) -> None:
    """One to close, one whose agent is gone, one who waits for who is free, and somebody to leave."""
    desk = deployed.desk
    gone = replace(_agent(deployed), id="agt_gone", name="Gita")
    for principal in (gone, replace(gone, id="agt_idle")):
        desk.agents.enrol(
            Agent(tenant_id=TENANT, id=principal.id, name=principal.name, email="gita@example.com", role=Role.AGENT)
        )
    two_days_ago = datetime.now(UTC) - timedelta(days=2)
    with patch.object(SystemClock, "now", lambda _clock: two_days_ago):
        for agent_id in (gone.id, "agt_idle"):
            desk.agents.note_seen(TENANT, agent_id, two_days_ago, active=True)
        resolve_conversation(desk, _agent(deployed), deployed.conversation_id)
        left = _wait_at_the_automatic_widget(deployed)
        accept_conversation(desk, gone, left)
    _open(deployed, "timers-socket", conversation_topic(TENANT, deployed.conversation_id))
    _come(deployed)
    deployed.calls.clear()
    load("TimersFunction")({}, Context("TimersFunction"))
    assert _held_by_the_agent(deployed) == {left}
    check(deployed, "TimersFunction")
