"""The bot's turn: it answers once, knows when it does not know, and never talks over an agent."""

from contextlib import suppress
from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.domain.bot_job import BotJob
from frontdesk.domain.conversation import Conversation
from frontdesk.domain.errors import Busy, RateLimited
from frontdesk.domain.escalation import EscalationReason
from frontdesk.domain.message import Draft, Message, SystemEvent
from frontdesk.domain.outcome import OutcomeKind
from frontdesk.domain.rate_limit import Rate
from frontdesk.domain.vocabulary import Handler, HandlerType, MessageType, SenderType, Status
from frontdesk.use_cases.accept_conversation import accept_conversation
from frontdesk.use_cases.answer_visitor import answer_visitor
from frontdesk.use_cases.append_message import append_message
from frontdesk.use_cases.edit_conversation import edit_conversation
from frontdesk.use_cases.give_up import give_up
from frontdesk.use_cases.hand_back import hand_back
from frontdesk.use_cases.resolve_conversation import resolve_conversation
from frontdesk.use_cases.start_conversation import Beginning, start_conversation
from frontdesk.use_cases.sweep_escalations import sweep_silence
from tests.fakes.desk import FakeDesk, make_desk
from tests.fakes.interruptions import Interruption, Killed
from tests.fakes.knowledge import ASKS_FOR_A_HUMAN, FakeKnowledgeDesk, a_source, make_knowledge_desk
from tests.fakes.people import ADA, TENANT, VERA, VERA_HERSELF, WIDGET
from tests.fakes.scenes import connected, online, say, stored
from tests.fakes.workflows import FakeWorkflows

BOT_WIDGET = replace(WIDGET, handler_type=HandlerType.AI_BOT, bot_name="Kopi")
SURE, UNSURE, VAGUE, LOST = "Refunds?", "Money back perhaps?", "Something about money", "Is the moon made of milk?"
CONFIDENCES = {SURE: 0.93, UNSURE: 0.7, VAGUE: 0.5, LOST: 0.1}
SOURCES = (a_source("refund"), a_source("cards", title="Which cards do you take?"), a_source("vat", title="VAT"))


@dataclass
class Scene:
    desk: FakeDesk
    knowledge: FakeKnowledgeDesk
    id: str

    def ask(self, question: str, *, turn: bool = True) -> None:
        tail = len(self.log)
        appended = say(self.desk, VERA_HERSELF, self.id, question, client_id=f"{tail}.{'x' * 20}")
        if turn:
            self.turn(appended.message.seq)

    def send_file(self, name: str = "invoice.pdf") -> None:
        draft = Draft(
            client_id=f"{len(self.log)}.{'f' * 20}",
            sender_type=SenderType.VISITOR,
            sender_id=VERA_HERSELF.id,
            sender_name="Vera",
            content=name,
            type=MessageType.FILE,
        )
        append_message(self.desk, TENANT, self.id, draft)

    def turn(self, seq: int = 1) -> bool:
        return answer_visitor(self.desk, self.knowledge, BotJob(TENANT, self.id, seq))

    @property
    def log(self) -> list[Message]:
        return list(self.desk.log.read_from(TENANT, self.id, 1))

    @property
    def conversation(self) -> Conversation:
        return stored(self.desk, self.id)

    @property
    def by_the_bot(self) -> list[Message]:
        return [message for message in self.log if message.sender_type is SenderType.BOT]


def begin(question: str | None = None, *, step: Interruption | None = None, greeting: str | None = None) -> Scene:
    desk = make_desk(step) if step else make_desk()
    knowledge = make_knowledge_desk()
    knowledge.knowledge.confidences = CONFIDENCES
    knowledge.knowledge.sources = SOURCES
    widget = replace(BOT_WIDGET, greeting=greeting)
    desk.directory.put_widget(widget)
    first = f"0.{'a' * 20}" if question else None
    beginning = Beginning(client_id="start-1", message_client_id=first, message_content=question)
    view, _ = start_conversation(desk, widget, VERA, VERA_HERSELF, beginning)
    return Scene(desk, knowledge, view.conversation.id)


def test_a_sure_answer_comes_with_its_source_and_why() -> None:
    scene = begin(SURE)
    assert scene.turn()
    (answer,) = scene.by_the_bot
    assert (answer.seq, answer.sender_name, answer.content) == (2, "Kopi", SOURCES[0].passage)
    assert answer.answer is not None
    assert (answer.answer.confidence, answer.answer.threshold, answer.answer.provider) == (0.93, 0.65, "retrieval")
    assert answer.answer.sources[0].article_id == "refund"
    assert not answer.answer.offers_human
    assert (scene.conversation.status, scene.conversation.handler) == (Status.ACTIVE, Handler.BOT)


def test_a_less_sure_answer_offers_a_human() -> None:
    scene = begin(UNSURE)
    scene.turn()
    (answer,) = scene.by_the_bot
    assert answer.answer is not None
    assert answer.answer.offers_human


def test_an_answer_gives_the_visitor_no_rest_from_their_own_pace() -> None:
    scene = begin()
    scene.desk = replace(scene.desk, policy=replace(scene.desk.policy, message_rates={SenderType.VISITOR: Rate(2)}))
    scene.ask(SURE)
    scene.ask(UNSURE)
    assert scene.log[-1].sender_type is SenderType.BOT
    with pytest.raises(RateLimited):
        scene.ask(SURE)


def test_who_is_followed_hears_the_answer_at_once() -> None:
    scene = begin(SURE)
    connected(scene.desk, "vera", VERA_HERSELF, scene.id)
    scene.turn()
    assert "message.created" in scene.desk.gateway.types("vera")


def test_the_bot_greets_before_the_visitor_says_anything() -> None:
    scene = begin(SURE, greeting="Hello from Kopi!")
    assert [message.content for message in scene.log] == ["Hello from Kopi!", SURE]
    scene.turn(2)
    assert len(scene.by_the_bot) == 2


def test_titles_are_offered_once_and_a_human_is_called_after_that() -> None:
    scene = begin(VAGUE)
    scene.turn()
    (offer,) = scene.by_the_bot
    assert offer.type is MessageType.FORM
    assert offer.form is not None
    assert [choice.label for choice in offer.form.choices] == [source.title for source in SOURCES]
    (asked,) = scene.knowledge.questions.of_tenant(TENANT)
    assert (asked.samples, asked.count, asked.last.article_id) == ((VAGUE,), 1, "refund")
    scene.ask(VAGUE)
    assert scene.conversation.status is Status.PENDING
    assert scene.conversation.escalations[-1].reason is EscalationReason.LOW_CONFIDENCE


def test_articles_that_hardly_fit_are_not_named() -> None:
    scene = begin(VAGUE)
    scene.knowledge.knowledge.sources = (*SOURCES[:2], a_source("vat", title="VAT", score=0.004))
    scene.turn()
    assert scene.by_the_bot[-1].form is not None
    assert [choice.value for choice in scene.by_the_bot[-1].form.choices] == ["refund", "cards"]


def test_a_title_that_is_taken_is_answered_however_sure_the_bot_is() -> None:
    scene = begin(VAGUE)
    scene.turn()
    scene.knowledge.knowledge.confidences = {SOURCES[0].title: 0.4}
    scene.ask(SOURCES[0].title)
    assert scene.by_the_bot[-1].content == SOURCES[0].passage
    assert scene.conversation.status is Status.ACTIVE


@pytest.mark.parametrize("sure", [0.93, 0.4])
def test_a_title_that_is_taken_is_answered_from_its_article_though_another_one_ranks_first(sure: float) -> None:
    scene = begin(VAGUE)
    refund, cards, vat = SOURCES
    cards = replace(cards, passage="We take every card.")
    scene.knowledge.knowledge.sources = (refund, cards, vat)
    scene.turn()
    scene.knowledge.knowledge.confidences = {cards.title: sure}
    scene.ask(cards.title)
    answer = scene.by_the_bot[-1]
    assert answer.content == "We take every card."
    assert answer.answer is not None
    assert [source.article_id for source in answer.answer.sources] == ["cards", "refund", "vat"]
    assert scene.conversation.status is Status.ACTIVE


def test_a_title_whose_article_is_not_found_again_calls_a_human() -> None:
    scene = begin(VAGUE)
    scene.turn()
    scene.knowledge.knowledge.confidences = {SOURCES[1].title: 0.4}
    scene.knowledge.knowledge.sources = (SOURCES[0], SOURCES[2])
    scene.ask(SOURCES[1].title)
    assert scene.conversation.escalations[-1].reason is EscalationReason.LOW_CONFIDENCE


def test_below_the_threshold_a_human_is_called_and_the_question_is_kept() -> None:
    scene = begin(LOST)
    assert scene.turn()
    (one,) = scene.conversation.escalations
    assert (one.reason, one.metadata["confidence"], one.metadata["threshold"]) == (
        EscalationReason.LOW_CONFIDENCE,
        "0.10",
        "0.65",
    )
    assert scene.by_the_bot == []
    assert scene.log[-1].announcement is not None
    assert scene.log[-1].announcement.event is SystemEvent.ESCALATED
    (question,) = scene.knowledge.questions.of_tenant(TENANT)
    assert question.samples == (LOST,)
    assert question.last.article_id == "refund"


def test_without_any_article_a_human_is_called() -> None:
    scene = begin("Nothing of this kind is known here.")
    scene.turn()
    assert scene.conversation.escalations[-1].reason is EscalationReason.LOW_CONFIDENCE


def test_a_request_for_a_human_is_granted_and_tells_of_the_answer_before() -> None:
    scene = begin(SURE)
    scene.turn()
    scene.ask(ASKS_FOR_A_HUMAN)
    assert scene.conversation.escalations[-1].reason is EscalationReason.HUMAN_REQUEST
    (outcome,) = scene.knowledge.outcomes.latest(TENANT, 10)
    assert (outcome.seq, outcome.kind) == (2, OutcomeKind.ESCALATED_AFTER)


def test_a_question_that_the_bot_cannot_answer_says_nothing_of_its_answer_to_another_one() -> None:
    scene = begin(SURE)
    scene.turn()
    scene.ask(LOST)
    assert scene.conversation.escalations[-1].reason is EscalationReason.LOW_CONFIDENCE
    assert scene.knowledge.outcomes.latest(TENANT, 10) == []


def test_who_has_written_too_often_was_not_helped_by_the_last_answer() -> None:
    scene = begin(SURE)
    scene.turn()
    for _ in range(8):
        scene.ask(SURE)
    (outcome,) = scene.knowledge.outcomes.latest(TENANT, 10)
    assert (outcome.seq, outcome.kind) == (16, OutcomeKind.ESCALATED_AFTER)


def test_after_eight_messages_a_human_is_called() -> None:
    scene = begin(SURE)
    scene.turn()
    for _ in range(7):
        scene.ask(SURE)
    assert scene.conversation.status is Status.ACTIVE
    scene.ask(SURE)
    assert scene.conversation.escalations[-1].reason is EscalationReason.MESSAGE_CAP


def test_what_was_solved_before_counts_no_more_when_the_visitor_writes_again() -> None:
    scene = begin(SURE)
    scene.turn()
    for _ in range(7):
        scene.ask(SURE)
    resolve_conversation(scene.desk, VERA_HERSELF, scene.id)
    scene.ask(UNSURE)
    assert (scene.conversation.status, scene.conversation.handler) == (Status.ACTIVE, Handler.BOT)
    assert scene.log[-1].sender_type is SenderType.BOT
    for _ in range(7):
        scene.ask(SURE)
    assert scene.conversation.escalations == ()
    scene.ask(SURE)
    assert scene.conversation.escalations[-1].metadata == {"messages": "9"}


def test_who_asks_for_a_human_in_the_ninth_message_is_recorded_as_asking_for_one() -> None:
    scene = begin(SURE)
    scene.turn()
    for _ in range(7):
        scene.ask(SURE)
    scene.ask(ASKS_FOR_A_HUMAN)
    assert scene.conversation.escalations[-1].reason is EscalationReason.HUMAN_REQUEST


@pytest.mark.parametrize("wish", ["operator", "saya mau bicara dengan admin", "cs dong"])
def test_who_asks_for_a_human_in_a_message_of_its_own_is_heard_beside_another_question(wish: str) -> None:
    scene = begin("How much is shipping")
    scene.ask(wish, turn=False)
    scene.knowledge.knowledge.confidences = {f"How much is shipping\n{wish}": 0.9}
    scene.turn(1)
    assert scene.conversation.escalations[-1].reason is EscalationReason.HUMAN_REQUEST


@pytest.mark.parametrize(("words", "locale", "said"), [("hi!", "en", "help you"), ("makasih kak", "id", "Sama-sama")])
def test_small_talk_is_answered_in_the_widgets_language(words: str, locale: str, said: str) -> None:
    scene = begin(words)
    scene.desk.directory.put_widget(replace(BOT_WIDGET, behaviour={"locale": locale}))
    scene.turn()
    assert said in scene.by_the_bot[-1].content
    assert scene.by_the_bot[-1].answer is None


def test_who_says_ok_to_an_answer_is_not_sent_to_a_human() -> None:
    scene = begin(SURE)
    scene.turn()
    scene.ask("ok 👍")
    assert "anything else" in scene.by_the_bot[-1].content
    assert scene.conversation.escalations == ()


def test_no_to_an_answer_calls_a_human() -> None:
    scene = begin(SURE)
    scene.turn()
    scene.ask("no")
    assert scene.conversation.escalations[-1].reason is EscalationReason.LOW_CONFIDENCE


def test_no_to_whether_there_is_anything_else_is_a_goodbye() -> None:
    scene = begin("thanks")
    scene.turn()
    scene.ask("no")
    assert scene.by_the_bot[-1].content.startswith("Goodbye!")
    assert scene.conversation.escalations == ()


@pytest.mark.parametrize("word", ["yes", "no"])
def test_a_word_that_takes_none_of_the_titles_calls_a_human(word: str) -> None:
    scene = begin(VAGUE)
    scene.turn()
    scene.ask(word)
    assert scene.conversation.escalations[-1].reason is EscalationReason.LOW_CONFIDENCE


def test_what_is_sent_in_several_pieces_is_answered_once() -> None:
    scene = begin("Refunds")
    scene.ask("and also", turn=False)
    scene.knowledge.knowledge.confidences = {"Refunds\nand also": 0.9}
    assert scene.turn(1)
    assert not scene.turn(2)
    assert len(scene.by_the_bot) == 1


def test_what_a_file_is_called_is_no_part_of_the_question() -> None:
    scene = begin(SURE)
    scene.send_file("Is the moon made of milk.pdf")
    scene.turn()
    (answer,) = scene.by_the_bot
    assert answer.content == SOURCES[0].passage


@pytest.mark.parametrize("words", [None, "hi!"])
def test_nothing_but_files_calls_a_human_and_is_no_unanswered_question(words: str | None) -> None:
    scene = begin(words)
    scene.send_file()
    assert scene.turn()
    (one,) = scene.conversation.escalations
    assert (one.reason, one.metadata) == (EscalationReason.LOW_CONFIDENCE, {"files": "1"})
    assert scene.knowledge.questions.of_tenant(TENANT) == []
    assert scene.by_the_bot == []


def test_a_job_that_comes_twice_stores_one_answer() -> None:
    scene = begin(SURE)
    assert scene.turn()
    assert not scene.turn()
    assert len(scene.by_the_bot) == 1


def test_a_job_for_a_conversation_that_is_not_there_is_nothing() -> None:
    assert not answer_visitor(make_desk(), make_knowledge_desk(), BotJob(TENANT, "nowhere", 1))


@given(st.integers(1, 60))
def test_the_bot_never_talks_over_an_agent(call: int) -> None:
    """Whenever an agent takes over, nothing of the bot stands in the log behind their arrival."""
    step = Interruption()
    scene = begin(SURE, step=step)
    step.arm(call, lambda: accept_conversation(scene.desk, ADA, scene.id))
    scene.turn()
    came_too_late = step.armed
    step.disarm()
    accept_conversation(scene.desk, ADA, scene.id)
    scene.turn()
    arrival = next(message.seq for message in scene.log if message.announcement)
    assert all(message.seq < arrival for message in scene.by_the_bot)
    if came_too_late:
        assert len(scene.by_the_bot) == 1


@given(st.integers(1, 60), st.sampled_from([SURE, VAGUE, LOST]))
def test_whenever_the_bot_dies_the_job_that_comes_again_makes_up_for_it(call: int, question: str) -> None:
    step = Interruption()
    scene = begin(question, step=step)
    step.kill(call)
    with suppress(Killed):
        scene.turn()
    step.disarm()
    scene.turn()
    assert len(scene.by_the_bot) == (0 if question == LOST else 1)
    assert len(scene.conversation.escalations) == (1 if question == LOST else 0)


def silences_after_taking_over(scene: Scene) -> int:
    """How many of its agents the timer finds to have kept silent for ten minutes."""
    online(scene.desk, ADA)
    accept_conversation(scene.desk, ADA, scene.id)
    scene.desk.clock.advance(minutes=9)
    assert sweep_silence(scene.desk) == 0, "an agent has the whole time"
    scene.desk.clock.advance(minutes=2)
    return sweep_silence(scene.desk)


def test_who_takes_over_owes_what_the_bot_has_not_answered() -> None:
    scene = begin(SURE)
    asked_at = scene.log[0].created_at
    assert scene.conversation.owed_since is None, "the bot has it"
    edit_conversation(scene.desk, ADA, scene.id, tags=("refund",))
    assert silences_after_taking_over(scene) == 1
    assert scene.conversation.owed_since == asked_at


def test_who_takes_over_owes_the_first_of_what_was_written_since_the_bot_spoke() -> None:
    scene = begin(SURE)
    scene.turn()
    scene.desk.clock.advance(minutes=1)
    scene.ask(UNSURE, turn=False)
    scene.desk.clock.advance(minutes=1)
    scene.ask(LOST, turn=False)
    assert silences_after_taking_over(scene) == 1
    assert scene.conversation.owed_since == scene.log[2].created_at


def test_titles_to_choose_from_leave_the_question_to_who_takes_over() -> None:
    scene = begin(VAGUE)
    scene.turn()
    assert scene.by_the_bot[-1].form is not None
    assert silences_after_taking_over(scene) == 1


@pytest.mark.parametrize("question", [SURE, UNSURE])
def test_who_takes_over_owes_nothing_that_the_bot_has_answered(question: str) -> None:
    scene = begin(question)
    edit_conversation(scene.desk, ADA, scene.id, tags=("refund",))
    scene.turn()
    assert silences_after_taking_over(scene) == 0
    assert scene.conversation.owed_since is None


def test_after_a_handing_back_the_bot_counts_and_answers_anew() -> None:
    scene = begin(SURE)
    scene.turn()
    accept_conversation(scene.desk, ADA, scene.id)
    say(scene.desk, ADA, scene.id, "I am here.")
    hand_back(scene.desk, ADA, scene.id)
    assert not scene.turn(), "what the agent has seen is not for the bot"
    scene.ask(UNSURE)
    assert len(scene.by_the_bot) == 2
    assert scene.by_the_bot[-1].seq == scene.log[-1].seq


def test_a_bot_that_fails_calls_a_human_once() -> None:
    scene = begin(SURE)
    for _ in range(2):
        give_up(scene.desk, FakeWorkflows(), BotJob(TENANT, scene.id, 1))
    (one,) = scene.conversation.escalations
    assert one.reason is EscalationReason.BOT_FAILED


def test_a_knowledge_base_that_cannot_be_had_makes_the_job_come_again() -> None:
    scene = begin(SURE)

    def fail(name: str) -> None:
        if name == "knowledge.ask":
            raise Busy("not now")

    scene.knowledge.knowledge.step = fail
    with pytest.raises(Busy):
        scene.turn()
    assert scene.by_the_bot == []
