"""Whether a visitor asks for a person, in English, Indonesian, or both at once.

Each word is replaced by its role, where it has one ("chat" → TALK, "representative" → HUMAN), misspelt or not; patterns
over roles and words decide. To name a person is not enough: "are you human?", "customer service hours?" and "transfer
money to another person" ask for something else, and "don't transfer me" for the opposite.
"""

import re
from collections.abc import Iterator

from frontdesk.domain.answering.human_patterns import (
    BARE,
    CALLED_FOR,
    DEED,
    INFORMATION,
    MOST_WORDS,
    NEEDED,
    OTHER_MATTERS,
    REFUSALS,
    TOPIC,
    WISH,
    requests,
)
from frontdesk.domain.answering.human_roles import roles_of

# What somebody else says, or a button, is no request of the visitor's.
_QUOTED = re.compile(
    r"""(?<!\bi\ )(?<!\bsaya\ )\b(?:said|says?|called|bilang|tulisan(?:nya)?)[\s:,]{0,9}
    (?:"[^"]{0,300}"|“[^”]{0,300}”)""",
    re.IGNORECASE | re.VERBOSE,
)
# What is said beside it neither makes a request nor takes one back.
_BETWEEN_SENTENCES = re.compile(r"(?<=[.!?…])\s+")
_BETWEEN_CLAUSES = re.compile(r"(?<=[.!?…])\s+|(?<=[,;:])\s++(?!not\b|bukan\b)", re.IGNORECASE)
# "Three times I asked, agent!" calls for one; not so "thanks, agent", "do you ever sleep, human?" or a story's end.
_SOCIAL = re.compile(
    r"\b(?:thanks?|thx|hi|hello|hey|halo|hai|makasih|terima\s+kasih|pagi|siang|sore|malam|morning)\b|\?\s*$",
    re.IGNORECASE,
)
_FEW_WORDS = 14
_FAILED_BY_BOT = re.compile(r"\bMACHINE (?:NOT|cannot)\b|\bNOT \w+ MACHINE\b")
# A sentence longer than any request is judged piece by piece, so that no message takes long.
_PIECE_WORDS, _STEP_WORDS = 80, 60


def asks_for_human(text: str) -> bool:
    """Of one message. Any of its sentences may ask; the bare name of a person is all that it says, or beside a bot."""
    text = _QUOTED.sub(" ", text).strip()
    sentences = [roles_of(sentence) for sentence in _BETWEEN_SENTENCES.split(text)]
    if BARE.fullmatch(" ".join(filter(None, sentences))):
        return True
    if any("MACHINE" in roles for roles in sentences) and any(map(BARE.fullmatch, sentences)):
        return True
    parts = _BETWEEN_CLAUSES.split(text)
    clauses = [roles_of(part) for part in parts] if len(parts) > len(sentences) else sentences
    if (
        len(clauses) > 1
        and len(text.split()) <= _FEW_WORDS
        and CALLED_FOR.fullmatch(clauses[-1])
        and not _SOCIAL.search(text)
    ):
        return True
    if any(map(_FAILED_BY_BOT.search, clauses)) and any(map(BARE.fullmatch, clauses)):
        return True
    return any(_is_request(piece) for roles in dict.fromkeys((*sentences, *clauses)) for piece in _pieces(roles))


def _pieces(roles: str) -> Iterator[str]:
    words = roles.split(" ")
    for start in range(0, max(1, len(words) - _PIECE_WORDS + _STEP_WORDS), _STEP_WORDS):
        yield " ".join(words[start : start + _PIECE_WORDS])


def _is_request(roles: str) -> bool:
    asked = TOPIC.sub("", roles).rstrip()
    if not NEEDED.search(asked) or INFORMATION.search(asked):
        return False
    if "MACHINE" not in roles and REFUSALS.search(roles):
        return False
    return any(request.search(wording) for request in requests() for wording in {roles, asked}) or _is_wish(asked)


def _is_wish(roles: str) -> bool:
    return (
        roles.count(" ") < MOST_WORDS
        and WISH.search(roles) is not None
        and DEED.search(roles) is not None
        and OTHER_MATTERS.search(roles) is None
    )
