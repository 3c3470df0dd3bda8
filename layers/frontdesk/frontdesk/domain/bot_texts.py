"""What the bot says in its own words, in each language that widgets speak."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class BotTexts:
    """`suggesting` stands above titles to choose from; `agreed` takes an "ok" for what it is."""

    suggesting: str
    greeting: str
    thanks: str
    goodbye: str
    agreed: str


TEXTS: Mapping[str, BotTexts] = {
    "en": BotTexts(
        suggesting="I am not sure what you mean. Is it one of these?",
        greeting="Hello! What can I help you with?",
        thanks="You are welcome! Is there anything else?",
        goodbye="Goodbye! Write again whenever you need us.",
        agreed="All right. Tell me if there is anything else that I can help with.",
    ),
    "id": BotTexts(
        suggesting="Saya kurang yakin dengan maksud Anda. Apakah salah satu dari ini?",
        greeting="Halo! Ada yang bisa saya bantu?",
        thanks="Sama-sama! Ada lagi yang bisa saya bantu?",
        goodbye="Sampai jumpa! Silakan hubungi kami lagi kapan saja.",
        agreed="Baik. Beri tahu saya jika ada hal lain yang bisa saya bantu.",
    ),
}


def texts_for(locale: str | None) -> BotTexts:
    """In English where there are none in the language."""
    language = (locale or "").partition("-")[0].lower()
    return TEXTS.get(language, TEXTS["en"])
