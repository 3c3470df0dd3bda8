"""Texts with variables: `{{topic}}`, or `{{visitor_name|there}}` with what to say where there is no value."""

import re
from collections.abc import Iterator, Mapping

PLACE = re.compile(r"\{\{([^{}|]*)(?:\|([^{}]*))?\}\}")


def filled(text: str, values: Mapping[str, str], limit: int) -> str:
    """A value is taken as it is: what looks like a variable in it is none. Cut at the limit."""
    said = PLACE.sub(lambda place: values.get(place[1].strip()) or place[2] or "", text)
    return said if len(said) <= limit else f"{said[: limit - 1]}…"


def variables(text: str) -> Iterator[str]:
    return (place[1].strip() for place in PLACE.finditer(text))


def has_loose_braces(text: str) -> bool:
    rest = PLACE.sub("", text)
    return "{{" in rest or "}}" in rest


def only_variables(text: str) -> bool:
    """Whether nothing might be left to say."""
    return not PLACE.sub(lambda place: place[2] or "", text).strip()
