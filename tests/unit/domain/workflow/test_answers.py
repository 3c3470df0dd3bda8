"""What visitors write, as answers: the usual spellings are taken, anything else is asked again."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.domain.workflow.answers import answered, chosen, date_of, number_of, spelled
from frontdesk.domain.workflow.branching import way_on
from frontdesk.domain.workflow.sentences import wrong_answer
from frontdesk.domain.workflow.steps import (
    Ask,
    Branch,
    Case,
    Choose,
    Comparison,
    DateRule,
    EmailRule,
    Locale,
    NumberRule,
    Option,
    Rule,
    TextRule,
)

OPTIONS = (
    Option(value="order", label="My order", next="a"),
    Option(value="beans", label="Which beans?", next="b"),
    Option(value="3", label="Something else", next="c"),
)


def asking(rule: Rule, attribute: str | None = "answer") -> Ask:
    return Ask(text="Well?", rule=rule, next="on", attribute=attribute)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("My order", "order"),
        ("  my   ORDER ", "order"),
        ("ORDER", "order"),
        ("1", "order"),
        ("2.", "beans"),
        ("2)", "beans"),
        ("#1", "order"),
        ("\uff32", None),
        ("\uff12", "beans"),
        ("3", "3"),
        ("which beans?", "beans"),
        ("which beans", None),
        ("0", None),
        ("4", None),
        ("my order and beans", None),
        ("", None),
    ],
)
def test_a_choice_is_made_by_its_label_its_value_or_its_number(written: str, value: str | None) -> None:
    found = chosen(OPTIONS, written)
    assert (found.value if found else None) == value


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("12", "12"),
        (" +12 ", "12"),
        ("-3", "-3"),
        ("\N{MINUS SIGN}3,5", "-3.5"),
        ("#10234", "10234"),
        ("1,234.5", "1234.5"),
        ("1.234,5", "1234.5"),
        ("1 234,5", "1234.5"),
        ("1.234.567", "1234567"),
        ("15.000", "15000"),
        ("15,000", "15000"),
        ("0.125", "0.125"),
        ("0,125", "0.125"),
        ("1234.567", "1234.567"),
        ("1.5", "1.5"),
        ("2,50", "2.50"),
        ("007", "7"),
        ("1,2345,6", None),
        ("1.2.3", None),
        ("1,234,5", None),
        ("12 pieces", None),
        ("twelve", None),
        ("1e9", None),
        ("NaN", None),
        (".5", None),
        ("", None),
        ("9" * 41, None),
    ],
)
def test_numbers_are_read_as_they_are_written_in_english_and_in_indonesian(written: str, number: str | None) -> None:
    assert number_of(written) == (None if number is None else Decimal(number))


@given(st.decimals(-(10**12), 10**12, allow_nan=False, allow_infinity=False, places=4))
def test_a_remembered_number_is_the_one_that_was_written(number: Decimal) -> None:
    written = f"{number:,f}"
    indonesian = written.translate(str.maketrans(",.", ".,"))
    assert answered(asking(NumberRule()), written) == answered(asking(NumberRule()), indonesian) == spelled(number)
    assert Decimal(spelled(number)) == number
    above = Branch(attribute="n", cases=(Case(when=Comparison.GREATER, bound=number - 1, next="yes"),), otherwise="no")
    assert way_on(above, spelled(number)) == "yes"


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-12-31", date(2026, 12, 31)),
        ("31/12/2026", date(2026, 12, 31)),
        ("1/2/2026", date(2026, 2, 1)),
        ("31-12-2026", date(2026, 12, 31)),
        ("31.12.2026", date(2026, 12, 31)),
        ("31 Dec 2026", date(2026, 12, 31)),
        ("December 31, 2026", date(2026, 12, 31)),
        ("Aug 17th, 2026", date(2026, 8, 17)),
        ("17 Agustus 2026", date(2026, 8, 17)),
        ("1 mei 2026", date(2026, 5, 1)),
        ("29/2/2028", date(2028, 2, 29)),
        ("29/2/2026", None),
        ("12/31/2026", None),
        ("31/12/26", None),
        ("31 Foo 2026", None),
        ("0000-01-01", None),
        ("tomorrow", None),
        ("2026", None),
        ("", None),
        ("1" * 100, None),
    ],
)
def test_dates_are_read_with_the_day_first(written: str, day: date | None) -> None:
    assert date_of(written) == day


@given(st.dates())
def test_a_remembered_date_is_the_one_that_was_written(day: date) -> None:
    for written in (day.isoformat(), f"{day.day}/{day.month}/{day.year:04d}", f"{day.day} {day:%B} {day.year:04d}"):
        assert answered(asking(DateRule()), written) == day.isoformat()


@given(st.text(), st.sampled_from([TextRule(), EmailRule(), NumberRule(whole=True), DateRule()]))
def test_nothing_that_can_be_written_breaks_a_question(written: str, rule: Rule) -> None:
    value = answered(asking(rule), written)
    assert value is None or 0 < len(value) <= 200


@pytest.mark.parametrize(
    ("rule", "written", "value"),
    [
        (EmailRule(), " Vera@Example.COM ", "Vera@example.com"),
        (EmailRule(), "vera@example", None),
        (EmailRule(), "Vera <vera@example.com>", None),
        (EmailRule(), "vera@" + "a" * 200 + ".com", None),
        (NumberRule(min=Decimal(1), max=Decimal(10)), "1", "1"),
        (NumberRule(min=Decimal(1), max=Decimal(10)), "10,0", "10"),
        (NumberRule(min=Decimal(1), max=Decimal(10)), "11", None),
        (NumberRule(min=Decimal(1)), "0,99", None),
        (NumberRule(whole=True), "2.0", "2"),
        (NumberRule(whole=True), "2.5", None),
        (NumberRule(), "-0", "0"),
        (DateRule(min=date(2026, 1, 1)), "31/12/2025", None),
        (DateRule(max=date(2026, 1, 1)), "1 January 2026", "2026-01-01"),
        (DateRule(max=date(2026, 1, 1)), "2/1/2026", None),
        (TextRule(min_length=3), " ab ", None),
        (TextRule(min_length=3), " abc ", "abc"),
        (TextRule(max_length=3), "abcd", None),
        (TextRule(), "   ", None),
        (TextRule(), "x" * 200, "x" * 200),
        (TextRule(), "x" * 201, None),
    ],
)
def test_a_question_takes_what_its_rule_allows(rule: Rule, written: str, value: str | None) -> None:
    assert answered(asking(rule), written) == value


def test_an_answer_that_becomes_no_attribute_may_be_longer() -> None:
    assert answered(asking(TextRule(), attribute=None), "x" * 2000) == "x" * 2000
    assert answered(asking(TextRule(), attribute=None), "x" * 2001) is None


@pytest.mark.parametrize(
    ("step", "locale", "sentence"),
    [
        (Choose(text="Which?", options=OPTIONS), Locale.EN, "Please choose one of these."),
        (Choose(text="Which?", options=OPTIONS, error="One of three!"), Locale.EN, "One of three!"),
        (asking(TextRule()), Locale.EN, "Please write between 1 and 200 characters."),
        (asking(TextRule(max_length=5)), Locale.ID, "Silakan tulis 1 sampai 5 karakter."),
        (asking(EmailRule()), Locale.ID, "Silakan tulis alamat email, misalnya nama@example.com."),
        (asking(NumberRule()), Locale.EN, "Please write a number."),
        (
            asking(NumberRule(min=Decimal("1.50"), max=Decimal(9))),
            Locale.EN,
            "Please write a number from 1.5 to 9.",
        ),
        (asking(NumberRule(min=Decimal(1), whole=True)), Locale.EN, "Please write a whole number from 1."),
        (asking(NumberRule(max=Decimal(9))), Locale.ID, "Silakan tulis angka sampai 9."),
        (
            asking(DateRule(min=date(2026, 1, 1))),
            Locale.EN,
            "Please write a date from 2026-01-01, such as 2026-12-31 or 31/12/2026.",
        ),
    ],
)
def test_a_wrong_answer_is_told_what_is_wanted(step: Ask | Choose, locale: Locale, sentence: str) -> None:
    assert wrong_answer(step, locale) == sentence


@pytest.mark.parametrize(
    ("case", "value", "holds"),
    [
        (Case(when=Comparison.EQUALS, values=("Gold",), next="yes"), " gold", True),
        (Case(when=Comparison.EQUALS, values=("Gold",), next="yes"), "golden", False),
        (Case(when=Comparison.ONE_OF, values=("gold", "silver"), next="yes"), "SILVER", True),
        (Case(when=Comparison.ONE_OF, values=("gold", "silver"), next="yes"), "iron", False),
        (Case(when=Comparison.CONTAINS, values=("refund",), next="yes"), "I want a Refund!", True),
        (Case(when=Comparison.GREATER, bound=Decimal(10), next="yes"), "10", False),
        (Case(when=Comparison.GREATER, bound=Decimal(10), next="yes"), "10.5", True),
        (Case(when=Comparison.GREATER, bound=Decimal(10), next="yes"), "Rp 15.000", False),
        (Case(when=Comparison.LESS, bound=Decimal(10), next="yes"), "-3", True),
        (Case(when=Comparison.LESS, bound=Decimal(10), next="yes"), "few", False),
        (Case(when=Comparison.EQUALS, values=("gold",), next="yes"), None, False),
    ],
)
def test_a_branch_goes_by_the_first_case_that_holds(case: Case, value: str | None, holds: bool) -> None:
    branch = Branch(attribute="plan", cases=(case,), otherwise="no")
    assert way_on(branch, value) == ("yes" if holds else "no")
