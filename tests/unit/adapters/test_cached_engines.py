"""Answer engines that are kept: how often the store is asked, and what serves when it does not answer."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256

import pytest
from aws_lambda_powertools import Logger

from frontdesk.adapters.cached_engines import MOST_TENANTS, CachedEngines
from frontdesk.domain.answering.index_builder import build_index
from frontdesk.domain.errors import Busy
from frontdesk.domain.knowledge_index import ASK_AGAIN, BuiltIndex, Correction
from tests.fakes.indexes import FakeIndexStore, FakeKnowledgeIndexes
from tests.fakes.knowledge_base import ENGLISH
from tests.fakes.people import TENANT
from tests.fakes.system import FakeClock

LOOK_AGAIN = timedelta(seconds=5)
QUESTION = "how do I get my money back"
SHOP, SMALL_SHOP = build_index(ENGLISH), build_index(ENGLISH[:2])


@dataclass
class Kept:
    asked: list[str] = field(default_factory=list)
    fails: Callable[[str], bool] = lambda _name: False
    engine: str = "engine-2"

    def __post_init__(self) -> None:
        self.clock = FakeClock()
        self.indexes, self.store = FakeKnowledgeIndexes(self.step), FakeIndexStore(self.step)
        self.engines = self.another()

    def another(self) -> CachedEngines:
        logger = Logger(service="test-engines", level="CRITICAL")
        return CachedEngines(self.indexes, self.store, self.clock, logger, LOOK_AGAIN, lambda: "engine-2")

    def step(self, name: str) -> None:
        if self.fails(name):
            raise Busy("later")
        self.asked.append(name)

    def use(self, packed: bytes, tenant_id: str = TENANT) -> None:
        fingerprint = sha256(packed).hexdigest()
        self.store.put(tenant_id, fingerprint, packed)
        built = BuiltIndex(fingerprint=fingerprint, articles=1, built_at=self.clock.now(), engine=self.engine)
        self.indexes.set_built(tenant_id, built)
        self.asked.clear()

    def later(self) -> None:
        self.clock.advance(seconds=LOOK_AGAIN.total_seconds())

    def articles(self, tenant_id: str = TENANT) -> int:
        engine = self.engines.of_tenant(tenant_id)
        return len(engine._index) if engine else 0


@pytest.fixture
def kept() -> Kept:
    made = Kept()
    made.use(SHOP)
    return made


def test_an_engine_is_loaded_once_and_looked_after_once_in_a_while(kept: Kept) -> None:
    for _ in range(3):
        assert kept.articles() == len(ENGLISH)
    assert kept.asked == ["indexes.get", "store.get"]
    kept.later()
    for _ in range(3):
        kept.articles()
    assert kept.asked == ["indexes.get", "store.get", "indexes.get"]


def test_another_index_is_loaded_when_it_is_in_use(kept: Kept) -> None:
    kept.articles()
    kept.use(SMALL_SHOP)
    assert kept.articles() == len(ENGLISH), "it is not looked at again yet"
    kept.later()
    assert kept.articles() == 2


def test_another_correction_needs_no_index(kept: Kept) -> None:
    engine = kept.engines.of_tenant(TENANT)
    assert engine is not None
    kept.indexes.set_correction(TENANT, Correction(slope=1.0, offset=-3.0, outcomes=50))
    kept.later()
    kept.asked.clear()
    corrected = kept.engines.of_tenant(TENANT)
    assert corrected is not None
    assert corrected.answer(QUESTION).confidence < engine.answer(QUESTION).confidence
    assert kept.asked == ["indexes.get"]


def test_a_tenant_without_articles_has_no_engine(kept: Kept) -> None:
    assert kept.engines.of_tenant("elsewhere") is None
    assert kept.asked == ["indexes.get"]


@pytest.mark.parametrize("what", ["indexes.get", "store.get"])
def test_where_the_store_does_not_answer_the_engine_that_is_there_serves(kept: Kept, what: str) -> None:
    kept.articles()
    kept.use(SMALL_SHOP)
    kept.later()
    kept.fails = lambda name: name == what
    for _ in range(2):
        assert kept.articles() == len(ENGLISH)
    kept.fails = lambda _name: False
    assert kept.articles() == len(ENGLISH), "a store in trouble is not asked at every question"
    kept.later()
    assert kept.articles() == 2


@pytest.mark.parametrize("what", ["indexes.get", "store.get"])
def test_without_an_engine_a_store_that_does_not_answer_is_told(kept: Kept, what: str) -> None:
    kept.fails = lambda name: name == what
    with pytest.raises(Busy):
        kept.engines.of_tenant(TENANT)


def test_an_index_that_cannot_be_read_is_reported_once(kept: Kept) -> None:
    kept.articles()
    kept.use(SMALL_SHOP[:-1])
    for _ in range(3):
        kept.later()
        assert kept.articles() == len(ENGLISH)
    assert kept.asked.count("indexes.ask_for_rebuild") == 1
    assert kept.indexes.get(TENANT).unreadable


@pytest.mark.parametrize("warm", [False, True])
def test_an_index_of_another_engine_serves_and_is_asked_for_by_one_of_many(kept: Kept, warm: bool) -> None:
    functions = [kept.another() for _ in range(10)]
    for engines in functions if warm else []:
        engines.of_tenant(TENANT)
    kept.engine = "engine-1"
    kept.use(SMALL_SHOP)
    kept.later()
    for _ in range(3):
        assert all(engines.of_tenant(TENANT) is not None for engines in functions)
        kept.later()
    assert kept.asked.count("indexes.ask_for_engine") == 1
    assert not kept.indexes.get(TENANT).unreadable


def test_what_was_asked_for_in_vain_is_asked_for_again_in_a_while(kept: Kept) -> None:
    kept.engine = "engine-1"
    kept.use(SHOP)
    kept.articles()
    kept.clock.advance(seconds=ASK_AGAIN.total_seconds() - 1)
    kept.articles()
    assert kept.asked.count("indexes.ask_for_engine") == 1
    kept.later()
    kept.articles()
    assert kept.asked.count("indexes.ask_for_engine") == 2


def test_who_cannot_ask_answers_and_asks_when_they_look_again(kept: Kept) -> None:
    kept.engine = "engine-1"
    kept.use(SMALL_SHOP)
    kept.fails = lambda name: name == "indexes.ask_for_engine"
    assert kept.articles() == 2
    kept.fails = lambda _name: False
    kept.later()
    assert kept.articles() == 2
    assert kept.asked.count("indexes.ask_for_engine") == 1


def test_no_index_is_asked_for_where_nothing_is_published(kept: Kept) -> None:
    emptied = BuiltIndex(fingerprint=None, articles=0, built_at=kept.clock.now(), engine="engine-1")
    kept.indexes.set_built(TENANT, emptied)
    assert kept.articles() == 0
    assert "indexes.ask_for_engine" not in kept.asked


def test_only_the_engines_of_those_who_asked_last_are_kept(kept: Kept) -> None:
    tenants = [f"tenant-{number}" for number in range(MOST_TENANTS)]
    for tenant_id in tenants:
        kept.use(SMALL_SHOP, tenant_id)
    for tenant_id in (TENANT, *tenants[:-1], TENANT, tenants[-1]):
        kept.articles(tenant_id)
    kept.asked.clear()
    assert kept.articles(TENANT) == len(ENGLISH)
    assert kept.asked == []
    kept.articles(tenants[0])
    assert kept.asked == ["indexes.get", "store.get"]
