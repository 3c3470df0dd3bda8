"""Stems of English and Indonesian words, light and without a dictionary.

A stem need not be a word: it only has to be the same for the forms of one word ("verify", "verified", "verification").
"""

from frontdesk.domain.answering import word_lists

_VOWELS = frozenset("aeiou")
# What each irregular form is a form of: "paid" → pay.
_IRREGULAR = word_lists.pairs("irregular_forms.txt")
# Ending, what takes its place, and how many letters must stand before it; the first that fits is taken.
_INFLECTIONS = (("ied", "y", 2), ("ing", "", 3), ("edly", "", 3), ("ed", "", 3))
_DERIVATIONS = (
    ("ification", "if", 3),
    ("isation", "iz", 3),
    ("ization", "iz", 3),
    ("ations", "", 4),
    ("ation", "", 4),
    ("ement", "", 4),
    ("ment", "", 3),
    ("ness", "", 4),
    ("able", "", 4),
    ("ible", "", 4),
    ("ance", "", 4),
    ("ence", "", 4),
    ("ally", "", 4),
    ("ion", "", 4),
    ("ify", "if", 3),
    ("ise", "iz", 3),
    ("ate", "", 4),
    ("at", "", 4),
    ("ly", "", 4),
    ("al", "", 5),
    ("er", "", 4),
    ("or", "", 4),
)
_ID_PARTICLES = (("kah", 3), ("lah", 3), ("pun", 4), ("nya", 3), ("ku", 4), ("mu", 4))
_ID_SUFFIXES = (("kan", 4), ("an", 4), ("i", 4))
# A nasal prefix swallows the first consonant of its root: what is left, and what it may have been.
_ID_NASALS = (("memper", ""), ("meny", "s"), ("peny", "s"), ("meng", ""), ("peng", ""), ("mem", ""), ("pem", ""))
_ID_PREFIXES = ("member", "diper", "keter", "keber", "ber", "ter", "per", "di", "se")


def english_stem(word: str) -> str:
    word = _IRREGULAR.get(word, word)
    if len(word) <= 3 or not word.isalpha():
        return word
    word = _singular(word)
    word = _single(_replace_ending(_single(_replace_ending(word, _INFLECTIONS)), _DERIVATIONS))
    if len(word) > 3:
        word = word.removesuffix("e")
    return word[:-1] + "i" if word[-1] == "y" and word[-2] not in _VOWELS else word


def _single(word: str) -> str:
    doubled = len(word) > 3 and word[-1] == word[-2] and word[-1] not in _VOWELS
    return word[:-1] if doubled else word


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _replace_ending(word: str, endings: tuple[tuple[str, str, int], ...]) -> str:
    for ending, instead, at_least in endings:
        if word.endswith(ending):
            rest = word[: -len(ending)]
            if len(rest) >= at_least and not _VOWELS.isdisjoint(rest + ("u" if "y" in rest else "")):
                return rest + instead
            return word
    return word


def indonesian_stem(word: str) -> str:
    if len(word) <= 4 or not word.isalpha():
        return _fold_initial(word) if len(word) == 4 else word
    word = _strip_suffixes(word, _ID_PARTICLES)
    root = _strip_prefix(word)
    for suffix, at_least in _ID_SUFFIXES:
        if (
            root.endswith(suffix)
            and len(root) - len(suffix) >= at_least
            and (suffix != "i" or (root != word and root[-2] != "a"))
        ):
            root = root[: -len(suffix)]
            break
    return _fold_initial(root)


def _strip_suffixes(word: str, suffixes: tuple[tuple[str, int], ...]) -> str:
    for suffix, at_least in suffixes:
        if word.endswith(suffix) and len(word) - len(suffix) >= at_least:
            return word[: -len(suffix)]
    return word


def _strip_prefix(word: str) -> str:
    for prefix, swallowed in _ID_NASALS:
        if word.startswith(prefix) and len(word) - len(prefix) >= 3:
            rest = word[len(prefix) :]
            return swallowed + rest if rest[0] in _VOWELS else rest
    for prefix in ("men", "pen"):
        if word.startswith(prefix) and len(word) - len(prefix) >= 3:
            rest = word[len(prefix) :]
            return "t" + rest if rest[0] in _VOWELS else rest
    if word.startswith("ke") and word.endswith("an") and len(word) >= 8:
        return word[2:]
    for prefix in _ID_PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= 4:
            return word[len(prefix) :]
    if word.startswith("me") and len(word) >= 6 and word[2] in "lrwy":
        return word[2:]
    return word


def _fold_initial(word: str) -> str:
    """Whether "meng" swallowed a k, or "mem" a p, cannot be told from the derived form: so no root keeps them."""
    return word[1:] if len(word) >= 4 and word[0] in "kp" and word[1] in _VOWELS else word
