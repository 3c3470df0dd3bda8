"""The transition table of a conversation: every status with every act, and what is refused changes nothing."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.errors import AlreadyAssigned, Forbidden, InvalidTransition, NotFound, Refusal
from frontdesk.domain.message import Announcement, SystemEvent
from frontdesk.domain.transitions import OPEN, START, TRANSITIONS, Cause
from frontdesk.domain.vocabulary import Handler, HandlerType, SenderType, Status
from frontdesk.domain.workflow.executor import Progress
from frontdesk.domain.workflow.outcome import concluded
from frontdesk.domain.workflow.steps import End
from tests.fakes.people import ADA, ADMIN, BEN, VERA_HERSELF, a_conversation, a_message, a_visitor, an_agent
from tests.fakes.system import START as NOW

P, A, W, R, C = Status.PENDING, Status.ACTIVE, Status.WAITING, Status.RESOLVED, Status.CLOSED
LATER = NOW + timedelta(seconds=90)

# As PRODUCT says it, and written down here once more on purpose.
MOVES = {
    (P, A),
    # Also by a transfer to a department, which may begin while it is the visitor's turn.
    (A, P),
    (W, P),
    (A, W),
    (W, A),
    *((status, R) for status in (P, A, W)),
    (R, A),
    (R, P),
    (R, C),
    *((status, C) for status in (P, A, W)),
    (C, A),
    (C, P),
}

Act = Callable[[Conversation], Conversation]
ACTS: dict[str, Act] = {
    "accepted by Ada": lambda found: found.accepted(ADA, LATER),
    "accepted by Ben": lambda found: found.accepted(BEN, LATER),
    "answered": lambda found: found.after(a_message(1, SenderType.AGENT), agent_online=True),
    "written to, Ada online": lambda found: found.after(a_message(1), agent_online=True),
    "written to, Ada offline": lambda found: found.after(a_message(1), agent_online=False),
    "resolved by Ada": lambda found: found.resolved(ADA, LATER),
    "resolved by Vera": lambda found: found.resolved(VERA_HERSELF, LATER),
    "ended by Ada": lambda found: found.ended(ADA, LATER),
    "ended by Vera": lambda found: found.ended(VERA_HERSELF, LATER),
    "closed by time": lambda found: found.auto_closed(LATER),
    "reopened, Ada online": lambda found: found.reopened(BEN, LATER, agent_online=True),
    "reopened, Ada offline": lambda found: found.reopened(BEN, LATER, agent_online=False),
}
NO, TAKEN = InvalidTransition, AlreadyAssigned
# For each act, what comes of it from: pending, active, waiting, resolved, closed.
OUTCOMES: dict[str, tuple[Status | type[Refusal], ...]] = {
    "accepted by Ada": (A, A, W, NO, NO),
    "accepted by Ben": (A, TAKEN, TAKEN, NO, NO),
    "answered": (P, W, W, R, C),
    "written to, Ada online": (P, A, A, A, C),
    "written to, Ada offline": (P, A, A, P, C),
    "resolved by Ada": (R, R, R, NO, NO),
    "resolved by Vera": (R, R, R, NO, NO),
    "ended by Ada": (C, C, C, C, NO),
    "ended by Vera": (C, C, C, C, NO),
    "closed by time": (NO, NO, NO, C, NO),
    "reopened, Ada online": (NO, NO, NO, NO, A),
    "reopened, Ada offline": (NO, NO, NO, NO, P),
}


def test_the_table_holds_the_moves_of_the_product_and_no_other() -> None:
    assert {(before, after) for (before, _), targets in TRANSITIONS.items() for after in targets} == MOVES


@pytest.mark.parametrize("cause", Cause)
@pytest.mark.parametrize("before", Status)
@pytest.mark.parametrize("after", Status)
def test_a_move_that_is_not_in_the_table_is_refused(before: Status, cause: Cause, after: Status) -> None:
    found = a_conversation(before)
    if after in TRANSITIONS.get((before, cause), ()):
        moved = found.moved(cause, after)
        assert (moved.status, moved.version) == (after, found.version + 1)
    else:
        with pytest.raises(InvalidTransition, match=f"is {before}; it cannot be {cause} now"):
            found.moved(cause, after)


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize(("column", "status"), list(enumerate(Status)))
def test_every_act_in_every_status(act: str, column: int, status: Status) -> None:
    found = a_conversation(status)
    outcome = OUTCOMES[act][column]
    if isinstance(outcome, Status):
        assert ACTS[act](found).status is outcome
    else:
        with pytest.raises(outcome):
            ACTS[act](found)
    assert found == a_conversation(status)


def test_a_change_of_status_raises_the_version_by_one() -> None:
    for act in ACTS.values():
        for status in Status:
            found = a_conversation(status)
            try:
                changed = act(found)
            except Refusal:
                continue
            assert changed.version == found.version + (changed != found)


def test_acceptance_notes_who_and_how_long_the_visitor_waited() -> None:
    accepted = a_conversation(handler=Handler.BOT).accepted(ADA, LATER)
    assert (accepted.agent_id, accepted.agent_name, accepted.handler) == (ADA.id, "Ada", Handler.AGENT)
    assert (accepted.assigned_at, accepted.wait_seconds) == (LATER, 90)
    assert accepted.announcement is not None
    assert accepted.announcement.event is SystemEvent.ACCEPTED


def test_a_clock_that_runs_behind_gives_no_negative_wait() -> None:
    assert a_conversation().accepted(ADA, NOW - timedelta(seconds=5)).wait_seconds == 0


def test_accepting_what_one_has_already_changes_nothing() -> None:
    mine = a_conversation(A)
    assert mine.accepted(ADA, LATER) is mine


@pytest.mark.parametrize("handler", [Handler.BOT, Handler.WORKFLOW])
def test_an_agent_takes_a_conversation_over_from_the_bot_or_a_workflow(handler: Handler) -> None:
    automatic = a_conversation(A, agent_id=None, agent_name=None, handler=handler, assigned_at=None, wait_seconds=None)
    mine = automatic.accepted(ADA, LATER)
    assert (mine.status, mine.handler, mine.agent_id, mine.assigned_at) == (A, Handler.AGENT, ADA.id, LATER)
    assert mine.version == automatic.version + 1
    assert mine.wait_seconds is None, "nobody has waited in a queue"
    assert mine.announcement == Announcement(SystemEvent.ACCEPTED, ADA.name)


def test_nobody_writes_into_a_conversation_of_the_bot_without_taking_it_over() -> None:
    automatic = a_conversation(A, agent_id=None, agent_name=None, handler=Handler.BOT)
    with pytest.raises(InvalidTransition, match="Take it over"):
        automatic.check_writable_by(ADA)


@pytest.mark.parametrize("status", sorted(OPEN))
def test_only_the_responsible_agent_or_an_admin_resolves_and_ends(status: Status) -> None:
    held = a_conversation(status, agent_id=ADA.id, agent_name=ADA.name)
    for act in (held.resolved, held.ended):
        with pytest.raises(Forbidden, match="Ada is responsible"):
            act(BEN, LATER)
        assert act(ADMIN, LATER).status in (R, C)


def test_resolving_and_ending_leave_nobody_unanswered() -> None:
    asked = a_conversation(A, unanswered_since=NOW)
    assert asked.resolved(ADA, LATER).unanswered_since is None
    assert asked.ended(ADA, LATER).unanswered_since is None
    assert asked.resolved(ADA, LATER).resolved_at == LATER
    assert asked.ended(ADA, LATER).closed_at == LATER


def test_an_answer_after_which_a_workflow_resolves_waits_for_nobody() -> None:
    filled_in = a_conversation(A, handler=Handler.WORKFLOW, agent_id=None, agent_name=None, unanswered_since=NOW)
    solved = concluded(filled_in, Progress(messages=(), effect=End()), "Kopi", 3, NOW)
    asked = solved.after(a_message(4), agent_online=False)
    assert (asked.handler, asked.owed_since) == (Handler.AGENT, a_message(4).created_at)


def test_closing_by_time_announces_nothing() -> None:
    assert a_conversation(R).auto_closed(LATER).announcement is None


def test_a_conversation_that_comes_back_loses_an_agent_who_is_offline() -> None:
    back = a_conversation(C).reopened(BEN, LATER, agent_online=False)
    assert (back.agent_id, back.agent_name, back.queued_at, back.closed_at) == (None, None, LATER, None)
    kept = a_conversation(C).reopened(BEN, LATER, agent_online=True)
    assert (kept.agent_id, kept.queued_at, kept.closed_at) == (ADA.id, None, None)


def test_a_conversation_that_nobody_held_comes_back_to_the_queue() -> None:
    assert a_conversation(C, agent_id=None).reopened(BEN, LATER, agent_online=True).status is P


def test_the_first_response_is_noted_once() -> None:
    first = a_conversation(A).after(a_message(1, SenderType.AGENT), agent_online=True)
    again = first.after(a_message(2), agent_online=True).after(a_message(3, SenderType.AGENT), agent_online=True)
    assert first.first_response_at == again.first_response_at == a_message(1).created_at


def test_the_oldest_unanswered_message_counts() -> None:
    asked = a_conversation(A).after(a_message(1), agent_online=True)
    assert asked.after(a_message(2), agent_online=True) is asked
    assert asked.unanswered_since == a_message(1).created_at
    assert asked.after(a_message(3, SenderType.AGENT), agent_online=True).unanswered_since is None


def test_system_messages_move_nothing() -> None:
    for status in Status:
        found = a_conversation(status)
        assert found.after(a_message(1, SenderType.SYSTEM), agent_online=True) is found


def test_a_stranger_learns_nothing() -> None:
    found = a_conversation()
    strangers = [
        a_visitor("visitor-2").principal(LATER),
        a_visitor(tenant_id="other").principal(LATER),
        an_agent(tenant_id="other"),
    ]
    for stranger in strangers:
        with pytest.raises(NotFound):
            found.read_by(stranger)
    for known in (VERA_HERSELF, ADA, BEN, ADMIN):
        assert found.read_by(known) is found


@pytest.mark.parametrize(
    ("status", "refusal"),
    [
        (P, "Accept this conversation"),
        (A, None),
        (W, None),
        (R, "opens again when the visitor writes"),
        (C, "is closed"),
    ],
)
def test_where_an_agent_may_write(status: Status, refusal: str | None) -> None:
    found = a_conversation(status)
    if refusal is None:
        found.check_writable_by(ADA)
        found.check_writable_by(ADMIN)
        with pytest.raises(Forbidden):
            found.check_writable_by(BEN)
    else:
        with pytest.raises(InvalidTransition, match=refusal):
            found.check_writable_by(ADA)


@pytest.mark.parametrize("status", Status)
def test_a_visitor_may_write_until_the_conversation_is_closed(status: Status) -> None:
    if status is C:
        with pytest.raises(InvalidTransition, match="Start a new one"):
            a_conversation(status).check_writable_by(VERA_HERSELF)
    else:
        a_conversation(status).check_writable_by(VERA_HERSELF)


def test_how_conversations_start() -> None:
    assert START == {
        HandlerType.AGENT: (P, Handler.AGENT),
        HandlerType.AI_BOT: (A, Handler.BOT),
        HandlerType.WORKFLOW: (A, Handler.WORKFLOW),
    }
