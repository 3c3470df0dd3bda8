"""Once a minute: who waits in the queue for too long, and whom their agent has left without an answer."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.department import Department
from frontdesk.domain.errors import Busy
from frontdesk.domain.escalation import EscalationReason
from frontdesk.domain.vocabulary import Priority, Routing, Status
from frontdesk.use_cases.accept_conversation import accept_conversation
from frontdesk.use_cases.convert_to_ticket import TicketWishes, convert_to_ticket
from frontdesk.use_cases.drain_queue import drain_queue
from frontdesk.use_cases.edit_conversation import edit_conversation
from frontdesk.use_cases.release_conversation import release_conversation
from frontdesk.use_cases.sweep_escalations import sweep_queue, sweep_silence
from frontdesk.use_cases.transfer_conversation import transfer_conversation
from tests.fakes import make_desk
from tests.fakes.desk import FakeDesk
from tests.fakes.escalation_scenes import called_for
from tests.fakes.people import ADA, BEN, TENANT, VERA_HERSELF, WIDGET
from tests.fakes.scenes import agent_of, connected, online, say, started, stored


@pytest.fixture
def desk() -> FakeDesk:
    made = make_desk()
    made.directory.put_widget(WIDGET)
    return made


def reasons(desk: FakeDesk, conversation: Conversation) -> list[EscalationReason]:
    return [escalation.reason for escalation in stored(desk, conversation.id).escalations]


def test_who_waits_longer_than_the_sla_is_called_for_once(desk: FakeDesk) -> None:
    waiting = started(desk)
    assert sweep_queue(desk) == 0
    desk.clock.advance(minutes=5, seconds=1)
    assert sweep_queue(desk) == 1
    assert sweep_queue(desk) == 0
    assert reasons(desk, waiting) == [EscalationReason.QUEUE_SLA]
    after = stored(desk, waiting.id)
    assert (after.status, after.queued_at) == (Status.PENDING, waiting.queued_at)


def test_who_was_accepted_meanwhile_is_left_alone(desk: FakeDesk) -> None:
    waiting = started(desk)
    desk.clock.advance(minutes=6)
    accept_conversation(desk, ADA, waiting.id)
    assert sweep_queue(desk) == 0
    assert reasons(desk, waiting) == []


def to_sales(desk: FakeDesk, conversation: Conversation) -> None:
    desk.departments.add(Department(tenant_id=TENANT, id="sales", name="Sales"))
    transfer_conversation(desk, ADA, conversation.id, agent_id=None, department_id="sales", reason=None)


def goes_offline(desk: FakeDesk, conversation: Conversation) -> None:
    release_conversation(desk, agent_of(desk, ADA), conversation.id)


@pytest.mark.parametrize("leaves", [to_sales, goes_offline])
def test_who_is_left_in_the_queue_by_their_agent_is_called_for_again(
    desk: FakeDesk, leaves: Callable[[FakeDesk, Conversation], None]
) -> None:
    """The bot calls, Ada takes it, and leaves it before she has answered."""
    conversation = started(desk)
    called_for(desk, conversation, EscalationReason.LOW_CONFIDENCE)
    desk.clock.advance(minutes=1)
    accept_conversation(desk, ADA, conversation.id)
    leaves(desk, conversation)
    desk.clock.advance(minutes=6)
    assert sweep_queue(desk) == 1
    assert reasons(desk, conversation) == [EscalationReason.LOW_CONFIDENCE, EscalationReason.QUEUE_SLA]
    assert sweep_queue(desk) == 0


def test_agents_hear_of_it_at_once(desk: FakeDesk) -> None:
    started(desk)
    desk.clock.advance(minutes=6)
    connected(desk, "ada", ADA)
    sweep_queue(desk)
    assert "conversation.escalated" in desk.gateway.types("ada")


def held(desk: FakeDesk, client_id: str = "start-1") -> Conversation:
    conversation = started(desk, client_id)
    online(desk, ADA)
    accept_conversation(desk, ADA, conversation.id)
    return conversation


def test_a_visitor_without_an_answer_comes_back_into_the_queue(desk: FakeDesk) -> None:
    conversation = held(desk)
    desk.clock.advance(minutes=9)
    assert sweep_silence(desk) == 0
    desk.clock.advance(minutes=2)
    assert sweep_silence(desk) == 1
    after = stored(desk, conversation.id)
    assert (after.status, after.agent_id) == (Status.PENDING, None)
    assert reasons(desk, conversation) == [EscalationReason.SILENCE]
    assert sweep_silence(desk) == 0


def test_who_was_silent_does_not_get_it_back_by_itself(desk: FakeDesk) -> None:
    desk.directory.put_widget(replace(WIDGET, routing=Routing.AUTOMATIC))
    conversation = held(desk)
    desk.clock.advance(minutes=11)
    online(desk, ADA)
    assert sweep_silence(desk) == 1
    assert drain_queue(desk, TENANT) == 0
    online(desk, BEN)
    assert drain_queue(desk, TENANT) == 1
    assert stored(desk, conversation.id).agent_id == BEN.id


def test_who_was_silent_does_not_get_it_back_by_itself_once_it_has_a_ticket(desk: FakeDesk) -> None:
    desk.directory.put_widget(replace(WIDGET, routing=Routing.AUTOMATIC))
    conversation = held(desk)
    desk.clock.advance(minutes=11)
    online(desk, ADA)
    sweep_silence(desk)
    convert_to_ticket(desk, BEN, conversation.id, TicketWishes())
    assert drain_queue(desk, TENANT) == 0
    online(desk, BEN)
    assert drain_queue(desk, TENANT) == 1


def test_who_was_silent_may_take_it_back(desk: FakeDesk) -> None:
    conversation = held(desk)
    desk.clock.advance(minutes=11)
    sweep_silence(desk)
    assert accept_conversation(desk, ADA, conversation.id).agent_id == ADA.id


def test_who_has_answered_owes_nothing_until_the_visitor_writes(desk: FakeDesk) -> None:
    conversation = held(desk)
    say(desk, ADA, conversation.id, "Let me see.")
    desk.clock.advance(minutes=30)
    assert sweep_silence(desk) == 0
    say(desk, VERA_HERSELF, conversation.id, "Still there?")
    desk.clock.advance(minutes=9)
    assert sweep_silence(desk) == 0
    desk.clock.advance(minutes=2)
    assert sweep_silence(desk) == 1


def test_silence_begins_with_the_visitors_last_words(desk: FakeDesk) -> None:
    conversation = held(desk)
    desk.clock.advance(minutes=9)
    say(desk, VERA_HERSELF, conversation.id, "Still there?")
    desk.clock.advance(minutes=9)
    edit_conversation(desk, ADA, conversation.id, priority=Priority.HIGH)
    assert sweep_silence(desk) == 0
    desk.clock.advance(minutes=2)
    assert sweep_silence(desk) == 1
    assert stored(desk, conversation.id).unanswered_since == conversation.created_at


def test_the_log_is_read_of_those_alone_who_may_be_due() -> None:
    reads: list[str] = []
    desk = make_desk(reads.append)
    desk.directory.put_widget(WIDGET)
    held(desk)
    reads.clear()
    desk.clock.advance(minutes=9)
    sweep_silence(desk)
    assert "log.page_before" not in reads
    desk.clock.advance(minutes=2)
    sweep_silence(desk)
    assert "log.page_before" in reads


def test_who_takes_it_over_has_the_whole_time(desk: FakeDesk) -> None:
    conversation = started(desk)
    desk.clock.advance(minutes=30)
    online(desk, ADA)
    accept_conversation(desk, ADA, conversation.id)
    desk.clock.advance(minutes=9)
    assert sweep_silence(desk) == 0


@pytest.mark.parametrize("call", ["conversations.get", "conversations.replace"])
@pytest.mark.parametrize("sweep", [sweep_queue, sweep_silence])
def test_one_that_cannot_be_changed_now_holds_up_no_other(sweep: object, call: str) -> None:
    def fail_once(name: str) -> None:
        if name == call and failures:
            failures.pop()
            raise Busy("Not now.")

    failures: list[None] = []
    desk = make_desk(fail_once)
    desk.directory.put_widget(WIDGET)
    begin = held if sweep is sweep_silence else started
    first, second = begin(desk, "start-1"), begin(desk, "start-2")
    desk.clock.advance(minutes=11)
    failures.append(None)
    assert callable(sweep)
    assert sweep(desk) == 1
    assert sorted(len(reasons(desk, one)) for one in (first, second)) == [0, 1]
    assert sweep(desk) == 1
