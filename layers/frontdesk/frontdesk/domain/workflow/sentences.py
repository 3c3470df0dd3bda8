"""What is said of a wrong answer where the workflow has no words of its own for it."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from frontdesk.domain.workflow.answers import longest, spelled
from frontdesk.domain.workflow.steps import Asking, Choose, DateRule, EmailRule, Locale, TextRule

EXTENT = {(False, False): "", (True, True): "_between", (True, False): "_from", (False, True): "_to"}
WORDS: Mapping[Locale, Mapping[str, str]] = {
    Locale.EN: {
        "choice": "Please choose one of these.",
        "text": "Please write between {0} and {1} characters.",
        "email": "Please write an email address, such as name@example.com.",
        "number": "Please write a number.",
        "number_between": "Please write a number from {0} to {1}.",
        "number_from": "Please write a number from {0}.",
        "number_to": "Please write a number up to {1}.",
        "whole": "Please write a whole number.",
        "whole_between": "Please write a whole number from {0} to {1}.",
        "whole_from": "Please write a whole number from {0}.",
        "whole_to": "Please write a whole number up to {1}.",
        "date": "Please write a date, such as 2026-12-31 or 31/12/2026.",
        "date_between": "Please write a date from {0} to {1}, such as 2026-12-31 or 31/12/2026.",
        "date_from": "Please write a date from {0}, such as 2026-12-31 or 31/12/2026.",
        "date_to": "Please write a date up to {1}, such as 2026-12-31 or 31/12/2026.",
    },
    Locale.ID: {
        "choice": "Silakan pilih salah satu.",
        "text": "Silakan tulis {0} sampai {1} karakter.",
        "email": "Silakan tulis alamat email, misalnya nama@example.com.",
        "number": "Silakan tulis sebuah angka.",
        "number_between": "Silakan tulis angka dari {0} sampai {1}.",
        "number_from": "Silakan tulis angka mulai dari {0}.",
        "number_to": "Silakan tulis angka sampai {1}.",
        "whole": "Silakan tulis bilangan bulat.",
        "whole_between": "Silakan tulis bilangan bulat dari {0} sampai {1}.",
        "whole_from": "Silakan tulis bilangan bulat mulai dari {0}.",
        "whole_to": "Silakan tulis bilangan bulat sampai {1}.",
        "date": "Silakan tulis tanggal, misalnya 31/12/2026.",
        "date_between": "Silakan tulis tanggal dari {0} sampai {1}, misalnya 31/12/2026.",
        "date_from": "Silakan tulis tanggal mulai dari {0}, misalnya 31/12/2026.",
        "date_to": "Silakan tulis tanggal sampai {1}, misalnya 31/12/2026.",
    },
}


def wrong_answer(step: Asking, locale: Locale) -> str:
    if step.error:
        return step.error
    name, lowest, highest = _sentence(step)
    return WORDS[locale][name].format(lowest, highest)


def _sentence(step: Asking) -> tuple[str, object, object]:
    """Which one, and its limits."""
    if isinstance(step, Choose):
        return "choice", None, None
    rule = step.rule
    if isinstance(rule, TextRule):
        return "text", rule.min_length, longest(step)
    if isinstance(rule, EmailRule):
        return "email", None, None
    kind = "date" if isinstance(rule, DateRule) else "whole" if rule.whole else "number"
    return kind + EXTENT[rule.min is not None, rule.max is not None], _shown(rule.min), _shown(rule.max)


def _shown(limit: Decimal | date | None) -> str:
    return spelled(limit) if isinstance(limit, Decimal) else str(limit)
