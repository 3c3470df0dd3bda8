"""How much a wrong article looks like a right one, in one knowledge base.

Articles about one subject share their words, so that a likeness that proves much in one knowledge base proves little
in another. The titles of a sample of articles are asked as if they were questions; the best of the *other* articles,
which does not answer them, shows what is usual for a wrong answer here.
"""

from collections.abc import Mapping, Sequence
from statistics import fmean, pstdev

from frontdesk.domain.answering.article import Article
from frontdesk.domain.answering.candidates import find_candidates
from frontdesk.domain.answering.features import FEATURES, Features, compare
from frontdesk.domain.answering.index import Index
from frontdesk.domain.answering.question import read_question

MOST_SAMPLES = 100
# A small knowledge base is held to what is usual elsewhere, as if this many of its titles had shown that.
PRIOR_SAMPLES = 5

# Of each feature, by name: mean and standard deviation over the best wrong articles.
Reference = Mapping[str, Sequence[float]]


def measure_reference(articles: Sequence[Article], index: Index) -> dict[str, list[float]]:
    """Under "samples", alone in its list, how many titles it rests on. `articles` in the order of the index."""
    step = max(1, len(articles) // MOST_SAMPLES)
    found = [
        features
        for number in range(0, len(articles), step)
        if (features := _best_wrong(articles[number].title, number, index)) is not None
    ]
    if not found:
        return {}
    values = {name: [round(getattr(one, name), 6) for one in found] for name in FEATURES}
    return {"samples": [len(found)], **{name: [fmean(of), pstdev(of)] for name, of in values.items()}}


def _best_wrong(title: str, article: int, index: Index) -> Features | None:
    question = read_question(title, index)
    if not question.weight:
        return None
    wrong = next((one for one in find_candidates(question, index) if one.article != article), None)
    return None if wrong is None else compare(question, wrong, index).features


def held_to(usual: Reference, measured: Reference) -> dict[str, tuple[float, float]]:
    """A knowledge base's own reference, held to the usual one where it rests on few titles."""
    samples = measured["samples"][0] if measured else 0
    trust = samples / (samples + PRIOR_SAMPLES)
    return {
        name: (
            trust * measured.get(name, (mean,))[0] + (1 - trust) * mean,
            trust * measured.get(name, (mean, spread))[1] + (1 - trust) * spread,
        )
        for name, (mean, spread) in usual.items()
    }
