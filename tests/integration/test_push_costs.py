"""What a notification costs: requests to SQS, DynamoDB and push services."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import boto3
import pytest
import urllib3
from botocore.client import BaseClient
from botocore.session import get_session

from frontdesk.adapters.sqs_push_queue import SqsPushQueue
from frontdesk.bootstrap_push import make_push_desk
from frontdesk.domain.device import Device, DeviceKind
from frontdesk.domain.notification import PushJob, Reason
from frontdesk.use_cases.accept_conversation import accept_conversation
from frontdesk.use_cases.notify_agent import notify_agent
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.push_ports import PushDesk
from frontdesk.use_cases.view_conversation import view
from local.push_browser import Browser
from tests.fakes.people import ADA, TENANT, VERA_HERSELF
from tests.fakes.scenes import connected, online, say, started
from tests.fakes.system import START, FakeClock
from tests.figures import Tell
from tests.integration.capacity import Meter, metered
from tests.integration.cloud import Tables

WORDS = ("I ordered it two weeks ago, and it has not come yet. " * 10)[:500]


@pytest.fixture
def pushes(desk: Desk, clock: FakeClock) -> PushDesk:
    made = make_push_desk(get_session(), clock, "mailto:desk@example.com")
    with push_service():
        made.registry.public_key()  # the key is read once in the life of a function
    return made


@contextmanager
def push_service() -> Iterator[list[str]]:
    asked: list[str] = []

    def request(_pool: object, _method: str, url: str, **_: Any) -> urllib3.HTTPResponse:
        asked.append(url)
        return urllib3.HTTPResponse(status=201)

    with patch.object(urllib3.PoolManager, "request", request):
        yield asked


def add_devices(pushes: PushDesk, count: int) -> None:
    for number in range(count):
        keys = Browser.new().keys
        pushes.devices.put(
            Device(
                tenant_id=TENANT,
                agent_id=ADA.id,
                id=f"device-{number}",
                kind=DeviceKind.WEB,
                endpoint=f"https://push.example/{number}",
                public_key=keys["p256dh"],
                secret=keys["auth"],
                label="Firefox on Linux",
                added_at=START,
            )
        )


def held(desk: Desk) -> str:
    online(desk, ADA)
    conversation = started(desk)
    accept_conversation(desk, ADA, conversation.id)
    return conversation.id


def a_job(desk: Desk, conversation_id: str, words: str = WORDS) -> PushJob:
    seq = say(desk, VERA_HERSELF, conversation_id, words).message.seq
    return PushJob(TENANT, conversation_id, ADA.id, Reason.MESSAGE, seq)


def measured(desk: Desk, pushes: PushDesk, tables: Tables, job: PushJob) -> tuple[Meter, int]:
    with metered(tables) as meter, push_service() as asked:
        notify_agent(desk, pushes, job)
    return meter, len(asked)


def test_what_a_notification_asks_of_the_store_and_of_the_push_services(
    desk: Desk, pushes: PushDesk, tables: Tables, tell: Tell
) -> None:
    conversation_id = held(desk)
    rows: list[tuple[str, Meter, int]] = []

    def measure(name: str, job: PushJob) -> tuple[int, float, float, int]:
        meter, asked = measured(desk, pushes, tables, job)
        rows.append((name, meter, asked))
        return len(meter.calls), meter.reads, meter.writes, asked

    # The conversation, its agent, who looks, the message, the entry, the agent's connections, their devices.
    assert measure("no device", a_job(desk, conversation_id, "One")) == (7, 4.5, 1, 0)
    add_devices(pushes, 1)
    first = a_job(desk, conversation_id, "Two")
    # The unread, a claim, and that it has been sent.
    assert measure("one device", first) == (10, 5, 3, 1)
    # The entry is there, and the claim is looked up.
    assert measure("the same job again", first)[3] == 0
    add_devices(pushes, 3)
    assert measure("three devices", a_job(desk, conversation_id, "Three")) == (14, 5, 7, 3)
    connected(desk, "ada-socket", ADA)
    view(desk, ADA, conversation_id, "ada-socket")
    assert measure("the agent looks at it", a_job(desk, conversation_id, "Four")) == (3, 2.5, 0, 0)
    lines = [f"{'a notification':<26} {'DynamoDB requests':>17} {'read units':>10} {'write units':>11} {'pushes':>6}"]
    lines += [f"{name:<26} {len(m.calls):>17} {m.reads:>10} {m.writes:>11} {asked:>6}" for name, m, asked in rows]
    tell("\n".join(lines))


def test_ten_jobs_are_one_request_to_the_queue(desk: Desk) -> None:
    client = boto3.client("sqs")
    queue = SqsPushQueue(get_session(), client.create_queue(QueueName="pushes")["QueueUrl"])
    asked: list[str] = []
    send = BaseClient._make_api_call  # type: ignore[attr-defined]

    def counted(own: Any, operation: str, arguments: dict[str, Any]) -> Any:
        asked.append(operation)
        return send(own, operation, arguments)

    jobs = [PushJob(TENANT, "conversation-1", ADA.id, Reason.MESSAGE, number) for number in range(10)]
    with patch.object(BaseClient, "_make_api_call", counted):
        queue.put(jobs)
        queue.put([])
    assert asked == ["SendMessageBatch"]
