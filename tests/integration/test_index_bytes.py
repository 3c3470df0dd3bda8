"""The bytes of an index are named by their hash: every process makes the same of the same articles."""

import os
import subprocess
import sys

import pytest

MAKES_AN_INDEX_AND_ASKS_IT = """
import hashlib
from frontdesk.domain.answering.article import Article
from frontdesk.domain.answering.engine import AnswerEngine
from frontdesk.domain.answering.index import Index
from frontdesk.domain.answering.index_builder import build_index

articles = [
    Article(id="refund", title="How do I get my money back?", body="A refund takes five days, by card or by transfer."),
    Article(id="shipping", title="What does delivery cost?", body="Sending a parcel to Java costs Rp 15.000."),
    Article(id="opening", title="When are you open?", body="The shop opens at nine. On Sundays it is shut."),
    Article(id="jam", title="Jam buka toko", body="Toko buka jam sembilan. Hari Minggu tutup.", locale="id"),
]
packed = build_index(articles)
answers = [AnswerEngine(Index(packed)).answer(text) for text in ("shippment price", "ongkir berapa", "reimbursement")]
print(hashlib.sha256(packed).hexdigest(), [(answer.confidence, answer.sources) for answer in answers])
"""


def made_with(seed: str) -> str:
    """In a process where sets of words have another order."""
    path = os.pathsep.join(sys.path)
    run = [sys.executable, "-c", MAKES_AN_INDEX_AND_ASKS_IT]
    return subprocess.run(
        run, env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path}, capture_output=True, text=True, check=True
    ).stdout


@pytest.mark.parametrize("seed", ["1", "2", "3"])
def test_every_process_makes_the_same_index_and_gives_the_same_answers(seed: str) -> None:
    assert made_with(seed) == made_with("0")
