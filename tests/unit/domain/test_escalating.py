"""From the bot to the humans and back."""

from dataclasses import replace
from datetime import timedelta

import pytest

from frontdesk.domain.errors import Forbidden, InvalidTransition
from frontdesk.domain.escalating import BOT, FRONTDESK, Call, escalated, handed_back
from frontdesk.domain.escalation import EscalationReason, Outcome
from frontdesk.domain.message import Announcement, SystemEvent
from frontdesk.domain.vocabulary import Handler, Status
from tests.fakes.people import ADA, BEN, a_conversation
from tests.fakes.system import START as NOW

LATER = NOW + timedelta(minutes=3)
UNSURE = Call(reason=EscalationReason.LOW_CONFIDENCE, by=BOT, metadata={"confidence": "0.31"})
LATE = Call(reason=EscalationReason.QUEUE_SLA, by=FRONTDESK)
OF_THE_BOT = a_conversation(Status.ACTIVE, agent_id=None, agent_name=None, handler=Handler.BOT, queued_at=None)


def test_the_bot_puts_a_conversation_into_the_queue_and_says_why() -> None:
    waiting = escalated(OF_THE_BOT, UNSURE, LATER)
    assert (waiting.status, waiting.handler, waiting.queued_at) == (Status.PENDING, Handler.AGENT, LATER)
    assert waiting.version == OF_THE_BOT.version + 1
    assert waiting.announcement == Announcement(SystemEvent.ESCALATED, "Bot")
    (one,) = waiting.escalations
    assert (one.number, one.reason, one.at, one.metadata) == (1, UNSURE.reason, LATER, {"confidence": "0.31"})
    assert waiting.open_escalation == one


def test_asking_twice_gives_the_same_escalation() -> None:
    waiting = escalated(OF_THE_BOT, UNSURE, LATER)
    assert escalated(waiting, LATE, LATER + timedelta(minutes=1)) is waiting


def test_what_waits_already_keeps_its_place_in_the_queue() -> None:
    queued = a_conversation(Status.PENDING, queued_at=NOW)
    late = escalated(queued, LATE, LATER)
    assert (late.status, late.queued_at) == (Status.PENDING, NOW)
    assert late.open_escalation is not None


def test_a_silent_agents_conversation_goes_to_the_others_with_the_visitors_wait() -> None:
    held = a_conversation(Status.ACTIVE, agent_id=ADA.id, agent_name=ADA.name, unanswered_since=NOW)
    queued = escalated(held, Call(reason=EscalationReason.SILENCE, by=FRONTDESK), LATER)
    assert (queued.status, queued.agent_id, queued.unanswered_since) == (Status.PENDING, None, NOW)


@pytest.mark.parametrize("status", [Status.RESOLVED, Status.CLOSED])
def test_what_is_over_is_not_escalated(status: Status) -> None:
    with pytest.raises(InvalidTransition):
        escalated(a_conversation(status), UNSURE, LATER)


def test_leaving_the_queue_settles_the_escalation() -> None:
    waiting = escalated(OF_THE_BOT, UNSURE, NOW)
    accepted = waiting.accepted(ADA, LATER).escalations[-1]
    assert (accepted.outcome, accepted.settled_at) == (Outcome.ACCEPTED, LATER)
    assert waiting.resolved(ADA, LATER).escalations[-1].outcome is Outcome.RESOLVED
    assert waiting.ended(ADA, LATER).escalations[-1].outcome is Outcome.CLOSED


def test_a_second_escalation_counts_on() -> None:
    taken = escalated(OF_THE_BOT, UNSURE, NOW).accepted(ADA, LATER)
    again = escalated(taken, LATE, LATER)
    assert [one.number for one in again.escalations] == [1, 2]
    assert [one.outcome for one in again.escalations] == [Outcome.ACCEPTED, None]


@pytest.mark.parametrize("status", [Status.ACTIVE, Status.WAITING])
def test_an_agent_hands_back_to_the_bot(status: Status) -> None:
    held = a_conversation(status, agent_id=ADA.id, agent_name=ADA.name, applied_seq=7)
    back = handed_back(held, ADA)
    assert (back.status, back.handler, back.agent_id, back.handler_since) == (Status.ACTIVE, Handler.BOT, None, 7)
    assert back.holder_id is None
    assert back.version == held.version + 1
    with pytest.raises(Forbidden):
        handed_back(held, BEN)


def test_what_an_agent_has_not_answered_is_owed_again_by_the_next() -> None:
    held = a_conversation(Status.ACTIVE, agent_id=ADA.id, agent_name=ADA.name, unanswered_since=NOW)
    back = handed_back(held, ADA)
    assert back.owed_since is None, "the bot has it"
    assert back.accepted(BEN, LATER).owed_since == NOW


def test_what_the_bot_has_not_answered_is_owed_since_then_not_since_it_has_called() -> None:
    assert escalated(replace(OF_THE_BOT, unanswered_since=NOW), UNSURE, LATER).owed_since == NOW
    assert escalated(OF_THE_BOT, UNSURE, LATER).owed_since == LATER


def test_what_nobody_has_cannot_be_handed_back() -> None:
    with pytest.raises(InvalidTransition):
        handed_back(OF_THE_BOT, ADA)
    with pytest.raises(InvalidTransition):
        handed_back(replace(OF_THE_BOT, status=Status.CLOSED, agent_id=ADA.id, agent_name=ADA.name), ADA)
