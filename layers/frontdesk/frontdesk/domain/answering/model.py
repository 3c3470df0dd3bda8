"""What training has found, as shipped in `weights.json` by `benchmarks/answering/train.py`."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_WEIGHTS = Path(__file__).with_name("weights.json")


@dataclass(frozen=True, slots=True)
class Model:
    """Weights by the name of what they weigh.

    `ranking` holds for each feature the weight of its value, and of its share of the best candidate's value;
    `confidence` the weights of the signals, in log-odds, with `bias`; `spread` how much each signal varied over the
    questions trained on; `reference` what is usual for the best wrong article over the knowledge bases trained on.
    """

    ranking: Mapping[str, tuple[float, float]]
    confidence: Mapping[str, float]
    spread: Mapping[str, float]
    reference: Mapping[str, tuple[float, float]]


@cache
def shipped_model() -> Model:
    found = json.loads(_WEIGHTS.read_text(encoding="utf-8"))
    ranking = {name: (value, share) for name, (value, share) in found["ranking"].items()}
    reference = {name: (mean, spread) for name, (mean, spread) in found["reference"].items()}
    return Model(ranking, found["confidence"], found["spread"], reference)
