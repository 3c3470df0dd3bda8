"""Assignment, transfer and release: every status with every cause of them, and what is refused changes nothing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from frontdesk.domain.assignment import (
    TRANSFERS_KEPT,
    assigned,
    released,
    transferred_to_agent,
    transferred_to_department,
)
from frontdesk.domain.conversation import Conversation
from frontdesk.domain.errors import Forbidden, InvalidTransition, Refusal
from frontdesk.domain.message import SystemEvent
from frontdesk.domain.party import Party
from frontdesk.domain.transitions import OPEN
from frontdesk.domain.vocabulary import Handler, Status
from tests.fakes.people import ADA, ADMIN, BEN, a_conversation, record_of
from tests.fakes.system import START as NOW

P, A, W, R, C = Status.PENDING, Status.ACTIVE, Status.WAITING, Status.RESOLVED, Status.CLOSED
LATER = NOW + timedelta(seconds=90)
SALES = Party("dep_1", "Sales")
ROUTED = "routing"

Act = Callable[[Conversation], Conversation]
ACTS: dict[str, Act] = {
    "assigned to Ben": lambda found: assigned(found, record_of(BEN), ROUTED, LATER),
    "transferred to Ben by Ada": lambda found: transferred_to_agent(found, record_of(BEN), ADA, None, LATER),
    "transferred to Ben by an admin": lambda found: transferred_to_agent(found, record_of(BEN), ADMIN, None, LATER),
    "transferred to sales by Ada": lambda found: transferred_to_department(found, SALES, ADA, None, LATER),
    "transferred to sales by Ben": lambda found: transferred_to_department(found, SALES, BEN, None, LATER),
    "released": lambda found: released(found, LATER),
}
NO = InvalidTransition
# For each act, what comes of it from: pending, active, waiting, resolved, closed; the last four Ada's.
OUTCOMES: dict[str, tuple[Status | type[Refusal], ...]] = {
    "assigned to Ben": (A, NO, NO, NO, NO),
    "transferred to Ben by Ada": (NO, A, W, NO, NO),
    "transferred to Ben by an admin": (NO, A, W, NO, NO),
    "transferred to sales by Ada": (P, P, P, NO, NO),
    "transferred to sales by Ben": (P, Forbidden, Forbidden, Forbidden, Forbidden),
    "released": (NO, P, NO, NO, NO),
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize(("column", "status"), list(enumerate(Status)))
def test_every_act_in_every_status(act: str, column: int, status: Status) -> None:
    found = a_conversation(status)
    outcome = OUTCOMES[act][column]
    if isinstance(outcome, Status):
        changed = ACTS[act](found)
        assert (changed.status, changed.version) == (outcome, found.version + 1)
    else:
        with pytest.raises(outcome):
            ACTS[act](found)
    assert found == a_conversation(status)


def test_an_assignment_notes_who_by_whom_and_how_long_the_visitor_waited() -> None:
    given = assigned(a_conversation(handler=Handler.BOT), record_of(BEN), ADMIN.id, LATER)
    assert (given.agent_id, given.agent_name, given.assigned_by) == (BEN.id, "Ben", ADMIN.id)
    assert (given.handler, given.assigned_at, given.wait_seconds) == (Handler.AGENT, LATER, 90)
    assert given.announcement is not None
    assert (given.announcement.event, given.announcement.actor_name) == (SystemEvent.ACCEPTED, "Ben")


def test_a_transfer_to_an_agent_leaves_whose_turn_it_is_and_tells_why() -> None:
    for status in (A, W):
        found = a_conversation(status, unanswered_since=NOW)
        moved = transferred_to_agent(found, record_of(BEN), ADA, "He knows more.", LATER)
        assert (moved.status, moved.agent_id, moved.unanswered_since) == (status, BEN.id, NOW)
        assert moved.announcement is not None
        assert (moved.announcement.event, moved.announcement.actor_name) == (SystemEvent.TRANSFERRED, "Ada")
        assert moved.announcement.target_name == "Ben"
        (told,) = moved.transfers
        assert (told.from_agent, told.to_agent, told.to_department) == (
            Party(ADA.id, "Ada"),
            Party(BEN.id, "Ben"),
            None,
        )
        assert (told.by, told.reason, told.at) == (Party(ADA.id, "Ada"), "He knows more.", LATER)


def test_a_transfer_to_who_has_it_changes_nothing() -> None:
    mine = a_conversation(A)
    assert transferred_to_agent(mine, record_of(ADA), ADA, None, LATER) is mine
    there = a_conversation(P, department_id=SALES.id)
    assert transferred_to_department(there, SALES, BEN, None, LATER) is there


def test_another_agents_conversation_is_not_ours_to_give_away() -> None:
    for status in OPEN - {P}:
        with pytest.raises(Forbidden, match="Ada is responsible"):
            transferred_to_agent(a_conversation(status), record_of(BEN), BEN, None, LATER)


@pytest.mark.parametrize("status", [P, A, W])
def test_a_transfer_to_a_department_waits_there_for_anybody(status: Status) -> None:
    found = a_conversation(status, unanswered_since=NOW, handler=Handler.BOT)
    moved = transferred_to_department(found, SALES, ADA, "An order.", LATER)
    assert (moved.department_id, moved.agent_id, moved.agent_name) == (SALES.id, None, None)
    assert moved.holder_id is None
    assert moved.queued_at == NOW
    (told,) = moved.transfers
    assert (told.to_department, told.to_agent, told.reason) == (SALES, None, "An order.")
    assert (told.from_agent is None) is (status is P)


def test_the_wait_began_with_what_nobody_has_answered() -> None:
    for act in (lambda found: released(found, LATER), ACTS["transferred to sales by Ada"]):
        assert act(a_conversation(A, unanswered_since=NOW)).queued_at == NOW
        assert act(a_conversation(A)).queued_at == LATER


def test_a_release_takes_the_agent_off_and_says_that_they_had_to_leave() -> None:
    back = released(a_conversation(A), LATER)
    assert (back.agent_id, back.agent_name, back.holder_id) == (None, None, None)
    assert back.announcement is not None
    assert (back.announcement.event, back.announcement.actor_name) == (SystemEvent.RELEASED, "Ada")


def test_the_last_transfers_are_kept() -> None:
    found = a_conversation(A)
    for number in range(TRANSFERS_KEPT + 3):
        to = (BEN, ADA)[number % 2]
        found = transferred_to_agent(found, record_of(to), ADMIN, f"{number}", LATER)
    assert [told.reason for told in found.transfers] == [f"{number}" for number in range(3, TRANSFERS_KEPT + 3)]


@pytest.mark.parametrize("status", Status)
def test_who_holds_it_is_who_has_it_active_or_waiting(status: Status) -> None:
    assert a_conversation(status, agent_id=ADA.id).holder_id == (ADA.id if status in (A, W) else None)
    assert replace(a_conversation(status), agent_id=None).holder_id is None
