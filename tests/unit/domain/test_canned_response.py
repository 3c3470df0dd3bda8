"""Canned responses: which variables a body may use, and how it reads once they are filled."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.domain.canned_response import CannedResponse, Variable, check_body, first_name
from frontdesk.domain.errors import InvalidInput
from tests.fakes.system import START

VALUES = {
    Variable.VISITOR_NAME: "Sari Dewi",
    Variable.VISITOR_FIRST_NAME: "Sari",
    Variable.COMPANY_NAME: "Kopi Pagi",
    Variable.PAGE_TITLE: None,
    Variable.VISITOR_EMAIL: "",
}


def a_response(body: str, **changes: str) -> CannedResponse:
    facts = {"tenant_id": "acme", "id": "response-1", "shortcut": "hello", "title": "A greeting", **changes}
    return CannedResponse(body=body, updated_at=START + timedelta(seconds=1), **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "body",
    [
        "Hello!",
        "Hi {{visitor_first_name}}, this is {{ agent_name }} of {{\tcompany_name\n}}.",
        "A brace { alone } is text, and so is { { a pair } } apart.",
        "".join(f"{{{{{name}}}}}" for name in Variable),
        "See {{article:returns}} and {{ article: jam-buka }}.",
    ],
)
def test_a_body_with_known_variables_or_none_is_good(body: str) -> None:
    check_body(body, 1000)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("Hi {{visitor}}", "{{visitor}} is not a variable."),
        ("Hi {{visitor name}}", "{{visitor name}} is not a variable."),
        ("Hi {{Visitor_Name}}", "{{Visitor_Name}} is not a variable."),
        ("See {{article:}}", "{{article:}} is not a variable."),
        ("See {{article:Not a slug}}", "{{article:Not a slug}} is not a variable."),
        ("".join(f"{{{{article:a-{n}}}}}" for n in range(6)), "A canned response quotes up to 5 articles."),
        ("Hi {{}}", "{{}} is not a variable."),
        ("Hi {{visitor_name", "A variable begins with {{ and ends with }}."),
        ("Hi {{visitor_name}", "A variable begins with {{ and ends with }}."),
        ("Hi visitor_name}}", "A variable begins with {{ and ends with }}."),
        ("Hi {{ {{visitor_name}}", "A variable begins with {{ and ends with }}."),
    ],
)
def test_an_unknown_or_broken_variable_is_refused_and_the_known_ones_are_listed(body: str, told: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        check_body(body, 1000)
    assert refused.value.field == "body"
    assert str(refused.value).startswith(told)
    listed = all(f"{{{{{name}}}}}" in str(refused.value) for name in (*Variable, "article:slug"))
    assert listed is ("quotes up to" not in told)


def test_a_body_that_no_message_could_hold_is_refused() -> None:
    check_body("x" * 4000, 4000)
    with pytest.raises(InvalidInput) as refused:
        check_body("x" * 4001, 4000)
    assert refused.value.field == "body"


@given(st.text(alphabet="{}ab_ ", max_size=30))
def test_whatever_passes_the_check_is_filled_without_a_brace_of_a_variable_left(body: str) -> None:
    try:
        check_body(body, 1000)
    except InvalidInput:
        return
    assert "{{" not in a_response(body).filled(dict.fromkeys(Variable, "x")).text


def test_variables_are_listed_in_order_each_once() -> None:
    response = a_response("{{page_url}} {{ visitor_name }} {{page_url}} {{visitor_name}}")
    assert response.variables == ("page_url", "visitor_name")


def test_values_take_their_places_and_what_has_none_stands_as_it_was_written() -> None:
    body = "Hi {{ visitor_first_name }} ({{visitor_name}}): {{ page_title }}, {{visitor_email}}, {{page_title}}"
    filled = a_response(body).filled(VALUES)
    assert filled.text == "Hi Sari (Sari Dewi): {{ page_title }}, {{visitor_email}}, {{page_title}}"
    assert filled.missing == ("page_title", "visitor_email")


def test_articles_take_their_places_by_their_slugs() -> None:
    response = a_response("{{article:returns}}, {{ article: returns }}, {{article:nothing}}")
    assert response.articles == ("returns", "nothing")
    filled = response.filled({}, {"returns": "Returns: {{agent_name}}"})
    assert filled.text == "Returns: {{agent_name}}, Returns: {{agent_name}}, {{article:nothing}}"
    assert filled.missing == ("article:nothing",)


def test_what_a_visitor_calls_themselves_is_never_taken_for_a_variable() -> None:
    filled = a_response("Hi {{visitor_name}}").filled({**VALUES, Variable.VISITOR_NAME: r"{{company_name}} \1"})
    assert (filled.text, filled.missing) == (r"Hi {{company_name}} \1", ())


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", True),
        ("GREET", True),
        ("hello", True),
        ("thank", True),
        ("thank greeting", True),
        ("thank refund", False),
        ("refund", False),
    ],
)
def test_words_are_looked_for_in_shortcut_title_and_body(words: str, found: bool) -> None:
    assert a_response("Thank you for waiting.").matches(words) is found


@pytest.mark.parametrize(
    ("name", "first"), [("Sari Dewi", "Sari"), (" Sari ", "Sari"), ("Sari", "Sari"), ("  ", None), (None, None)]
)
def test_a_first_name_is_the_first_word_of_a_name(name: str | None, first: str | None) -> None:
    assert first_name(name) == first
