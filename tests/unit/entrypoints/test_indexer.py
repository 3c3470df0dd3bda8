"""Which records of the Articles table's stream wake the indexer, and what becomes of a batch."""

import logging
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from aws_lambda_powertools import Logger

from frontdesk.domain.errors import Busy
from frontdesk.entrypoints.indexer import handle
from frontdesk.use_cases.index_ports import IndexDesk
from tests.fakes.articles import FakeArticles
from tests.fakes.indexes import FakeIndexStore, FakeKnowledgeIndexes
from tests.fakes.knowledge import FakeOutcomes, published
from tests.fakes.knowledge_base import ENGLISH
from tests.fakes.people import TENANT
from tests.fakes.system import FakeClock

ELSEWHERE = "elsewhere"
Image = dict[str, Any]


def an_image(*, published: bool = True, **changes: Any) -> Image:
    plain = {"title": {"S": "Refunds"}, "body": {"S": "Five days."}, "version": {"N": "1"}}
    return {**plain, "published": {"BOOL": published}, **changes}


def a_record(
    record: str = "article#refund", old: Image | None = None, new: Image | None = None, owner: str = f"tenant#{TENANT}"
) -> dict[str, Any]:
    change: dict[str, Any] = {"Keys": {"owner": {"S": owner}, "record": {"S": record}}}
    return {**change, **({"OldImage": old} if old else {}), **({"NewImage": new} if new else {})}


@dataclass
class Indexer:
    """`asked` is each call of a port."""

    asked: list[str] = field(default_factory=list)
    lines: list[logging.LogRecord] = field(default_factory=list)
    busy: str | None = None

    def __post_init__(self) -> None:
        self.clock = FakeClock()
        self.desk = IndexDesk(
            FakeArticles(self.step),
            FakeOutcomes(self.step),
            FakeKnowledgeIndexes(self.step),
            FakeIndexStore(self.step),
            "engine-1",
        )
        for tenant_id in (TENANT, ELSEWHERE):
            for entry in ENGLISH[:2]:
                self.desk.articles.add(published(entry, tenant_id=tenant_id))
        self.asked.clear()

    def step(self, name: str) -> None:
        if name == self.busy:
            self.busy = None
            raise Busy("later")
        self.asked.append(name)

    def take(self, *changes: dict[str, Any]) -> list[str]:
        """The sequence numbers from which the batch comes again."""
        records = [{"dynamodb": {**change, "SequenceNumber": f"s{at}"}} for at, change in enumerate(changes)]
        logger = Logger(service=f"test-{id(self)}", level="INFO")
        logger.addFilter(lambda record: bool(self.lines.append(record)))  # type: ignore[func-returns-value]
        answer = handle(self.desk, self.clock, logger, {"Records": records})
        return [failure["itemIdentifier"] for failure in answer["batchItemFailures"]]

    def articles(self, tenant_id: str = TENANT) -> int | None:
        """Of the index in use."""
        built = self.desk.indexes.get(tenant_id).built
        return built.articles if built else None

    def said(self) -> list[str]:
        return [line.getMessage() for line in self.lines]


@pytest.fixture
def indexer() -> Indexer:
    return Indexer()


@pytest.mark.parametrize(
    "change",
    [
        a_record(new=an_image()),
        a_record(old=an_image()),
        a_record(old=an_image(published=False), new=an_image()),
        a_record(old=an_image(), new=an_image(published=False)),
        a_record(old=an_image(), new=an_image(body={"S": "Six days."})),
        a_record(old=an_image(), new=an_image(examples={"L": [{"S": "money back"}]})),
        a_record("index", new={"fingerprint": {"S": "one"}, "unreadable": {"BOOL": True}}),
    ],
)
def test_a_change_of_what_is_published_builds_the_index(indexer: Indexer, change: dict[str, Any]) -> None:
    assert indexer.take(change) == []
    assert indexer.articles() == 2
    assert indexer.said() == ["indexes_built"]


@pytest.mark.parametrize(
    "change",
    [
        a_record(new=an_image(published=False)),
        a_record(old=an_image(published=False), new=an_image(published=False, body={"S": "Six days."})),
        a_record(old=an_image(), new=an_image(slug={"S": "money"}, version={"N": "2"})),
        a_record("tally#refund", old={"views": {"N": "1"}}, new={"views": {"N": "2"}}),
        a_record("name#article#refund", new={"target_id": {"S": "refund"}}),
        a_record("index", new={"fingerprint": {"S": "one"}}),
        a_record("index", old={"asked_at": {"S": "nine"}}, new={"asked_at": {"S": "nine"}, "slope": {"N": "1"}}),
        a_record("vote#refund", new={"helpful": {"BOOL": True}}, owner=f"visitor#{TENANT}#vera"),
        a_record("question#one", new={"times": {"N": "1"}}, owner=f"questions#{TENANT}"),
    ],
)
def test_anything_else_asks_for_nothing(indexer: Indexer, change: dict[str, Any]) -> None:
    assert indexer.take(change) == []
    assert (indexer.asked, indexer.said()) == ([], [])


def test_many_changes_are_one_build(indexer: Indexer) -> None:
    changes = [a_record(f"article#{number}", new=an_image()) for number in range(50)]
    indexer.take(*changes)
    assert indexer.asked.count("articles.whole") == 1


def test_the_same_articles_are_built_again_for_another_engine_alone(indexer: Indexer) -> None:
    indexer.take(a_record(new=an_image()))
    indexer.asked.clear()
    indexer.take(a_record(new=an_image()))
    assert "indexes.set_built" not in indexer.asked
    indexer.desk = replace(indexer.desk, engine="engine-2")
    indexer.take(a_record(new=an_image()))
    built = indexer.desk.indexes.get(TENANT).built
    assert built is not None
    assert built.engine == "engine-2"


ASKED = a_record("index", old={"asked_at": {"S": "nine"}}, new={"asked_at": {"S": "ten"}})


def test_who_has_another_engine_gets_an_index_for_the_indexers(indexer: Indexer) -> None:
    indexer.take(a_record(new=an_image()))
    indexer.desk = replace(indexer.desk, engine="engine-2")
    assert indexer.take(ASKED, ASKED) == []
    built = indexer.desk.indexes.get(TENANT).built
    assert built is not None
    assert built.engine == "engine-2"
    assert indexer.said() == ["indexes_built"] * 2


def test_an_index_that_is_for_the_indexers_engine_is_left_as_it_is_whoever_asks(indexer: Indexer) -> None:
    indexer.take(a_record(new=an_image()))
    indexer.asked.clear()
    assert indexer.take(ASKED) == []
    assert indexer.asked == ["indexes.get"]


def test_an_outcome_fits_the_confidence_and_builds_nothing(indexer: Indexer) -> None:
    indexer.take(a_record("outcome#now#conversation-1#2", new={"answered": {"BOOL": True}}, owner=f"outcomes#{TENANT}"))
    assert indexer.asked == ["outcomes.latest", "indexes.get"]


@pytest.mark.parametrize("busy", ["articles.whole", "store.put", "indexes.set_built"])
def test_the_batch_comes_again_from_the_first_record_of_whom_the_store_was_busy_for(
    indexer: Indexer, busy: str
) -> None:
    indexer.busy = busy
    changes = [
        a_record("tally#refund", new={"views": {"N": "1"}}),
        a_record("article#1", new=an_image()),
        a_record("article#1", new=an_image(), owner=f"tenant#{ELSEWHERE}"),
        a_record("article#2", new=an_image()),
    ]
    assert indexer.take(*changes) == ["s1"]
    assert indexer.articles(ELSEWHERE) == 2, "others need not wait for it"
    assert "index_not_built" in indexer.said()
    assert indexer.take(*changes[1:]) == []
    assert indexer.articles() == 2
    assert len(indexer.desk.store.stored) == 2  # type: ignore[attr-defined]
