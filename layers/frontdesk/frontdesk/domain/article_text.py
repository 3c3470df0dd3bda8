"""An article's Markdown as plain words: the form in which it is kept, and what a list shows of it."""

import re
from collections.abc import Sequence
from itertools import zip_longest
from unicodedata import category

EXCERPT_LENGTH = 180
# Enough for an excerpt, however much of it is markup.
LOOKED_AT = 2000

_FENCE = re.compile(r"^[ \t]*(```|~~~).*?(^[ \t]*\1[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
# With a length for each part, since brackets that nothing closes would be followed to the text's end, one by one.
_IMAGE = re.compile(r"!\[[^\]]{0,300}\]\([^)]{0,1000}\)")
_LINK = re.compile(r"\[([^\]]{0,300})\]\([^)]{0,1000}\)")
_TAG = re.compile(r"<[^<>]*>")
_HEADING = re.compile(r"^[ \t]*#{1,6}[ \t].*$", re.MULTILINE)
_LINE_START = re.compile(r"^[ \t]*([>*+-]|\d+[.)])[ \t]+", re.MULTILINE)
_RULE = re.compile(r"^[ \t]*([-*_=|:][ \t]*){3,}$", re.MULTILINE)
_TABLE = re.compile(
    r"^[ \t]*\|(?P<heads>.*)\n[ \t]*\|[ \t]*:?-.*(?:\n|\Z)(?P<rows>(?:[ \t]*\|.*(?:\n|\Z))*)", re.MULTILINE
)
_TABLE_ROW = re.compile(r"^[ \t]*\|(.*)$", re.MULTILINE)
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
    words = one_line(without_markup(body[:LOOKED_AT]))
    if len(words) <= length:
        return words
    return f"{words[:length].rpartition(' ')[0] or words[: length - 1]}…"


def without_markup(text: str) -> str:
    """Its words, line by line as they were; code and headings are left out."""
    plain = _TAG.sub(" ", _LINK.sub(r"\1", _IMAGE.sub(" ", _FENCE.sub(" ", text))))
    plain = _TABLE.sub(_table_in_words, _HEADING.sub(" ", plain))
    plain = _TABLE_ROW.sub(lambda row: _row_in_words(_open_end(row[1])), _RULE.sub(" ", plain))
    return _ESCAPED.sub(r"\1", _EMPHASIS.sub("", _LINE_START.sub("", plain)))


def _table_in_words(table: re.Match[str]) -> str:
    """Each row with what its columns are called, where there is more than one behind the first."""
    heads = _cells(_open_end(table["heads"]))
    rows = table["rows"].splitlines()
    return "".join(f"{_row_in_words(row.strip().strip('|'), heads if len(heads) > 2 else ())}\n" for row in rows)


def _row_in_words(row: str, heads: Sequence[str] = ()) -> str:
    """First what it is about, then what stands behind that: Java: cost Rp 15.000, takes two days."""
    first, *others = _cells(row)
    named = zip_longest(others, heads[1:], fillvalue="")
    said = [f"{head} {cell}".strip() for cell, head in named if cell]
    return f"{first}: {', '.join(said)}." if first and said else " ".join([first, *said]).strip()


def _open_end(row: str) -> str:
    return row.rstrip().removesuffix("|")


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in _CELL_END.split(row)]
