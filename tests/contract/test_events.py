"""Every sample event is understood by the function that it is for, and asks nothing that the template forbids."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.contract.deployed import Deployment, deployment
from tests.contract.escalating import call_for_help
from tests.contract.permissions import allowed
from tests.contract.sam_template import PROJECT, functions

EVENTS = PROJECT / "events"
FUNCTION_OF = {Path(properties["CodeUri"]).name: name for name, properties in functions().items()}

HTTP_STATUS = {
    "health": 200,
    "widget_script": 200,
    "widget_config": 200,
    "visitor_preflight": 200,
    "visitor_session": 200,
    "visitor_ws_ticket": 200,
    "visitor_start_conversation": 201,
    "visitor_send_message": 201,
    "visitor_list_messages": 200,
    "visitor_mark_read": 200,
    "visitor_transcript": 200,
    "agent_sign_in": 200,
    # Their ID tokens are placeholders: only a user pool can sign one.
    "agent_queue": 401,
    "agent_accept": 401,
}
FRAME_TYPE = {
    "ping": "pong",
    "resume": "ack",
    "message_send": "ack",
    "message_read": "ack",
    "typing": "ack",
    "unknown_type": "error",
}


@pytest.fixture
def deployed() -> Iterator[Deployment]:
    with deployment() as made:
        yield made


def event(folder: str, name: str) -> dict[str, Any]:
    return dict(json.loads((EVENTS / folder / f"{name}.json").read_text()))


def names(folder: str) -> set[str]:
    return {sample.stem for sample in (EVENTS / folder).glob("*.json")}


def test_no_sample_is_without_a_test() -> None:
    assert names("http_api") == HTTP_STATUS.keys()
    assert names("websocket") == {"connect", "disconnect", *FRAME_TYPE}
    assert {folder.name for folder in EVENTS.iterdir()} == FUNCTION_OF.keys()


@pytest.mark.parametrize(("name", "status"), HTTP_STATUS.items())
def test_http_request(deployed: Deployment, name: str, status: int) -> None:
    answer = deployed.invoke("HttpApiFunction", event("http_api", name))
    assert answer["statusCode"] == status, answer
    assert deployed.calls <= allowed("HttpApiFunction")


def test_connect(deployed: Deployment) -> None:
    deployed.give_ticket()
    assert deployed.invoke("WebSocketFunction", event("websocket", "connect")) == {"statusCode": 200}
    assert deployed.calls <= allowed("WebSocketFunction")


@pytest.mark.parametrize(("name", "answered"), FRAME_TYPE.items())
def test_frame(deployed: Deployment, name: str, answered: str) -> None:
    deployed.connect()
    answer = deployed.invoke("WebSocketFunction", event("websocket", name))
    frame = json.loads(answer["body"])
    assert frame["type"] == answered, frame
    assert frame["request_id"] == json.loads(event("websocket", name)["body"])["request_id"]
    assert deployed.calls <= allowed("WebSocketFunction")


def test_calls_are_seen(deployed: Deployment) -> None:
    """A test of permissions that sees no calls would pass for ever."""
    deployed.connect()
    deployed.invoke("WebSocketFunction", event("websocket", "message_send"))
    assert deployed.calls >= {
        ("dynamodb:PutItem", "MessagesTable"),
        ("dynamodb:Query", "ConnectionsTable"),
        ("execute-api:ManageConnections", "WebSocketApi"),
    }


def test_disconnect(deployed: Deployment) -> None:
    deployed.connect()
    assert deployed.invoke("WebSocketFunction", event("websocket", "disconnect")) == {"statusCode": 200}
    assert deployed.calls <= allowed("WebSocketFunction")


@pytest.mark.parametrize("name", sorted(names("table_stream")))
def test_stream_records(deployed: Deployment, name: str) -> None:
    deployed.connect()
    answer = deployed.invoke("TableStreamFunction", event("table_stream", name))
    assert answer == {"batchItemFailures": []}
    assert deployed.calls <= allowed("TableStreamFunction")


@pytest.mark.parametrize("name", sorted(names("indexer")))
def test_articles_that_have_changed(deployed: Deployment, name: str) -> None:
    """Of a tenant who has none in the table any more: there is nothing to build."""
    answer = deployed.invoke("IndexerFunction", event("indexer", name))
    assert answer == {"batchItemFailures": []}
    assert ("dynamodb:Query", "ArticlesTable") in deployed.calls
    assert deployed.calls <= allowed("IndexerFunction")


@pytest.mark.parametrize("name", sorted(names("analytics")))
def test_what_counts(deployed: Deployment, name: str) -> None:
    answer = deployed.invoke("AnalyticsFunction", event("analytics", name))
    assert answer == {"batchItemFailures": []}
    assert ("dynamodb:PutItem", "CountersTable") in deployed.calls
    assert deployed.calls <= allowed("AnalyticsFunction")


@pytest.mark.parametrize("name", sorted(names("bot")))
def test_bot_jobs(deployed: Deployment, name: str) -> None:
    """Of a conversation that people have: there is nothing for the bot to do."""
    answer = deployed.invoke("BotFunction", event("bot", name))
    assert answer == {"batchItemFailures": []}
    assert ("dynamodb:GetItem", "ConversationsTable") in deployed.calls
    assert deployed.calls <= allowed("BotFunction")


@pytest.mark.parametrize("name", sorted(names("push")))
def test_push_jobs(deployed: Deployment, name: str) -> None:
    """Of a conversation that is not there: nobody is told, and nothing comes again."""
    answer = deployed.invoke("PushFunction", event("push", name))
    assert answer == {"batchItemFailures": []}
    assert ("dynamodb:GetItem", "ConversationsTable") in deployed.calls
    assert deployed.calls <= allowed("PushFunction")


@pytest.mark.parametrize("name", sorted(names("webhooks")))
def test_webhook_jobs(deployed: Deployment, name: str) -> None:
    """Of a webhook that is not there: nobody is told, and nothing comes again."""
    answer = deployed.invoke("WebhookFunction", event("webhooks", name))
    assert answer == {"batchItemFailures": []}
    assert ("dynamodb:GetItem", "DirectoryTable") in deployed.calls
    assert deployed.calls <= allowed("WebhookFunction")


@pytest.mark.parametrize("name", sorted(names("escalation")))
def test_escalation_steps(deployed: Deployment, name: str) -> None:
    call_for_help(deployed, deployed.conversation_id)
    assert event("escalation", name)["conversation_id"] == deployed.conversation_id
    ways = {"offer": {"way": "wait"}, "ticket": {"way": "tell"}}
    assert deployed.invoke("EscalationFunction", event("escalation", name)) == ways.get(name, {})
    assert deployed.calls <= allowed("EscalationFunction")


@pytest.mark.parametrize("name", sorted(names("timers")))
def test_schedule(deployed: Deployment, name: str) -> None:
    assert deployed.invoke("TimersFunction", event("timers", name)) is None
    assert deployed.calls <= allowed("TimersFunction")
