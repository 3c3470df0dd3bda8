"""Write and remove articles. Every agent may: who answers knows best what visitors ask."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from frontdesk.domain.article import Article, slug_of, tidied
from frontdesk.domain.errors import Busy, Conflict, NameTaken
from frontdesk.domain.party import Party
from frontdesk.domain.principal import Principal
from frontdesk.use_cases.find_article import find_article
from frontdesk.use_cases.ports import Desk

ATTEMPTS = 5
LONGEST_PAUSE_SECONDS = 0.05
# `returns`, `returns-2`, `returns-3`; then one that nobody has.
NUMBERED = 3
UNIQUE_BITS = 32


def create_article(desk: Desk, agent: Principal, values: Mapping[str, Any]) -> Article:
    """`values` are what people write of it. Without a slug it gets one from its title.

    Raises NameTaken for a slug that another one has.
    """
    given = {name: value for name, value in values.items() if value is not None}
    if "slug" in given:
        return _added(desk, agent, given)
    for slug in _slugs(desk, slug_of(given["title"])):
        try:
            return _added(desk, agent, {**given, "slug": slug})
        except NameTaken:
            continue
    raise Busy("No address could be found for this article. Please try again.")


def edit_article(
    desk: Desk, agent: Principal, article_id: str, changes: dict[str, Any], *, seen_version: int | None = None
) -> Article:
    """What `changes` do not name stays as it is.

    Raises NotFound, NameTaken, Busy, and Conflict where it has changed since `seen_version`.
    """

    def edit(before: Article) -> Article | None:
        if seen_version not in (None, before.version):
            raise Conflict("Somebody has changed this article meanwhile.")
        after = before.written(changes, Party(agent.id, agent.name), desk.clock.now())
        return after if after is before or desk.articles.edit(before, after) else None

    return _until_done(desk, agent, article_id, edit)


def remove_article(desk: Desk, agent: Principal, article_id: str) -> None:
    """Raises NotFound, Busy."""
    _until_done(desk, agent, article_id, lambda article: article if desk.articles.remove(article) else None)


def _added(desk: Desk, agent: Principal, values: dict[str, Any]) -> Article:
    now, author = desk.clock.now(), Party(agent.id, agent.name)
    article = Article(
        tenant_id=agent.tenant_id,
        id=desk.secrets.identifier(),
        created_at=now,
        created_by=author,
        updated_at=now,
        updated_by=author,
        **tidied(values),
    )
    desk.articles.add(article)
    return article


def _slugs(desk: Desk, base: str) -> Iterator[str]:
    yield base
    for number in range(2, NUMBERED + 1):
        yield f"{base[:70].rstrip('-')}-{number}"
    yield f"{base[:60].rstrip('-')}-{desk.secrets.identifier()[:8].lower()}"


def _until_done(desk: Desk, agent: Principal, article_id: str, act: Callable[[Article], Article | None]) -> Article:
    """Decided anew where somebody else was faster."""
    for _ in range(ATTEMPTS):
        done = act(find_article(desk, agent, article_id))
        if done is not None:
            return done
        desk.clock.pause(LONGEST_PAUSE_SECONDS)
    raise Busy("Somebody else writes this article. Please try again.")
