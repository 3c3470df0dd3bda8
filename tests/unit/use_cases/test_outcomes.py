"""What becomes of the bot's answers: what visitors say, what agents confirm, and who goes on to a human."""

from typing import Any

import pytest

from frontdesk.domain.article import EXAMPLES
from frontdesk.domain.conversation import Conversation
from frontdesk.domain.errors import Busy, Conflict, InvalidInput, NotFound
from frontdesk.domain.message import Message
from frontdesk.domain.message_parts import BotAnswer, Choice, Form, FormKind, Source
from frontdesk.domain.outcome import OutcomeKind
from frontdesk.domain.vocabulary import MessageType, SenderType
from frontdesk.use_cases.accept_conversation import accept_conversation
from frontdesk.use_cases.confirm_answer import confirm_answer
from frontdesk.use_cases.escalate_conversation import escalate_conversation
from frontdesk.use_cases.hand_back import hand_back
from frontdesk.use_cases.record_outcome import note_escalated_after, note_wish_for_human, rate_answer
from frontdesk.use_cases.teach_article import teach_article
from tests.fakes import FakeDesk, make_desk
from tests.fakes.knowledge import FakeKnowledgeDesk, make_knowledge_desk, published
from tests.fakes.knowledge_base import ENGLISH
from tests.fakes.people import ADA, TENANT, VERA_HERSELF, a_message, an_agent
from tests.fakes.scenes import started
from tests.unit.use_cases.test_answer_visitor import SURE, begin

QUESTION, ANSWER, MORE = 1, 2, 3
STRANGER = an_agent("stranger-1", tenant_id="elsewhere")


def an_answer(article_id: str = "refund", raw_confidence: float = 0.75) -> BotAnswer:
    source = Source(article_id=article_id, title="Refunds", slug="refunds", passage="Five days.", score=0.9)
    return BotAnswer(
        confidence=0.8, raw_confidence=raw_confidence, threshold=0.65, provider="retrieval", sources=(source,)
    )


class Scene:
    """Vera has asked, the bot has answered, and she has written once more."""

    def __init__(self) -> None:
        self.desk: FakeDesk = make_desk()
        self.knowledge: FakeKnowledgeDesk = make_knowledge_desk()
        for entry in ENGLISH:
            self.knowledge.articles.add(published(entry))
        self.id = started(self.desk, content="My money, when?").id
        self.add(ANSWER, SenderType.BOT, answer=an_answer())
        self.add(MORE, content="Thanks")

    def add(self, seq: int, sender_type: SenderType = SenderType.VISITOR, **more: Any) -> None:
        assert self.desk.log.append(a_message(seq, sender_type, conversation_id=self.id, **more))

    def log(self) -> list[Message]:
        return [*self.desk.log.read_from(TENANT, self.id, 1)]

    def outcomes(self) -> list[tuple[int, OutcomeKind, bool]]:
        return [(one.seq, one.kind, one.answered) for one in self.knowledge.outcomes.latest(TENANT, 10)]

    def rate(self, seq: int = ANSWER, *, helpful: bool = True) -> None:
        rate_answer(self.desk, self.knowledge.outcomes, VERA_HERSELF, self.id, seq, helpful=helpful)

    def confirm(self, seq: int, article_id: str = "refund", *, add_example: bool = False) -> tuple[bool, bool]:
        confirmed = confirm_answer(self.desk, self.knowledge, ADA, self.id, seq, article_id, add_example=add_example)
        return confirmed.outcome, confirmed.example

    def examples(self, article_id: str = "refund") -> tuple[str, ...]:
        article = self.knowledge.articles.get(TENANT, article_id)
        assert article is not None
        return article.examples


@pytest.fixture
def scene() -> Scene:
    return Scene()


# --- visitors -----------------------------------------------------------------------------------------------------


def test_a_visitors_last_word_on_an_answer_counts(scene: Scene) -> None:
    scene.rate()
    assert scene.outcomes() == [(ANSWER, OutcomeKind.HELPFUL, True)]
    for _ in range(2):
        scene.rate(helpful=False)
    assert scene.outcomes() == [(ANSWER, OutcomeKind.UNHELPFUL, False)]


def test_an_outcome_goes_by_the_uncorrected_confidence(scene: Scene) -> None:
    scene.rate()
    assert [one.raw_confidence for one in scene.knowledge.outcomes.latest(TENANT, 1)] == [0.75]


def test_only_an_answer_of_the_bot_can_be_rated(scene: Scene) -> None:
    scene.add(4, SenderType.AGENT)
    scene.add(5, SenderType.BOT, content="Hello!")
    for seq in (QUESTION, 4, 5):
        with pytest.raises(Conflict):
            scene.rate(seq)
    with pytest.raises(NotFound):
        scene.rate(99)
    assert scene.outcomes() == []


# --- going on to a human ------------------------------------------------------------------------------------------


def test_who_goes_on_to_a_human_was_not_answered(scene: Scene) -> None:
    scene.add(4, SenderType.BOT, answer=an_answer("warranty"))
    for _ in range(2):
        note_escalated_after(scene.knowledge.outcomes, scene.log())
    assert scene.outcomes() == [(4, OutcomeKind.ESCALATED_AFTER, False)]


def test_titles_that_were_offered_are_no_answer(scene: Scene) -> None:
    titles = Form(kind=FormKind.CHOICE, choices=(Choice("warranty", "Warranty"),))
    scene.add(4, SenderType.BOT, answer=an_answer("warranty"), form=titles)
    note_escalated_after(scene.knowledge.outcomes, scene.log())
    assert scene.outcomes() == [(ANSWER, OutcomeKind.ESCALATED_AFTER, False)]


def test_what_the_visitor_said_outright_outweighs_that(scene: Scene) -> None:
    scene.rate()
    note_escalated_after(scene.knowledge.outcomes, scene.log())
    assert scene.outcomes() == [(ANSWER, OutcomeKind.HELPFUL, True)]


def test_where_the_bot_has_answered_nothing_there_is_nothing_to_note(scene: Scene) -> None:
    note_escalated_after(scene.knowledge.outcomes, scene.log()[:1])
    assert scene.outcomes() == []


class WithTheBot:
    """Vera has asked the bot, which has answered; each change of her conversation is looked at as the stream does."""

    def __init__(self) -> None:
        self.scene = begin(SURE)
        self.scene.turn()
        self.changes: list[tuple[Conversation | None, Conversation]] = []
        self.scene.desk.conversations.on_change = lambda before, after: self.changes.append((before, after))

    def outcomes(self) -> list[tuple[int, OutcomeKind]]:
        """However often the stream tells of each."""
        for before, after in [*self.changes, *self.changes]:
            note_wish_for_human(self.scene.desk, self.scene.knowledge.outcomes, before, after)
        return [(one.seq, one.kind) for one in self.scene.knowledge.outcomes.latest(TENANT, 10)]


def test_who_leaves_the_bot_by_the_button_was_not_answered() -> None:
    left = WithTheBot()
    escalate_conversation(left.scene.desk, VERA_HERSELF, left.scene.id)
    assert left.outcomes() == [(ANSWER, OutcomeKind.ESCALATED_AFTER)]


def test_what_the_bot_says_after_a_handing_back_is_not_what_was_left() -> None:
    left = WithTheBot()
    escalate_conversation(left.scene.desk, VERA_HERSELF, left.scene.id)
    accept_conversation(left.scene.desk, ADA, left.scene.id)
    hand_back(left.scene.desk, ADA, left.scene.id)
    left.scene.ask(SURE)
    assert left.outcomes() == [(ANSWER, OutcomeKind.ESCALATED_AFTER)]


def test_who_is_called_for_otherwise_says_nothing_of_the_answer() -> None:
    called = WithTheBot()
    escalate_conversation(called.scene.desk, ADA, called.scene.id)
    accept_conversation(called.scene.desk, ADA, called.scene.id)
    assert called.outcomes() == []


def test_nobody_looks_into_the_log_of_a_conversation_that_the_bot_did_not_have() -> None:
    asked: list[str] = []
    desk = make_desk(asked.append)
    before = started(desk)
    after = escalate_conversation(desk, VERA_HERSELF, before.id)
    asked.clear()
    note_wish_for_human(desk, make_knowledge_desk().outcomes, before, after)
    assert after.open_escalation is not None
    assert asked == []


# --- agents -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seq", [QUESTION, ANSWER])
@pytest.mark.parametrize(("article_id", "right"), [("refund", True), ("warranty", False)])
def test_an_agent_tells_whether_the_bot_was_right(scene: Scene, seq: int, article_id: str, right: bool) -> None:
    assert scene.confirm(seq, article_id) == (True, False)
    assert scene.outcomes() == [(ANSWER, OutcomeKind.AGENT_CONFIRMED, right)]


def test_an_agent_teaches_the_article_the_visitors_phrasing(scene: Scene) -> None:
    before = scene.examples()
    for seq in (QUESTION, ANSWER):
        assert scene.confirm(seq, add_example=True) == (True, True)
    assert scene.examples() == (*before, "My money, when?")


def test_a_question_that_the_bot_left_alone_teaches_the_article_too(scene: Scene) -> None:
    assert scene.confirm(MORE, "warranty", add_example=True) == (False, True)
    assert scene.outcomes() == []
    assert scene.examples("warranty") == ("Thanks",)


@pytest.mark.parametrize("seq", [6, 7])
def test_a_question_in_several_messages_is_taught_as_a_whole(scene: Scene, seq: int) -> None:
    scene.add(4, SenderType.SYSTEM, sender_id="system", content="")
    scene.add(5, content="receipt.pdf", type=MessageType.FILE)
    scene.add(6, content="for the refund?")
    scene.add(7, SenderType.BOT, answer=an_answer())
    assert scene.confirm(seq, add_example=True) == (True, True)
    assert scene.examples()[-1] == "Thanks for the refund?"


def test_a_file_teaches_nothing(scene: Scene) -> None:
    scene.add(4, SenderType.BOT, content="Hello!")
    scene.add(5, content="receipt.pdf", type=MessageType.FILE)
    before = scene.examples()
    assert scene.confirm(5, add_example=True) == (False, False)
    assert scene.examples() == before


def test_an_answer_to_the_next_question_is_none_to_this_one(scene: Scene) -> None:
    scene.add(4)
    scene.add(5, SenderType.BOT, answer=an_answer())
    assert scene.confirm(MORE) == (False, False)


def test_what_an_agent_has_written_cannot_be_confirmed(scene: Scene) -> None:
    scene.add(4, SenderType.AGENT)
    with pytest.raises(Conflict):
        scene.confirm(4)


def test_an_article_that_is_not_there_answers_nothing(scene: Scene) -> None:
    with pytest.raises(InvalidInput, match="article"):
        scene.confirm(ANSWER, "gone", add_example=True)
    assert scene.outcomes() == []


def test_another_tenants_conversation_is_not_there(scene: Scene) -> None:
    with pytest.raises(NotFound):
        confirm_answer(scene.desk, scene.knowledge, STRANGER, scene.id, ANSWER, "refund", add_example=False)


# --- teaching -----------------------------------------------------------------------------------------------------


def teach(scene: Scene, phrasing: str) -> None:
    teach_article(scene.desk, scene.knowledge, ADA, "refund", phrasing)


@pytest.mark.parametrize("known", ["I WANT my money back", "how do I get a refund?"])
def test_what_an_article_knows_it_is_not_taught_again(scene: Scene, known: str) -> None:
    before = scene.knowledge.articles.get(TENANT, "refund")
    teach(scene, known)
    assert scene.knowledge.articles.get(TENANT, "refund") == before


def test_a_long_phrasing_is_kept_by_its_beginning(scene: Scene) -> None:
    teach(scene, "Where is\nmy money? " + "Please. " * 100)
    assert scene.examples()[-1].startswith("Where is my money? Please.")
    assert len(scene.examples()[-1]) <= 300


def test_an_article_holds_only_so_many_examples(scene: Scene) -> None:
    for number in range(EXAMPLES - len(scene.examples())):
        teach(scene, f"phrasing {number}")
    with pytest.raises(Conflict, match="examples"):
        teach(scene, "one more")


def test_who_is_late_teaches_what_the_article_has_become(scene: Scene) -> None:
    others = iter(["somebody else's"])

    def meanwhile(name: str) -> None:
        other = next(others, None) if name == "articles.edit" else None
        if other:
            teach(scene, other)

    scene.knowledge.articles.step = meanwhile
    teach(scene, "mine")
    assert scene.examples()[-2:] == ("somebody else's", "mine")


def test_an_article_that_others_write_all_the_time_is_busy(scene: Scene) -> None:
    scene.knowledge.articles.edit = lambda _before, _after: False  # type: ignore[method-assign]
    with pytest.raises(Busy):
        teach(scene, "mine")
