"""A visitor reads an article, and says whether it has helped."""

from frontdesk.domain.article import Article
from frontdesk.domain.errors import Busy
from frontdesk.domain.visitor import Visitor
from frontdesk.domain.widget import Widget
from frontdesk.use_cases.find_article import find_published
from frontdesk.use_cases.ports import Desk

ATTEMPTS = 5
LONGEST_PAUSE_SECONDS = 0.05


def read_article(desk: Desk, widget: Widget, slug: str) -> Article:
    """It is counted as one more view. Raises NotFound for what is not published."""
    article = find_published(desk, widget, slug)
    desk.articles.count_view(article.tenant_id, article.id)
    return article


def vote_on_article(desk: Desk, widget: Widget, visitor: Visitor, slug: str, *, helpful: bool) -> Article:
    """In the place of the visitor's earlier vote, where there is one. Raises NotFound, Busy."""
    article = find_published(desk, widget, slug)
    for _ in range(ATTEMPTS):
        if desk.articles.vote(article.tenant_id, article.id, visitor.id, helpful=helpful):
            return article
        desk.clock.pause(LONGEST_PAUSE_SECONDS)
    raise Busy("Many vote on this article at this moment. Please try again.")
