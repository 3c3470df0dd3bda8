"""The labelled questions that answering is measured by, and trained on: always on other suites than it is scored on.

A suite is a folder with `kb.jsonl`, `queries.jsonl` and sometimes `kb_rich.jsonl`, the same articles with more
examples. The README beside the suites says where they come from and under which licences.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from frontdesk.domain.answering.article import Article


@dataclass(frozen=True, slots=True)
class Asked:
    """A visitor's question and the ids of the articles that answer it, none where the knowledge base has none."""

    text: str
    gold: frozenset[str]


@dataclass(frozen=True, slots=True)
class Suite:
    """`name` is the folder's; the plain and the rich knowledge base of one folder are two suites of that name."""

    name: str
    knowledge_base: Path
    asked: tuple[Asked, ...]


def read_articles(knowledge_base: Path) -> list[Article]:
    return [
        Article(
            id=row["id"],
            title=row["title"],
            body=row["content"],
            tags=tuple(row["tags"]),
            locale=row["lang"],
            examples=tuple(row.get("examples", ())),
        )
        for row in read_rows(knowledge_base)
    ]


def read_suites(data: Path) -> list[Suite]:
    found = []
    for folder in sorted(path for path in data.iterdir() if path.is_dir()):
        asked = tuple(Asked(row["q"], frozenset(row["gold"])) for row in read_rows(folder / "queries.jsonl"))
        found += [Suite(folder.name, path, asked) for path in sorted(folder.glob("kb*.jsonl"))]
    return found


def read_rows(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]
