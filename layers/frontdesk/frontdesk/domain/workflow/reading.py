"""A workflow from its definition, which is JSON of the shape that `contract/workflow_models.py` describes."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from frontdesk.domain.vocabulary import Priority
from frontdesk.domain.workflow.steps import (
    Ask,
    Branch,
    Case,
    Choose,
    Comparison,
    CreateTicket,
    DateRule,
    EmailRule,
    End,
    Locale,
    NumberRule,
    Option,
    RouteToAgent,
    RouteToBot,
    RouteToDepartment,
    Rule,
    Say,
    Step,
    TextRule,
    Workflow,
)

Part = Mapping[str, Any]


def workflow_of(definition: Part) -> Workflow:
    return Workflow(
        start=definition["start"],
        steps={own_id: _STEPS[step["type"]](step) for own_id, step in definition["steps"].items()},
        expects=tuple(definition.get("expects", ())),
        locale=Locale(definition.get("locale", Locale.EN)),
    )


def _message(step: Part) -> Step:
    return Say(text=step["text"], next=step["next"])


def _choice(step: Part) -> Step:
    return Choose(
        text=step["text"],
        options=tuple(Option(**option) for option in step["choices"]),
        attribute=step.get("attribute"),
        error=step.get("error"),
    )


def _question(step: Part) -> Step:
    return Ask(
        text=step["text"],
        rule=_RULES[step["kind"]](step),
        next=step["next"],
        attribute=step.get("attribute"),
        error=step.get("error"),
    )


def _text_rule(step: Part) -> Rule:
    return TextRule(min_length=step.get("min_length", 1), max_length=step.get("max_length"))


def _number_rule(step: Part) -> Rule:
    return NumberRule(min=_decimal(step.get("min")), max=_decimal(step.get("max")), whole=step.get("whole", False))


def _date_rule(step: Part) -> Rule:
    return DateRule(min=_date(step.get("min")), max=_date(step.get("max")))


def _branch(step: Part) -> Step:
    return Branch(
        attribute=step["attribute"], cases=tuple(_case(case) for case in step["cases"]), otherwise=step["otherwise"]
    )


def _case(case: Part) -> Case:
    when, value = Comparison(case["when"]), case.get("value")
    if when in (Comparison.GREATER, Comparison.LESS):
        return Case(when=when, bound=Decimal(str(value)), next=case["next"])
    return Case(when=when, values=tuple(case.get("values", (value,))), next=case["next"])


def _route(step: Part) -> Step:
    match step["to"]:
        case "department":
            return RouteToDepartment(step["department_id"])
        case "agent":
            return RouteToAgent(step["agent_id"])
        case _:
            return RouteToBot()


def _ticket(step: Part) -> Step:
    priority = step.get("priority")
    return CreateTicket(
        subject=step.get("subject"),
        category=step.get("category"),
        priority=Priority(priority) if priority else None,
        resolve=step.get("resolve", True),
    )


def _end(step: Part) -> Step:
    return End(resolve=step.get("resolve", True))


_STEPS: Mapping[str, Callable[[Part], Step]] = {
    "message": _message,
    "choice": _choice,
    "question": _question,
    "branch": _branch,
    "route": _route,
    "ticket": _ticket,
    "end": _end,
}
_RULES: Mapping[str, Callable[[Part], Rule]] = {
    "text": _text_rule,
    "email": lambda _step: EmailRule(),
    "number": _number_rule,
    "date": _date_rule,
}


def _decimal(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _date(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)
