"""The Tickets port, in memory and in DynamoDB."""

from dataclasses import replace
from datetime import timedelta

import pytest

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.errors import InvalidInput
from frontdesk.domain.party import Party
from frontdesk.domain.ticket import Ticket
from frontdesk.domain.vocabulary import Priority, Status, TicketStatus
from frontdesk.use_cases.ports import Desk
from tests.fakes import make_desk
from tests.fakes.people import TENANT, a_conversation
from tests.fakes.system import START

ADA, BEN = Party("agent-1", "Ada"), Party("agent-2", "Ben")


@pytest.fixture(params=["in memory", "in DynamoDB"])
def desk(request: pytest.FixtureRequest) -> Desk:
    if request.param == "in memory":
        return make_desk()
    made: Desk = request.getfixturevalue("real_desk")
    return made


@pytest.fixture
def real_desk(module_desk: Desk, tables: object) -> Desk:
    return module_desk


def a_ticket(number: int, conversation: Conversation, **changes: object) -> Ticket:
    plain = Ticket(
        tenant_id=conversation.tenant_id,
        number=number,
        subject=f"Chat: {number}",
        description=f"What was said in {number}",
        visitor_id=conversation.visitor_id,
        conversation_id=conversation.id,
        priority=Priority.NORMAL,
        created_by=ADA,
        created_at=START,
        updated_at=START,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def stored(desk: Desk, number: int, *, tenant_id: str = TENANT, **changes: object) -> Ticket:
    """The ticket of a conversation of its own."""
    conversation = a_conversation(Status.ACTIVE, id=f"conversation-{number}", tenant_id=tenant_id)
    assert desk.conversations.create(conversation)
    ticket = a_ticket(number, conversation, **changes)
    assert desk.tickets.create(ticket, conversation, conversation.ticketed(number))
    return ticket


def test_a_ticket_can_bring_a_conversation_of_its_own(desk: Desk) -> None:
    closed = a_conversation(Status.CLOSED).ticketed(1)
    assert desk.tickets.create(a_ticket(1, closed), None, closed)
    assert desk.conversations.get(TENANT, closed.id, consistent=True) == closed
    assert desk.tickets.last_number(TENANT) == 1


def test_a_conversation_that_is_there_already_gets_no_second_ticket(desk: Desk) -> None:
    first, second = (a_conversation(Status.CLOSED).ticketed(number) for number in (1, 2))
    assert desk.tickets.create(a_ticket(1, first), None, first)
    assert not desk.tickets.create(a_ticket(2, second), None, second)
    assert desk.conversations.get(TENANT, first.id, consistent=True) == first
    assert desk.tickets.last_number(TENANT) == 1


def numbers(desk: Desk, status: TicketStatus | None = None, assignee_id: str | None = None) -> list[int]:
    page = desk.tickets.listed(TENANT, status=status, assignee_id=assignee_id, cursor=None, limit=50)
    return [ticket.number for ticket in page.items]


def test_a_ticket_is_found_as_it_was_written(desk: Desk) -> None:
    whole = {
        "requester_name": "Vera",
        "requester_email": "vera@example.com",
        "priority": Priority.HIGH,
        "category": "billing",
        "status": TicketStatus.PENDING,
        "assignee": BEN,
        "updated_at": START + timedelta(hours=1),
        "version": 3,
    }
    plain, full = stored(desk, 1), stored(desk, 2, **whole)
    assert desk.tickets.get(TENANT, 1) == plain
    assert desk.tickets.get(TENANT, 2) == full
    assert desk.tickets.get(TENANT, 3) is None
    assert desk.tickets.get("other", 1) is None


def test_the_conversation_changes_with_it(desk: Desk) -> None:
    stored(desk, 1)
    conversation = desk.conversations.get(TENANT, "conversation-1", consistent=True)
    assert conversation is not None
    assert (conversation.ticket_number, conversation.version) == (1, 2)


def test_a_number_that_is_taken_writes_nothing(desk: Desk) -> None:
    first = stored(desk, 1)
    conversation = a_conversation(id="another")
    desk.conversations.create(conversation)
    assert not desk.tickets.create(a_ticket(1, conversation), conversation, conversation.ticketed(1))
    assert desk.tickets.get(TENANT, 1) == first
    assert desk.conversations.get(TENANT, "another", consistent=True) == conversation


def test_a_conversation_that_has_changed_meanwhile_gets_no_ticket(desk: Desk) -> None:
    conversation = a_conversation()
    desk.conversations.create(conversation)
    changed = conversation.edited(subject="Order 7")
    assert desk.conversations.replace(conversation, changed)
    assert not desk.tickets.create(a_ticket(1, conversation), conversation, conversation.ticketed(1))
    assert desk.tickets.get(TENANT, 1) is None
    assert desk.tickets.last_number(TENANT) == 0
    assert desk.conversations.get(TENANT, conversation.id, consistent=True) == changed


def test_the_last_number_is_each_tenants_own(desk: Desk) -> None:
    assert desk.tickets.last_number(TENANT) == 0
    for number in range(1, 12):
        stored(desk, number)
    stored(desk, 1, tenant_id="other")
    assert desk.tickets.last_number(TENANT) == 11
    assert desk.tickets.last_number("other") == 1


def test_tickets_by_their_numbers_in_the_order_asked_for(desk: Desk) -> None:
    for number in (1, 2, 3):
        stored(desk, number)
    found = desk.tickets.numbered(TENANT, [3, 9, 1])
    assert [(ticket.number, ticket.description) for ticket in found] == [(3, None), (1, None)]
    assert desk.tickets.numbered(TENANT, []) == []
    assert desk.tickets.numbered("other", [1]) == []


def test_a_change_is_written_where_the_version_is_still_the_same(desk: Desk) -> None:
    first = stored(desk, 1, assignee=ADA)
    second = first.edited(START, status=TicketStatus.SOLVED, category="billing", cleared=["assignee"])
    assert desk.tickets.replace(first, second)
    assert not desk.tickets.replace(first, first.edited(START, subject="Too late"))
    assert desk.tickets.get(TENANT, 1) == second


def test_a_ticket_that_is_not_there_cannot_be_changed(desk: Desk) -> None:
    ticket = a_ticket(1, a_conversation())
    assert not desk.tickets.replace(ticket, ticket.edited(START, subject="Nothing"))
    assert desk.tickets.get(TENANT, 1) is None


def test_a_change_is_written_with_its_conversation_as_one(desk: Desk) -> None:
    first = stored(desk, 1, status=TicketStatus.SOLVED)
    before = desk.conversations.get(TENANT, "conversation-1", consistent=True)
    assert before is not None
    again, after = first.edited(START, status=TicketStatus.OPEN), before.edited(subject="Once more")
    assert desk.tickets.replace(first, again, (before, after))
    assert desk.tickets.get(TENANT, 1) == again
    assert desk.conversations.get(TENANT, before.id, consistent=True) == after


def test_a_change_is_not_written_where_the_ticket_or_its_conversation_has_changed(desk: Desk) -> None:
    first = stored(desk, 1, status=TicketStatus.SOLVED)
    before = desk.conversations.get(TENANT, "conversation-1", consistent=True)
    assert before is not None
    again, after = first.edited(START, status=TicketStatus.OPEN), before.edited(subject="Once more")
    old = replace(before, version=before.version - 1)
    assert not desk.tickets.replace(first, again, (old, after))
    assert not desk.tickets.replace(replace(first, version=7), replace(again, version=8), (before, after))
    assert desk.tickets.get(TENANT, 1) == first
    assert desk.conversations.get(TENANT, before.id, consistent=True) == before


def test_lists_by_status_and_assignee_the_latest_first(desk: Desk) -> None:
    assert numbers(desk) == []
    stored(desk, 1, status=TicketStatus.CLOSED, assignee=ADA)
    stored(desk, 2, assignee=ADA)
    stored(desk, 3, assignee=BEN)
    stored(desk, 4)
    stored(desk, 1, tenant_id="other", assignee=ADA)
    assert numbers(desk) == [4, 3, 2, 1]
    assert numbers(desk, status=TicketStatus.OPEN) == [4, 3, 2]
    assert numbers(desk, assignee_id=ADA.id) == [2, 1]
    assert numbers(desk, TicketStatus.CLOSED, ADA.id) == [1]
    assert numbers(desk, TicketStatus.PENDING) == []
    assert numbers(desk, assignee_id="agent-3") == []
    assert numbers(desk, assignee_id="") == [4]
    assert numbers(desk, TicketStatus.OPEN, "") == [4]
    assert numbers(desk, TicketStatus.CLOSED, "") == []


def test_a_ticket_moves_between_lists_as_it_changes(desk: Desk) -> None:
    first = stored(desk, 1, assignee=ADA)
    assert desk.tickets.replace(first, first.edited(START, status=TicketStatus.SOLVED, assignee=BEN))
    assert (numbers(desk, TicketStatus.OPEN), numbers(desk, TicketStatus.SOLVED)) == ([], [1])
    assert (numbers(desk, assignee_id=ADA.id), numbers(desk, TicketStatus.SOLVED, BEN.id)) == ([], [1])


def test_what_is_taken_away_from_its_assignee_is_nobodys(desk: Desk) -> None:
    first = stored(desk, 1, assignee=ADA)
    assert numbers(desk, assignee_id="") == []
    assert desk.tickets.replace(first, first.edited(START, cleared=["assignee"]))
    assert (numbers(desk, assignee_id=ADA.id), numbers(desk, assignee_id="")) == ([], [1])


def test_counts_those_of_one_status_up_to_a_limit(desk: Desk) -> None:
    assert desk.tickets.count(TENANT, TicketStatus.OPEN, 10) == 0
    for number in range(1, 5):
        stored(desk, number)
    stored(desk, 5, status=TicketStatus.PENDING)
    stored(desk, 1, tenant_id="other")
    assert desk.tickets.count(TENANT, TicketStatus.OPEN, 10) == 4
    assert desk.tickets.count(TENANT, TicketStatus.OPEN, 3) == 3
    assert desk.tickets.count(TENANT, TicketStatus.PENDING, 10) == 1


@pytest.mark.parametrize(
    ("status", "assignee_id"),
    [(None, None), (TicketStatus.OPEN, None), (None, ADA.id), (TicketStatus.OPEN, ADA.id)],
)
def test_pages_stand_still_while_tickets_are_added(
    desk: Desk, status: TicketStatus | None, assignee_id: str | None
) -> None:
    for number in range(1, 6):
        stored(desk, number, assignee=ADA)
    listed = desk.tickets.listed
    first = listed(TENANT, status=status, assignee_id=assignee_id, cursor=None, limit=2)
    stored(desk, 6, assignee=ADA)
    found, cursor = [*first.items], first.next_cursor
    while cursor is not None:
        page = listed(TENANT, status=status, assignee_id=assignee_id, cursor=cursor, limit=2)
        found += page.items
        cursor = page.next_cursor
    assert [ticket.number for ticket in found] == [5, 4, 3, 2, 1]
    assert {ticket.description for ticket in found} == {None}


@pytest.mark.parametrize("cursor", ["forged", "-1", "1" * 40, "²"])
def test_a_cursor_of_something_else_is_refused(desk: Desk, cursor: str) -> None:
    with pytest.raises(InvalidInput, match="cursor"):
        desk.tickets.listed(TENANT, status=None, assignee_id=None, cursor=cursor, limit=2)
