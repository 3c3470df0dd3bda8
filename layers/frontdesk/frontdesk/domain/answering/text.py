"""What a text is made of: words in one spelling, and their stems."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from frontdesk.domain.answering import word_lists
from frontdesk.domain.answering.stemming import english_stem, indonesian_stem

ENGLISH = "en"
INDONESIAN = "id"

_WORD = re.compile(r"[^\W_]+")
_NEGATION = re.compile(r"n['’]t\b")
_CLITIC = re.compile(r"['’](?:s|re|ve|ll|d|m)\b")
_DRAWN_OUT = re.compile(r"([^\W\d_])\1{2,}")

# Words that say how something is asked, hardly ever what is asked.
FUNCTION_WORDS = frozenset(word_lists.words("function_words.txt"))
# Words of everyday talk, whatever it is about: that a small knowledge base has one of them seldom says little.
COMMON_WORDS = frozenset(word_lists.words("common_words.txt"))


def words(text: str) -> list[str]:
    """Lower-case words without accents; "can't" is read as "can not", "tolooong" as "tolong"."""
    plain = unicodedata.normalize("NFKD", text).lower()
    if not plain.isascii():
        plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    plain = plain.replace("can't", "can not").replace("won't", "will not")
    plain = _CLITIC.sub("", _NEGATION.sub(" not", plain))
    return _WORD.findall(_DRAWN_OUT.sub(r"\1", plain))


def language_of(locale: str) -> str:
    """The language whose stems are used for a locale: "id-ID" is Indonesian; English rules serve any other."""
    return INDONESIAN if locale.lower().replace("_", "-").split("-")[0] in {"id", "in", "ms"} else ENGLISH


@lru_cache(maxsize=8192)
def stem(word: str, language: str) -> str:
    return indonesian_stem(word) if language == INDONESIAN else english_stem(word)


def stems(of: Iterable[str], language: str) -> list[str]:
    return [stem(word, language) for word in of]
