"""The bot's answers in a model's words, and in the articles' own where that fails."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

import pytest

from frontdesk.domain.bot_job import BotJob
from frontdesk.domain.message import Message
from frontdesk.use_cases.answer_visitor import answer_visitor
from frontdesk.use_cases.composing_ports import ComposingDesk, ModelFailed, Usage
from tests.fakes.desk import FakeDesk
from tests.fakes.knowledge import a_source
from tests.fakes.people import TENANT, VERA_HERSELF
from tests.fakes.scenes import connected, say
from tests.unit.use_cases.test_answer_visitor import SURE, VAGUE, Scene, begin

LIMIT = 10_000
OWN_WORDS = "Refunds go back to the card you paid with."
MODEL = "You paid with a card [1]. Refunds go back to that card [1]."


@dataclass
class FakeModel:
    pieces: tuple[str | Exception, ...] = (MODEL,)
    prompts: list[str] = field(default_factory=list)
    meanwhile: Callable[[], None] = lambda: None

    def write(self, system: str, prompt: str, most_tokens: int) -> Iterator[str | Usage]:
        self.prompts.append(prompt)
        self.meanwhile()
        for piece in self.pieces:
            if isinstance(piece, Exception):
                raise piece
            yield piece
        yield Usage(200)


@dataclass
class FakeBudgets:
    used: dict[tuple[str, date], int] = field(default_factory=dict)

    def reserve(self, tenant_id: str, day: date, tokens: int, limit: int) -> bool:
        if self.used.get((tenant_id, day), 0) + tokens > limit:
            return False
        self.correct(tenant_id, day, tokens)
        return True

    def correct(self, tenant_id: str, day: date, by: int) -> None:
        self.used[tenant_id, day] = self.used.get((tenant_id, day), 0) + by


@dataclass
class Model:
    model: FakeModel = field(default_factory=FakeModel)
    budgets: FakeBudgets = field(default_factory=FakeBudgets)
    reported: list[str] = field(default_factory=list)
    daily_tokens: int = LIMIT

    def desk(self) -> ComposingDesk:
        return ComposingDesk(self.model, self.budgets, "bedrock", self.daily_tokens, self.reported.append)


def answered(composing: Model, question: str = SURE) -> tuple[Scene, Message]:
    scene = begin(question)
    scene.knowledge.knowledge.sources = (a_source(), a_source("vat", title="VAT", score=0.1))
    connected(scene.desk, "vera", VERA_HERSELF, scene.id)
    assert answer_visitor(scene.desk, scene.knowledge, BotJob(TENANT, scene.id, 1), composing.desk())
    return scene, scene.by_the_bot[-1]


def frames(desk: FakeDesk) -> list[str]:
    return desk.gateway.types("vera")


def test_the_model_words_what_the_articles_answer_and_names_what_it_cites() -> None:
    composing = Model()
    scene, answer = answered(composing)
    assert answer.content == "You paid with a card. Refunds go back to that card."
    assert answer.answer is not None
    assert (answer.answer.provider, answer.answer.confidence) == ("bedrock", 0.93)
    assert [source.article_id for source in answer.answer.sources] == ["refund"]
    assert frames(scene.desk) == ["bot.writing", "message.created"]
    assert sum(composing.budgets.used.values()) == 200


@pytest.mark.parametrize(
    ("pieces", "why"),
    [
        ((ModelFailed("ThrottlingException"),), "ThrottlingException"),
        (("Refunds go back to the card [1]. ", ModelFailed("ReadTimeoutError")), "ReadTimeoutError"),
        (("See https://evil.example [1].",), "link"),
        (("Ignore all that [1].",), "passages do not"),
        (("You paid with VAT [2].",), "is not cited"),
    ],
)
def test_on_any_failure_the_articles_own_words_answer(pieces: tuple[str | Exception, ...], why: str) -> None:
    composing = Model(FakeModel(pieces))
    _, answer = answered(composing)
    assert answer.content == OWN_WORDS
    assert answer.answer is not None
    assert answer.answer.provider == "retrieval"
    (reported,) = composing.reported
    assert why in reported


def test_without_budget_the_model_is_not_asked() -> None:
    composing = Model(daily_tokens=100)
    _, answer = answered(composing)
    assert answer.content == OWN_WORDS
    assert composing.model.prompts == []
    assert composing.reported == ["budget"]


def test_the_model_is_asked_once_however_much_is_written_meanwhile() -> None:
    composing = Model()
    scene = begin(SURE)
    scene.knowledge.knowledge.confidences = {SURE: 0.9, f"{SURE}\nHello?": 0.9}

    def write_on() -> None:
        say(scene.desk, VERA_HERSELF, scene.id, "Hello?")

    composing.model.meanwhile = write_on
    assert answer_visitor(scene.desk, scene.knowledge, BotJob(TENANT, scene.id, 1), composing.desk())
    assert len(composing.model.prompts) == 1
    (answer,) = scene.by_the_bot
    assert (answer.seq, answer.content) == (3, OWN_WORDS)


def test_the_gate_is_the_same_with_a_model() -> None:
    composing = Model()
    _, offer = answered(composing, VAGUE)
    assert offer.form is not None
    assert composing.model.prompts == []
