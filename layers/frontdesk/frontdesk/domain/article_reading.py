"""An article's Markdown as it is read in a chat: without its markup, by its paragraphs, lists and tables."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from frontdesk.domain.article_text import one_line, without_markup

_MARK = r"[ \t]*(?:[*+-]|\d+[.)])[ \t]"
_NO_TEXT = r"(?![ \t]*(?:```|~~~|\#{1,6}[ \t]|\|))"
_BLOCK = re.compile(
    rf"""(?P<code>^[ \t]*(?P<fence>```|~~~)(?s:.*?)(?:^[ \t]*(?P=fence)[ \t]*$|\Z))
    |(?P<heading>^[ \t]*\#{{1,6}}[ \t].*$)
    |(?P<list>^{_MARK}.*(?:\n|\Z)(?:^{_NO_TEXT}.*\S.*(?:\n|\Z))*)
    |(?P<table>(?:^[ \t]*\|.*(?:\n|\Z))+)
    |(?P<paragraph>(?:^{_NO_TEXT}(?!{_MARK}).*\S.*(?:\n|\Z))+)""",
    re.MULTILINE | re.VERBOSE,
)
_ITEM = re.compile(rf"^(?={_MARK})", re.MULTILINE)
_FENCE = re.compile(r"[ \t]*(?:```|~~~)")
_NUMBER = re.compile(r"\d+[.)] ")
# What is left where a text is cut right behind the mark of a list's item.
_BARE_MARK = re.compile(r"\n(?:•|\d+[.)])$")


class Kind(StrEnum):
    CODE = "code"
    HEADING = "heading"
    LIST = "list"
    TABLE = "table"
    PARAGRAPH = "paragraph"


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of an article, as it stands in the Markdown."""

    kind: Kind
    text: str

    @classmethod
    def all_of(cls, body: str) -> list[Self]:
        return [cls(Kind(str(found.lastgroup)), found[0]) for found in _BLOCK.finditer(body)]

    @property
    def has_lines(self) -> bool:
        return self.kind in (Kind.LIST, Kind.TABLE)

    @property
    def leads_in(self) -> bool:
        """What follows belongs to it: "Then try:"."""
        return self.text.rstrip(" \t\n*_").endswith(":")

    def plain(self) -> str:
        match self.kind:
            case Kind.CODE:
                return "\n".join(line for line in self.text.splitlines() if line.strip() and not _FENCE.match(line))
            case Kind.HEADING:
                return one_line(without_markup(self.text.strip(" \t#")))
            case Kind.LIST:
                return "\n".join(_item(one_line(item)) for item in _ITEM.split(self.text) if item.strip())
            case Kind.TABLE:
                return "\n".join(filter(None, map(one_line, without_markup(self.text).splitlines())))
            case Kind.PARAGRAPH:
                return one_line(without_markup(self.text))


def plain_text(blocks: Iterable[Block], enough: int) -> str:
    """Of as many blocks as it takes to have more than enough; headings in front are left out."""
    text = ""
    before: Block | None = None
    for block in blocks:
        plain = block.plain()
        if plain and (text or block.kind is not Kind.HEADING):
            text += _gap(before, block) + plain
            before = block
        if len(text) > enough:
            break
    return text


def cut(text: str, length: int) -> str:
    """Between words, where it is longer."""
    if len(text) <= length:
        return text
    between_words = re.match(r"(?s)(.*)\s", text[:length])
    kept = between_words[1].rstrip() if between_words else text[: length - 1]
    return f"{_BARE_MARK.sub('', kept)}…"


def _gap(before: Block | None, block: Block) -> str:
    if before is None:
        return ""
    return "\n" if block.has_lines or before.kind is Kind.HEADING else "\n\n"


def _item(line: str) -> str:
    number = _NUMBER.match(line)
    return f"{number[0] if number else '• '}{without_markup(line).strip()}"
