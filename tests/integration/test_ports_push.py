"""The ports of push notifications: lists and claims, devices, and the queue; in memory, and in DynamoDB and SQS."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import boto3
import pytest
from botocore.session import get_session

from frontdesk.adapters.dynamodb_devices import DynamoDevices, DynamoVapidKey
from frontdesk.adapters.dynamodb_notifications import RETENTION, DynamoNotifications
from frontdesk.adapters.sqs_push_queue import SqsPushInbox, SqsPushQueue
from frontdesk.contract.push_job import body_of, job_of
from frontdesk.domain.agent_settings import AgentSettings, QuietHours
from frontdesk.domain.device import Device, DeviceKind
from frontdesk.domain.errors import Busy, InvalidInput
from frontdesk.domain.notification import Notification, PushJob, Reason
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.push_ports import CLAIM, Claim, Devices, Notifications, PushQueue
from tests.fakes import make_desk
from tests.fakes.people import ADA, BEN, TENANT
from tests.fakes.push import FakeDevices, FakeNotifications, FakePushQueue
from tests.fakes.scenes import agent_of
from tests.fakes.system import START, FakeClock
from tests.integration.cloud import Tables

PHONE, LAPTOP = "phone", "laptop"
OTHER_TENANT = "elsewhere"


@pytest.fixture
def notifications(real: bool, clock: FakeClock) -> Notifications:
    return DynamoNotifications(clock) if real else FakeNotifications(clock)


@pytest.fixture
def devices(real: bool) -> Devices:
    return DynamoDevices() if real else FakeDevices()


def a_notification(number: int = 1, **changes: Any) -> Notification:
    plain = Notification(
        tenant_id=TENANT,
        agent_id=ADA.id,
        conversation_id="conversation-1",
        reason=Reason.MESSAGE,
        number=number,
        title="Vera",
        preview=f"message {number}",
        created_at=START + timedelta(seconds=number),
    )
    return replace(plain, **changes)


def a_device(device_id: str = PHONE, agent_id: str = ADA.id, *, added: int = 0, **changes: Any) -> Device:
    plain = Device(
        tenant_id=TENANT,
        agent_id=agent_id,
        id=device_id,
        kind=DeviceKind.WEB,
        endpoint=f"https://push.example/{device_id}",
        public_key="key",
        secret="secret",
        label="Firefox",
        added_at=START + timedelta(seconds=added),
    )
    return replace(plain, **changes)


# --- the list -----------------------------------------------------------------------------------------------------


def listed(notifications: Notifications, agent_id: str = ADA.id, limit: int = 50) -> list[Notification]:
    return [*notifications.of_agent(TENANT, agent_id, None, limit).items]


def test_a_notification_is_listed_as_it_was_added(notifications: Notifications) -> None:
    message = a_notification()
    assignment = a_notification(2, reason=Reason.ASSIGNED, preview=None, created_at=START + timedelta(microseconds=7))
    assert notifications.add(message)
    assert notifications.add(assignment)
    assert listed(notifications) == [message, assignment]


def test_the_same_notification_is_added_once(notifications: Notifications) -> None:
    assert notifications.add(a_notification())
    notifications.mark_read([a_notification()])
    assert not notifications.add(a_notification())
    assert [one.read for one in listed(notifications)] == [True]


def test_a_list_is_the_agents_own_the_latest_first(notifications: Notifications) -> None:
    for number in (2, 3, 1):
        notifications.add(a_notification(number))
    notifications.add(a_notification(4, agent_id=BEN.id))
    notifications.add(a_notification(5, tenant_id=OTHER_TENANT))
    assert [one.number for one in listed(notifications)] == [3, 2, 1]
    assert [one.number for one in listed(notifications, BEN.id)] == [4]


def test_pages_stand_still_while_notifications_come(notifications: Notifications) -> None:
    for number in range(1, 6):
        notifications.add(a_notification(number))
    page = notifications.of_agent(TENANT, ADA.id, None, 2)
    notifications.add(a_notification(6))
    found = [*page.items]
    while page.next_cursor is not None:
        page = notifications.of_agent(TENANT, ADA.id, page.next_cursor, 2)
        found += page.items
    assert [one.number for one in found] == [5, 4, 3, 2, 1]


@pytest.mark.parametrize(
    "cursor", ["forged", "7", "#", "2026-01-05T09:00:00Z", "2026-01-05T09:00:00Z#\n", "yesterday#1"]
)
def test_a_cursor_of_something_else_is_refused(notifications: Notifications, cursor: str) -> None:
    with pytest.raises(InvalidInput, match="cursor"):
        notifications.of_agent(TENANT, ADA.id, cursor, 2)


def test_what_is_read_is_no_longer_unread(notifications: Notifications) -> None:
    first, second = a_notification(1), a_notification(2)
    for one in (first, second):
        notifications.add(one)
    assert notifications.unread(TENANT, ADA.id) == [second, first]
    notifications.mark_read([first])
    assert notifications.unread(TENANT, ADA.id) == [second]
    assert [one.read for one in listed(notifications)] == [False, True]


def test_what_has_expired_is_not_there_again_because_it_is_read(notifications: Notifications) -> None:
    notifications.mark_read([a_notification()])
    assert listed(notifications) == []


def test_unread_are_those_of_the_last_hundred(notifications: Notifications) -> None:
    for number in range(1, 103):
        notifications.add(a_notification(number))
    unread = notifications.unread(TENANT, ADA.id)
    assert (len(unread), unread[0].number, unread[-1].number) == (100, 102, 3)


def test_notifications_and_claims_go_after_thirty_days(module_desk: Desk, tables: Tables, clock: FakeClock) -> None:
    stored = DynamoNotifications(clock)
    stored.add(a_notification())
    stored.claim(a_notification(), PHONE)
    stored.mark_pushed(a_notification(), LAPTOP)
    ends = {int(row["expires_at"]["N"]) for row in tables.rows("DirectoryTable")}
    assert {end // 60 for end in ends} == {int((START + RETENTION).timestamp()) // 60}


# --- claims -------------------------------------------------------------------------------------------------------


def test_a_push_is_claimed_once(notifications: Notifications) -> None:
    assert notifications.claim(a_notification(), PHONE) is Claim.OURS
    assert notifications.claim(a_notification(), PHONE) is Claim.ANOTHERS


def test_each_device_and_each_notification_is_claimed_for_itself(notifications: Notifications) -> None:
    for one in (a_notification(1), a_notification(2), a_notification(1, agent_id=BEN.id)):
        for device_id in (PHONE, LAPTOP):
            assert notifications.claim(one, device_id) is Claim.OURS


def test_what_is_pushed_is_never_claimed_again(notifications: Notifications, clock: FakeClock) -> None:
    notifications.claim(a_notification(), PHONE)
    notifications.mark_pushed(a_notification(), PHONE)
    clock.advance(hours=1)
    assert notifications.claim(a_notification(), PHONE) is Claim.PUSHED


def test_what_was_released_is_free(notifications: Notifications) -> None:
    notifications.claim(a_notification(), PHONE)
    notifications.release(a_notification(), PHONE)
    assert notifications.claim(a_notification(), PHONE) is Claim.OURS


def test_a_claim_ends(notifications: Notifications, clock: FakeClock) -> None:
    notifications.claim(a_notification(), PHONE)
    clock.advance(seconds=CLAIM.total_seconds())
    assert notifications.claim(a_notification(), PHONE) is Claim.ANOTHERS
    clock.advance(seconds=1)
    assert notifications.claim(a_notification(), PHONE) is Claim.OURS
    assert notifications.claim(a_notification(), PHONE) is Claim.ANOTHERS


# --- devices ------------------------------------------------------------------------------------------------------


def test_devices_are_kept_as_they_were_added_in_that_order(devices: Devices) -> None:
    phone = a_device(PHONE, added=2, kind=DeviceKind.FCM, public_key=None, secret=None)
    laptop = a_device(LAPTOP, added=1)
    for device in (phone, laptop, a_device("bens", BEN.id), a_device("theirs", tenant_id=OTHER_TENANT)):
        devices.put(device)
    assert devices.of_agent(TENANT, ADA.id) == [laptop, phone]


def test_the_same_device_again_takes_its_own_place(devices: Devices) -> None:
    devices.put(a_device())
    changed = a_device(public_key="another", label="Renamed", added=9)
    devices.put(changed)
    assert devices.of_agent(TENANT, ADA.id) == [changed]


@pytest.mark.parametrize("taken", [a_device(agent_id=BEN.id), a_device(tenant_id=OTHER_TENANT)])
def test_a_device_belongs_to_whoever_added_it_last(devices: Devices, taken: Device) -> None:
    devices.put(a_device())
    devices.put(taken)
    assert devices.of_agent(TENANT, ADA.id) == []
    assert devices.of_agent(taken.tenant_id, taken.agent_id) == [taken]
    devices.remove(TENANT, ADA.id, PHONE)
    assert devices.of_agent(taken.tenant_id, taken.agent_id) == [taken]
    devices.put(a_device())
    assert devices.of_agent(taken.tenant_id, taken.agent_id) == []


def test_a_device_that_is_removed_is_gone_and_removing_it_again_is_fine(devices: Devices) -> None:
    devices.put(a_device())
    for _ in range(2):
        devices.remove(TENANT, ADA.id, PHONE)
    assert devices.of_agent(TENANT, ADA.id) == []


def test_nothing_is_left_of_a_device_that_is_removed(module_desk: Desk, tables: Tables) -> None:
    DynamoDevices().put(a_device())
    DynamoDevices().remove(TENANT, ADA.id, PHONE)
    assert tables.rows("DirectoryTable") == []


# --- settings and the key -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("where", ["in memory", "in DynamoDB"])
def test_how_an_agent_wants_to_be_reached_is_kept(request: pytest.FixtureRequest, where: str) -> None:
    desk: Desk = make_desk() if where == "in memory" else request.getfixturevalue("desk")
    before = agent_of(desk, ADA)
    night = QuietHours(start=(START + timedelta(hours=13)).time(), end=START.time(), time_zone="Asia/Jakarta")
    wanted = AgentSettings(sounds=False, preview=False, while_offline=True, quiet_hours=night)
    assert before.settings == AgentSettings()
    assert desk.agents.edit(before, replace(before, settings=wanted))
    assert agent_of(desk, ADA).settings == wanted
    assert not desk.agents.edit(before, replace(before, settings=AgentSettings(sounds=False)))


def test_the_deployments_key_is_the_first_that_anybody_made(module_desk: Desk, tables: Tables) -> None:
    assert DynamoVapidKey().private_key(lambda: "first") == "first"
    assert DynamoVapidKey().private_key(lambda: "second") == "first"


def test_of_two_who_make_the_key_at_once_one_wins(module_desk: Desk, tables: Tables) -> None:
    def slowly() -> str:
        assert DynamoVapidKey().private_key(lambda: "faster") == "faster"
        return "slower"

    assert DynamoVapidKey().private_key(slowly) == "faster"


# --- the queue ----------------------------------------------------------------------------------------------------


@dataclass
class Queue:
    """What a test can see of a queue, real or not."""

    port: PushQueue
    fake: FakePushQueue | None
    client: Any = None
    url: str = ""
    dead_letters: str = ""

    def jobs(self) -> list[PushJob]:
        if self.fake is not None:
            return self.fake.jobs
        return [job_of(message["Body"]) for message in self.messages(self.url)]

    def messages(self, url: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        while True:
            several = self.client.receive_message(
                QueueUrl=url, MaxNumberOfMessages=10, VisibilityTimeout=60, MessageSystemAttributeNames=["All"]
            ).get("Messages", [])
            if not several:
                return found
            found += several


@pytest.fixture
def queue(real: bool) -> Iterator[Queue]:
    if not real:
        fake = FakePushQueue()
        yield Queue(fake, fake)
        return
    client = boto3.client("sqs")
    url, dead_letters = (client.create_queue(QueueName=name)["QueueUrl"] for name in ("pushes", "dead"))
    yield Queue(SqsPushQueue(get_session(), url), None, client, url, dead_letters)
    for each in (url, dead_letters):
        client.delete_queue(QueueUrl=each)


def some_jobs(count: int) -> list[PushJob]:
    return [PushJob(TENANT, "conversation-1", ADA.id, Reason.MESSAGE, number) for number in range(count)]


@pytest.mark.parametrize("count", [0, 1, 10, 23])
def test_every_job_comes_out_of_the_queue(queue: Queue, count: int) -> None:
    queue.port.put(some_jobs(count))
    assert sorted(queue.jobs(), key=lambda job: job.number) == some_jobs(count)


@pytest.fixture
def sqs(module_desk: Desk) -> Iterator[Queue]:
    client = boto3.client("sqs")
    url, dead_letters = (client.create_queue(QueueName=name)["QueueUrl"] for name in ("pushes", "dead"))
    yield Queue(SqsPushQueue(get_session(), url), None, client, url, dead_letters)
    for each in (url, dead_letters):
        client.delete_queue(QueueUrl=each)


def test_a_tenants_jobs_are_a_group_and_say_nothing_of_what_was_said(sqs: Queue) -> None:
    sqs.port.put(some_jobs(1))
    (message,) = sqs.messages(sqs.url)
    assert message["Attributes"]["MessageGroupId"] == TENANT
    assert json.loads(message["Body"]).keys() == {"tenant_id", "conversation_id", "agent_id", "reason", "number"}


def test_a_job_is_postponed_and_buried(sqs: Queue) -> None:
    inbox = SqsPushInbox(get_session(), sqs.url, sqs.dead_letters)
    sqs.port.put(some_jobs(1))
    (message,) = sqs.messages(sqs.url)
    inbox.postpone(message["ReceiptHandle"], 0)
    (again,) = sqs.messages(sqs.url)
    assert again["MessageId"] == message["MessageId"]
    inbox.bury(again["Body"])
    assert [dead["Body"] for dead in sqs.messages(sqs.dead_letters)] == [body_of(some_jobs(1)[0])]


def test_a_queue_that_does_not_answer_is_busy(module_desk: Desk) -> None:
    nowhere = "https://sqs.us-east-1.amazonaws.com/123456789012/nowhere"
    inbox = SqsPushInbox(get_session(), nowhere, nowhere)
    with pytest.raises(Busy):
        SqsPushQueue(get_session(), nowhere).put(some_jobs(1))
    with pytest.raises(Busy):
        inbox.bury("nonsense")
    with pytest.raises(Busy):
        inbox.postpone("receipt", 1)
