"""Messages that ask nothing: a greeting, thanks, or a goodbye, and no more than that."""

from enum import StrEnum

from frontdesk.domain.answering.text import words

GREETINGS = frozenset(words("hi hello hey halo hai salam morning pagi siang sore malam evening afternoon"))
THANKS = frozenset(words("thanks thank thx ty makasih terima kasih trims"))
GOODBYES = frozenset(words("bye goodbye dadah"))
# They may stand beside, and tell nothing by themselves.
BESIDE = frozenset(words("good selamat there you so much very ok okay oke kak min gan banyak ya all everyone"))


class SmallTalk(StrEnum):
    GREETING = "greeting"
    THANKS = "thanks"
    GOODBYE = "goodbye"


def small_talk(text: str) -> SmallTalk | None:
    """None for a message with any other word in it."""
    said = set(words(text))
    if not said or said - GREETINGS - THANKS - GOODBYES - BESIDE:
        return None
    for kind, known in ((SmallTalk.GOODBYE, GOODBYES), (SmallTalk.THANKS, THANKS), (SmallTalk.GREETING, GREETINGS)):
        if said & known:
            return kind
    return None
