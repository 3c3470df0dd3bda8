"""Where an escalation goes, what agents are told of it, and when one is due."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from frontdesk.domain.assignment import released, transferred_to_department
from frontdesk.domain.escalating import FRONTDESK, Call, escalated
from frontdesk.domain.escalation import Escalation, EscalationReason, Outcome
from frontdesk.domain.escalation_due import silent_since, unheard_since
from frontdesk.domain.escalation_steps import EscalationKey, Way, way_from_offer
from frontdesk.domain.escalation_summary import summary_of
from frontdesk.domain.message_parts import BotAnswer, Source
from frontdesk.domain.party import Party
from frontdesk.domain.vocabulary import Handler, SenderType, Status
from tests.fakes.people import ADA, a_conversation, a_message
from tests.fakes.system import START

LATER = START + timedelta(minutes=3)


def an_escalation(reason: EscalationReason = EscalationReason.LOW_CONFIDENCE, **changes: Any) -> Escalation:
    return Escalation(number=1, reason=reason, by=FRONTDESK, at=START, **changes)


def way(escalation: Escalation, *, open_now: bool = True, somebody_there: bool = True) -> Way:
    return way_from_offer(escalation, open_now=open_now, somebody_there=somebody_there)


def test_an_execution_is_called_after_its_conversation_and_its_number() -> None:
    assert EscalationKey("acme", "conversation-1", 3).name == "conversation-1-3"


@pytest.mark.parametrize("outcome", sorted(set(Outcome) - {Outcome.TICKETED}))
def test_one_that_is_settled_is_finished(outcome: Outcome) -> None:
    assert way(an_escalation(outcome=outcome)) is Way.FINISH


def test_who_has_a_ticket_already_is_told_of_it() -> None:
    assert way(an_escalation(outcome=Outcome.TICKETED)) is Way.TELL


def test_somebody_is_waited_for_while_it_is_open_or_somebody_is_there() -> None:
    assert way(an_escalation(), somebody_there=False) is Way.WAIT
    assert way(an_escalation(), open_now=False) is Way.WAIT


def test_outside_business_hours_nobody_is_waited_for_who_is_not_there() -> None:
    assert way(an_escalation(), open_now=False, somebody_there=False) is Way.TICKET


def test_who_has_waited_for_the_sla_already_does_not_wait_for_it_again() -> None:
    assert way(an_escalation(EscalationReason.QUEUE_SLA)) is Way.ALARM


@pytest.mark.parametrize("reason", EscalationReason)
def test_every_reason_is_told_in_words(reason: EscalationReason) -> None:
    assert summary_of(an_escalation(reason), [], 4000).startswith("Escalated because ")


def test_agents_learn_what_was_asked_last_and_what_the_bot_has_answered_from_what() -> None:
    source = Source(article_id="a", title="Opening hours", slug="hours", passage="We open at nine.", score=0.71)
    answer = BotAnswer(confidence=0.42, raw_confidence=0.4, threshold=0.65, provider="retrieval", sources=(source,))
    log = [
        a_message(1, content="Hello"),
        a_message(2, SenderType.BOT, content="We open at nine.", answer=answer),
        a_message(3, content="And\non Sundays?"),
    ]
    metadata = {"confidence": "0.42", "nearest": "Opening hours", "nearest_id": "a1b2", "seq": "3"}
    assert summary_of(an_escalation(metadata=metadata), log, 4000).splitlines() == [
        "Escalated because the bot was not sure enough of an answer (confidence 0.42, nearest Opening hours).",
        "The visitor asked: “And on Sundays?”",
        "Before that, the bot answered: “We open at nine.”",
        "Confidence 0.42, threshold 0.65. Sources: Opening hours (0.71).",
    ]
    assert "\nThe bot answered: “We open at nine.”" in summary_of(an_escalation(), log[:2], 4000)


def test_a_summary_keeps_within_what_a_note_may_hold() -> None:
    log = [a_message(1, content="word " * 900), a_message(2, SenderType.BOT, content="word " * 900)]
    assert len(summary_of(an_escalation(), log, 4000)) < 1400
    short = summary_of(an_escalation(), log, 100)
    assert len(short) <= 100
    assert short.endswith("…")


def test_who_waits_in_the_queue_is_due_until_somebody_calls_for_a_human() -> None:
    waiting = a_conversation(queued_at=LATER)
    assert unheard_since(waiting) == LATER
    called_for = escalated(waiting, Call(reason=EscalationReason.QUEUE_SLA, by=FRONTDESK), LATER)
    assert unheard_since(called_for) is None
    assert unheard_since(a_conversation(Status.ACTIVE)) is None


def test_who_comes_back_into_the_queue_is_due_anew() -> None:
    earlier = an_escalation(outcome=Outcome.ACCEPTED, settled_at=START)
    assert unheard_since(a_conversation(queued_at=LATER, escalations=(earlier,))) == LATER


def test_who_comes_back_from_an_agent_who_has_not_answered_is_due_anew() -> None:
    """Their wait began before the call that the agent has answered by taking them."""
    call = Call(reason=EscalationReason.LOW_CONFIDENCE, by=FRONTDESK)
    taken = escalated(a_conversation(unanswered_since=START), call, LATER).accepted(ADA, LATER)
    assert unheard_since(released(taken, LATER)) == START
    assert unheard_since(transferred_to_department(taken, Party("sales", "Sales"), ADA, None, LATER)) == START


def test_who_has_a_ticket_is_not_due_until_somebody_has_taken_them_and_left_them_again() -> None:
    call = Call(reason=EscalationReason.QUEUE_SLA, by=FRONTDESK)
    waiting = escalated(a_conversation(unanswered_since=START), call, LATER)
    ticketed = waiting.ticketed(1).settled(LATER, Outcome.TICKETED)
    assert unheard_since(ticketed) is None
    taken = ticketed.accepted(ADA, LATER + timedelta(minutes=1))
    assert unheard_since(released(taken, LATER + timedelta(minutes=2))) == START


def test_an_agent_owes_an_answer_from_the_visitors_words_or_from_when_they_got_them() -> None:
    held = a_conversation(Status.ACTIVE, unanswered_since=START, assigned_at=LATER)
    assert silent_since(held) == LATER
    assert silent_since(a_conversation(Status.ACTIVE, unanswered_since=LATER)) == LATER


def test_whoever_keeps_writing_is_left_in_silence_from_their_last_words_on() -> None:
    held = a_conversation(Status.ACTIVE, unanswered_since=START, assigned_at=START)
    later = a_message(2, content="Hello?", created_at=LATER)
    joined = a_message(3, SenderType.SYSTEM, created_at=LATER + timedelta(minutes=1))
    assert silent_since(held, [a_message(1, created_at=START), later, joined]) == LATER
    answered = replace(held, status=Status.WAITING, unanswered_since=None)
    assert silent_since(answered, [later]) is None


def test_nobody_owes_an_answer_to_who_has_one_or_talks_with_the_bot() -> None:
    assert silent_since(a_conversation(Status.ACTIVE)) is None
    assert silent_since(a_conversation(Status.WAITING)) is None
    assert silent_since(a_conversation(unanswered_since=START)) is None
    bots = a_conversation(Status.ACTIVE, handler=Handler.BOT, agent_id=None, agent_name=None, unanswered_since=START)
    assert silent_since(bots) is None


def test_a_greeting_is_no_answer() -> None:
    log = [a_message(1, SenderType.BOT, content="Good morning!"), a_message(2, content="Is it raining?")]
    assert "the bot answered" not in summary_of(an_escalation(), log, 4000)
