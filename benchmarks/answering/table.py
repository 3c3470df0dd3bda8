"""Prints how well the bot answers, beside other ways: `python -m benchmarks.answering.table DATA`.

Frontdesk's figures are leave-one-suite-out: what answers a suite was trained on the others alone. The scores come from
the protocol's own evaluate.py, which lies with the data.
"""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from importlib import util
from pathlib import Path
from random import Random
from types import ModuleType
from typing import Any

from benchmarks.answering.data import Suite, read_articles, read_rows, read_suites
from benchmarks.answering.engine import Answerer, make_answerer
from benchmarks.answering.footprint import footprint_lines
from benchmarks.answering.rivals import bm25s_lucene, sqlite_fts5
from benchmarks.answering.train import Lesson, collect, train
from frontdesk.domain.answering.confidence import Outcome, calibrated, confidence, recalibrate, signals
from frontdesk.domain.answering.index import Index
from frontdesk.domain.answering.index_builder import build_index
from frontdesk.domain.answering.model import Model
from frontdesk.domain.answering.ranking import rank
from frontdesk.domain.answering.reference import held_to
from frontdesk.domain.answering.tuning import tuned

COLUMNS = ("R@1", "R@3", "precision", "resolved", "oos_answered", "AUROC", "ECE")
TARGETS = {
    "R@1": 0.76,
    "R@3": 0.87,
    "precision": 0.88,
    "resolved": 0.45,
    "oos_answered": 0.05,
    "AUROC": 0.91,
    "ECE": 0.06,
}
LABELS = 100
DRAWS = 5

Scores = Mapping[str, float]


def load(path: Path) -> ModuleType:
    spec = util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} cannot be loaded.")
    module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def leave_one_out(suites: Sequence[Suite], lessons: Mapping[Path, Lesson]) -> dict[str, Model]:
    """Of each suite's name, a model trained on the suites of other names."""
    return {
        name: train([lessons[suite.knowledge_base] for suite in suites if suite.name != name])
        for name in dict.fromkeys(suite.name for suite in suites)
    }


def is_rich(suite: Suite) -> bool:
    return suite.knowledge_base.stem.endswith("_rich")


def macro(scores: Sequence[Scores]) -> dict[str, float]:
    return {column: sum(one[column] for one in scores) / len(scores) for column in COLUMNS}


def line(name: str, scores: Scores) -> str:
    return f"| {name} | " + " | ".join(f"{scores[column]:.3f}" for column in COLUMNS) + " |"


def way_lines(name: str, score: Callable[[Suite], Scores], suites: Sequence[Suite]) -> Iterator[str]:
    """A line a suite, then the means over the plain and over the rich knowledge bases."""
    plain, rich = [], []
    for suite in suites:
        scores = score(suite)
        (rich if is_rich(suite) else plain).append(scores)
        yield line(f"{name}, {suite.name}{', rich' if is_rich(suite) else ''}", scores)
    yield line(f"**{name}, macro**", macro(plain))
    yield line(f"**{name}, rich macro**", macro(rich))


def calibration_error(evaluate: ModuleType, suite: Suite, lesson: Lesson, shipped: Model) -> tuple[float, float]:
    """Calibration error as shipped, and after 100 labelled outcomes, measured on the questions not labelled."""
    model = tuned(shipped, Index(build_index(read_articles(suite.knowledge_base), shipped)).tuning)
    reference = held_to(model.reference, lesson.reference)
    outcomes = [
        Outcome(
            confidence(signals(example.question, ranked := rank(example.comparisons, model), reference), model),
            example.right[example.comparisons.index(ranked[0].comparison)],
        )
        for example in lesson.examples
        if example.comparisons
    ]
    before, after = [], []
    for seed in range(DRAWS):
        shuffled = Random(seed).sample(outcomes, len(outcomes))
        fitted = recalibrate(shuffled[:LABELS])
        rest = shuffled[LABELS:]
        answered = [int(outcome.answered) for outcome in rest]
        before.append(evaluate.ece([outcome.confidence for outcome in rest], answered))
        after.append(evaluate.ece([calibrated(outcome.confidence, fitted) for outcome in rest], answered))
    return sum(before) / DRAWS, sum(after) / DRAWS


def human_lines(data: Path) -> Iterator[str]:
    rows = read_rows(data / "human_request.jsonl")
    yield "\n| requests for a human | requests | others | precision | recall | false positives |"
    yield "|---|---|---|---|---|---|"
    for name, make in (("Frontdesk", make_answerer), ("naive", load(data / "baseline_doc.py").make)):
        answer = make(str(next(data.glob("*/kb.jsonl"))))
        judged = [(bool(row["human"]), bool(answer(row["q"])["human_requested"])) for row in rows]
        requests = sum(asked for asked, _ in judged)
        understood, mistaken = judged.count((True, True)), judged.count((False, True))
        yield (
            f"| {name} | {requests} | {len(rows) - requests} | {understood / max(1, understood + mistaken):.3f} "
            f"| {understood / requests:.3f} | {mistaken / (len(rows) - requests):.4f} |"
        )


def report(data: Path) -> Iterator[str]:
    evaluate = load(data / "evaluate.py")
    suites = read_suites(data)
    lessons = {suite.knowledge_base: collect(suite) for suite in suites}
    models = leave_one_out(suites, lessons)

    def run(make: Callable[..., Answerer], suite: Suite) -> Scores:
        found: dict[str, Any] = evaluate.run_suite(make, str(suite.knowledge_base.parent), is_rich(suite))
        return found

    yield "| way, suite | " + " | ".join(COLUMNS) + " |\n|" + "---|" * (len(COLUMNS) + 1)
    yield line("target", TARGETS)
    yield from way_lines(
        "Frontdesk", lambda suite: run(partial(make_answerer, model=models[suite.name]), suite), suites
    )
    for name, make in (
        ("naive", load(data / "baseline_doc.py").make),
        ("SQLite FTS5", sqlite_fts5),
        ("bm25s", bm25s_lucene),
    ):
        yield from list(way_lines(name, partial(run, make), suites))[-2:]
    yield "\n| calibration error | as shipped | after 100 labels |\n|---|---|---|"
    for suite in suites:
        before, after = calibration_error(evaluate, suite, lessons[suite.knowledge_base], models[suite.name])
        yield f"| {suite.name}{', rich' if is_rich(suite) else ''} | {before:.3f} | {after:.3f} |"
    yield from human_lines(data)
    yield from footprint_lines(data)


def main() -> None:
    for one in report(Path(sys.argv[1])):
        print(one, flush=True)


if __name__ == "__main__":
    main()
