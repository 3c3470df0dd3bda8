"""What visitors write, as an answer to a question: the value to remember, or None where it is none."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from frontdesk.domain.workflow.steps import (
    ANSWER_LENGTH,
    VALUE_LENGTH,
    Ask,
    DateRule,
    EmailRule,
    NumberRule,
    Option,
    TextRule,
)

# Whatever is longer is neither a number nor a date: the patterns below never see it.
WRITTEN_LENGTH = 40
# A single separator before three digits divides thousands, unless a zero stands before it: 0.125 is less than one.
ENGLISH = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?")
INDONESIAN = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]+)?")
PLAIN = re.compile(r"[0-9]+(?:[.,][0-9]+)?")
ISO_DATE = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
DAY_FIRST = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
DAY_AND_NAME = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)? ([a-z]+) ([0-9]{4})")
NAME_AND_DAY = re.compile(r"([a-z]+) ([0-9]{1,2})(?:st|nd|rd|th)? ([0-9]{4})")
MONTHS: Sequence[frozenset[str]] = tuple(
    frozenset(names.split())
    for names in (
        "jan january januari",
        "feb february februari",
        "mar march maret",
        "apr april",
        "may mei",
        "jun june juni",
        "jul july juli",
        "aug august agu agustus",
        "sep sept september",
        "oct october okt oktober",
        "nov november",
        "dec december des desember",
    )
)
MONTH_OF = {name: number for number, names in enumerate(MONTHS, start=1) for name in names}


def chosen(options: Sequence[Option], written: str) -> Option | None:
    """By label or value, in capitals or not, or by its number in the list."""
    said = plain(written)
    for option in options:
        if said in (plain(option.label), plain(option.value)):
            return option
    number = said.rstrip(".)").removeprefix("#")
    listed = {str(place): option for place, option in enumerate(options, start=1)}
    return listed.get(number)


def answered(question: Ask, written: str) -> str | None:
    """The value, as it is remembered: a number without thousands' separators, a date as ISO 8601."""
    rule, said = question.rule, written.strip()
    if isinstance(rule, TextRule):
        return said if rule.min_length <= len(said) <= longest(question) else None
    if isinstance(rule, EmailRule):
        return email_of(said)
    if isinstance(rule, NumberRule):
        return _number_within(rule, said)
    return _date_within(rule, said)


def longest(question: Ask) -> int:
    """How long a text may be: what becomes an attribute must fit into one."""
    limit = question.rule.max_length if isinstance(question.rule, TextRule) else None
    return limit or (VALUE_LENGTH if question.attribute else ANSWER_LENGTH)


def plain(text: str) -> str:
    """The same for two texts that differ in capitals, blanks or widths alone."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def email_of(written: str) -> str | None:
    if len(written) > VALUE_LENGTH:
        return None
    # Only here: most workflows ask for no address.
    from email_validator import EmailNotValidError, validate_email  # noqa: PLC0415

    try:
        return validate_email(written, check_deliverability=False).normalized
    except EmailNotValidError:
        return None


def number_of(written: str) -> Decimal | None:
    """1,234.5 and 1.234,5 are the same number, and so are 1234,5 and #1234.5."""
    said = unicodedata.normalize("NFKC", written).replace(" ", "").removeprefix("#").replace("\N{MINUS SIGN}", "-")
    sign, digits = (said[0], said[1:]) if said[:1] in ("+", "-") else ("", said)
    if len(said) > WRITTEN_LENGTH:
        return None
    if ENGLISH.fullmatch(digits):
        return Decimal(sign + digits.replace(",", ""))
    if INDONESIAN.fullmatch(digits):
        return Decimal(sign + digits.replace(".", "").replace(",", "."))
    return Decimal(sign + digits.replace(",", ".")) if PLAIN.fullmatch(digits) else None


def date_of(written: str) -> date | None:
    """2026-12-31, 31/12/2026 (the day first), 31 December 2026, December 31, 2026; Indonesian months as well."""
    said = plain(written.replace(",", " "))
    if len(said) > WRITTEN_LENGTH:
        return None
    if found := ISO_DATE.fullmatch(said):
        return _date(found[1], found[2], found[3])
    if found := DAY_FIRST.fullmatch(said):
        return _date(found[3], found[2], found[1])
    if found := DAY_AND_NAME.fullmatch(said):
        return _date(found[3], MONTH_OF.get(found[2]), found[1])
    if found := NAME_AND_DAY.fullmatch(said):
        return _date(found[3], MONTH_OF.get(found[1]), found[2])
    return None


def _date(year: str, month: str | int | None, day: str) -> date | None:
    try:
        return date(int(year), int(month or 0), int(day))
    except ValueError:
        return None


def _number_within(rule: NumberRule, written: str) -> str | None:
    number = number_of(written)
    if number is None or (rule.whole and number != number.to_integral_value()):
        return None
    if (rule.min is not None and number < rule.min) or (rule.max is not None and number > rule.max):
        return None
    return spelled(number)


def _date_within(rule: DateRule, written: str) -> str | None:
    day = date_of(written)
    if day is None or (rule.min and day < rule.min) or (rule.max and day > rule.max):
        return None
    return day.isoformat()


def spelled(number: Decimal) -> str:
    """Without an exponent and without zeros that say nothing."""
    digits = f"{number:f}"
    trimmed = digits.rstrip("0").rstrip(".") if "." in digits else digits
    return trimmed if number else "0"
