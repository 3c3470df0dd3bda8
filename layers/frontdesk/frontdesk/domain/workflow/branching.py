"""Which way an attribute's value leads."""

import re
from decimal import Decimal

from frontdesk.domain.workflow.answers import number_of, plain
from frontdesk.domain.workflow.steps import Branch, Case, Comparison

REMEMBERED = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


def way_on(branch: Branch, value: str | None) -> str:
    """The step after the branch. Without a value, no case holds."""
    return next((case.next for case in branch.cases if value and _holds(case, value)), branch.otherwise)


def _holds(case: Case, value: str) -> bool:
    """Words are compared as a choice is, and what is no number is neither greater nor less."""
    if case.when in (Comparison.GREATER, Comparison.LESS):
        number = _number(value)
        return number is not None and (number > case.bound if case.when is Comparison.GREATER else number < case.bound)
    if case.when is Comparison.CONTAINS:
        return any(plain(part) in plain(value) for part in case.values)
    return plain(value) in map(plain, case.values)


def _number(value: str) -> Decimal | None:
    """As a number question remembers it, or else as a visitor would write it."""
    return Decimal(value) if REMEMBERED.fullmatch(value) else number_of(value)
