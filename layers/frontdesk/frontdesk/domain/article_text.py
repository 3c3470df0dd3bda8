"""An article's Markdown as plain words: the form in which it is kept, and what a list shows of it."""

import re
from unicodedata import category

EXCERPT_LENGTH = 180
# Enough for an excerpt, however much of it is markup.
LOOKED_AT = 2000

_FENCE = re.compile(r"^[ \t]*(```|~~~).*?(^[ \t]*\1[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)\s]*[^)]*\)")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_TAG = re.compile(r"<[^<>]*>")
_HEADING = re.compile(r"^[ \t]*#{1,6}[ \t].*$", re.MULTILINE)
_LINE_START = re.compile(r"^[ \t]*([>*+-]|\d+[.)])[ \t]+", re.MULTILINE)
_RULE = re.compile(r"^[ \t]*([-*_=|:][ \t]*){3,}$", re.MULTILINE)
_TABLE_HEAD = re.compile(r"^[ \t]*\|.*\n(?=[ \t]*\|[ \t]*:?-)", re.MULTILINE)
_TABLE_ROW = re.compile(r"^[ \t]*\|(.*?)\|?[ \t]*$", re.MULTILINE)
_CELL_END = re.compile(r"(?<!\\)\|")
_EMPHASIS = re.compile(r"(\*\*|__|~~|`|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w))")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
KEPT = "\n\t"


def tidy(text: str) -> str:
    """One kind of line end, no control characters, and no empty lines around it."""
    unix = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(each for each in unix if each in KEPT or category(each) not in ("Cc", "Cs")).strip()


def one_line(text: str) -> str:
    return " ".join(tidy(text).split())


def excerpt_of(body: str, length: int = EXCERPT_LENGTH) -> str:
    """The first words of the body without its markup and headings, cut between words; a table reads row by row."""
    plain = _TAG.sub(" ", _LINK.sub(r"\1", _IMAGE.sub(" ", _FENCE.sub(" ", body[:LOOKED_AT]))))
    plain = _TABLE_ROW.sub(_row_in_words, _RULE.sub(" ", _TABLE_HEAD.sub("", _HEADING.sub(" ", plain))))
    words = one_line(_ESCAPED.sub(r"\1", _EMPHASIS.sub("", _LINE_START.sub("", plain))))
    if len(words) <= length:
        return words
    return f"{words[:length].rpartition(' ')[0] or words[: length - 1]}…"


def _row_in_words(row: re.Match[str]) -> str:
    """First what it is about, then what stands behind that: Java: Rp 15.000, two days."""
    cells = [cell for each in _CELL_END.split(row[1]) if (cell := each.strip())]
    return f"{cells[0]}: {', '.join(cells[1:])}." if len(cells) > 1 else "".join(cells)
