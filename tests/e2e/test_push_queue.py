"""Jobs in a real queue: duplicates, failures, dead letters, and many at once. Jobs are put in by hand."""

import json
import time
from collections import Counter
from collections.abc import Iterator
from functools import cache

import httpx
import pytest

from local.testing import RunningStack, Subscription, wait_for
from tests.e2e.people import Person, client_id, new_visitor, signed_in_agent, start
from tests.e2e.push_jobs import Queue, queue_of
from tests.figures import Tell

BURST = 500
ASSIGNMENTS = 100
BURST_SECONDS = 180


@pytest.fixture(scope="module")
def queue(stack: RunningStack) -> Queue:
    return queue_of(stack)


@pytest.fixture(scope="module")
def citra(http: httpx.Client, stack: RunningStack) -> Person:
    return signed_in_agent(http, stack, "citra@demo.example")


@pytest.fixture(scope="module")
def sari(http: httpx.Client, stack: RunningStack) -> Person:
    return new_visitor(http, stack)


@pytest.fixture
def subscription(stack: RunningStack, citra: Person) -> Iterator[Subscription]:
    made = stack.subscribe()
    device = citra.post("/notifications/devices", {"kind": "web", "endpoint": made.endpoint, "keys": made.keys})
    yield made
    path = f"{citra.base}/notifications/devices/{device.json()['id']}"
    assert citra.http.delete(path, headers=citra.headers).status_code == 204


@pytest.fixture
def held(citra: Person, sari: Person) -> Iterator[str]:
    """By an agent who is online, on another page."""
    with citra.here():
        conversation_id = start(sari)
        assert citra.post(f"/conversations/{conversation_id}/accept").status_code == 200
        yield conversation_id
    citra.post(f"/conversations/{conversation_id}/resolve")


@pytest.fixture(autouse=True)
def _no_dead(queue: Queue) -> Iterator[None]:
    yield
    queue.forget_the_dead()


@cache
def _id_of(token: str, http: httpx.Client, base: str) -> str:
    return str(http.get(f"{base}/agents/me", headers={"Authorization": token}).json()["id"])


def me(agent: Person) -> str:
    return _id_of(agent.headers["Authorization"], agent.http, agent.base)


def job(citra: Person, conversation_id: str, number: int, reason: str = "message") -> str:
    agent_id = me(citra)
    return json.dumps(
        {
            "tenant_id": "demo",
            "conversation_id": conversation_id,
            "agent_id": agent_id,
            "reason": reason,
            "number": number,
        }
    )


def write(sari: Person, conversation_id: str) -> int:
    body = {"client_id": client_id(), "content": "Hello?"}
    seq: int = sari.post(f"/conversations/{conversation_id}/messages", body).json()["message"]["seq"]
    return seq


def test_a_job_that_comes_many_times_is_one_push(
    queue: Queue, citra: Person, sari: Person, held: str, subscription: Subscription
) -> None:
    seq = write(sari, held)
    queue.put(*[job(citra, held, seq)] * 20)
    wait_for(lambda: subscription.given() and queue.left() == 0)
    assert len(subscription.given()) == subscription.requests() == 1


def test_poison_is_with_the_dead_letters_at_once_and_the_rest_of_its_batch_is_done(
    queue: Queue, citra: Person, sari: Person, held: str, subscription: Subscription
) -> None:
    queue.put("no job at all", job(citra, held, write(sari, held)))
    assert [dead["Body"] for dead in wait_for(queue.dead)] == ["no job at all"]
    assert wait_for(subscription.given)
    wait_for(lambda: queue.left() == 0)


def test_what_a_push_service_refuses_is_buried_and_sent_when_it_is_redriven(
    queue: Queue, sari: Person, held: str, subscription: Subscription
) -> None:
    subscription.answer_next(400)
    seq = write(sari, held)
    (dead,) = wait_for(queue.dead)
    assert json.loads(dead["Body"])["number"] == seq
    assert subscription.given() == []
    queue.redrive()
    assert len(wait_for(subscription.given)) == 1
    assert wait_for(lambda: not queue.dead())


def test_a_batch_keeps_what_failed_and_only_that(
    queue: Queue, sari: Person, held: str, subscription: Subscription
) -> None:
    subscription.answer_next(500, retry_after=1)
    for _ in range(3):
        write(sari, held)
    wait_for(lambda: len(subscription.given()) == 3)
    wait_for(lambda: queue.left() == 0)
    assert subscription.requests() == 4
    assert len({given["payload"]["id"] for given in subscription.given()}) == 3


def test_what_fails_five_times_is_with_the_dead_letters_and_can_be_redriven(
    queue: Queue, sari: Person, held: str, subscription: Subscription
) -> None:
    subscription.answer_next(*[503] * 5, retry_after=0)
    write(sari, held)
    wait_for(queue.dead)
    assert (subscription.requests(), subscription.given()) == (5, [])
    queue.redrive()
    assert len(wait_for(subscription.given)) == 1


def test_five_hundred_jobs_at_once(
    queue: Queue, citra: Person, held: str, subscription: Subscription, tell: Tell
) -> None:
    """Of assignments, which need no message; each job comes five times, some of them at the same moment."""
    bodies = [job(citra, held, number, "assigned") for number in range(ASSIGNMENTS)]
    began = time.monotonic()
    queue.put(*(bodies * (BURST // ASSIGNMENTS)))
    wait_for(lambda: queue.left() == 0, BURST_SECONDS)
    seconds = time.monotonic() - began
    pushed = Counter(given["payload"]["id"] for given in subscription.given())
    expected = {f"{held}-a{number}" for number in range(ASSIGNMENTS)}
    missing, extra = expected - pushed.keys(), sum(pushed.values()) - len(expected & pushed.keys())
    tell(
        f"{BURST} jobs of {ASSIGNMENTS} notifications: {sum(pushed.values())} pushes, {len(expected)} expected, "
        f"{len(missing)} missing, {extra} extra, {seconds:.1f} s"
    )
    assert (missing, extra) == (set(), 0)
    assert queue.dead() == []
