"""After a deployment each index is built for the engine that is there now: once, whoever asks and however many do."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from aws_lambda_powertools import Logger

from frontdesk.adapters.cached_engines import CachedEngines
from frontdesk.domain.knowledge_index import ASK_AGAIN
from frontdesk.use_cases.build_index import build_index, renew_index
from frontdesk.use_cases.index_ports import IndexDesk
from tests.fakes.articles import FakeArticles
from tests.fakes.indexes import FakeIndexStore, FakeKnowledgeIndexes
from tests.fakes.knowledge import FakeOutcomes, published
from tests.fakes.knowledge_base import ENGLISH
from tests.fakes.people import TENANT
from tests.fakes.system import FakeClock


class Deployment:
    """Functions that answer, each with its engine; and indexers, which the stream wakes by turns."""

    def __init__(self, functions: list[str], indexers: list[str]) -> None:
        self.calls: list[str] = []
        self.clock, self.store = FakeClock(), FakeIndexStore()
        self.indexes = FakeKnowledgeIndexes(self.calls.append)
        self.articles = FakeArticles()
        self.articles.add(published(ENGLISH[0]))
        build_index(self.indexer("old"), self.clock, TENANT)
        self.deploy(functions)
        self.awake = self._by_turns(indexers)
        self.told = self.indexes.get(TENANT).asked_at

    def deploy(self, functions: list[str]) -> None:
        self.functions = [self._function(engine) for engine in functions]

    def indexer(self, engine: str) -> IndexDesk:
        return IndexDesk(self.articles, FakeOutcomes(), self.indexes, self.store, engine)

    def _function(self, engine: str) -> CachedEngines:
        logger = Logger(service="test-renewal", level="CRITICAL")
        return CachedEngines(self.indexes, self.store, self.clock, logger, timedelta(seconds=5), lambda: engine)

    def _by_turns(self, engines: list[str]) -> Iterator[IndexDesk]:
        while True:
            yield from map(self.indexer, engines)

    def minute(self) -> str:
        """Of questions to all. The engine that the index is for then."""
        for function in self.functions:
            assert function.of_tenant(TENANT) is not None, "whatever is in use serves"
            asked = self.indexes.get(TENANT).asked_at
            if asked != self.told:
                self.told = asked
                self.clock.advance(seconds=1)
                renew_index(next(self.awake), self.clock, TENANT)
        self.clock.advance(minutes=1)
        built = self.indexes.get(TENANT).built
        assert built is not None
        return built.engine


def builds(deployment: Deployment, minutes: int) -> int:
    deployment.calls.clear()
    for _ in range(minutes):
        deployment.minute()
    return deployment.calls.count("indexes.set_built")


def test_the_first_question_has_it_built() -> None:
    deployment = Deployment(["new"] * 3, ["new"])
    assert deployment.minute() == "new"
    assert builds(deployment, 10) == 0


def test_an_indexer_that_is_deployed_last_is_asked_again() -> None:
    deployment = Deployment(["new"], ["old", "new"])
    assert [deployment.minute() for _ in range(7)] == ["old"] * 5 + ["new"] * 2


@pytest.mark.parametrize("left", ["old", "new"])
def test_two_engines_at_once_do_not_have_it_built_in_turn(left: str) -> None:
    deployment = Deployment(["old", "new", "old", "new"], [left])
    assert builds(deployment, 30) == (left == "new")


def test_even_two_indexers_at_once_build_no_more_often_than_somebody_may_ask() -> None:
    deployment = Deployment(["old", "new"], ["old", "new"])
    assert builds(deployment, 30) <= timedelta(minutes=30) / ASK_AGAIN


def test_a_deployment_that_is_taken_back_has_it_built_for_the_engine_before() -> None:
    deployment = Deployment(["new"], ["new", "old"])
    assert deployment.minute() == "new"
    deployment.deploy(["old"])
    assert [deployment.minute() for _ in range(6)][-1] == "old"
