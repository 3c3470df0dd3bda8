"""By what one question is known in its many phrasings."""

from hashlib import sha256

from frontdesk.domain.answering.lexicon import spelled_out
from frontdesk.domain.answering.stemming import english_stem, indonesian_stem
from frontdesk.domain.answering.text import FUNCTION_WORDS, words

ID_LENGTH = 26


def id_of(question: str) -> str | None:
    """One for all questions with the same words, in whatever order and form. None where no word says what is asked.

    A word is taken to the stem of both languages, since a question may be in either; a number is the asker's own.
    """
    stems = {
        indonesian_stem(english_stem(word))
        for word in spelled_out(words(question))
        if word not in FUNCTION_WORDS and word.isalpha()
    }
    return sha256(" ".join(sorted(stems)).encode()).hexdigest()[:ID_LENGTH] if stems else None
