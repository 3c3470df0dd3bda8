"""What of a conversation counts."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from frontdesk.domain.analytics.contribution import changes_between, contribution_of, slot_of
from frontdesk.domain.analytics.counts import counts_of, tenth_of
from frontdesk.domain.analytics.facts import Facts, facts_of
from frontdesk.domain.analytics.figures import Figures
from frontdesk.domain.analytics.scope import Place
from frontdesk.domain.conversation import Conversation
from frontdesk.domain.escalating import BOT, Call, escalated, handed_back
from frontdesk.domain.escalation import EscalationReason
from frontdesk.domain.rating import Rating
from frontdesk.domain.vocabulary import Handler, SenderType, Status
from tests.fakes.people import ADA, VERA_HERSELF, a_conversation, a_message
from tests.fakes.system import START

LATER = START + timedelta(minutes=2)
DAY = timedelta(days=1)
UNSURE = Call(reason=EscalationReason.LOW_CONFIDENCE, by=BOT)


def with_the_bot(**changes: Any) -> Conversation:
    nobody: dict[str, Any] = {"agent_id": None, "agent_name": None, "assigned_at": None, "queued_at": None}
    return a_conversation(Status.ACTIVE, handler=Handler.BOT, began_with=Handler.BOT, **{**nobody, **changes})


def answered(conversation: Conversation, seconds: int) -> Conversation:
    said = a_message(1, SenderType.AGENT, created_at=START + timedelta(seconds=seconds))
    return conversation.after(said, agent_online=True)


def figures(conversation: Conversation, *tenths: int) -> Figures:
    return Figures(counts_of(facts_of(conversation), tenths))


def test_a_conversation_in_the_queue_has_only_begun() -> None:
    found = figures(a_conversation())
    assert (found.conversations, found.handled, found.resolved, found.abandoned) == (1, 0, 0, 0)
    assert found.satisfaction.rateable == found.wait.count == found.first_response.count == 0


def test_the_wait_ends_when_an_agent_accepts_and_the_first_response_counts_from_the_beginning() -> None:
    taken = answered(a_conversation().accepted(ADA, LATER), 150)
    found = facts_of(taken)
    assert (found.wait, found.first_response) == (timedelta(minutes=2), timedelta(seconds=150))
    assert (found.handled, found.agent_id) == (True, ADA.id)


def test_the_first_response_after_the_bot_counts_from_its_call() -> None:
    called = escalated(with_the_bot(), UNSURE, LATER)
    found = facts_of(answered(called.accepted(ADA, LATER), 150))
    assert found.first_response == timedelta(seconds=30)


def test_nobody_waited_for_an_agent_who_takes_over_from_the_bot_unasked() -> None:
    found = facts_of(answered(with_the_bot().accepted(ADA, LATER), 150))
    assert found.handled
    assert found.first_response is None


def test_a_conversation_is_over_when_it_is_resolved_and_goes_on_when_it_is_reopened() -> None:
    resolved = a_conversation(Status.ACTIVE).resolved(ADA, START + DAY)
    assert facts_of(resolved).resolution == DAY
    closed = resolved.ended(VERA_HERSELF, START + 2 * DAY)
    assert facts_of(closed).resolution == DAY
    assert facts_of(closed.reopened(ADA, START + 3 * DAY, agent_online=True)).resolution is None


def test_one_that_ends_in_the_queue_is_abandoned() -> None:
    found = facts_of(a_conversation().ended(VERA_HERSELF, LATER))
    assert (found.abandoned, found.resolution, found.handled) == (True, None, False)


def test_one_of_which_a_ticket_was_made_is_not_abandoned() -> None:
    assert not facts_of(a_conversation().ticketed(7).ended(VERA_HERSELF, LATER)).abandoned


def test_a_message_left_behind_is_neither_abandoned_nor_resolved_nor_rateable() -> None:
    found = facts_of(a_conversation(Status.CLOSED, agent_id=None, assigned_at=None, queued_at=None))
    assert (found.abandoned, found.resolution, found.rateable) == (False, None, False)


def test_who_has_rated_counts_as_one_who_could_have() -> None:
    resolved = a_conversation(Status.ACTIVE).resolved(ADA, LATER)
    assert figures(resolved).satisfaction.response_rate == 0
    rated = figures(resolved.rated(4, None, LATER, DAY)).satisfaction
    assert (rated.average, rated.response_rate, rated.distribution) == (4, 1, [0, 0, 0, 1, 0])
    again = replace(a_conversation(Status.ACTIVE), rating=Rating(stars=2, at=LATER))
    assert figures(again).satisfaction.response_rate == 1


def test_what_the_bot_answers_is_deflected_until_a_human_is_needed() -> None:
    asked = with_the_bot()
    assert (figures(asked).bot.conversations, figures(asked).bot.deflected) == (1, 0)
    assert figures(asked, 9).bot.deflection_rate == 1
    called = figures(escalated(asked, UNSURE, LATER), 9, 7).bot
    assert (called.answered, called.deflected, called.answers) == (1, 0, 2)
    assert called.confidence == [0, 0, 0, 0, 0, 0, 0, 1, 0, 1]


def test_what_an_agent_hands_back_to_the_bot_needed_a_human() -> None:
    back = handed_back(a_conversation().accepted(ADA, LATER), ADA)
    found = figures(back, 9).bot
    assert (found.conversations, found.deflected) == (1, 0)


def test_escalations_count_by_their_reason() -> None:
    once = escalated(with_the_bot(), UNSURE, LATER).accepted(ADA, LATER)
    silent = Call(reason=EscalationReason.SILENCE, by=BOT)
    counted = figures(escalated(once, silent, LATER)).escalations
    assert counted.keys() == set(EscalationReason)
    assert {reason: count for reason, count in counted.items() if count} == {
        EscalationReason.LOW_CONFIDENCE: 1,
        EscalationReason.SILENCE: 1,
    }


@pytest.mark.parametrize(("confidence", "tenth"), [(0, 0), (0.65, 6), (0.999, 9), (1, 9)])
def test_confidence_counts_by_tenths(confidence: float, tenth: int) -> None:
    assert tenth_of(confidence) == tenth


def test_what_only_moves_a_turn_changes_no_facts() -> None:
    held = answered(a_conversation().accepted(ADA, LATER), 150)
    before: Facts = facts_of(held)
    wrote = held.after(a_message(2, created_at=LATER), agent_online=True)
    assert wrote.version > held.version
    assert facts_of(wrote) == before


def test_a_conversation_counts_in_the_half_hour_in_which_it_began() -> None:
    assert slot_of(START + timedelta(minutes=29, seconds=59)) == START
    assert slot_of(START + timedelta(minutes=59)) == START + timedelta(minutes=30)


def test_a_conversation_that_changes_hands_is_taken_from_the_one_and_given_to_the_other() -> None:
    mine = contribution_of(a_conversation(Status.ACTIVE), None, {})
    theirs = contribution_of(a_conversation(Status.ACTIVE, agent_id="agent-2"), mine, {})
    changes = changes_between(mine, theirs)
    moved = {Place("agent#agent-1", "2026-01-05T09:00Z"): -1, Place("agent#agent-2", "2026-01-05T09:00Z"): 1}
    days = {Place("agents", "2026-01-05#agent-1"): -1, Place("agents", "2026-01-05#agent-2"): 1}
    assert {place: counts["h"] for place, counts in changes.items()} == {**moved, **days}
