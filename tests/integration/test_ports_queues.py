"""The Queues port, in memory and in DynamoDB."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from frontdesk.adapters.dynamodb_queues import DynamoQueues
from frontdesk.domain.assignment import released
from frontdesk.domain.escalating import FRONTDESK, Call, escalated
from frontdesk.domain.escalation import EscalationReason, Outcome
from frontdesk.domain.vocabulary import Status
from frontdesk.use_cases.load_ports import Pending, Queues
from frontdesk.use_cases.ports import Conversations, Desk
from tests.fakes import make_desk
from tests.fakes.people import ADA, a_conversation
from tests.fakes.queues import FakeQueues
from tests.fakes.system import START

Both = tuple[Conversations, Queues]
CALL = Call(reason=EscalationReason.QUEUE_SLA, by=FRONTDESK)


def in_memory(_request: pytest.FixtureRequest) -> Both:
    conversations = make_desk().conversations
    return conversations, FakeQueues(conversations)


def in_dynamodb(request: pytest.FixtureRequest) -> Both:
    desk: Desk = request.getfixturevalue("desk")
    return desk.conversations, DynamoQueues()


@pytest.fixture(params=[in_memory, in_dynamodb], ids=["memory", "dynamodb"])
def both(request: pytest.FixtureRequest) -> Both:
    make: Callable[[pytest.FixtureRequest], Both] = request.param
    return make(request)


def test_nobody_waits_where_nobody_has_come(both: Both) -> None:
    _, queues = both
    assert queues.pending(10) == Pending()


def test_who_waits_is_counted_over_all_tenants_whether_called_for_or_not(both: Both) -> None:
    conversations, queues = both
    for number, tenant_id in enumerate(("acme", "other", "third")):
        since = START + timedelta(seconds=number)
        conversations.create(a_conversation(id=f"{number}", tenant_id=tenant_id, created_at=since, queued_at=since))
    conversations.create(a_conversation(Status.ACTIVE, id="active"))
    conversations.create(a_conversation(Status.RESOLVED, id="resolved"))
    assert queues.pending(10) == Pending(3, START)
    first = a_conversation(id="0", tenant_id="acme", created_at=START, queued_at=START)
    conversations.replace(first, escalated(first, CALL, START + timedelta(minutes=5)))
    assert queues.pending(10) == Pending(3, START)


def test_who_got_a_ticket_waits_no_more(both: Both) -> None:
    conversations, queues = both
    waiting = a_conversation()
    called = escalated(waiting, CALL, START + timedelta(minutes=5))
    conversations.create(waiting)
    conversations.replace(waiting, called)
    conversations.replace(called, called.ticketed(7).settled(START + timedelta(minutes=10), Outcome.TICKETED))
    assert queues.pending(10) == Pending()


def test_who_comes_back_from_an_agent_waits_again(both: Both) -> None:
    conversations, queues = both
    called = escalated(a_conversation(unanswered_since=START), CALL, START + timedelta(minutes=5))
    taken = called.accepted(ADA, START + timedelta(minutes=6))
    conversations.create(taken)
    conversations.replace(taken, released(taken, START + timedelta(minutes=7)))
    assert queues.pending(10) == Pending(1, START)


def test_a_crowd_is_counted_up_to_the_limit(both: Both) -> None:
    conversations, queues = both
    for number in range(5):
        conversations.create(a_conversation(id=f"{number}"))
    assert queues.pending(3) == Pending(3, START)
