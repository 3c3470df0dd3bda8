"""An agent with a browser and a phone, a push service that is asked, and jobs in a queue."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import boto3
import urllib3

from frontdesk.adapters.dynamodb_devices import DynamoDevices
from frontdesk.contract.push_job import body_of
from frontdesk.domain.device import Device, DeviceKind
from frontdesk.domain.message import written_by
from frontdesk.domain.notification import PushJob, Reason
from frontdesk.domain.principal import Principal
from frontdesk.use_cases.accept_conversation import accept_conversation
from local.push_browser import Browser
from tests.contract.deployed import TENANT, Deployment
from tests.fakes.people import record_of
from tests.fakes.system import START
from tests.integration.http.client import AGENT, Client

BROWSER = "https://updates.push.services.mozilla.com/wpush/v2/browser"
EXPIRED = "https://fcm.googleapis.com/fcm/send/expired"
BUSY = "https://web.push.apple.com/busy"
STATUSES = {BROWSER: 201, EXPIRED: 410, BUSY: 503}


@contextmanager
def push_services() -> Iterator[list[str]]:
    """What was asked of them, by address."""
    asked: list[str] = []

    def request(_pool: object, _method: str, url: str, **_: Any) -> urllib3.HTTPResponse:
        asked.append(url)
        return urllib3.HTTPResponse(status=STATUSES[url])

    with patch.object(urllib3.PoolManager, "request", request):
        yield asked


def mobile_app() -> str:
    """The ARN of the platform application of an Android app."""
    made = boto3.client("sns").create_platform_application(Name="desk", Platform="GCM", Attributes={})
    return str(made["PlatformApplicationArn"])


def add_devices(agent: Principal, *endpoints: str) -> None:
    keys = Browser.new().keys
    for endpoint in endpoints:
        web = endpoint.startswith("https")
        DynamoDevices().put(
            Device(
                tenant_id=agent.tenant_id,
                agent_id=agent.id,
                id=endpoint.rpartition("/")[2],
                kind=DeviceKind.WEB if web else DeviceKind.FCM,
                endpoint=endpoint,
                public_key=keys["p256dh"] if web else None,
                secret=keys["auth"] if web else None,
                label="A device",
                added_at=START,
            )
        )


def phone(application: str, token: str, *, enabled: bool = True) -> str:
    made = boto3.client("sns").create_platform_endpoint(
        PlatformApplicationArn=application, Token=token, Attributes={"Enabled": str(enabled).lower()}
    )
    return str(made["EndpointArn"])


def hold(deployed: Deployment, agent: Principal) -> None:
    """The sample's conversation is the agent's, and its visitor has written once more: message 3."""
    deployed.desk.agents.enrol(record_of(agent))
    accept_conversation(deployed.desk, agent, deployed.conversation_id)
    draft = written_by(deployed.visitor, client_id="more", content="Are you there?", limit=100)
    assert deployed.desk.log.append(draft.at(TENANT, deployed.conversation_id, 3, deployed.desk.clock.now()))


def jobs(*bodies: str) -> dict[str, Any]:
    """A batch, received from the queue as Lambda receives it."""
    client = boto3.client("sqs")
    url = client.get_queue_url(QueueName="PushQueue")["QueueUrl"]
    for body in bodies:
        client.send_message(QueueUrl=url, MessageBody=body)
    received = client.receive_message(QueueUrl=url, MaxNumberOfMessages=10)["Messages"]
    return {
        "Records": [
            {
                "messageId": message["MessageId"],
                "receiptHandle": message["ReceiptHandle"],
                "body": message["Body"],
                "eventSource": "aws:sqs",
            }
            for message in received
        ]
    }


def job_of_message(deployed: Deployment, agent: Principal, seq: int) -> str:
    return body_of(PushJob(TENANT, deployed.conversation_id, agent.id, Reason.MESSAGE, seq))


def manage_notifications(ask: Client, agent: Principal, application: str) -> None:
    """As an agent whose deployment has an Android app, and who had another phone."""
    add_devices(agent, phone(application, "old", enabled=False))
    keys = Browser.new().keys
    for body in (
        {"kind": "web", "endpoint": BROWSER, "keys": keys},
        {"kind": "fcm", "endpoint": "token-of-a-phone"},
    ):
        assert ask("POST", f"{AGENT}/notifications/devices", body, token="agent").status == 201
    for path in ("", "/settings", "/web-push-key", "/devices"):
        assert ask("GET", f"{AGENT}/notifications{path}", token="agent").status == 200
    assert ask("PUT", f"{AGENT}/notifications/settings", {"sounds": False}, token="agent").status == 200
    assert ask("POST", f"{AGENT}/notifications/read", {}, token="agent").json == {"unread_count": 0}
    with push_services():
        assert ask("POST", f"{AGENT}/notifications/test", token="agent").json == {"reached": 2}
    for device in ask("GET", f"{AGENT}/notifications/devices", token="agent").json["items"]:
        own = f"{AGENT}/notifications/devices/{device['id']}"
        assert ask("DELETE", own, token="agent").status == 204
