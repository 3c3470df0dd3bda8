"""Add a phrasing to the questions that an article answers."""

from frontdesk.domain.article import EXAMPLE_LENGTH, EXAMPLES, Article
from frontdesk.domain.article_text import one_line
from frontdesk.domain.errors import Busy, Conflict, InvalidInput
from frontdesk.domain.party import Party
from frontdesk.domain.principal import Principal
from frontdesk.use_cases.knowledge_ports import KnowledgeDesk
from frontdesk.use_cases.ports import Desk

ATTEMPTS = 5


def teach_article(desk: Desk, knowledge: KnowledgeDesk, agent: Principal, article_id: str, phrasing: str) -> Article:
    """The article, as it was where it knows the phrasing. Of a long one the beginning is kept: it says what is asked.

    Raises InvalidInput for an article that is not there, Conflict for one that holds no more, Busy.
    """
    example = one_line(phrasing)[:EXAMPLE_LENGTH].rstrip()
    by = Party(agent.id, agent.name)
    for _ in range(ATTEMPTS):
        before = knowledge.articles.get(agent.tenant_id, article_id)
        if before is None:
            raise InvalidInput("article_id", "There is no such article.")
        if _knows(before, example):
            return before
        if len(before.examples) >= EXAMPLES:
            raise Conflict(f"This article has {EXAMPLES} examples already. Take one away first.")
        after = before.written({"examples": (*before.examples, example)}, by, desk.clock.now())
        if knowledge.articles.edit(before, after):
            return after
    raise Busy("Somebody else writes this article. Please try again.")


def _knows(article: Article, example: str) -> bool:
    return example.casefold() in {known.casefold() for known in (article.title, *article.examples)}
