"""What an agent's browser is given by its push service, from a visitor's message to what the browser reads."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from local.testing import RunningStack, Subscription, wait_for
from tests.e2e.people import Person, client_id, new_visitor, signed_in_agent, start
from tests.e2e.push_jobs import Queue, queue_of

CONTENT = "Where is my parcel?"


@dataclass
class Device:
    """A browser of Budi's that has allowed notifications."""

    agent: Person
    subscription: Subscription
    id: str

    @classmethod
    def of(cls, agent: Person, stack: RunningStack) -> "Device":
        made = stack.subscribe()
        body = {"kind": "web", "endpoint": made.endpoint, "keys": made.keys, "label": "Firefox on Linux"}
        answer = agent.post("/notifications/devices", body)
        assert answer.status_code == 201, answer.text
        return cls(agent, made, answer.json()["id"])

    def given(self, conversation_id: str) -> list[dict[str, Any]]:
        return [one for one in self.subscription.given() if one["payload"]["conversation_id"] == conversation_id]

    def remove(self) -> None:
        path = f"{self.agent.base}/notifications/devices/{self.id}"
        assert self.agent.http.delete(path, headers=self.agent.headers).status_code == 204


@pytest.fixture(scope="module")
def ana(http: httpx.Client, stack: RunningStack) -> Person:
    return signed_in_agent(http, stack, "ana@demo.example")


@pytest.fixture(scope="module")
def budi(http: httpx.Client, stack: RunningStack) -> Person:
    return signed_in_agent(http, stack, "budi@demo.example")


@pytest.fixture(scope="module")
def queue(stack: RunningStack) -> Queue:
    return queue_of(stack)


@pytest.fixture
def sari(http: httpx.Client, stack: RunningStack) -> Person:
    return new_visitor(http, stack, "Sari")


@pytest.fixture
def device(stack: RunningStack, budi: Person) -> Iterator[Device]:
    made = Device.of(budi, stack)
    yield made
    made.remove()


@pytest.fixture(autouse=True)
def _budi_is_online(budi: Person) -> Iterator[None]:
    """On a page that shows no conversation; who is gone would lose what they hold to the queue."""
    with budi.here():
        yield
    for item in budi.get("/conversations", scope="mine").json()["items"]:
        if item["status"] in ("active", "waiting"):
            budi.post(f"/conversations/{item['id']}/resolve")


def held_by(agent: Person, visitor: Person) -> str:
    """A conversation that the agent has taken."""
    conversation_id = start(visitor)
    assert agent.post(f"/conversations/{conversation_id}/accept").status_code == 200
    return conversation_id


def write(visitor: Person, conversation_id: str, content: str = CONTENT) -> None:
    body = {"client_id": client_id(), "content": content}
    assert visitor.post(f"/conversations/{conversation_id}/messages", body).status_code == 201


def test_an_agent_without_an_open_page_reads_the_visitors_words(device: Device, budi: Person, sari: Person) -> None:
    conversation_id = held_by(budi, sari)
    write(sari, conversation_id)
    given = wait_for(lambda: device.given(conversation_id))
    assert len(given) == 1
    payload = given[0]["payload"]
    assert payload.pop("created_at")
    assert payload.pop("id") == f"{conversation_id}-m3"
    assert payload == {
        "title": "Sari",
        "body": CONTENT,
        "conversation_id": conversation_id,
        "reason": "message",
        "urgent": False,
        "silent": False,
        "count": 1,
    }
    assert (given[0]["urgency"], given[0]["ttl"]) == ("normal", 14_400)


def test_who_looks_at_a_conversation_is_told_of_the_others_alone(
    device: Device, queue: Queue, budi: Person, sari: Person
) -> None:
    looked_at, other = held_by(budi, sari), held_by(budi, sari)
    with budi.line() as line:
        line.ask(type="conversation.view", conversation_id=looked_at)
        write(sari, looked_at)
        write(sari, other)
        wait_for(lambda: device.given(other))
        wait_for(lambda: queue.left() == 0)
        line.ask(type="conversation.unview", conversation_id=looked_at)
        write(sari, looked_at, "Are you there?")
        given = wait_for(lambda: device.given(looked_at))
    assert [one["payload"]["body"] for one in given] == ["Are you there?"]


def test_a_sleeping_browser_wakes_up_to_one_notification_with_a_count(
    device: Device, queue: Queue, budi: Person, sari: Person
) -> None:
    conversation_id = held_by(budi, sari)
    device.subscription.connect(online=False)
    for number in range(4):
        write(sari, conversation_id, f"Message {number}")

    def last() -> Any:
        return [one for one in device.subscription.waiting() if one["payload"]["count"] == 4]

    wait_for(last)
    wait_for(lambda: queue.left() == 0)
    device.subscription.connect(online=True)
    (given,) = device.given(conversation_id)
    assert given["payload"]["body"] == "Message 3 (4 new)"


def test_a_transfer_is_urgent(device: Device, ana: Person, budi: Person, sari: Person) -> None:
    me = budi.get("/agents/me").json()
    with ana.here():
        conversation_id = held_by(ana, sari)
        moved = ana.post(f"/conversations/{conversation_id}/transfer", {"agent_id": me["id"], "reason": "Yours"})
        assert moved.status_code == 200, moved.text
        (given,) = wait_for(lambda: device.given(conversation_id))
    assert given["urgency"] == "high"
    assert given["payload"]["urgent"]
    assert given["payload"]["reason"] == "assigned"
    assert given["payload"]["body"] == "Transferred by Ana Putri"


def test_a_subscription_that_has_expired_is_forgotten_and_the_others_are_served(
    stack: RunningStack, device: Device, budi: Person, sari: Person
) -> None:
    expired = Device.of(budi, stack)
    expired.subscription.expire()
    conversation_id = held_by(budi, sari)
    write(sari, conversation_id)
    wait_for(lambda: device.given(conversation_id))

    def known() -> set[str]:
        return {item["id"] for item in budi.get("/notifications/devices").json()["items"]}

    wait_for(lambda: known() == {device.id})
    assert expired.subscription.requests() == 1


def test_a_service_that_is_busy_is_asked_again_after_the_time_it_names(
    device: Device, budi: Person, sari: Person
) -> None:
    device.subscription.answer_next(429, 503, retry_after=1)
    conversation_id = held_by(budi, sari)
    write(sari, conversation_id)
    assert len(wait_for(lambda: device.given(conversation_id))) == 1
    assert device.subscription.requests() == 3


def test_the_list_tells_what_happened_and_what_is_unread(budi: Person, sari: Person) -> None:
    budi.post("/notifications/read", {})
    conversation_id = held_by(budi, sari)
    with budi.line() as line:
        write(sari, conversation_id)
        created = line.hear("notification.created")["notification"]
    assert (created["conversation_id"], created["title"], created["read"]) == (conversation_id, "Sari", False)
    listed = budi.get("/notifications").json()
    assert (listed["items"][0], listed["unread_count"]) == (created, 1)
    assert budi.post("/notifications/read", {"conversation_id": conversation_id}).json() == {"unread_count": 0}
    assert budi.get("/notifications").json()["items"][0]["read"]


def test_a_test_notification_reaches_every_device(device: Device, stack: RunningStack, budi: Person) -> None:
    second = Device.of(budi, stack)
    assert budi.post("/notifications/test").json() == {"reached": 2}
    for each in (device, second):
        assert [one["payload"]["conversation_id"] for one in each.subscription.given()] == ["test"]
    second.remove()


def test_a_browser_that_somebody_else_uses_now_is_theirs(
    device: Device, stack: RunningStack, ana: Person, budi: Person
) -> None:
    made = device.subscription
    body = {"kind": "web", "endpoint": made.endpoint, "keys": made.keys, "label": "The same one"}
    taken = ana.post("/notifications/devices", body).json()
    assert taken["id"] == device.id
    assert budi.get("/notifications/devices").json()["items"] == []
    assert ana.http.delete(f"{ana.base}/notifications/devices/{device.id}", headers=ana.headers).status_code == 204
