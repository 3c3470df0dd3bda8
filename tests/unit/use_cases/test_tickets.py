"""Making, finding and working on tickets."""

import pytest

from frontdesk.domain.errors import Busy, NotFound
from frontdesk.domain.vocabulary import Priority, Status, TicketStatus
from frontdesk.use_cases.convert_to_ticket import TicketWishes, convert_to_ticket
from frontdesk.use_cases.edit_ticket import TicketEdit, edit_ticket
from frontdesk.use_cases.find_ticket import find_ticket
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.send_message import Outgoing
from frontdesk.use_cases.write_note import write_note
from tests.fakes import FakeDesk, make_desk
from tests.fakes.people import ADA, BEN, TENANT, VERA_HERSELF, a_conversation, an_agent
from tests.fakes.scenes import connected, say, stored
from tests.fakes.step import no_step

STRANGER = an_agent(tenant_id="other")
NOTHING = TicketWishes()


def conversation(desk: Desk, own_id: str = "conversation-1", status: Status = Status.ACTIVE) -> str:
    assert desk.conversations.create(a_conversation(status, id=own_id))
    say(desk, VERA_HERSELF, own_id, "Where is my order? It is urgent.")
    return own_id


def test_a_ticket_tells_what_was_said_and_its_conversation_knows_it() -> None:
    desk = make_desk()
    own = conversation(desk)
    converted = convert_to_ticket(desk, ADA, own, NOTHING)
    assert not converted.duplicate
    assert (converted.ticket.number, converted.ticket.priority) == (1, Priority.HIGH)
    assert converted.ticket.subject == "Chat: Where is my order? It is urgent."
    assert "] Vera: Where is my order? It is urgent." in (converted.ticket.description or "")
    assert stored(desk, own).ticket_number == 1
    assert find_ticket(desk, BEN, 1) == converted.ticket


def test_asking_again_gives_the_same_ticket_whatever_is_wanted_by_then() -> None:
    desk = make_desk()
    own = conversation(desk)
    first = convert_to_ticket(desk, ADA, own, NOTHING)
    again = convert_to_ticket(desk, BEN, own, TicketWishes(subject="Another"))
    assert again.duplicate
    assert again.ticket == first.ticket
    assert desk.tickets.last_number(TENANT) == 1


@pytest.mark.parametrize("status", [TicketStatus.SOLVED, TicketStatus.CLOSED])
def test_asking_for_the_ticket_of_what_was_done_with_opens_it_again(status: TicketStatus) -> None:
    desk = make_desk()
    own = conversation(desk)
    convert_to_ticket(desk, ADA, own, NOTHING)
    edit_ticket(desk, ADA, 1, TicketEdit(status=status))
    told: list[int] = []
    again = convert_to_ticket(desk, BEN, own, NOTHING, lambda ticket: told.append(ticket.version))
    assert again.duplicate
    assert (again.ticket.status, again.ticket.version, told) == (TicketStatus.OPEN, 3, [3])
    assert convert_to_ticket(desk, BEN, own, NOTHING).ticket == again.ticket == find_ticket(desk, ADA, 1)


@pytest.mark.parametrize("status", list(Status))
def test_a_conversation_of_any_status_can_become_a_ticket(status: Status) -> None:
    desk = make_desk()
    assert desk.conversations.create(a_conversation(status))
    assert convert_to_ticket(desk, ADA, "conversation-1", NOTHING).ticket.number == 1
    assert stored(desk, "conversation-1").status is status


def test_numbers_follow_each_other_for_each_tenant() -> None:
    desk = make_desk()
    made = [convert_to_ticket(desk, ADA, conversation(desk, f"c-{index}"), NOTHING).ticket.number for index in range(3)]
    assert made == [1, 2, 3]
    desk.conversations.create(a_conversation(tenant_id="other"))
    assert convert_to_ticket(desk, STRANGER, "conversation-1", NOTHING).ticket.number == 1


def test_who_loses_a_number_gets_the_next() -> None:
    desk = make_desk()
    own, others = conversation(desk), conversation(desk, "another")
    before(desk, "tickets.create", lambda: convert_to_ticket(desk, BEN, others, NOTHING))
    assert convert_to_ticket(desk, ADA, own, NOTHING).ticket.number == 2
    assert stored(desk, others).ticket_number == 1


def test_two_who_convert_the_same_conversation_get_one_ticket() -> None:
    desk = make_desk()
    own = conversation(desk)
    before(desk, "tickets.create", lambda: convert_to_ticket(desk, BEN, own, NOTHING))
    converted = convert_to_ticket(desk, ADA, own, NOTHING)
    assert converted.duplicate
    assert (converted.ticket.number, converted.ticket.created_by.name) == (1, "Ben")
    assert desk.tickets.last_number(TENANT) == 1


def before(desk: FakeDesk, step: str, other: object) -> None:
    """Let somebody else go first, once."""

    def interrupt(name: str, /) -> None:
        if name == step:
            desk.tickets.step = no_step
            other()  # type: ignore[operator]

    desk.tickets.step = interrupt


def test_who_loses_again_and_again_is_asked_to_try_later(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = make_desk()
    own = conversation(desk)
    monkeypatch.setattr(desk.tickets, "create", lambda *_: False)
    with pytest.raises(Busy):
        convert_to_ticket(desk, ADA, own, NOTHING)


def test_agents_learn_the_number_at_once_and_visitors_do_not() -> None:
    desk = make_desk()
    own = conversation(desk)
    connected(desk, "adas", ADA, own)
    connected(desk, "veras", VERA_HERSELF, own)
    desk.gateway.posts.clear()
    convert_to_ticket(desk, ADA, own, NOTHING)
    frames = {post.connection_id: post.frame.model_dump(mode="json") for post in desk.gateway.posts}
    assert frames["adas"]["details"]["ticket_number"] == 1
    assert "ticket_number" not in str(frames["veras"])


def test_internal_notes_are_no_part_of_a_ticket() -> None:
    desk = make_desk()
    own = conversation(desk)
    note = Outgoing(conversation_id=own, client_id="note-1", base_seq=0, content="A secret of ours")
    write_note(desk, ADA, note)
    assert "secret" not in str(convert_to_ticket(desk, ADA, own, NOTHING).ticket)


def test_other_tenants_know_neither_the_conversation_nor_the_ticket() -> None:
    desk = make_desk()
    own = conversation(desk)
    with pytest.raises(NotFound):
        convert_to_ticket(desk, STRANGER, own, NOTHING)
    convert_to_ticket(desk, ADA, own, NOTHING)
    with pytest.raises(NotFound):
        find_ticket(desk, STRANGER, 1)
    with pytest.raises(NotFound):
        edit_ticket(desk, STRANGER, 1, TicketEdit(status=TicketStatus.CLOSED))


def test_an_edit_names_the_assignee_as_they_are_called() -> None:
    desk = make_desk()
    convert_to_ticket(desk, ADA, conversation(desk), NOTHING)
    edited = edit_ticket(desk, ADA, 1, TicketEdit(assignee_id=BEN.id, status=TicketStatus.PENDING))
    assert edited.assignee is not None
    assert (edited.assignee.name, edited.status, edited.version) == ("Ben", TicketStatus.PENDING, 2)
    assert find_ticket(desk, ADA, 1) == edited


def test_only_agents_of_the_tenant_can_be_assigned() -> None:
    desk = make_desk()
    convert_to_ticket(desk, ADA, conversation(desk), NOTHING)
    with pytest.raises(NotFound, match="no such agent"):
        edit_ticket(desk, ADA, 1, TicketEdit(assignee_id="stranger"))


def test_two_edits_at_once_both_count() -> None:
    desk = make_desk()
    convert_to_ticket(desk, ADA, conversation(desk), NOTHING)
    before(desk, "tickets.replace", lambda: edit_ticket(desk, BEN, 1, TicketEdit(category="billing")))
    edited = edit_ticket(desk, ADA, 1, TicketEdit(status=TicketStatus.SOLVED))
    assert (edited.category, edited.status, edited.version) == ("billing", TicketStatus.SOLVED, 3)
