"""What agents do about the questions that the bot had no answer to."""

from typing import Literal

from frontdesk.domain.article import Article
from frontdesk.domain.errors import NotFound
from frontdesk.domain.principal import Principal
from frontdesk.domain.unanswered_question import UnansweredQuestion
from frontdesk.use_cases.cursors import cursor_at, rank_at
from frontdesk.use_cases.knowledge_ports import KnowledgeDesk
from frontdesk.use_cases.page import Page
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.teach_article import teach_article

Sort = Literal["count", "latest"]
COUNT_DIGITS = 12


def list_unanswered(
    knowledge: KnowledgeDesk, agent: Principal, *, sort: Sort, cursor: str | None, limit: int
) -> Page[UnansweredQuestion]:
    """Those asked most often come first, or those asked last. Raises InvalidInput for an unknown cursor."""
    listing = f"unanswered {sort}"
    before = rank_at(listing, agent.tenant_id, cursor) if cursor else None
    ranked = sorted(((_rank(one, sort), one) for one in knowledge.questions.of_tenant(agent.tenant_id)), reverse=True)
    rest = [(rank, one) for rank, one in ranked if before is None or rank < before]
    more = len(rest) > limit
    return Page(
        [one for _, one in rest[:limit]], cursor_at(listing, agent.tenant_id, rest[limit - 1][0]) if more else None
    )


def find_unanswered(knowledge: KnowledgeDesk, agent: Principal, question_id: str) -> UnansweredQuestion:
    """Raises NotFound, also for one of another tenant."""
    found = knowledge.questions.get(agent.tenant_id, question_id)
    if found is None:
        raise NotFound("There is no such question.")
    return found


def answer_by_article(
    desk: Desk, knowledge: KnowledgeDesk, agent: Principal, question_id: str, article_id: str, phrasing: str | None
) -> Article:
    """The article answers it from now on: by its first phrasing, or by the one given. Then it is off the list.

    Raises NotFound, InvalidInput, Conflict, Busy.
    """
    question = find_unanswered(knowledge, agent, question_id)
    taught = teach_article(desk, knowledge, agent, article_id, phrasing or question.samples[0])
    knowledge.questions.remove(agent.tenant_id, question_id)
    return taught


def dismiss_unanswered(knowledge: KnowledgeDesk, agent: Principal, question_id: str) -> None:
    """Raises NotFound."""
    find_unanswered(knowledge, agent, question_id)
    knowledge.questions.remove(agent.tenant_id, question_id)


def _rank(question: UnansweredQuestion, sort: Sort) -> str:
    latest = f"{question.last.asked_at.isoformat()}#{question.id}"
    return f"{question.count:0{COUNT_DIGITS}d}#{latest}" if sort == "count" else latest
