"""An index is built whole, however often whoever builds it dies, and whoever else builds at the same time."""

from dataclasses import replace

import pytest

from frontdesk.domain.article import Article
from frontdesk.use_cases.build_index import build_index
from frontdesk.use_cases.index_ports import IndexDesk
from tests.fakes.articles import FakeArticles
from tests.fakes.indexes import FakeIndexStore, FakeKnowledgeIndexes
from tests.fakes.interruptions import Interruption, Killed
from tests.fakes.knowledge import FakeOutcomes, published
from tests.fakes.knowledge_base import ENGLISH
from tests.fakes.people import TENANT
from tests.fakes.system import FakeClock

# Of the ports, by a build in the place of another: read, look up, put, use, mark.
CALLS = 5


class Builder:
    def __init__(self) -> None:
        self.clock, self.step = FakeClock(), Interruption()
        self.articles, self.store = FakeArticles(self.step), FakeIndexStore(self.step)
        self.indexes = FakeKnowledgeIndexes(self.step)
        self.desk = IndexDesk(self.articles, FakeOutcomes(self.step), self.indexes, self.store, "engine-1")
        for entry in ENGLISH[:2]:
            self.articles.add(published(entry))

    def write(self, body: str) -> Article:
        before = self.articles.get(TENANT, "refund")
        assert before is not None
        after = replace(before, body=body, version=before.version + 1)
        assert self.articles.edit(before, after)
        return after

    def build(self) -> bool:
        self.clock.advance(seconds=1)
        return build_index(self.desk, self.clock, TENANT)

    def in_use(self) -> tuple[str, str]:
        fingerprint = self.indexes.get(TENANT).fingerprint
        assert fingerprint is not None
        return TENANT, fingerprint


def test_another_index_takes_the_place_of_the_one_before() -> None:
    builder = Builder()
    assert builder.build()
    first = builder.in_use()
    builder.write("Never.")
    assert builder.build()
    assert builder.in_use() != first
    assert builder.store.replaced == {first}


def test_the_same_articles_are_not_built_again() -> None:
    builder = Builder()
    builder.build()
    builder.step.calls.clear()
    assert not builder.build()
    assert builder.step.calls == ["articles.whole", "indexes.get"]


@pytest.mark.parametrize("before_call", range(1, CALLS + 1))
def test_whoever_dies_leaves_an_index_in_use_and_the_next_one_finishes(before_call: int) -> None:
    builder = Builder()
    builder.build()
    first = builder.in_use()
    builder.write("Never.")
    builder.step.kill(before_call)
    with pytest.raises(Killed):
        builder.build()
    assert builder.in_use() in builder.store.stored, "whatever is in use can be loaded"
    assert builder.in_use() not in builder.store.replaced
    builder.build()
    assert builder.in_use() != first
    assert builder.in_use() in builder.store.stored
    assert builder.in_use() not in builder.store.replaced


def test_what_was_not_marked_in_time_is_marked_by_the_next_build() -> None:
    builder = Builder()
    builder.build()
    first = builder.in_use()
    builder.write("Never.")
    builder.step.kill(CALLS)
    with pytest.raises(Killed):
        builder.build()
    assert builder.store.replaced == set()
    second = builder.in_use()
    builder.write("Always.")
    builder.build()
    assert builder.store.replaced == {first, second}


def test_an_index_that_comes_back_is_in_use_and_not_to_be_removed() -> None:
    builder = Builder()
    builder.build()
    first = builder.in_use()
    for body in ("Never.", ENGLISH[0].body):
        builder.write(body)
        builder.build()
    assert builder.in_use() == first
    assert first not in builder.store.replaced


def test_whoever_read_the_articles_earlier_changes_nothing() -> None:
    builder = Builder()
    builder.build()
    builder.write("Never.")

    def overtake() -> None:
        builder.write("Always.")
        assert builder.build()

    builder.step.arm(CALLS - 1, overtake)
    assert not builder.build()
    built = builder.indexes.get(TENANT).built
    assert built is not None
    assert built.built_at == builder.clock.now()
    assert builder.in_use() not in builder.store.replaced
