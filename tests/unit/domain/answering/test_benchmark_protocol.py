"""The engine serves the benchmark's protocol: a knowledge base as JSON lines in, a dictionary for each question out."""

import json
from pathlib import Path

from benchmarks.answering.engine import make_answerer
from tests.fakes.knowledge_base import ENGLISH


def test_an_answer_names_an_article_a_confidence_and_whether_to_escalate(tmp_path: Path) -> None:
    knowledge_base = tmp_path / "kb.jsonl"
    rows = (
        {"id": one.id, "title": one.title, "content": one.body, "tags": one.tags, "views": 1, "lang": one.locale}
        for one in ENGLISH
    )
    knowledge_base.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    answer = make_answerer(str(knowledge_base))("how do I get a refund?")
    assert (answer["article_id"], answer["escalate"], answer["human_requested"]) == ("refund", False, False)
    assert 0.65 <= answer["confidence"] <= 1
    assert answer["ranking"][0] == "refund"
