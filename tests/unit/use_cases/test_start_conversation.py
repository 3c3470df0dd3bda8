"""A visitor starts a conversation, perhaps more than once, perhaps not to the end."""

from dataclasses import replace

import pytest

from frontdesk.domain.errors import MessageTooLong, WidgetInactive
from frontdesk.domain.message import Message
from frontdesk.domain.vocabulary import Handler, HandlerType, Priority, Status
from frontdesk.domain.workflow.record import WorkflowPin
from frontdesk.use_cases.end_conversation import end_conversation
from frontdesk.use_cases.find_conversation import View
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.start_conversation import Beginning, start_conversation
from tests.fakes import make_desk
from tests.fakes.interruptions import Interruption, Killed
from tests.fakes.people import ADA, TENANT, VERA, VERA_HERSELF, WIDGET, a_visitor
from tests.fakes.scenes import connected, started, stored

BEGINNING = Beginning(client_id="start-1", message_client_id="first-1", message_content="Hello?")


def start(desk: Desk, beginning: Beginning = BEGINNING) -> tuple[View, Message | None]:
    return start_conversation(desk, WIDGET, VERA, VERA_HERSELF, beginning)


def test_a_conversation_starts_in_the_queue_with_its_first_message() -> None:
    desk = make_desk()
    view, message = start(desk)
    assert message is not None
    assert (message.seq, message.content, view.last_message, view.tail_seq) == (1, "Hello?", message, 1)
    found = stored(desk, view.conversation.id)
    assert (found.status, found.unanswered_since, found.queued_at) == (
        Status.PENDING,
        message.created_at,
        found.created_at,
    )


def test_the_same_beginning_gives_the_same_conversation_and_message() -> None:
    desk = make_desk()
    first, second = start(desk), start(desk)
    assert first == second
    assert len(desk.conversations.all()) == 1
    assert len(desk.log.all(TENANT, first[0].conversation.id)) == 1


def test_it_stays_the_same_even_after_the_conversation_has_closed() -> None:
    desk = make_desk()
    view, message = start(desk)
    end_conversation(desk, VERA_HERSELF, view.conversation.id)
    again, same = start(desk)
    assert (again.conversation.id, again.conversation.status, same) == (view.conversation.id, Status.CLOSED, message)


def test_another_beginning_or_another_visitor_is_another_conversation() -> None:
    desk = make_desk()
    one = started(desk, "start-1")
    two = started(desk, "start-2")
    wim = a_visitor("visitor-2", name="Wim")
    beginning = Beginning(client_id="start-1")
    three = start_conversation(desk, WIDGET, wim, wim.principal(VERA_HERSELF.expires_at), beginning)[0].conversation
    assert len({one.id, two.id, three.id}) == 3


def test_without_words_the_log_is_empty() -> None:
    view, message = start(make_desk(), Beginning(client_id="start-1"))
    assert (message, view.last_message, view.tail_seq) == (None, None, 0)
    assert view.conversation.unanswered_since is None


def test_what_is_known_of_the_visitor_and_the_page_goes_with_it() -> None:
    desk = make_desk()
    beginning = replace(
        BEGINNING,
        subject="Order 7",
        priority=Priority.HIGH,
        required_skills=("shipping",),
        answers={"order": "7"},
        page_url="https://shop.example/orders",
    )
    found = start(desk, beginning)[0].conversation
    assert (found.visitor_name, found.subject, found.priority) == ("Vera", "Order 7", Priority.HIGH)
    assert (found.required_skills, dict(found.attributes)) == (("shipping",), {"order": "7"})
    assert found.source_url == "https://shop.example/orders"


@pytest.mark.parametrize(
    ("handler_type", "workflow"), [(HandlerType.AI_BOT, None), (HandlerType.WORKFLOW, WorkflowPin("workflow-1", 3))]
)
def test_on_a_widget_that_answers_by_itself_it_starts_active(
    handler_type: HandlerType, workflow: WorkflowPin | None
) -> None:
    widget = replace(WIDGET, handler_type=handler_type)
    view, _ = start_conversation(make_desk(), widget, VERA, VERA_HERSELF, BEGINNING, workflow)
    assert (view.conversation.status, view.conversation.queued_at) == (Status.ACTIVE, None)
    assert view.conversation.workflow == workflow


def test_where_there_is_no_workflow_to_follow_an_agent_is_waited_for() -> None:
    widget = replace(WIDGET, handler_type=HandlerType.WORKFLOW, handler_id="gone")
    found = start_conversation(make_desk(), widget, VERA, VERA_HERSELF, BEGINNING)[0].conversation
    assert (found.status, found.handler, found.workflow) == (Status.PENDING, Handler.AGENT, None)
    assert found.queued_at is not None


def test_agents_online_learn_of_it_at_once() -> None:
    desk = make_desk()
    connected(desk, "ada", ADA)
    started(desk)
    assert desk.gateway.types("ada") == ["conversation.created", "queue.updated"]


def test_a_widget_that_is_switched_off_starts_nothing() -> None:
    desk = make_desk()
    with pytest.raises(WidgetInactive):
        start_conversation(desk, replace(WIDGET, active=False), VERA, VERA_HERSELF, BEGINNING)
    assert desk.conversations.all() == []


def test_a_first_message_that_is_too_long_starts_nothing() -> None:
    desk = make_desk()
    with pytest.raises(MessageTooLong):
        start(desk, replace(BEGINNING, message_content="x" * 4001))
    assert desk.conversations.all() == []


def test_dying_anywhere_and_starting_again_gives_one_conversation_with_one_message() -> None:
    call, died = 1, True
    while died:
        interruption = Interruption()
        desk = make_desk(interruption)
        interruption.kill(call)
        try:
            start(desk)
            died = False
        except Killed:
            pass
        interruption.disarm()
        view, message = start(desk)
        assert [found.id for found in desk.conversations.all()] == [view.conversation.id]
        assert desk.log.all(TENANT, view.conversation.id) == [message]
        assert view.conversation.unanswered_since is not None
        call += 1
    assert call > 5
