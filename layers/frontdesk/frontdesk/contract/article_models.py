"""Articles as agents write them, and as visitors read them."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from frontdesk.contract.base import Id, Timestamp, Wire
from frontdesk.contract.records import AgentBadge
from frontdesk.domain.article import (
    BODY_LENGTH,
    DEFAULT_LOCALE,
    EXAMPLE_LENGTH,
    EXAMPLES,
    LOCALE,
    LOCALE_LENGTH,
    SLUG,
    SLUG_LENGTH,
    TAG_LENGTH,
    TAGS,
    TITLE_LENGTH,
)
from frontdesk.domain.article_text import one_line, tidy


def _one_line(value: Any) -> Any:
    return one_line(value) if isinstance(value, str) else value


def _tidy(value: Any) -> Any:
    return tidy(value) if isinstance(value, str) else value


Title = Annotated[str, BeforeValidator(_one_line), Field(min_length=1, max_length=TITLE_LENGTH)]
Slug = Annotated[
    str,
    Field(
        min_length=1,
        max_length=SLUG_LENGTH,
        pattern=f"^{SLUG.pattern}$",
        description="Unique within the tenant: what its address ends with.",
    ),
]
Body = Annotated[str, BeforeValidator(_tidy), Field(max_length=BODY_LENGTH, description="Markdown; HTML in it is text")]
Tag = Annotated[
    str, BeforeValidator(_one_line), Field(min_length=1, max_length=TAG_LENGTH, pattern=r"^[^,]+$", title="Tag")
]
"""Without a comma: files divide them by it."""
Tags = Annotated[tuple[Tag, ...], Field(max_length=TAGS)]
Example = Annotated[str, BeforeValidator(_one_line), Field(min_length=1, max_length=EXAMPLE_LENGTH)]
Examples = Annotated[
    tuple[Example, ...],
    Field(max_length=EXAMPLES, description="Other phrasings of what the article answers; the bot learns from them."),
]
Locale = Annotated[
    str, Field(max_length=LOCALE_LENGTH, pattern=f"^{LOCALE.pattern}$", description="A BCP 47 tag, such as en or pt-BR")
]
Version = Annotated[int, Field(ge=1)]


class ArticleSummary(Wire):
    """An article as it stands in a list. `version` grows with each change of what people write of it."""

    id: Id
    title: str
    slug: str
    excerpt: Annotated[str, Field(description="How the body begins, without its markup.")]
    tags: list[str]
    locale: str
    published: bool
    views: int
    helpful: int
    unhelpful: int
    created_at: Timestamp
    updated_at: Timestamp
    updated_by: AgentBadge
    version: Version


class Article(ArticleSummary):
    body: str
    html: Annotated[str, Field(description="The body as visitors see it: HTML that is safe to show.")]
    examples: list[str]
    created_by: AgentBadge


class ArticlePage(Wire):
    """`next_cursor` alone tells whether there is more."""

    items: list[ArticleSummary]
    next_cursor: str | None = None


class CreateArticle(Wire):
    """Without a slug it is made from the title."""

    title: Title
    slug: Slug | None = None
    body: Body = ""
    tags: Tags = ()
    locale: Locale = DEFAULT_LOCALE
    examples: Examples = ()
    published: bool = False


class EditArticle(Wire):
    """What is absent stays as it is; tags and examples are replaced whole. `published` publishes and withdraws it."""

    title: Title | None = None
    slug: Slug | None = None
    body: Body | None = None
    tags: Tags | None = None
    locale: Locale | None = None
    examples: Examples | None = None
    published: bool | None = None
    version: Annotated[
        Version | None,
        Field(description="The one that you have seen: where the article has changed since, it is a conflict."),
    ] = None

    def changes(self) -> dict[str, Any]:
        """What is to be another."""
        return {name: value for name, value in dict(self).items() if value is not None and name != "version"}


class ImportedArticle(EditArticle):
    """An article of a file. What the file leaves out stays as it is; a new one has what it would be made with."""

    title: Title
    version: None = None


class ArticleFile(Wire):
    name: Annotated[str, Field(min_length=1, max_length=200, description="Ends with .md, .markdown or .csv.")]
    content: str


class ImportArticles(Wire):
    """Files of articles, each Markdown with front matter or CSV."""

    files: Annotated[list[ArticleFile], Field(min_length=1, max_length=250)]


class ImportedArticles(Wire):
    """How many articles are new, how many have changed, and how many read as they were."""

    created: int
    updated: int
    unchanged: int


ExportFormat = Literal["markdown", "csv"]


class PreviewArticle(Wire):
    body: Body


class ArticlePreview(Wire):
    html: str


# --- what visitors see ----------------------------------------------------------------------------------------


class PublicArticle(Wire):
    id: Id
    title: str
    slug: str
    html: Annotated[str, Field(description="HTML that is safe to show: no scripts, styles or frames, https images.")]
    locale: str
    updated_at: Timestamp


class PublicArticleSummary(Wire):
    id: Id
    title: str
    slug: str
    excerpt: str
    locale: str
    updated_at: Timestamp


class PublicArticlePage(Wire):
    items: list[PublicArticleSummary]
    next_cursor: str | None = None


class VoteOnArticle(Wire):
    helpful: bool


class ArticleVote(Wire):
    """The visitor's vote as it now counts."""

    article_id: Id
    helpful: bool
