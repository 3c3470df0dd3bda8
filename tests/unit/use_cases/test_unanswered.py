"""Questions that the bot had no answer to: counted, listed, answered by an article or dismissed."""

from datetime import timedelta
from typing import Any

import pytest

from frontdesk.domain.errors import Busy, InvalidInput, NotFound
from frontdesk.domain.unanswered_question import Asking
from frontdesk.use_cases.record_unanswered import MOST_QUESTIONS, record_unanswered
from frontdesk.use_cases.review_unanswered import (
    Sort,
    answer_by_article,
    dismiss_unanswered,
    find_unanswered,
    list_unanswered,
)
from tests.fakes import FakeDesk, make_desk
from tests.fakes.knowledge import FakeKnowledgeDesk, make_knowledge_desk, published
from tests.fakes.knowledge_base import ENGLISH
from tests.fakes.people import ADA, TENANT, an_agent
from tests.fakes.system import START

STRANGER = an_agent("stranger-1", tenant_id="elsewhere")
LETTERS = "abcdefghij"


@pytest.fixture
def desk() -> FakeDesk:
    return make_desk()


@pytest.fixture
def knowledge() -> FakeKnowledgeDesk:
    made = make_knowledge_desk()
    for entry in ENGLISH:
        made.articles.add(published(entry))
    return made


def ask(desk: FakeDesk, knowledge: FakeKnowledgeDesk, question: str, seq: int = 1, **more: Any) -> str | None:
    asking = Asking(
        question=question, conversation_id="conversation-1", seq=seq, asked_at=START + timedelta(seconds=seq), **more
    )
    found = record_unanswered(knowledge.questions, desk.clock, TENANT, asking)
    return found.id if found else None


def listed(knowledge: FakeKnowledgeDesk, sort: Sort = "count", size: int = 50) -> list[str]:
    """The first phrasings of all pages."""
    found: list[str] = []
    cursor = None
    while True:
        page = list_unanswered(knowledge, ADA, sort=sort, cursor=cursor, limit=size)
        found += [question.samples[0] for question in page.items]
        cursor = page.next_cursor
        if cursor is None:
            return found


def test_questions_of_the_same_words_are_counted_as_one(desk: FakeDesk, knowledge: FakeKnowledgeDesk) -> None:
    first = ask(desk, knowledge, "Do you ship to Norway?", 1)
    assert ask(desk, knowledge, "ship to norway", 2, confidence=0.25, article_id="delivery-time") == first
    (found,) = knowledge.questions.of_tenant(TENANT)
    assert (found.count, found.samples) == (2, ("Do you ship to Norway?", "ship to norway"))
    assert (found.last.confidence, found.last.article_id) == (0.25, "delivery-time")


def test_a_job_that_comes_twice_counts_once(desk: FakeDesk, knowledge: FakeKnowledgeDesk) -> None:
    for _ in range(2):
        ask(desk, knowledge, "Do you ship to Norway?")
    assert [question.count for question in knowledge.questions.of_tenant(TENANT)] == [1]


def test_what_asks_nothing_is_not_kept(desk: FakeDesk, knowledge: FakeKnowledgeDesk) -> None:
    assert ask(desk, knowledge, "hello?") is None
    assert listed(knowledge) == []


def test_who_is_late_counts_on(desk: FakeDesk, knowledge: FakeKnowledgeDesk) -> None:
    others = iter([7])

    def meanwhile(name: str) -> None:
        seq = next(others, None) if name == "questions.put" else None
        if seq:
            ask(desk, knowledge, "shipping to Norway?", seq)

    knowledge.questions.step = meanwhile
    ask(desk, knowledge, "Do you ship to Norway?", 8)
    assert [question.count for question in knowledge.questions.of_tenant(TENANT)] == [2]


def test_where_too_many_ask_at_once_it_is_tried_again_later(desk: FakeDesk, knowledge: FakeKnowledgeDesk) -> None:
    knowledge.questions.put = lambda _question: False  # type: ignore[method-assign]
    with pytest.raises(Busy):
        ask(desk, knowledge, "Do you ship to Norway?")


def in_letters(number: int) -> str:
    """A word of its own for each number."""
    return "z" + "".join(LETTERS[int(digit)] + "q" for digit in str(number))


def test_only_so_many_are_kept_those_asked_most(desk: FakeDesk, knowledge: FakeKnowledgeDesk) -> None:
    for seq in (1, 2):
        ask(desk, knowledge, "Do you ship to Norway?", seq)
    for number in range(MOST_QUESTIONS + 5):
        ask(desk, knowledge, in_letters(number), 10 + number)
    kept = listed(knowledge)
    assert len(kept) == MOST_QUESTIONS
    assert kept[0] == "Do you ship to Norway?"
    assert in_letters(MOST_QUESTIONS + 4) in kept, "what was asked just now has its chance"


def test_those_asked_most_come_first_or_those_asked_last(desk: FakeDesk, knowledge: FakeKnowledgeDesk) -> None:
    for seq, question in enumerate(["norway", "sweden", "finland", "norway", "sweden", "norway", "denmark"], 1):
        ask(desk, knowledge, question, seq)
    for size in (1, 2, 50):
        assert listed(knowledge, "count", size) == ["norway", "sweden", "denmark", "finland"]
        assert listed(knowledge, "latest", size) == ["denmark", "norway", "sweden", "finland"]


def test_a_cursor_of_the_other_list_is_refused(desk: FakeDesk, knowledge: FakeKnowledgeDesk) -> None:
    for question in ("norway", "sweden"):
        ask(desk, knowledge, question)
    cursor = list_unanswered(knowledge, ADA, sort="count", cursor=None, limit=1).next_cursor
    with pytest.raises(InvalidInput, match="cursor"):
        list_unanswered(knowledge, ADA, sort="latest", cursor=cursor, limit=1)


def test_an_article_answers_it_from_now_on(desk: FakeDesk, knowledge: FakeKnowledgeDesk) -> None:
    question = ask(desk, knowledge, "Do you ship to Norway?")
    assert question is not None
    taught = answer_by_article(desk, knowledge, ADA, question, "delivery-time", None)
    assert taught.examples[-1] == "Do you ship to Norway?"
    assert knowledge.articles.get(TENANT, "delivery-time") == taught
    assert listed(knowledge) == []


def test_an_agent_may_put_it_in_other_words(desk: FakeDesk, knowledge: FakeKnowledgeDesk) -> None:
    question = ask(desk, knowledge, "norway pls!!1")
    assert question is not None
    taught = answer_by_article(desk, knowledge, ADA, question, "delivery-time", "Do you ship to Norway?")
    assert taught.examples[-1] == "Do you ship to Norway?"


def test_without_its_article_it_stays_on_the_list(desk: FakeDesk, knowledge: FakeKnowledgeDesk) -> None:
    question = ask(desk, knowledge, "norway")
    assert question is not None
    with pytest.raises(InvalidInput, match="article"):
        answer_by_article(desk, knowledge, ADA, question, "gone", None)
    assert listed(knowledge) == ["norway"]


def test_what_is_dismissed_is_off_the_list(desk: FakeDesk, knowledge: FakeKnowledgeDesk) -> None:
    question = ask(desk, knowledge, "norway")
    assert question is not None
    with pytest.raises(NotFound):
        find_unanswered(knowledge, STRANGER, question)
    dismiss_unanswered(knowledge, ADA, question)
    assert listed(knowledge) == []
    with pytest.raises(NotFound):
        dismiss_unanswered(knowledge, ADA, question)
