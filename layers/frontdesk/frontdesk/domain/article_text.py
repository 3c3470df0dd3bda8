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
    """The first words of the body without its markup and headings, cut between words."""
    plain = _TAG.sub(" ", _LINK.sub(r"\1", _IMAGE.sub(" ", _FENCE.sub(" ", body[:LOOKED_AT]))))
    plain = _LINE_START.sub("", _RULE.sub(" ", _HEADING.sub(" ", plain)))
    words = one_line(_ESCAPED.sub(r"\1", _EMPHASIS.sub("", plain)).replace("|", " "))
    if len(words) <= length:
        return words
    return f"{words[:length].rpartition(' ')[0] or words[: length - 1]}…"
