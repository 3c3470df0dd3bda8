"""What is wrong with a workflow of which each part, for itself, is well formed.

A place is a JSON pointer within the definition, such as `/steps/ask_email/next`.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from frontdesk.domain.workflow.answers import longest, plain
from frontdesk.domain.workflow.steps import (
    VALUE_LENGTH,
    VISITOR_EMAIL,
    VISITOR_NAME,
    Ask,
    Asking,
    Branch,
    Choose,
    CreateTicket,
    DateRule,
    NumberRule,
    Say,
    Step,
    TextRule,
    Workflow,
)
from frontdesk.domain.workflow.templates import has_loose_braces, only_variables, variables
from frontdesk.domain.workflow.ways import exits, stuck, unreached, way_round

ATTRIBUTES = 50
PERSON = frozenset({VISITOR_NAME, VISITOR_EMAIL})


@dataclass(frozen=True, slots=True)
class Fault:
    place: str
    message: str


def faults_of(workflow: Workflow) -> Sequence[Fault]:
    """None, for a workflow that can be followed to its end whatever the visitor answers."""
    return [*_faults_of_ways(workflow), *_faults_of_attributes(workflow), *_faults_of_steps(workflow)]


def _faults_of_ways(workflow: Workflow) -> Iterator[Fault]:
    """Those of single ways first: while one leads nowhere, it says little where the others lead."""
    astray = list(_astray(workflow))
    yield from astray
    if astray:
        return
    for own_id in unreached(workflow):
        yield Fault(f"/steps/{own_id}", "No step leads here.")
    around = way_round(workflow)
    if around:
        circle = " → ".join((*around, around[0]))
        yield Fault(f"/steps/{around[0]}", f"This goes round without asking anything: {circle}.")
    for own_id in stuck(workflow):
        yield Fault(f"/steps/{own_id}", "No way leads from here to an end, a route or a ticket.")


def _astray(workflow: Workflow) -> Iterator[Fault]:
    if workflow.start not in workflow.steps:
        yield Fault("/start", f"There is no step '{workflow.start}'.")
    for own_id, step in workflow.steps.items():
        for place, following in exits(step):
            if following not in workflow.steps:
                yield Fault(f"/steps/{own_id}/{place}", f"There is no step '{following}'.")


def _faults_of_attributes(workflow: Workflow) -> Iterator[Fault]:
    asked = gathered(workflow)
    for index, name in enumerate(workflow.expects):
        if name in PERSON:
            yield Fault(f"/expects/{index}", f"'{name}' is known without being expected.")
        elif name in asked:
            yield Fault(f"/expects/{index}", f"'{name}' is asked for by /steps/{asked[name]}; it cannot come before.")
    if len(asked) > ATTRIBUTES:
        yield Fault("/steps", f"A workflow remembers up to {ATTRIBUTES} attributes; this one has {len(asked)}.")
    known = PERSON | set(workflow.expects) | asked.keys()
    for own_id, step in workflow.steps.items():
        if isinstance(step, Asking) and step.attribute in PERSON:
            yield Fault(f"/steps/{own_id}/attribute", f"'{step.attribute}' is taken. Choose another name.")
        if isinstance(step, Branch) and step.attribute in PERSON:
            yield Fault(f"/steps/{own_id}/attribute", f"'{step.attribute}' may come to be known on the way.")
        elif isinstance(step, Branch) and step.attribute not in known:
            yield Fault(f"/steps/{own_id}/attribute", _unknown(step.attribute))
        for place, text in _texts(step):
            yield from _faults_of_text(f"/steps/{own_id}/{place}", text, known)


def gathered(workflow: Workflow) -> Mapping[str, str]:
    """Each attribute that is asked for, with a step that asks for it."""
    asking = {own_id: step for own_id, step in workflow.steps.items() if isinstance(step, Asking)}
    return {step.attribute: own_id for own_id, step in asking.items() if step.attribute}


def _texts(step: Step) -> Iterator[tuple[str, str]]:
    if isinstance(step, (Say, Choose, Ask)):
        yield "text", step.text
    if isinstance(step, CreateTicket) and step.subject:
        yield "subject", step.subject


def _faults_of_text(place: str, text: str, known: set[str] | frozenset[str]) -> Iterator[Fault]:
    if has_loose_braces(text):
        yield Fault(place, "A variable is written {{name}}, or {{name|what to say without one}}.")
    for name in dict.fromkeys(variables(text)):
        if name not in known:
            yield Fault(place, _unknown(name))
    if only_variables(text):
        yield Fault(place, "Write something beside the variables: they may have no value.")


def _unknown(name: str) -> str:
    return f"Nothing asks for '{name}'. If the conversation brings it with it, add it to expects."


def _faults_of_steps(workflow: Workflow) -> Iterator[Fault]:
    for own_id, step in workflow.steps.items():
        if isinstance(step, Choose):
            yield from _faults_of_options(f"/steps/{own_id}/choices", step)
        if isinstance(step, Ask):
            yield from _faults_of_rule(f"/steps/{own_id}", step)


def _faults_of_options(place: str, step: Choose) -> Iterator[Fault]:
    """A visitor may answer with the label or the value: neither may mean two choices."""
    labels = Counter(plain(option.label) for option in step.options)
    seen: set[str] = set()
    for index, option in enumerate(step.options):
        label, value = plain(option.label), plain(option.value)
        if label in seen:
            same = "another label" if labels[label] > 1 else "the value of another choice"
            yield Fault(f"{place}/{index}/label", f"'{option.label}' is {same} too.")
        elif value in seen:
            yield Fault(f"{place}/{index}/value", f"'{option.value}' stands for another choice already.")
        seen |= {label, value}


def _faults_of_rule(place: str, step: Ask) -> Iterator[Fault]:
    rule = step.rule
    if isinstance(rule, (NumberRule, DateRule)):
        # Both limits are of the rule's own kind.
        if rule.min is not None and rule.max is not None and rule.min > rule.max:  # type: ignore[operator]
            yield Fault(f"{place}/max", "This is less than min.")
    elif isinstance(rule, TextRule):
        if step.attribute and (rule.max_length or 0) > VALUE_LENGTH:
            yield Fault(
                f"{place}/max_length",
                f"An attribute holds up to {VALUE_LENGTH} characters. Ask for no more, or remember it in no attribute.",
            )
        if rule.min_length > longest(step):
            yield Fault(f"{place}/min_length", f"An answer here has up to {longest(step)} characters.")
