"""Words that look alike: typing errors find the term that was meant, by the letter pairs and triples they share."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain

LEAST_LETTERS = 4
LEAST_LIKENESS = 0.5
MOST_TERMS = 3
LEAST_LETTERS_TO_SLIP = 5


def grams(word: str) -> tuple[str, ...]:
    """The distinct pairs and triples of letters of a word, its ends marked; in order, so that an index of the same
    articles is the same in every process."""
    marked = f"^{word}$"
    return tuple(dict.fromkeys(marked[at : at + size] for size in (2, 3) for at in range(len(marked) - size + 1)))


def terms_by_gram(terms: Iterable[str]) -> dict[str, list[int]]:
    """Of each gram, the numbers of the terms that have it; short terms are left out, all of them look alike."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, term in enumerate(terms):
        if len(term) >= LEAST_LETTERS and term.isalpha():
            for gram in grams(term):
                found[gram].append(number)
    return found


def most_alike(word: str, postings: Iterable[Sequence[int]], terms: Sequence[str]) -> list[tuple[int, float]]:
    """Up to three terms with their likeness to the word in (0, 1] (Dice's coefficient of their grams).

    `postings` are the term numbers under each gram of the word.
    """
    shared: dict[int, int] = defaultdict(int)
    for number in chain.from_iterable(postings):
        shared[number] += 1
    own = grams(word)
    least = LEAST_LIKENESS * len(own) / 2
    alike = [
        (2 * count / (len(own) + len(grams(terms[number]))), number)
        for number, count in shared.items()
        if count >= least
    ]
    best = sorted((found for found in alike if found[0] >= LEAST_LIKENESS), key=lambda found: (-found[0], found[1]))
    return [(number, likeness) for likeness, number in best[:MOST_TERMS]]


def is_one_slip_away(written: str, right: str) -> bool:
    """Whether one letter is wrong, missing, too many, or two neighbours are swapped; the first letter stands."""
    if len(right) < LEAST_LETTERS_TO_SLIP or written[0] != right[0] or abs(len(written) - len(right)) > 1:
        return False
    same = next((at for at, (one, other) in enumerate(zip(written, right, strict=False)) if one != other), None)
    if same is None:
        return not right.endswith("s") and not written.endswith("s")
    rest, wanted = written[same:], right[same:]
    return (
        rest[1:] == wanted[1:]
        or rest[1:] == wanted
        or rest == wanted[1:]
        or (rest[:2] == wanted[1::-1] and rest[2:] == wanted[2:])
    )
