"""What else could look a question up: each as the protocol of the benchmark asks for it."""

import re
import sqlite3
from math import exp
from pathlib import Path
from typing import Any

import bm25s

from benchmarks.answering.data import read_articles
from benchmarks.answering.engine import Answerer
from frontdesk.domain.answering.article import Article

RANKED = 10
THRESHOLD = 0.65


def _whole_text(article: Article) -> str:
    return "\n".join([article.title, article.body, " ".join(article.tags), *article.examples])


def _answer(ranking: list[str], scores: list[float]) -> dict[str, Any]:
    """Neither way knows a probability: how far the best score leads the second stands for it."""
    lead = 1 - scores[1] / scores[0] if len(scores) > 1 and scores[0] > 0 else 0.0
    confidence = 1 - exp(-4 * lead)
    return {
        "article_id": ranking[0] if ranking else None,
        "confidence": confidence,
        "escalate": confidence < THRESHOLD,
        "human_requested": False,
        "ranking": ranking,
    }


def sqlite_fts5(knowledge_base: str) -> Answerer:
    """SQLite's full-text search, Porter stems, its bm25() with the title weighted twice."""
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE article USING fts5(id UNINDEXED, title, text, tokenize='porter unicode61')")
    rows = ((article.id, article.title, _whole_text(article)) for article in read_articles(Path(knowledge_base)))
    database.executemany("INSERT INTO article VALUES (?, ?, ?)", rows)

    def answer(question: str) -> dict[str, Any]:
        terms = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", question))
        found = database.execute(
            "SELECT id, -bm25(article, 0, 2, 1) FROM article WHERE article MATCH ? ORDER BY 2 DESC LIMIT ?",
            (terms or '""', RANKED),
        ).fetchall()
        return _answer([row[0] for row in found], [row[1] for row in found])

    return answer


def bm25s_lucene(knowledge_base: str) -> Answerer:
    """The bm25s package with its defaults: Lucene's BM25, English stop words, no stemmer."""
    articles = read_articles(Path(knowledge_base))
    retriever = bm25s.BM25()
    retriever.index(bm25s.tokenize([_whole_text(one) for one in articles], show_progress=False), show_progress=False)

    def answer(question: str) -> dict[str, Any]:
        tokens = bm25s.tokenize(question, show_progress=False)
        places, scores = retriever.retrieve(tokens, k=min(RANKED, len(articles)), show_progress=False)
        return _answer([articles[place].id for place in places[0]], [float(score) for score in scores[0]])

    return answer
