"""Articles: the agents' routes, and the visitors'."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response

from frontdesk.contract import article_models as models
from frontdesk.contract import article_rendering as rendering
from frontdesk.contract.base import ShortText
from frontdesk.domain.article import Article
from frontdesk.domain.errors import NotFound
from frontdesk.entrypoints.article_html import html_of
from frontdesk.entrypoints.article_page import missing_page, page_of, policy_of
from frontdesk.entrypoints.article_uploads import CSV, MEDIA_TYPES, ZIP, arrivals_of, table_of, zip_of
from frontdesk.entrypoints.http_agents import PREFIX
from frontdesk.entrypoints.http_auditing import AuditAction, note
from frontdesk.entrypoints.http_context import (
    LIST_SIZE,
    AgentOf,
    Context,
    ContextOf,
    Cursor,
    ListLimit,
    PathId,
    VisitorOf,
    WidgetOf,
)
from frontdesk.entrypoints.http_idempotency import IdempotentRoute
from frontdesk.entrypoints.http_rates import COUNTED_ACTION
from frontdesk.entrypoints.http_shared import CREATED, NO_CONTENT
from frontdesk.use_cases.find_article import find_article, list_articles, list_published, tally_of
from frontdesk.use_cases.import_articles import export_articles, import_articles
from frontdesk.use_cases.manage_articles import create_article, edit_article, remove_article
from frontdesk.use_cases.read_article import read_article, vote_on_article

agents = APIRouter(prefix=f"{PREFIX}/articles", tags=["articles"], route_class=IdempotentRoute)
visitors = APIRouter(prefix="/api/widget/{token}/articles", tags=["articles"], route_class=IdempotentRoute)

Words = Annotated[
    ShortText,
    Query(description="Each is the beginning of a word in the title, the tags, the examples or the body."),
]
Tag = Annotated[models.Tag | None, Query()]
Locale = Annotated[models.Locale | None, Query()]
Published = Annotated[bool | None, Query()]
SlugOf = Annotated[str, Path(alias="slug", max_length=200)]
FILE = {"schema": {"type": "string", "format": "binary"}}
FILES: dict[int | str, dict[str, Any]] = {200: {"description": "The articles", "content": {ZIP: FILE, CSV: FILE}}}
PAGES: dict[int | str, dict[str, Any]] = {
    200: {"description": "A page without scripts", "content": {"text/html": {"schema": {"type": "string"}}}}
}
IMPORTED = {
    "requestBody": {
        "required": True,
        "content": {
            MEDIA_TYPES[0]: {"schema": {"$ref": "#/components/schemas/ImportArticles"}},
            **dict.fromkeys(MEDIA_TYPES[1:], FILE),
        },
    }
}


@agents.get("")
async def articles(
    context: ContextOf,
    agent: AgentOf,
    q: Words = "",
    published: Published = None,
    tag: Tag = None,
    locale: Locale = None,
    cursor: Cursor = None,
    limit: ListLimit = LIST_SIZE,
) -> models.ArticlePage:
    """The latest change first."""
    page = list_articles(
        context.desk, agent, words=q, published=published, tag=tag, locale=locale, cursor=cursor, limit=limit
    )
    return models.ArticlePage(
        items=[rendering.summary(found.article, found.tally) for found in page.items], next_cursor=page.next_cursor
    )


@agents.post("", status_code=CREATED)
async def create(context: ContextOf, agent: AgentOf, body: models.CreateArticle) -> models.Article:
    return _rendered(context, create_article(context.desk, agent, dict(body)))


@agents.post("/import", openapi_extra=IMPORTED)
async def take_over(request: Request, context: ContextOf, agent: AgentOf) -> models.ImportedArticles:
    """Up to 250 articles and 4 MB at a time. Nothing is written while anything is wrong. One whose slug is there
    already is changed."""
    arrivals = arrivals_of(request.headers.get("content-type", ""), await request.body())
    done = import_articles(context.desk, agent, arrivals)
    return models.ImportedArticles(created=done.created, updated=done.updated, unchanged=done.unchanged)


@agents.get("/export", response_class=Response, responses=FILES)
async def export(
    context: ContextOf,
    agent: AgentOf,
    format: models.ExportFormat = "markdown",
    published: Published = None,
    tag: Tag = None,
    locale: Locale = None,
) -> Response:
    """All of them, or those asked for, up to 4 MB: a zip of Markdown files, or one table."""
    found = export_articles(context.desk, agent, published=published, tag=tag, locale=locale)
    if format == "csv":
        return _file(table_of(found), f"{CSV}; charset=utf-8", "articles.csv")
    return _file(zip_of(found), ZIP, "articles.zip")


@agents.post("/preview")
async def preview(_agent: AgentOf, body: models.PreviewArticle) -> models.ArticlePreview:
    """How a body will look; nothing is kept."""
    return models.ArticlePreview(html=html_of(body.body))


@agents.get("/{id}")
async def one(context: ContextOf, agent: AgentOf, article_id: PathId) -> models.Article:
    return _rendered(context, find_article(context.desk, agent, article_id))


@agents.patch("/{id}")
async def edit(context: ContextOf, agent: AgentOf, article_id: PathId, body: models.EditArticle) -> models.Article:
    changed = edit_article(context.desk, agent, article_id, body.changes(), seen_version=body.version)
    return _rendered(context, changed)


@agents.delete("/{id}", status_code=NO_CONTENT)
async def remove(context: ContextOf, agent: AgentOf, article_id: PathId) -> None:
    remove_article(context.desk, agent, article_id)
    note(context, agent, AuditAction.ARTICLE_REMOVED, article_id)


@visitors.get("")
async def found_by_visitors(
    context: ContextOf,
    widget: WidgetOf,
    q: Words = "",
    locale: Locale = None,
    cursor: Cursor = None,
    limit: ListLimit = LIST_SIZE,
) -> models.PublicArticlePage:
    """The published ones: those first that have the words in their title, then the latest change."""
    page = list_published(context.desk, widget, words=q, locale=locale, cursor=cursor, limit=limit)
    return models.PublicArticlePage(
        items=[rendering.public_summary(found) for found in page.items], next_cursor=page.next_cursor
    )


@visitors.get("/{slug}")
async def read(context: ContextOf, widget: WidgetOf, slug: SlugOf) -> models.PublicArticle:
    """Counts a view."""
    article = read_article(context.desk, widget, slug)
    return rendering.public_article(article, html_of(article.body))


@visitors.get("/{slug}/page", response_class=Response, responses=PAGES)
async def page(context: ContextOf, widget: WidgetOf, slug: SlugOf) -> Response:
    """The article as a page of its own, for links. Counts a view."""
    try:
        status, written = 200, page_of(read_article(context.desk, widget, slug), widget)
    except NotFound:
        status, written = 404, missing_page(widget)
    headers = {
        "Content-Security-Policy": policy_of(widget),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "no-cache",
    }
    return Response(written, status, headers, "text/html; charset=utf-8")


@visitors.post("/{slug}/vote", dependencies=[COUNTED_ACTION])
async def vote(context: ContextOf, caller: VisitorOf, slug: SlugOf, body: models.VoteOnArticle) -> models.ArticleVote:
    """One of each visitor, which may change."""
    article = vote_on_article(context.desk, caller.widget, caller.visitor, slug, helpful=body.helpful)
    return models.ArticleVote(article_id=article.id, helpful=body.helpful)


def _rendered(context: Context, article: Article) -> models.Article:
    return rendering.article(article, tally_of(context.desk, article), html_of(article.body))


def _file(content: bytes, media_type: str, name: str) -> Response:
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    return Response(content, media_type=media_type, headers=headers)
