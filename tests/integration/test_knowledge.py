"""From an article that is written to an answer, through the stream, the indexer, the bucket and the engine."""

from typing import Any
from unittest.mock import patch

import pytest
from botocore.client import BaseClient

from frontdesk.adapters.engine_version import engine_version
from frontdesk.adapters.s3_indexes import S3Indexes
from frontdesk.domain.answering.gate import Decision
from frontdesk.domain.errors import Busy
from frontdesk.domain.knowledge_index import BuiltIndex
from frontdesk.domain.outcome import AnswerOutcome, OutcomeKind
from frontdesk.use_cases.ports import Desk
from tests.fakes.knowledge import published
from tests.fakes.knowledge_base import ENGLISH
from tests.fakes.people import TENANT
from tests.fakes.system import START, FakeClock
from tests.integration.capacity import metered
from tests.integration.cloud import Tables
from tests.integration.knowledge import BUCKET, Bucket, KnowledgeBase

QUESTION = "How long does it take until I get my refund?"
GIFT = "Do you sell gift cards?"


@pytest.fixture(scope="module")
def module_bucket(module_tables: Tables) -> Bucket:
    return Bucket()


@pytest.fixture
def base(empty_desk: Desk, tables: Tables, clock: FakeClock, module_bucket: Bucket) -> KnowledgeBase:
    module_bucket.create()
    return KnowledgeBase(empty_desk, tables, clock, module_bucket)


@pytest.fixture(scope="module")
def articles(module_desk: Desk, module_tables: Tables) -> list[dict[str, Any]]:
    """The shop's, as rows: to write each of them by its own transaction takes long."""
    module_tables.clear()
    for entry in ENGLISH:
        module_desk.articles.add(published(entry))
    return module_tables.rows("ArticlesTable")


@pytest.fixture
def shop(articles: list[dict[str, Any]], base: KnowledgeBase) -> KnowledgeBase:
    """Its articles are indexed, and a function has answered from them."""
    base.tables.fill("ArticlesTable", articles)
    base.index()
    base.answering.ask(TENANT, QUESTION, 0.65)
    return base


def test_what_is_published_is_answered_from(base: KnowledgeBase) -> None:
    assert base.answering.ask(TENANT, QUESTION, 0.65).sources == ()
    base.publish(ENGLISH[:2])
    assert base.index() == {"batchItemFailures": []}
    base.later()
    found = base.answering.ask(TENANT, QUESTION, 0.65)
    assert found.decision in (Decision.ANSWER, Decision.ANSWER_AND_OFFER_HUMAN)
    first = found.sources[0]
    assert (first.article_id, first.slug, first.title) == ("refund", "refund", "How do I get a refund?")
    assert "five working days" in first.passage
    assert first.reasons["coverage"] > 0
    assert len(found.sources) <= 3


def test_the_same_articles_are_indexed_once(shop: KnowledgeBase) -> None:
    before, built = shop.objects(), shop.indexes.get(TENANT).built
    shop.change("refund", slug="refunds")
    shop.index()
    shop.change("refund", body="Never.")
    shop.change("refund", body=ENGLISH[0].body)
    shop.index()
    assert (shop.objects(), shop.indexes.get(TENANT).built) == (before, built)


def test_views_and_votes_build_nothing(shop: KnowledgeBase) -> None:
    shop.index()
    shop.desk.articles.count_view(TENANT, "refund")
    shop.desk.articles.vote(TENANT, "refund", "visitor-1", helpful=True)
    with metered(shop.tables) as meter:
        shop.index()
    assert meter.calls == []


def test_what_is_changed_is_answered_from_as_it_is_now(shop: KnowledgeBase) -> None:
    old = shop.key()
    shop.change("gift-card", title="Do you sell vouchers?", body="Vouchers are sold for any amount.")
    shop.index()
    shop.later()
    found = shop.answering.ask(TENANT, "do you sell vouchers", 0.65)
    assert found.sources[0].passage == "Vouchers are sold for any amount."
    assert sorted(shop.objects()) == sorted({old, shop.key()})
    assert (shop.marked(old), shop.marked(shop.key())) == (True, False)


def test_an_index_that_is_in_use_again_is_not_removed(shop: KnowledgeBase) -> None:
    first = shop.key()
    shop.change("refund", body="Never.")
    shop.index()
    shop.change("refund", body=ENGLISH[0].body)
    shop.index()
    assert (shop.key(), shop.marked(first)) == (first, False)


def test_without_a_published_article_nothing_is_known(shop: KnowledgeBase) -> None:
    for entry in ENGLISH:
        shop.change(entry.id, published=False)
    shop.index()
    shop.later()
    assert shop.indexes.get(TENANT).fingerprint is None
    assert shop.answering.ask(TENANT, QUESTION, 0.65).decision is Decision.ESCALATE
    assert shop.answering.ask(TENANT, "I want to talk to a person", 0.65).human_requested


def test_an_article_that_has_just_been_withdrawn_answers_nobody(shop: KnowledgeBase) -> None:
    shop.change("refund", published=False)
    found = shop.answering.ask(TENANT, QUESTION, 0.65)
    assert (found.decision, found.confidence) == (Decision.ESCALATE, 0.0)
    assert "refund" not in {source.article_id for source in found.sources}


def test_each_tenant_has_an_index_of_its_own(shop: KnowledgeBase) -> None:
    shop.desk.articles.add(published(ENGLISH[1], tenant_id="elsewhere"))
    shop.index()
    assert shop.answering.ask("elsewhere", QUESTION, 0.0).sources[0].article_id == "delivery-time"
    assert shop.answering.ask(TENANT, QUESTION, 0.65).sources[0].article_id == "refund"


# --- what is asked of AWS for an answer ---------------------------------------------------------------------------


def test_a_question_to_a_warm_function_reads_its_sources_alone(shop: KnowledgeBase) -> None:
    with metered(shop.tables) as meter:
        shop.answering.ask(TENANT, QUESTION, 0.65)
    assert [(call.operation, call.units <= 1.5) for call in meter.calls] == [("BatchGetItem", True)]


def test_in_a_while_the_index_is_asked_for_by_one_small_read(shop: KnowledgeBase) -> None:
    asked: list[str] = []
    send = BaseClient._make_api_call  # type: ignore[attr-defined]

    def counted(own: object, operation: str, arguments: object) -> object:
        asked.append(operation)
        return send(own, operation, arguments)

    shop.later()
    with patch.object(BaseClient, "_make_api_call", counted):
        for _ in range(3):
            shop.answering.ask(TENANT, QUESTION, 0.65)
    assert asked == ["GetItem", *["BatchGetItem"] * 3]


# --- when an index cannot be had ----------------------------------------------------------------------------------


def break_index(shop: KnowledgeBase) -> None:
    """Another one is in use, and its bytes are damaged."""
    shop.change("refund", body="Never.")
    shop.index()
    shop.s3.put_object(Bucket=BUCKET, Key=shop.key(), Body=b"no index")
    shop.later()
    shop.lines.clear()


def test_a_broken_index_leaves_the_old_one_serving(shop: KnowledgeBase) -> None:
    break_index(shop)
    assert shop.answering.ask(TENANT, GIFT, 0.65).sources[0].article_id == "gift-card"
    assert [(line["msg"], line["tenant_id"]) for line in shop.lines] == [("index_not_loaded", TENANT)]


def test_a_broken_index_is_built_again(shop: KnowledgeBase) -> None:
    break_index(shop)
    with pytest.raises(Busy):
        shop.another().ask(TENANT, GIFT, 0.65)
    assert shop.indexes.get(TENANT).unreadable
    shop.index()
    assert not shop.indexes.get(TENANT).unreadable
    assert shop.another().ask(TENANT, "refund", 0.0).sources[0].passage == "Never."


def test_an_index_that_is_missing_is_built_again(shop: KnowledgeBase) -> None:
    shop.index()
    shop.s3.delete_object(Bucket=BUCKET, Key=shop.key())
    with pytest.raises(Busy):
        shop.another().ask(TENANT, GIFT, 0.65)
    shop.index()
    assert shop.objects() == [shop.key()]


def test_after_a_deployment_of_another_engine_the_index_is_built_for_it(shop: KnowledgeBase) -> None:
    shop.engine = "the engine before"
    shop.change("refund", body="Refunds take a week.")
    shop.index()
    shop.engine = engine_version()
    assert shop.another().ask(TENANT, QUESTION, 0.65).sources[0].article_id == "refund", "it can be read, by chance"
    built = shop.objects()
    shop.index()
    now = shop.indexes.get(TENANT).built
    assert now is not None
    assert (now.engine, shop.objects()) == (engine_version(), built)


def test_where_the_store_cannot_be_reached_the_old_index_serves_until_it_can(shop: KnowledgeBase) -> None:
    shop.change("refund", body="Refunds take a month.")
    shop.index()
    shop.later()
    with patch.object(S3Indexes, "get", side_effect=Busy("later")):
        assert shop.answering.ask(TENANT, GIFT, 0.65).sources[0].article_id == "gift-card"
        with pytest.raises(Busy):
            shop.another().ask(TENANT, GIFT, 0.65)
    shop.later()
    assert shop.answering.ask(TENANT, QUESTION, 0.0).sources[0].matched
    assert not shop.indexes.get(TENANT).unreadable, "it was never read"


def test_where_the_store_is_busy_the_batch_comes_again(base: KnowledgeBase) -> None:
    base.publish(ENGLISH[:1])
    with patch.object(S3Indexes, "put", side_effect=Busy("later")):
        answer = base.index()
    (again,) = answer["batchItemFailures"]
    assert again["itemIdentifier"]
    assert base.indexes.get(TENANT).fingerprint is None


def test_what_was_read_earlier_never_replaces_what_was_read_later(shop: KnowledgeBase) -> None:
    later = shop.indexes.get(TENANT)
    assert not shop.indexes.set_built(TENANT, BuiltIndex(fingerprint="x", articles=1, built_at=START, engine="x"))
    assert shop.indexes.get(TENANT) == later


# --- outcomes -----------------------------------------------------------------------------------------------------


def an_outcome(number: int, *, confidence: float = 0.9, answered: bool = False) -> AnswerOutcome:
    return AnswerOutcome(
        tenant_id=TENANT,
        conversation_id="conversation-1",
        seq=number,
        answered_at=START,
        raw_confidence=confidence,
        answered=answered,
        kind=OutcomeKind.UNHELPFUL,
    )


def test_fifty_outcomes_correct_the_confidence(shop: KnowledgeBase) -> None:
    before = shop.answering.ask(TENANT, QUESTION, 0.65)
    for number in range(49):
        shop.outcomes.record(an_outcome(number))
    shop.index()
    assert shop.indexes.get(TENANT).correction is None
    shop.outcomes.record(an_outcome(49))
    shop.index()
    correction = shop.indexes.get(TENANT).correction
    assert correction is not None
    assert correction.outcomes == 50
    shop.later()
    after = shop.answering.ask(TENANT, QUESTION, 0.65)
    assert after.raw_confidence == before.raw_confidence
    assert after.confidence < before.confidence / 2
    with metered(shop.tables) as meter:
        shop.index()
    assert meter.calls == [], "its own writing wakes the indexer to nothing"
