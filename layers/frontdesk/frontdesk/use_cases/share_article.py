"""Share an article in a conversation."""

from frontdesk.domain.errors import Forbidden, InvalidInput
from frontdesk.domain.message import Draft, sharing
from frontdesk.domain.principal import Principal
from frontdesk.use_cases.ports import Desk


def with_article(desk: Desk, sender: Principal, draft: Draft, article_id: str | None) -> Draft:
    """The draft with the article's card; as it is where there is none.

    Raises Forbidden for a visitor, and InvalidInput for an article that visitors cannot read.
    """
    if article_id is None:
        return draft
    if sender.is_visitor:
        raise Forbidden("Only agents can share articles.")
    article = desk.articles.get(sender.tenant_id, article_id)
    if article is None or not article.published:
        raise InvalidInput("article_id", "There is no such article, or it is not published.")
    return sharing(draft, article.card())
