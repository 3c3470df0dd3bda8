"""What becomes of an escalation when agents solve, end, leave or hand on what it is about, on the stack's own timers.

What takes its time is begun at once, and looked at last.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from local.demo import AUTOMATIC_WIDGET_TOKEN
from local.testing import wait_for
from tests.e2e.impatient.desk import PATIENCE, Desk, escalate, told
from tests.e2e.people import Line, Person, start
from tests.e2e.team import BEAT_SECONDS, Team

End = Callable[[Desk, Person, str], None]
TRIES = 4
"""A wait for acceptance takes three seconds here; a slow machine's streams may tell too late that it has an end."""


@pytest.fixture(scope="module")
def team(desk: Desk) -> Team:
    return Team(desk.http, desk.stack)


@pytest.fixture(scope="module")
def budi(team: Team) -> Iterator[Line]:
    """The only agent who is there."""
    for other in (team.ana, team.citra):
        other.choose("offline")
    with team.budi.person.line() as line, line.beating(BEAT_SECONDS):
        line.ask(type="presence.set", status="online")
        yield line
        team.budi.choose("offline")


@dataclass
class Begun:
    unanswered: str
    """Budi has taken it, and says nothing."""
    solved: str
    """It has a ticket, which was solved before the visitor called for somebody again."""
    ticket: int
    visitor: Person


@pytest.fixture(scope="module", autouse=True)
def begun(desk: Desk, team: Team, budi: Line) -> Begun:
    visitor = desk.visitor()
    unanswered, solved = start(visitor, "Anything new?"), start(visitor, "It leaks again")
    budi.ask(type="conversation.accept", conversation_id=unanswered)
    ticket = desk.ana.post(f"/conversations/{solved}/convert-to-ticket", {}).json()["ticket"]["number"]
    desk.ana.patch(f"/tickets/{ticket}", {"status": "solved"}).raise_for_status()
    escalate(visitor, solved)
    return Begun(unanswered, solved, ticket, visitor)


def solve(desk: Desk, _visitor: Person, conversation_id: str) -> None:
    desk.ana.post(f"/conversations/{conversation_id}/resolve").raise_for_status()


def leave(_desk: Desk, visitor: Person, conversation_id: str) -> None:
    visitor.post(f"/conversations/{conversation_id}/end").raise_for_status()


def ended_while_it_waited(desk: Desk, end: End) -> str:
    """The id of a conversation; where each wait has run out before, that of the last one."""
    for _ in range(TRIES):
        visitor = desk.visitor()
        conversation_id = start(visitor, "Can I pay by card?")
        escalate(visitor, conversation_id)
        desk.reached(conversation_id, "wait")
        end(desk, visitor, conversation_id)
        assert desk.ended(conversation_id) == "SUCCEEDED"
        if "RaiseAlarm" not in desk.entered(conversation_id):
            break
    return conversation_id


@pytest.mark.parametrize(("end", "outcome"), [(solve, "resolved"), (leave, "closed")])
def test_what_is_over_while_it_waits_for_acceptance_is_waited_for_no_more_and_gets_no_ticket(
    desk: Desk, end: End, outcome: str
) -> None:
    conversation_id = ended_while_it_waited(desk, end)
    assert desk.history(conversation_id)["outcome"] == outcome
    assert desk.steps(conversation_id)["finish"] == outcome
    assert desk.entered(conversation_id)[3:] == ["WaitForAcceptance", "IsTicketed", "Finish", "Done"]
    conversation = desk.ana.get(f"/conversations/{conversation_id}").json()
    assert (conversation["status"], conversation.get("ticket_number")) == (outcome, None)


def test_who_calls_for_a_colleague_does_not_get_it_back_by_routing(desk: Desk, team: Team, budi: Line) -> None:
    conversation_id = start(desk.visitor(AUTOMATIC_WIDGET_TOKEN), "Do you speak French?")
    budi.hear("conversation.assigned", conversation_id=conversation_id)
    team.budi.person.post(f"/conversations/{conversation_id}/escalate", {}).raise_for_status()
    desk.reached(conversation_id, "offer")
    assert desk.ana.get(f"/conversations/{conversation_id}").json()["status"] == "pending"
    with team.citra.person.line():
        team.citra.choose("online")
        taken_by = wait_for(lambda: desk.ana.get(f"/conversations/{conversation_id}").json().get("agent"), PATIENCE)
        team.citra.choose("offline")
    assert (taken_by["id"], team.presence(team.budi)) == (team.citra.id, "online")


def test_a_solved_ticket_is_opened_again_and_its_number_told(desk: Desk, begun: Begun) -> None:
    assert desk.ended(begun.solved) == "SUCCEEDED"
    assert desk.steps(begun.solved)["ticket"] == f"#{begun.ticket}"
    assert desk.ana.get(f"/tickets/{begun.ticket}").json()["status"] == "open"
    assert sum(f"#{begun.ticket}" in line for line in told(begun.visitor, begun.solved)) == 1


def test_what_an_agent_who_has_gone_had_accepted_becomes_a_ticket_when_nobody_else_takes_it(desk: Desk) -> None:
    wait_for(lambda: len(desk.escalations(desk.taken)) == 2, PATIENCE)
    assert [desk.ended(desk.taken, number) for number in (1, 2)] == ["SUCCEEDED", "SUCCEEDED"]
    accepted, missed = desk.escalations(desk.taken)
    assert (accepted["outcome"], accepted["steps"][-1]["result"]) == ("accepted", "accepted")
    assert (missed["reason"], missed["outcome"]) == ("queue_sla", "ticketed")
    number = desk.ana.get(f"/conversations/{desk.taken}").json()["ticket_number"]
    assert desk.steps(desk.taken, 2)["ticket"] == f"#{number}"


def test_what_an_agent_leaves_unanswered_is_called_for(desk: Desk, team: Team, budi: Line, begun: Begun) -> None:
    frame = budi.hear("conversation.escalated", within=PATIENCE, conversation_id=begun.unanswered)
    (escalation,) = frame["details"]["escalations"]
    assert (escalation["reason"], escalation["metadata"]["agent_id"]) == ("silence", team.budi.id)
    assert frame["conversation"]["status"] == "pending"
    desk.reached(begun.unanswered, "wait")
