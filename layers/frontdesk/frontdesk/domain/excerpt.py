"""What of an article is shown where it answers a question."""

import re

from frontdesk.domain.answering.article import Field
from frontdesk.domain.article import Article
from frontdesk.domain.article_text import excerpt_of

LENGTH = 400

# What is left of a link whose address has been taken out of a passage.
_OPEN_LINK = re.compile(r"!?\[")


def matched_text(article: Article, passage: int) -> str:
    """The passage of that number. An article that was rewritten since is known by its title."""
    passages = article.for_answering().passages()
    return _plain(passages[passage].text) if passage < len(passages) else article.title


def passage_to_show(article: Article, passage: int) -> str:
    """The whole body where it is read at a glance; otherwise as much as is, from the passage on, or from the beginning
    where the passage is not of the body."""
    whole = excerpt_of(article.body, len(article.body))
    if len(whole) <= LENGTH:
        return whole or article.title
    passages = article.for_answering().passages()
    if passage < len(passages) and passages[passage].field is Field.BODY:
        rest = [one.text for one in passages[passage:] if one.field is Field.BODY]
        shown = excerpt_of(_plain("\n".join(rest)), LENGTH)
        if shown:
            return shown
    return excerpt_of(whole, LENGTH)


def _plain(text: str) -> str:
    return _OPEN_LINK.sub("", text)
