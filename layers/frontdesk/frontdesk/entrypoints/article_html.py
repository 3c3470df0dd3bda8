"""An article's Markdown as HTML that is safe to show on any page: what is not on these lists is left out."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

TAGS = {
    *("p", "br", "hr", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "code", "ul", "ol", "li"),
    *("strong", "em", "s", "a", "img", "table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {"a": {"href", "title"}, "img": {"src", "alt", "title"}, "ol": {"start"}}
ADDED = {"a": {"target": "_blank"}, "img": {"loading": "lazy", "referrerpolicy": "no-referrer"}}
SCHEMES = {"http", "https", "mailto"}
SMALLEST_HEADING = 6


def html_of(markdown: str) -> str:
    import nh3  # noqa: PLC0415 - only who shows an article needs it

    return nh3.clean(
        _parser().render(markdown),
        tags=TAGS,
        attributes=ATTRIBUTES,
        attribute_filter=_kept,
        set_tag_attribute_values=ADDED,
        url_schemes=SCHEMES,
        url_relative="deny",
        link_rel="noopener noreferrer",
    )


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # noqa: PLC0415 - a tenth of a second to import
    from markdown_it.rules_core import StateCore  # noqa: PLC0415

    def below_the_title(state: StateCore) -> None:
        """The article's title is the page's one heading of the first level."""
        for token in state.tokens:
            if token.type in ("heading_open", "heading_close"):
                token.tag = f"h{min(int(token.tag[1]) + 1, SMALLEST_HEADING)}"

    parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    parser.core.ruler.push("below_the_title", below_the_title)
    return parser


def _kept(tag: str, attribute: str, value: str) -> str | None:
    if tag == "img" and attribute == "src" and not value.lower().startswith("https://"):
        return None
    return value
