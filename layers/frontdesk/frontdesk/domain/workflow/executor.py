"""Follow a workflow: what is said, remembered and done after each of the visitor's answers.

It is a function of the workflow and the answers alone, so nothing needs to be stored that the log does not hold.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from frontdesk.domain.message_parts import Choice, Form, FormKind
from frontdesk.domain.workflow.answers import answered, chosen
from frontdesk.domain.workflow.branching import way_on
from frontdesk.domain.workflow.person import asks_for_person
from frontdesk.domain.workflow.sentences import wrong_answer
from frontdesk.domain.workflow.steps import (
    NOBODY,
    VISITOR_EMAIL,
    VISITOR_NAME,
    Ask,
    Asking,
    Branch,
    CallPerson,
    Choose,
    CreateTicket,
    DateRule,
    Effect,
    EmailRule,
    Ending,
    Facts,
    NumberRule,
    Rule,
    Say,
    TextRule,
    Workflow,
)
from frontdesk.domain.workflow.templates import filled

SAID_LENGTH = 3000
SUBJECT_LENGTH = 200
KINDS: Mapping[type[Rule], FormKind] = {
    TextRule: FormKind.TEXT,
    EmailRule: FormKind.EMAIL,
    NumberRule: FormKind.NUMBER,
    DateRule: FormKind.DATE,
}


@dataclass(frozen=True, slots=True)
class Line:
    """One message of the workflow; with a form, it is a question."""

    text: str
    form: Form | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Where a visitor has got to. `messages` are said after the last answer.

    Either `asked` is the step whose question waits for an answer, or the workflow is over and `effect` is to be
    carried out; `unheard` answers have come since. `attributes` are what has been answered, `email` the address that
    was given last.
    """

    messages: tuple[Line, ...]
    attributes: Mapping[str, str] = field(default_factory=dict)
    email: str | None = None
    asked: str | None = None
    effect: Effect | None = None
    unheard: int = 0


def run(workflow: Workflow, answers: Sequence[str], facts: Facts = NOBODY) -> Progress:
    """After all of the answers, which are the visitor's, from the first."""
    *_, last = turns(workflow, answers, facts)
    return last


def turns(workflow: Workflow, answers: Sequence[str], facts: Facts = NOBODY) -> Iterator[Progress]:
    """Before the first answer, and after each."""
    progress = _onward(workflow, workflow.start, facts, Progress(messages=()))
    yield progress
    for answer in answers:
        progress = _after(workflow, progress, answer, facts)
        yield progress


def _after(workflow: Workflow, before: Progress, answer: str, facts: Facts) -> Progress:
    if before.asked is None:
        return replace(before, messages=(), unheard=before.unheard + 1)
    step = workflow.steps[before.asked]
    assert isinstance(step, Asking)
    taken = _taken(step, answer)
    if taken is None and asks_for_person(answer):
        return replace(before, messages=(), asked=None, effect=CallPerson())
    if taken is None:
        question = _question(step, _values(workflow, facts, before.attributes))
        again = replace(question, text=f"{wrong_answer(step, workflow.locale)}\n\n{question.text}")
        return replace(before, messages=(again,))
    value, following = taken
    remembered = {**before.attributes, step.attribute: value} if step.attribute else before.attributes
    email = value if isinstance(step, Ask) and isinstance(step.rule, EmailRule) else before.email
    return _onward(workflow, following, facts, replace(before, attributes=remembered, email=email))


def _taken(step: Asking, answer: str) -> tuple[str, str] | None:
    """The value and the next step, or None for what is no answer."""
    if isinstance(step, Choose):
        option = chosen(step.options, answer)
        return (option.value, option.next) if option else None
    value = answered(step, answer)
    return None if value is None else (value, step.next)


def _onward(workflow: Workflow, at: str, facts: Facts, before: Progress) -> Progress:
    """From a step to the next question, or to the end. No way is endless: a valid workflow asks on every way round."""
    values = _values(workflow, facts, before.attributes)
    said: list[Line] = []
    while True:
        step = workflow.steps[at]
        if isinstance(step, Say):
            said.append(Line(filled(step.text, values, SAID_LENGTH)))
            at = step.next
        elif isinstance(step, Branch):
            at = way_on(step, values.get(step.attribute))
        elif isinstance(step, Asking):
            return replace(before, messages=(*said, _question(step, values)), asked=at)
        else:
            return replace(before, messages=tuple(said), asked=None, effect=_effect(step, values))


def _values(workflow: Workflow, facts: Facts, gathered: Mapping[str, str]) -> Mapping[str, str]:
    """What the texts and branches see. Of what a conversation brings, the expected alone: what has been answered is
    written to the conversation too, and must not be seen before it is asked."""
    expected = {name: facts.attributes[name] for name in workflow.expects if name in facts.attributes}
    person = {VISITOR_NAME: facts.visitor_name or "", VISITOR_EMAIL: facts.visitor_email or ""}
    return {**expected, **person, **gathered}


def _question(step: Asking, values: Mapping[str, str]) -> Line:
    if isinstance(step, Choose):
        choices = tuple(Choice(option.value, option.label) for option in step.options)
        form = Form(kind=FormKind.CHOICE, choices=choices)
    else:
        form = Form(kind=KINDS[type(step.rule)])
    return Line(filled(step.text, values, SAID_LENGTH), form)


def _effect(step: Ending, values: Mapping[str, str]) -> Ending:
    if isinstance(step, CreateTicket) and step.subject:
        return replace(step, subject=" ".join(filled(step.subject, values, SUBJECT_LENGTH).split()) or None)
    return step
