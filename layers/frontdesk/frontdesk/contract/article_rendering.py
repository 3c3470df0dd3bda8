"""Articles as they appear on a wire."""

from frontdesk.contract import article_models as models
from frontdesk.contract.records import AgentBadge
from frontdesk.domain.article import Article, ArticleSummary, Tally
from frontdesk.domain.party import Party


def summary(found: ArticleSummary, tally: Tally) -> models.ArticleSummary:
    return models.ArticleSummary(
        id=found.id,
        title=found.title,
        slug=found.slug,
        excerpt=found.excerpt,
        tags=list(found.tags),
        locale=found.locale,
        published=found.published,
        views=tally.views,
        helpful=tally.helpful,
        unhelpful=tally.unhelpful,
        created_at=found.created_at,
        updated_at=found.updated_at,
        updated_by=_badge(found.updated_by),
        version=found.version,
    )


def article(found: Article, tally: Tally, html: str) -> models.Article:
    return models.Article(
        **dict(summary(found.summary(), tally)),
        body=found.body,
        html=html,
        examples=list(found.examples),
        created_by=_badge(found.created_by),
    )


def public_article(found: Article, html: str) -> models.PublicArticle:
    return models.PublicArticle(
        id=found.id,
        title=found.title,
        slug=found.slug,
        html=html,
        locale=found.locale,
        updated_at=found.updated_at,
    )


def public_summary(found: ArticleSummary) -> models.PublicArticleSummary:
    return models.PublicArticleSummary(
        id=found.id,
        title=found.title,
        slug=found.slug,
        excerpt=found.excerpt,
        locale=found.locale,
        updated_at=found.updated_at,
    )


def _badge(party: Party) -> AgentBadge:
    return AgentBadge(id=party.id, name=party.name)
