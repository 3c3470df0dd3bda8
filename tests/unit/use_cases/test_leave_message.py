"""What happens at a widget while nobody is there."""

from dataclasses import replace
from datetime import timedelta

import pytest

from frontdesk.domain.business_hours import BusinessHours, Interval
from frontdesk.domain.conversation import Conversation
from frontdesk.domain.errors import Conflict, MessageTooLong, OutsideBusinessHours
from frontdesk.domain.message import SystemEvent
from frontdesk.domain.vocabulary import Handler, HandlerType, Priority, Status
from frontdesk.domain.widget import Widget
from frontdesk.domain.workflow.record import WorkflowPin
from frontdesk.use_cases.leave_message import OfflineForm, leave_message
from frontdesk.use_cases.start_conversation import Beginning, start_conversation
from tests.fakes import FakeDesk, make_desk
from tests.fakes.interruptions import Interruption, Killed
from tests.fakes.people import ADMIN, TENANT, VERA, VERA_HERSELF, WIDGET
from tests.fakes.scenes import connected
from tests.fakes.system import START

# START is a Monday, nine o'clock.
AFTERNOONS = BusinessHours(time_zone="Asia/Jakarta", week=((Interval(19 * 60, 20 * 60),), *((),) * 6))
CLOSED = replace(WIDGET, business_hours=AFTERNOONS)
FORM = OfflineForm(
    client_id="form-1",
    name="Vera Vogel",
    email="vera@example.com",
    message="It is urgent: the grinder screams.",
    page_url="https://shop.example/grinders",
)
BEGINNING = Beginning(client_id="start-1", message_client_id="first-1", message_content="Hello?")


def leave(desk: FakeDesk, form: OfflineForm = FORM, widget: Widget = CLOSED) -> tuple[Conversation, bool]:
    return leave_message(desk, widget, VERA, VERA_HERSELF, form)


def test_a_message_becomes_a_ticket_for_the_person_of_the_form() -> None:
    desk = make_desk()
    left, _ = leave(desk)
    ticket = desk.tickets.get(TENANT, 1)
    assert ticket is not None
    assert (left.ticket_number, ticket.conversation_id) == (1, left.id)
    assert (ticket.requester_name, ticket.requester_email) == ("Vera Vogel", "vera@example.com")
    assert (ticket.subject, ticket.priority) == ("Chat: It is urgent: the grinder screams.", Priority.HIGH)
    assert ticket.created_by.name == "Vera Vogel"
    assert "the grinder screams" in (ticket.description or "")


def test_its_conversation_is_over_and_says_the_number() -> None:
    desk = make_desk()
    left, _ = leave(desk)
    stored = desk.conversations.get(TENANT, left.id)
    assert stored is not None
    assert (stored.status, stored.handler, stored.closed_at) == (Status.CLOSED, Handler.AGENT, START)
    assert stored.source_url == FORM.page_url
    said, told = desk.log.all(TENANT, left.id)
    assert (said.content, said.sender_name) == (FORM.message, "Vera Vogel")
    assert told.announcement is not None
    assert (told.announcement.event, told.announcement.target_name) == (SystemEvent.TICKETED, "1")


def test_agents_hear_of_it_and_nothing_waits_for_them() -> None:
    desk = make_desk()
    connected(desk, "socket", ADMIN)
    leave(desk)
    assert "ConversationCreated" in [type(post.event).__name__ for post in desk.gateway.posts]
    assert desk.conversations.waiting(TENANT) == []


def test_the_visitor_is_known_by_the_forms_name_from_then_on() -> None:
    desk = make_desk()
    desk.directory.put_visitor(VERA)
    leave(desk)
    known = desk.directory.visitor(TENANT, VERA.id)
    assert known is not None
    assert (known.particulars.name, known.particulars.email) == ("Vera Vogel", "vera@example.com")


def test_the_same_form_again_gives_the_same_ticket_even_when_people_are_back() -> None:
    desk = make_desk()
    first, _ = leave(desk)
    desk.clock.advance(hours=3)
    assert CLOSED.is_open(desk.clock.now())
    again, duplicate = leave(desk, replace(FORM, message="Something else"))
    assert (again.id, again.ticket_number, duplicate) == (first.id, 1, True)
    assert len(desk.log.all(TENANT, first.id)) == 2
    assert desk.directory.counts[TENANT, WIDGET.id] == 1


def test_a_form_shares_no_id_with_a_conversation_that_began_with_the_same_one() -> None:
    desk = make_desk()
    view, _ = start_conversation(desk, WIDGET, VERA, VERA_HERSELF, replace(BEGINNING, client_id=FORM.client_id))
    left, _ = leave(desk)
    assert left.id != view.conversation.id


@pytest.mark.parametrize("widget", [WIDGET, replace(CLOSED, active=False)], ids=["open", "switched off"])
def test_a_message_is_left_only_while_nobody_is_there(widget: Widget) -> None:
    desk = make_desk()
    with pytest.raises(Conflict):
        leave(desk, widget=widget)
    assert desk.conversations.all() == []


def test_a_message_that_is_too_long_is_refused_whole() -> None:
    desk = make_desk()
    with pytest.raises(MessageTooLong):
        leave(desk, replace(FORM, message="x" * 4001))
    assert desk.tickets.last_number(TENANT) == 0


def test_dying_anywhere_and_sending_again_gives_one_ticket() -> None:
    call, died = 1, True
    while died:
        interruption = Interruption()
        desk = make_desk(interruption)
        interruption.kill(call)
        try:
            leave(desk)
            died = False
        except Killed:
            pass
        interruption.disarm()
        left, _ = leave(desk)
        assert [found.id for found in desk.conversations.all()] == [left.id]
        assert desk.tickets.last_number(TENANT) == left.ticket_number == 1
        assert desk.log.all(TENANT, left.id)[0].content == FORM.message
        call += 1
    assert call > 5


def test_two_at_once_make_one_ticket() -> None:
    for call in range(1, 12):
        interruption = Interruption()
        desk = make_desk(interruption)
        interruption.arm(call, lambda desk=desk: leave(desk))  # type: ignore[misc]
        left, _ = leave(desk)
        assert desk.tickets.last_number(TENANT) == left.ticket_number == 1
        assert len(desk.conversations.all()) == 1
        assert len(desk.log.all(TENANT, left.id)) == 2


def test_who_loses_a_number_to_another_form_takes_the_next() -> None:
    interruption = Interruption()
    desk = make_desk(interruption)
    other = replace(FORM, client_id="form-2")
    interruption.calls.clear()
    leave(desk)
    before_create = interruption.calls.index("tickets.create") + 1
    interruption.arm(before_create, lambda: leave(desk, other))
    third, _ = leave(desk, replace(FORM, client_id="form-3"))
    assert (third.ticket_number, desk.tickets.last_number(TENANT)) == (3, 3)


def test_a_conversation_with_people_is_refused_while_nobody_is_there_and_the_opening_is_told() -> None:
    desk = make_desk()
    with pytest.raises(OutsideBusinessHours, match=r"Monday, 05 January 2026, at 19:00 \(Asia/Jakarta\)"):
        start_conversation(desk, CLOSED, VERA, VERA_HERSELF, BEGINNING)
    assert desk.conversations.all() == []
    never = replace(WIDGET, business_hours=replace(AFTERNOONS, week=((),) * 7))
    with pytest.raises(OutsideBusinessHours, match="Leave a message"):
        start_conversation(desk, never, VERA, VERA_HERSELF, BEGINNING)


def test_a_conversation_that_was_started_in_time_is_given_again_afterwards() -> None:
    desk = make_desk()
    desk.clock.advance(hours=3)
    first, _ = start_conversation(desk, CLOSED, VERA, VERA_HERSELF, BEGINNING)
    desk.clock.advance(hours=2)
    again, _ = start_conversation(desk, CLOSED, VERA, VERA_HERSELF, BEGINNING)
    assert again.conversation.id == first.conversation.id


@pytest.mark.parametrize(
    ("handler_type", "workflow"), [(HandlerType.AI_BOT, None), (HandlerType.WORKFLOW, WorkflowPin("workflow-1", 1))]
)
def test_a_bot_or_a_workflow_answers_at_any_time_and_a_message_can_be_left_beside(
    handler_type: HandlerType, workflow: WorkflowPin | None
) -> None:
    desk = make_desk()
    tireless = replace(CLOSED, handler_type=handler_type)
    start_conversation(desk, tireless, VERA, VERA_HERSELF, BEGINNING, workflow)
    left, _ = leave(desk, widget=tireless)
    assert left.handler is Handler.AGENT


def test_a_widget_whose_workflow_is_gone_has_hours_as_its_people_have() -> None:
    with pytest.raises(OutsideBusinessHours):
        start_conversation(
            make_desk(), replace(CLOSED, handler_type=HandlerType.WORKFLOW), VERA, VERA_HERSELF, BEGINNING
        )


def test_a_widget_without_hours_is_always_open() -> None:
    for hours in range(0, 24 * 7, 5):
        assert WIDGET.is_open(START + timedelta(hours=hours))
    assert WIDGET.next_opening(START) is None
