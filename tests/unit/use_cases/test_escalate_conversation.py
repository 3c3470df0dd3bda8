"""An agent calls for a colleague."""

from dataclasses import replace

import pytest

from frontdesk.domain.business_hours import BusinessHours
from frontdesk.domain.conversation import Conversation
from frontdesk.domain.escalation import EscalationReason
from frontdesk.domain.escalation_steps import EscalationKey, Way
from frontdesk.domain.principal import Principal
from frontdesk.domain.vocabulary import Routing, Status
from frontdesk.use_cases.accept_conversation import accept_conversation
from frontdesk.use_cases.drain_queue import drain_queue
from frontdesk.use_cases.escalate_conversation import escalate_conversation
from frontdesk.use_cases.offer_escalation import offer_escalation
from tests.fakes import make_desk
from tests.fakes.desk import FakeDesk
from tests.fakes.escalations import make_escalation_desk
from tests.fakes.people import ADA, ADMIN, BEN, TENANT, VERA_HERSELF, WIDGET
from tests.fakes.scenes import online, started, stored
from tests.fakes.step import no_step

NEVER_OPEN = BusinessHours(time_zone="Asia/Jakarta", week=((),) * 7)


@pytest.fixture
def desk() -> FakeDesk:
    made = make_desk()
    made.directory.put_widget(replace(WIDGET, routing=Routing.AUTOMATIC))
    return made


def held_by_ada(desk: FakeDesk) -> Conversation:
    conversation = started(desk)
    online(desk, ADA)
    return accept_conversation(desk, ADA, conversation.id)


@pytest.mark.parametrize("caller", [ADA, ADMIN])
def test_who_has_it_does_not_get_it_back_by_itself_whoever_calls_for_a_colleague(
    desk: FakeDesk, caller: Principal
) -> None:
    conversation = held_by_ada(desk)
    (call,) = escalate_conversation(desk, caller, conversation.id, told="Too hard").escalations
    assert (call.reason, call.metadata["told"]) == (EscalationReason.AGENT, "Too hard")
    assert drain_queue(desk, TENANT) == 0
    online(desk, BEN)
    assert drain_queue(desk, TENANT) == 1
    assert stored(desk, conversation.id).agent_id == BEN.id


def test_who_calls_for_a_colleague_may_take_it_back(desk: FakeDesk) -> None:
    conversation = held_by_ada(desk)
    escalate_conversation(desk, ADA, conversation.id)
    assert accept_conversation(desk, ADA, conversation.id).agent_id == ADA.id


def test_who_calls_for_a_colleague_is_not_somebody_who_is_there_for_it(desk: FakeDesk) -> None:
    desk.directory.put_widget(replace(WIDGET, routing=Routing.AUTOMATIC, business_hours=NEVER_OPEN))
    key = EscalationKey(TENANT, held_by_ada(desk).id, 1)
    escalate_conversation(desk, ADA, key.conversation_id)
    assert offer_escalation(desk, make_escalation_desk(clock=desk.clock), key) is Way.TICKET


def test_a_list_from_before_the_call_does_not_give_it_back(desk: FakeDesk) -> None:
    """The queue is looked at while it waits; by the time that it is given to Ada she has had it, and called."""
    conversation = started(desk)
    online(desk, ADA)

    def take_and_call(name: str, /) -> None:
        if name == "directory.widget":
            desk.directory.step = no_step
            accept_conversation(desk, ADA, conversation.id)
            escalate_conversation(desk, ADA, conversation.id)

    desk.directory.step = take_and_call
    assert drain_queue(desk, TENANT) == 0
    assert stored(desk, conversation.id).status is Status.PENDING


def test_a_visitor_who_has_nobody_yet_keeps_nobody_away(desk: FakeDesk) -> None:
    conversation = started(desk)
    escalate_conversation(desk, VERA_HERSELF, conversation.id)
    online(desk, ADA)
    assert drain_queue(desk, TENANT) == 1
