"""The ports of answering: outcomes, unanswered questions, and indexes; in memory, and in DynamoDB and S3."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from botocore.session import get_session

from frontdesk.adapters.dynamodb_knowledge_indexes import DynamoKnowledgeIndexes
from frontdesk.adapters.dynamodb_outcomes import DynamoOutcomes
from frontdesk.adapters.dynamodb_unanswered_questions import DynamoUnansweredQuestions
from frontdesk.adapters.s3_indexes import S3Indexes
from frontdesk.domain.errors import Busy, NotFound
from frontdesk.domain.knowledge_index import BuiltIndex, Correction, KnowledgeIndex
from frontdesk.domain.outcome import AnswerOutcome, OutcomeKind
from frontdesk.domain.unanswered_question import Asking, UnansweredQuestion
from frontdesk.use_cases.index_ports import IndexStore, KnowledgeIndexes
from frontdesk.use_cases.knowledge_ports import Articles, Outcomes, UnansweredQuestions
from frontdesk.use_cases.ports import Desk
from tests.fakes.articles import FakeArticles
from tests.fakes.indexes import FakeIndexStore, FakeKnowledgeIndexes
from tests.fakes.knowledge import FakeOutcomes, FakeUnansweredQuestions, published
from tests.fakes.knowledge_base import ENGLISH
from tests.fakes.people import TENANT
from tests.fakes.system import START
from tests.integration.cloud import Tables
from tests.integration.knowledge import Bucket

OTHER_TENANT = "elsewhere"
LATER = START + timedelta(minutes=5)


@pytest.fixture
def outcomes(real: bool) -> Outcomes:
    return DynamoOutcomes() if real else FakeOutcomes()


@pytest.fixture
def questions(real: bool) -> UnansweredQuestions:
    return DynamoUnansweredQuestions() if real else FakeUnansweredQuestions()


@pytest.fixture
def indexes(real: bool) -> KnowledgeIndexes:
    return DynamoKnowledgeIndexes() if real else FakeKnowledgeIndexes()


@pytest.fixture
def articles(real: bool, request: pytest.FixtureRequest) -> Articles:
    if not real:
        return FakeArticles()
    desk: Desk = request.getfixturevalue("module_desk")
    return desk.articles


@pytest.fixture
def store(real: bool) -> IndexStore:
    if not real:
        return FakeIndexStore()
    bucket = Bucket()
    bucket.create()
    return bucket.store


# --- several articles at once -------------------------------------------------------------------------------------


def test_several_articles_are_read_by_their_ids(articles: Articles) -> None:
    for entry in ENGLISH[:3]:
        articles.add(published(entry))
    articles.add(published(ENGLISH[3], tenant_id=OTHER_TENANT))
    one, two, _, foreign = (entry.id for entry in ENGLISH[:4])
    found = articles.several(TENANT, [one, "gone", two, one, foreign])
    assert found == {one: published(ENGLISH[0]), two: published(ENGLISH[1])}
    assert articles.several(TENANT, []) == {}


# --- outcomes -----------------------------------------------------------------------------------------------------


def an_outcome(seq: int = 2, kind: OutcomeKind = OutcomeKind.HELPFUL, **changes: Any) -> AnswerOutcome:
    plain = AnswerOutcome(
        tenant_id=TENANT,
        conversation_id="conversation-1",
        seq=seq,
        answered_at=START + timedelta(seconds=seq),
        raw_confidence=0.8125,
        answered=kind is OutcomeKind.HELPFUL,
        kind=kind,
    )
    return replace(plain, **changes)


def test_the_latest_answers_outcomes_come_first(outcomes: Outcomes) -> None:
    for seq in (2, 9, 4):
        assert outcomes.record(an_outcome(seq))
    outcomes.record(an_outcome(3, tenant_id=OTHER_TENANT))
    assert outcomes.latest(TENANT, 10) == [an_outcome(9), an_outcome(4), an_outcome(2)]
    assert outcomes.latest(TENANT, 2) == [an_outcome(9), an_outcome(4)]


def test_an_answer_has_one_outcome_the_last_that_was_said_of_it(outcomes: Outcomes) -> None:
    for kind in (OutcomeKind.HELPFUL, OutcomeKind.UNHELPFUL, OutcomeKind.UNHELPFUL):
        assert outcomes.record(an_outcome(kind=kind))
    assert outcomes.latest(TENANT, 10) == [an_outcome(kind=OutcomeKind.UNHELPFUL)]


def test_an_outcome_that_weighs_less_does_not_replace_one_that_weighs_more(outcomes: Outcomes) -> None:
    in_order = (OutcomeKind.ESCALATED_AFTER, OutcomeKind.HELPFUL, OutcomeKind.AGENT_CONFIRMED)
    assert [outcomes.record(an_outcome(kind=kind)) for kind in in_order] == [True] * 3
    assert [outcomes.record(an_outcome(kind=kind)) for kind in in_order[:2]] == [False] * 2
    assert [one.kind for one in outcomes.latest(TENANT, 10)] == [OutcomeKind.AGENT_CONFIRMED]


# --- unanswered questions -----------------------------------------------------------------------------------------


def a_question(question_id: str = "question-1", **changes: Any) -> UnansweredQuestion:
    asking = Asking(
        question="Where is my parcel?",
        conversation_id="conversation-1",
        seq=3,
        asked_at=LATER,
        confidence=0.25,
        article_id="track-order",
        article_title="Where is my order?",
    )
    return replace(UnansweredQuestion.first(TENANT, question_id, asking), **changes)


def test_a_question_is_kept_as_it_was_put(questions: UnansweredQuestions) -> None:
    plain = a_question("question-2", last=Asking(question="?", conversation_id="c", seq=1, asked_at=START))
    for question in (a_question(), plain):
        assert questions.put(question)
        assert questions.get(TENANT, question.id) == question
    assert questions.get(OTHER_TENANT, "question-1") is None
    assert list(questions.of_tenant(TENANT)) == [a_question(), plain]
    assert list(questions.of_tenant(OTHER_TENANT)) == []


def test_a_question_is_put_in_the_place_of_the_version_before_it(questions: UnansweredQuestions) -> None:
    second = a_question(version=2, count=2)
    assert not questions.put(second), "there is no first"
    assert questions.put(a_question())
    assert not questions.put(a_question()), "somebody else was first"
    assert questions.put(second)
    assert not questions.put(second)
    assert questions.get(TENANT, "question-1") == second


def test_a_question_that_is_removed_may_be_asked_again(questions: UnansweredQuestions) -> None:
    questions.put(a_question())
    for _ in range(2):
        questions.remove(TENANT, "question-1")
    assert questions.get(TENANT, "question-1") is None
    assert questions.put(a_question())


def test_outcomes_and_questions_go_after_their_retention(module_desk: Desk, tables: Tables) -> None:
    DynamoUnansweredQuestions().put(a_question())
    DynamoOutcomes().record(an_outcome())
    ends = {row["owner"]["S"]: int(row["expires_at"]["N"]) for row in tables.rows("ArticlesTable")}
    assert ends == {
        f"questions#{TENANT}": int((LATER + timedelta(days=90)).timestamp()),
        f"outcomes#{TENANT}": int((START + timedelta(days=365, seconds=2)).timestamp()),
    }


# --- indexes ------------------------------------------------------------------------------------------------------


def a_built(fingerprint: str | None, articles: int, at: datetime) -> BuiltIndex:
    previous = "zero" if articles else None
    return BuiltIndex(fingerprint=fingerprint, articles=articles, built_at=at, engine="engine-1", previous=previous)


def test_nothing_is_known_of_an_index_that_was_never_built(indexes: KnowledgeIndexes) -> None:
    assert indexes.get(TENANT) == KnowledgeIndex()
    indexes.ask_for_rebuild(TENANT, "any")
    assert indexes.get(TENANT) == KnowledgeIndex()


def test_the_index_that_was_built_is_in_use(indexes: KnowledgeIndexes) -> None:
    assert indexes.set_built(TENANT, a_built("one", 7, START))
    assert indexes.get(TENANT) == KnowledgeIndex(built=a_built("one", 7, START))
    assert indexes.get(OTHER_TENANT) == KnowledgeIndex()
    assert indexes.set_built(TENANT, a_built(None, 0, LATER))
    assert indexes.get(TENANT, consistent=True) == KnowledgeIndex(built=a_built(None, 0, LATER))


def test_an_index_of_earlier_articles_does_not_come_into_use(indexes: KnowledgeIndexes) -> None:
    indexes.set_built(TENANT, a_built("later", 7, LATER))
    assert not indexes.set_built(TENANT, a_built("earlier", 6, START))
    assert indexes.get(TENANT).fingerprint == "later"


def test_a_correction_stays_when_the_index_changes(indexes: KnowledgeIndexes) -> None:
    correction = Correction(slope=0.875, offset=-1.25, outcomes=64)
    indexes.set_built(TENANT, a_built("one", 7, START))
    indexes.set_correction(TENANT, correction)
    indexes.set_built(TENANT, a_built("two", 8, LATER))
    assert indexes.get(TENANT) == KnowledgeIndex(built=a_built("two", 8, LATER), correction=correction)
    indexes.set_correction(TENANT, None)
    assert indexes.get(TENANT).correction is None


def test_an_index_that_cannot_be_read_is_so_until_it_is_built(indexes: KnowledgeIndexes) -> None:
    indexes.set_built(TENANT, a_built("one", 7, START))
    indexes.ask_for_rebuild(TENANT, "another")
    assert not indexes.get(TENANT).unreadable
    indexes.ask_for_rebuild(TENANT, "one")
    assert indexes.get(TENANT).unreadable
    indexes.set_built(TENANT, a_built("one", 7, LATER))
    assert not indexes.get(TENANT).unreadable


def test_an_index_is_asked_for_by_one_alone_of_all_who_know_the_same(indexes: KnowledgeIndexes) -> None:
    assert not indexes.ask_for_engine(TENANT, indexes.get(TENANT), LATER)
    indexes.set_built(TENANT, a_built("one", 7, START))
    known = indexes.get(TENANT)
    assert [indexes.ask_for_engine(TENANT, known, LATER) for _ in range(3)] == [True, False, False]
    assert indexes.get(TENANT) == replace(known, asked_at=LATER)
    again = LATER + timedelta(minutes=5)
    assert indexes.ask_for_engine(TENANT, indexes.get(TENANT), again)
    asked = indexes.get(TENANT)
    indexes.set_built(TENANT, a_built("one", 7, LATER))
    assert not indexes.ask_for_engine(TENANT, asked, again), "another is in use by now"
    assert indexes.get(TENANT).asked_at == again, "so that two engines ask no more often than one"


def test_an_index_is_kept_by_its_fingerprint(store: IndexStore) -> None:
    store.put(TENANT, "one", b"\x00packed")
    store.put(TENANT, "two", b"")
    assert (store.get(TENANT, "one"), store.get(TENANT, "two")) == (b"\x00packed", b"")
    for tenant_id, fingerprint in ((OTHER_TENANT, "one"), (TENANT, "three")):
        with pytest.raises(NotFound):
            store.get(tenant_id, fingerprint)
    store.mark_replaced(TENANT, "one")
    assert store.get(TENANT, "one") == b"\x00packed"
    with pytest.raises(NotFound):
        store.mark_replaced(TENANT, "three")


def test_a_store_that_is_not_there_is_busy(module_tables: Tables) -> None:
    with pytest.raises(Busy):
        S3Indexes(get_session(), "no-such-bucket").get(TENANT, "one")
