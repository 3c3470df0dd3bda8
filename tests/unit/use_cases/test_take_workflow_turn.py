"""A workflow's turn: it asks, remembers and leads on, once each, and never over an agent."""

from contextlib import suppress
from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.domain.bot_job import BotJob
from frontdesk.domain.conversation import Conversation
from frontdesk.domain.errors import NotFound
from frontdesk.domain.escalation import EscalationReason
from frontdesk.domain.escalation_steps import EscalationKey
from frontdesk.domain.message import Announcement, Message, SystemEvent
from frontdesk.domain.party import Party
from frontdesk.domain.vocabulary import Handler, HandlerType, MessageType, Priority, SenderType, Status
from frontdesk.domain.workflow.record import WorkflowPin, WorkflowRecord
from frontdesk.use_cases.accept_conversation import accept_conversation
from frontdesk.use_cases.answer_visitor import answer_visitor
from frontdesk.use_cases.give_up import give_up
from frontdesk.use_cases.offer_escalation import offer_escalation
from frontdesk.use_cases.repair_summary import repair_summary
from frontdesk.use_cases.start_conversation import Beginning, start_conversation
from frontdesk.use_cases.take_workflow_turn import take_workflow_turn
from tests.fakes.desk import FakeDesk, make_desk
from tests.fakes.escalations import make_escalation_desk
from tests.fakes.interruptions import Interruption, Killed
from tests.fakes.knowledge import make_knowledge_desk
from tests.fakes.people import ADA, TENANT, VERA, VERA_HERSELF, WIDGET
from tests.fakes.scenes import online, say, stored
from tests.fakes.system import START
from tests.fakes.workflows import CAFE, FakeWorkflows

FORM_WIDGET = replace(WIDGET, handler_type=HandlerType.WORKFLOW, handler_id="cafe", bot_name="Kopi")
TO_SHIPPING = {
    "start": "why",
    "steps": {
        "why": {
            "type": "choice",
            "text": "Why?",
            "attribute": "why",
            "choices": [
                {"value": "ship", "label": "Shipping", "next": "shipping"},
                {"value": "ada", "label": "Ada", "next": "ada"},
            ],
        },
        "shipping": {"type": "route", "to": "department", "department_id": "dep-1"},
        "ada": {"type": "route", "to": "agent", "agent_id": ADA.id},
    },
}


@dataclass
class Scene:
    desk: FakeDesk
    workflows: FakeWorkflows
    id: str

    def answer(self, words: str, *, turn: bool = True) -> None:
        say(self.desk, VERA_HERSELF, self.id, words, client_id=f"{len(self.log)}.{'x' * 20}")
        if turn:
            self.turn()

    def turn(self) -> bool:
        return take_workflow_turn(self.desk, self.workflows, BotJob(TENANT, self.id, 0))

    def give_up(self) -> None:
        give_up(self.desk, self.workflows, BotJob(TENANT, self.id, 0))

    @property
    def log(self) -> list[Message]:
        return list(self.desk.log.read_from(TENANT, self.id, 1))

    @property
    def conversation(self) -> Conversation:
        return stored(self.desk, self.id)

    @property
    def said(self) -> list[str]:
        return [message.content for message in self.log if message.sender_type is SenderType.BOT]


def begin(definition: dict[str, object] = CAFE, *, words: str | None = None, step: Interruption | None = None) -> Scene:
    desk = make_desk(step) if step else make_desk()
    workflows = FakeWorkflows()
    record = WorkflowRecord(
        tenant_id=TENANT, id="cafe", name="Café", updated_by=Party(ADA.id, ADA.name), updated_at=START
    )
    workflows.add(record, definition)
    desk.directory.put_widget(FORM_WIDGET)
    beginning = Beginning(
        client_id="start-1", message_client_id=f"0.{'a' * 20}" if words else None, message_content=words
    )
    view, _ = start_conversation(desk, FORM_WIDGET, VERA, VERA_HERSELF, beginning, WorkflowPin("cafe", 1))
    return Scene(desk, workflows, view.conversation.id)


def test_it_speaks_first_and_asks() -> None:
    scene = begin()
    assert scene.turn()
    assert scene.said == ["Hi Vera!", "What is it about?"]
    question = scene.log[-1]
    assert (question.type, question.sender_name) == (MessageType.FORM, "Kopi")
    assert question.form is not None
    assert [choice.label for choice in question.form.choices] == ["My order", "Which beans?", "Something went wrong"]
    assert not scene.turn(), "it waits for an answer"


def test_what_the_visitor_said_before_it_asked_is_no_answer() -> None:
    scene = begin(words="My order")
    scene.turn()
    assert scene.said == ["Hi Vera!", "What is it about?"]
    assert [message.seq for message in scene.log] == [1, 2, 3]


def test_who_asks_for_a_person_instead_of_answering_is_put_into_the_queue() -> None:
    scene = begin()
    scene.turn()
    scene.answer("Can I talk to a person?")
    assert (scene.conversation.status, scene.conversation.handler) == (Status.PENDING, Handler.AGENT)
    assert scene.conversation.escalations[-1].reason is EscalationReason.HUMAN_REQUEST
    assert scene.said == ["Hi Vera!", "What is it about?"]


def test_answers_become_attributes_and_a_wrong_one_is_asked_again() -> None:
    scene = begin()
    scene.turn()
    scene.answer("My order")
    scene.answer("seven")
    assert scene.said[-1].endswith("What is the order's number?")
    scene.answer("4711")
    assert scene.conversation.attributes == {"topic": "order", "order_number": "4711"}
    assert scene.said[-1] == "Order 4711 was long ago."
    assert scene.conversation.status is Status.RESOLVED
    assert scene.log[-1].announcement == Announcement(SystemEvent.RESOLVED, FORM_WIDGET.bot_name)


def test_what_is_over_stays_so_when_the_stream_looks_again() -> None:
    scene = begin()
    scene.turn()
    for words in ("My order", "4711"):
        scene.answer(words)
    repair_summary(scene.desk, TENANT, scene.id, len(scene.log))
    assert scene.conversation.status is Status.RESOLVED


def test_it_leads_to_the_bot_which_answers_what_comes_next() -> None:
    scene = begin()
    scene.turn()
    scene.answer("Which beans?")
    assert scene.conversation.handler is Handler.BOT
    knowledge = make_knowledge_desk()
    knowledge.knowledge.confidences = {"Arabica or Robusta?": 0.9}
    assert not answer_visitor(scene.desk, knowledge, BotJob(TENANT, scene.id, 0))
    scene.answer("Arabica or Robusta?", turn=False)
    assert answer_visitor(scene.desk, knowledge, BotJob(TENANT, scene.id, len(scene.log)))


def test_what_was_written_behind_the_answer_that_leads_to_the_bot_is_for_the_bot() -> None:
    scene = begin()
    scene.turn()
    for words in ("Beans, I think.", "Which beans?", "Arabica or Robusta?"):
        scene.answer(words, turn=False)
    scene.turn()
    knowledge = make_knowledge_desk()
    knowledge.knowledge.confidences = {"Arabica or Robusta?": 0.9}
    assert answer_visitor(scene.desk, knowledge, BotJob(TENANT, scene.id, len(scene.log)))


def test_it_leads_to_a_department() -> None:
    scene = begin(TO_SHIPPING)
    scene.turn()
    scene.answer("Shipping")
    found = scene.conversation
    assert (found.status, found.department_id, found.attributes) == (Status.PENDING, "dep-1", {"why": "ship"})
    assert found.escalations[-1].reason is EscalationReason.WORKFLOW


def test_it_leads_to_an_agent_who_is_there() -> None:
    scene = begin(TO_SHIPPING)
    online(scene.desk, ADA)
    scene.turn()
    scene.answer("ada")
    assert (scene.conversation.status, scene.conversation.agent_id) == (Status.ACTIVE, ADA.id)


def test_an_agent_who_is_not_there_leaves_it_to_everybody() -> None:
    scene = begin(TO_SHIPPING)
    scene.turn()
    scene.answer("ada")
    assert scene.conversation.status is Status.PENDING


def test_it_makes_a_ticket_and_tells_its_number() -> None:
    scene = begin()
    scene.turn()
    for words in ("Something went wrong", "The bag was open.", "vera@mail.example"):
        scene.answer(words)
    ticket = scene.desk.tickets.get(TENANT, 1)
    assert ticket is not None
    assert (ticket.subject, ticket.category, ticket.priority, ticket.requester_email) == (
        "Complaint of vera@mail.example",
        "complaint",
        Priority.HIGH,
        "vera@mail.example",
    )
    assert (scene.conversation.status, scene.conversation.ticket_number) == (Status.RESOLVED, 1)
    assert scene.log[-1].announcement is not None
    assert (scene.log[-1].announcement.event, scene.log[-1].announcement.target_name) == (SystemEvent.TICKETED, "1")


def test_who_goes_on_writing_after_an_open_end_gets_a_human() -> None:
    scene = begin()
    scene.turn()
    for words in ("My order", "7000"):
        scene.answer(words)
    assert (scene.conversation.status, scene.conversation.handler) == (Status.ACTIVE, Handler.WORKFLOW)
    scene.answer("And now?")
    assert scene.conversation.status is Status.PENDING


def test_a_conversation_whose_workflow_is_gone_is_not_left_alone() -> None:
    scene = begin()
    scene.workflows = FakeWorkflows()
    with pytest.raises(NotFound):
        scene.turn()


def test_where_it_can_go_on_no_more_a_human_is_called_once() -> None:
    scene = begin()
    scene.turn()
    scene.answer("My order", turn=False)
    scene.workflows = FakeWorkflows()
    for _ in range(2):
        scene.give_up()
    assert [one.reason for one in scene.conversation.escalations] == [EscalationReason.BOT_FAILED]


@pytest.mark.parametrize("answers", [(), ("My order", "seven"), ("My order", "7000")])
def test_where_it_had_asked_or_ended_before_it_failed_nobody_is_called(answers: tuple[str, ...]) -> None:
    scene = begin()
    scene.turn()
    for words in answers:
        scene.answer(words)
    scene.give_up()
    assert (scene.conversation.handler, scene.conversation.escalations) == (Handler.WORKFLOW, ())


@given(st.integers(1, 120), st.sampled_from(["4711", "7000"]))
def test_wherever_it_dies_for_good_a_human_is_called_unless_it_was_done(call: int, number: str) -> None:
    step = Interruption()
    scene = begin(step=step)
    scene.turn()
    scene.answer("My order")
    scene.answer(number, turn=False)
    step.kill(call)
    with suppress(Killed):
        scene.turn()
    step.disarm()
    done = scene.conversation.status is Status.RESOLVED if number == "4711" else len(scene.said) == 4
    scene.give_up()
    assert bool(scene.conversation.escalations) is not done


@given(st.integers(1, 80))
def test_it_never_talks_over_an_agent(call: int) -> None:
    step = Interruption()
    scene = begin(step=step)
    step.arm(call, lambda: accept_conversation(scene.desk, ADA, scene.id))
    scene.turn()
    step.disarm()
    accept_conversation(scene.desk, ADA, scene.id)
    scene.turn()
    arrival = next(message.seq for message in scene.log if message.announcement)
    assert all(message.seq < arrival for message in scene.log if message.sender_type is SenderType.BOT)


@given(st.integers(1, 120), st.sampled_from(["4711", "7000"]))
def test_wherever_it_dies_it_goes_on_and_says_everything_once(call: int, number: str) -> None:
    step = Interruption()
    scene = begin(step=step)
    scene.turn()
    scene.answer("My order")
    scene.answer(number, turn=False)
    step.kill(call)
    with suppress(Killed):
        scene.turn()
    step.disarm()
    scene.turn()
    assert len(scene.said) == 4
    assert scene.conversation.attributes["order_number"] == number
    assert scene.conversation.status is (Status.RESOLVED if number == "4711" else Status.ACTIVE)


@given(st.integers(1, 120))
def test_wherever_it_dies_on_the_way_to_an_agent_they_get_it_and_what_was_answered(call: int) -> None:
    step = Interruption()
    scene = begin(TO_SHIPPING, step=step)
    online(scene.desk, ADA)
    scene.turn()
    scene.answer("ada", turn=False)
    step.kill(call)
    with suppress(Killed):
        scene.turn()
    step.disarm()
    scene.turn()
    offer_escalation(scene.desk, make_escalation_desk(clock=scene.desk.clock), EscalationKey(TENANT, scene.id, 1))
    assert (scene.conversation.status, scene.conversation.agent_id) == (Status.ACTIVE, ADA.id)
    assert scene.conversation.attributes == {"why": "ada"}
    assert len(scene.conversation.escalations) == 1


@given(st.integers(1, 120))
def test_wherever_it_dies_it_makes_one_ticket(call: int) -> None:
    step = Interruption()
    scene = begin(step=step)
    scene.turn()
    scene.answer("Something went wrong")
    scene.answer("The bag was open.")
    scene.answer("vera@mail.example", turn=False)
    step.kill(call)
    with suppress(Killed):
        scene.turn()
    step.disarm()
    scene.turn()
    assert scene.desk.tickets.last_number(TENANT) == 1
    assert scene.conversation.status is Status.RESOLVED
