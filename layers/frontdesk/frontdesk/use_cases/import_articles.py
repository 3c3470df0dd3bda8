"""Take articles over from files, and give them out as such."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from frontdesk.domain.article import Article, steady_slug
from frontdesk.domain.article_files import own_name
from frontdesk.domain.errors import Busy, InvalidParts, NameTaken
from frontdesk.domain.party import Party
from frontdesk.domain.principal import Principal
from frontdesk.use_cases.manage_articles import create_article
from frontdesk.use_cases.ports import Desk


@dataclass(frozen=True, slots=True)
class Arrival:
    """An article out of a file: what people write of it, as far as the file has it. `place` is where it stands."""

    place: str
    values: Mapping[str, Any]

    @property
    def slug(self) -> str:
        slug: str = self.values.get("slug") or steady_slug(self.values["title"], own_name(self.place))
        return slug


@dataclass(frozen=True, slots=True)
class Imported:
    created: int
    updated: int
    unchanged: int


def import_articles(desk: Desk, agent: Principal, arrivals: Sequence[Arrival]) -> Imported:
    """One whose slug is there already is changed; what its file leaves out stays as it is.

    Nothing is written where two have the same slug: raises InvalidParts. Where an import ends half way, with Busy or
    with its invocation, the same import again does the rest.
    """
    _check_slugs(arrivals)
    there = desk.articles.with_slugs(agent.tenant_id, [arrival.slug for arrival in arrivals])
    outcomes = [_take_over(desk, agent, arrival, there.get(arrival.slug)) for arrival in arrivals]
    return Imported(*(outcomes.count(kind) for kind in ("created", "updated", "unchanged")))


def export_articles(
    desk: Desk, agent: Principal, *, published: bool | None = None, tag: str | None = None, locale: str | None = None
) -> Iterable[Article]:
    """One after the other, as they are read."""
    for article in desk.articles.whole(agent.tenant_id, published=published):
        if (tag is None or tag in article.tags) and locale in (None, article.locale):
            yield article


def _take_over(desk: Desk, agent: Principal, arrival: Arrival, before: Article | None) -> str:
    try:
        if before is None:
            create_article(desk, agent, {**arrival.values, "slug": arrival.slug})
            return "created"
        after = before.written(dict(arrival.values), Party(agent.id, agent.name), desk.clock.now())
        if after is before:
            return "unchanged"
        if desk.articles.edit(before, after):
            return "updated"
    except NameTaken:
        pass
    raise Busy("Somebody else writes one of these articles. Please import them again.")


def _check_slugs(arrivals: Sequence[Arrival]) -> None:
    first: dict[str, str] = {}
    faults = []
    for arrival in arrivals:
        if arrival.slug in first:
            faults.append((f"{arrival.place}: slug", f"{first[arrival.slug]} has the slug {arrival.slug} already."))
        first.setdefault(arrival.slug, arrival.place)
    if faults:
        raise InvalidParts(faults)
