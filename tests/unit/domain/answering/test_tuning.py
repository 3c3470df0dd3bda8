"""A knowledge base is asked its own texts, and the weights of the confidence follow what is right and wrong there."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from statistics import fmean, pstdev

import pytest

from frontdesk.domain.answering.article import Article
from frontdesk.domain.answering.confidence import limits, log_odds, signals
from frontdesk.domain.answering.index import Index
from frontdesk.domain.answering.index_builder import build_index, plain_index
from frontdesk.domain.answering.model import Model, shipped_model
from frontdesk.domain.answering.ranking import rank
from frontdesk.domain.answering.reference import held_to
from frontdesk.domain.answering.trials import MOST_TRIALS, Trial, hold_trials
from frontdesk.domain.answering.tuning import tune, tuned
from tests.fakes.knowledge_base import ENGLISH, INDONESIAN

SHIPPED = shipped_model()
TRIALS = hold_trials(ENGLISH, plain_index)
TUNING = tune(TRIALS, SHIPPED, {})
TUNED = tuned(SHIPPED, TUNING)


def texts(article: Article) -> set[str]:
    return {passage.text for passage in article.passages()}


def odds(model: Model) -> list[float]:
    usual = held_to(SHIPPED.reference, {})
    return [log_odds(signals(trial.question, rank(trial.comparisons, model), usual), model) for trial in TRIALS]


def answered(trial: Trial) -> bool:
    return trial.right[trial.comparisons.index(rank(trial.comparisons, SHIPPED)[0].comparison)]


def lacked(articles: Sequence[Article]) -> list[dict[str, str]]:
    """What each article lacks in each round, by the article's id."""
    rounds: list[dict[str, str]] = []
    whole = {article.id: texts(article) for article in articles}

    def keep(parted: Iterable[Article]) -> Index:
        parts = list(parted)
        rounds.append({part.id: "".join(whole[part.id] - texts(part)) for part in parts})
        return plain_index(parts)

    hold_trials(articles, keep)
    return rounds


def test_the_articles_lack_their_titles_first_and_a_sentence_or_an_example_each_then() -> None:
    refund, track = ENGLISH[0], replace(ENGLISH[1], examples=())
    titles, *others = lacked((refund, track))
    assert titles == {refund.id: refund.title, track.id: track.title}
    assert others[0][refund.id] in refund.examples
    assert others[0][track.id] in track.body


def test_of_few_articles_more_is_asked_each_thing_once() -> None:
    article = replace(ENGLISH[0], examples=("Money back?", "How do I send it back?", "A refund, please"))
    _, *others = lacked((article,))
    assert sorted(text for each in others for text in each.values()) == sorted(article.examples)


def test_what_is_asked_of_an_article_stays_whatever_is_beside_it() -> None:
    rest = [replace(article, id=f"moved-{at}") for at, article in enumerate(reversed(ENGLISH[1:]))]
    alone, beside = lacked(ENGLISH[1:]), lacked(rest)
    asked, anew = ([sorted(each.values()) for each in rounds] for rounds in (alone, beside))
    assert anew == asked
    for fewer, more in zip(alone, lacked(ENGLISH), strict=True):
        assert fewer.items() <= more.items()


def test_what_an_article_cannot_spare_is_not_asked() -> None:
    bare = Article(id="bare", title="Opening hours")
    brief = Article(id="brief", title="Where is your shop?", body="In Bandung, opposite the station.")
    assert lacked([bare, brief]) == [{"bare": "", "brief": "Where is your shop?"}]
    assert len(hold_trials([bare, brief], plain_index)) <= 1


def test_of_many_articles_some_are_asked_about() -> None:
    many = [Article(id=f"a{n:03}", title=f"Device {n * 7919 % 1009}", body=f"Press key {n}.") for n in range(160)]
    assert 0 < len(hold_trials(many, plain_index)) <= MOST_TRIALS


def test_the_two_kinds_of_trials_count_the_same() -> None:
    assert sum(trial.share for trial in TRIALS) == pytest.approx(1.0)


def test_what_was_right_in_the_trials_gains_on_what_was_wrong() -> None:
    right = [answered(trial) for trial in TRIALS]
    gains = [after - before for before, after in zip(odds(SHIPPED), odds(TUNED), strict=True)]
    of_right = fmean(gain for gain, is_right in zip(gains, right, strict=True) if is_right)
    of_wrong = fmean(gain for gain, is_right in zip(gains, right, strict=True) if not is_right)
    assert of_right > of_wrong


def test_the_trials_change_neither_the_mean_nor_the_spread_of_the_odds() -> None:
    def moments(values: list[float]) -> tuple[float, float]:
        of = [(value, round(trial.share * 10_000)) for value, trial in zip(values, TRIALS, strict=True)]
        spelt_out = [value for value, times in of for _ in range(times)]
        return fmean(spelt_out), pstdev(spelt_out)

    assert moments(odds(TUNED)) == pytest.approx(moments(odds(SHIPPED)), abs=1e-2)


@pytest.mark.parametrize("articles", [ENGLISH, INDONESIAN], ids=["english", "indonesian"])
def test_nothing_that_speaks_for_an_article_is_tuned_to_speak_against_it(articles: tuple[Article, ...]) -> None:
    model = tuned(SHIPPED, Index(build_index(articles)).tuning)
    for name, weight in model.confidence.items():
        low, high = limits(name)
        assert low - 1e-4 <= weight <= high + 1e-4, name


def test_a_bias_that_is_far_off_leads_to_much_the_same_weights() -> None:
    doubtful = tune(TRIALS, replace(SHIPPED, confidence={**SHIPPED.confidence, "bias": -15.0}), {})
    apart = [abs(doubtful[name] - TUNING[name]) * spread for name, spread in SHIPPED.spread.items()]
    assert max(apart) < 0.2


def test_without_trials_the_shipped_weights_stand() -> None:
    assert tune([], SHIPPED, {}) == {}
    assert tuned(SHIPPED, plain_index(ENGLISH).tuning) == SHIPPED


def test_an_index_is_tuned_for_the_model_it_is_built_for() -> None:
    shipped, doubled = (
        Index(build_index(ENGLISH, model)).tuning
        for model in (None, replace(SHIPPED, confidence={k: 2 * v for k, v in SHIPPED.confidence.items()}))
    )
    assert shipped != doubled
