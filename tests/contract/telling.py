"""A tenant's webhook: kept by an admin, told of what happens, and failing at first."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import boto3

from frontdesk.adapters.dynamodb_webhooks import DynamoWebhooks
from frontdesk.adapters.http_webhooks import HttpWebhooks
from frontdesk.contract.webhook_job import body_of
from frontdesk.domain.webhook import Webhook
from frontdesk.domain.webhook_delivery import Reply, WebhookJob
from frontdesk.domain.webhook_event import SUBSCRIBABLE, EventType, WebhookEvent, of_message
from tests.contract.deployed import TENANT, Deployment
from tests.fakes.system import START
from tests.integration.http.client import AGENT, Client

URL = "https://hooks.example.com/desk"
WEBHOOK = "whk_sample"


def add_webhook() -> None:
    DynamoWebhooks().add(
        Webhook(
            tenant_id=TENANT,
            id=WEBHOOK,
            url=URL,
            events=frozenset(SUBSCRIBABLE),
            secret="whsec_c2VjcmV0",
            created_at=START,
            updated_at=START,
        )
    )


def manage_webhooks(ask: Client) -> None:
    """As an admin, who tries it out and takes it away again."""
    made = ask("POST", f"{AGENT}/webhooks", {"url": URL, "events": ["message.created"]}, token="admin")
    own = f"{AGENT}/webhooks/{made.json['webhook']['id']}"
    assert ask("GET", f"{AGENT}/webhooks", token="admin").json["items"] == [made.json["webhook"]]
    assert ask("PATCH", own, {"description": "CRM"}, token="admin").json["description"] == "CRM"
    assert ask("POST", f"{own}/rotate-secret", token="admin").status == 200
    sent = ask("POST", f"{own}/test", token="admin").json
    assert ask("GET", f"{own}/deliveries", token="admin").json["items"] == [sent]
    assert ask("POST", f"{own}/deliveries/{sent['id']}/resend", token="admin").status == 202
    assert ask("DELETE", own, token="admin").status == 204


@contextmanager
def receiver(*statuses: int) -> Iterator[list[str]]:
    """Answers so, in this order; what it was told of, by type."""
    told: list[str] = []
    answers = iter(statuses)

    def send(_sender: HttpWebhooks, _webhook: Webhook, event: WebhookEvent, *_: Any) -> Reply:
        told.append(event.type.value)
        return Reply(status=next(answers))

    with patch.object(HttpWebhooks, "send", send):
        yield told


def webhook_jobs(deployed: Deployment) -> dict[str, Any]:
    """A message and its conversation, received from the queue as Lambda receives them."""
    client = boto3.client("sqs")
    url = client.get_queue_url(QueueName="WebhookQueue")["QueueUrl"]
    started = WebhookEvent(
        tenant_id=TENANT,
        type=EventType.CONVERSATION_STARTED,
        subject_id=deployed.conversation_id,
        number=1,
        at=START,
    )
    for event in (of_message(TENANT, deployed.conversation_id, 1, START), started):
        client.send_message(QueueUrl=url, MessageBody=body_of(WebhookJob(webhook_id=WEBHOOK, event=event)))
    received = client.receive_message(
        QueueUrl=url, MaxNumberOfMessages=10, MessageSystemAttributeNames=["ApproximateReceiveCount"]
    )
    return {
        "Records": [
            {
                "messageId": message["MessageId"],
                "receiptHandle": message["ReceiptHandle"],
                "body": message["Body"],
                "attributes": message["Attributes"],
                "eventSource": "aws:sqs",
            }
            for message in received["Messages"]
        ]
    }
