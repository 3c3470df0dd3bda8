"""Workflows: the language of their definitions, and the bodies of their routes."""

import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema
from typing_extensions import TypeAliasType

from frontdesk.contract.base import (
    CONTENT_CEILING,
    Attributes,
    Id,
    Name,
    PriorityField,
    ShortText,
    Timestamp,
    Wire,
)
from frontdesk.contract.records import AgentBadge, FieldError, Form
from frontdesk.domain.workflow.steps import ANSWER_LENGTH

STEPS = 100
CHOICES = 20
CASES = 20
EXPECTED = 20
ANSWERS = 200
TEXT_LENGTH = 1000
LABEL_LENGTH = 80
ERROR_LENGTH = 300
LARGEST_NUMBER = 10**15
STEP_NAME = r"^[A-Za-z0-9_-]{1,40}$"
SCHEMA_ID = "https://json-schema.org/draft/2020-12/schema"


class Part(BaseModel):
    """A part of a definition: what it does not know is refused, and "5" is no number."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


def _a_day(written: str) -> str:
    date.fromisoformat(written)
    return written


def _a_name(written: str) -> str:
    if not re.fullmatch(STEP_NAME, written):
        raise ValueError("the name of a step has up to 40 letters, digits, - and _")
    return written


StepKey = Annotated[str, AfterValidator(_a_name)]
StepId = Annotated[str, Field(pattern=STEP_NAME, description="The name of a step: letters, digits, - and _.")]
AttributeName = Annotated[
    str,
    Field(
        pattern=r"^[a-z][a-z0-9_]{0,39}$",
        description="What an answer is called in the conversation: small letters, digits and _.",
    ),
]
Text = Annotated[
    str,
    Field(
        max_length=TEXT_LENGTH,
        pattern=r"\S",
        description="May hold {{attribute}}, {{visitor_name}} and {{visitor_email}}; "
        "{{visitor_name|there}} says `there` where there is no name.",
    ),
]
Value = Annotated[str, Field(min_length=1, max_length=LABEL_LENGTH, pattern=r"^\S(.*\S)?$")]
Next = Annotated[StepId, Field(description="The step that follows.")]
ErrorText = Annotated[
    str, Field(max_length=ERROR_LENGTH, pattern=r"\S", description="Said of a wrong answer, before the question again.")
]
Number = Annotated[float, Field(ge=-LARGEST_NUMBER, le=LARGEST_NUMBER, allow_inf_nan=False)]
Day = Annotated[
    str,
    Field(pattern=r"^\d{4}-\d{2}-\d{2}$", json_schema_extra={"format": "date"}),
    AfterValidator(_a_day),
]


class MessageStep(Part):
    """Says something, and goes on."""

    type: Literal["message"]
    text: Text
    next: Next


class ChoiceOption(Part):
    value: Annotated[Value, Field(description="What is remembered.")]
    label: Annotated[Value, Field(description="What the visitor reads.")]
    next: Next


class ChoiceStep(Part):
    """Lets the visitor choose, by a button, or by writing a label, a value or its number in the list."""

    type: Literal["choice"]
    text: Text
    choices: Annotated[list[ChoiceOption], Field(min_length=1, max_length=CHOICES)]
    attribute: AttributeName | None = None
    error: ErrorText | None = None


class Question(Part):
    """Asks until it is answered, and goes on. Without an attribute the answer stands in the conversation alone."""

    type: Literal["question"]
    text: Text
    next: Next
    attribute: AttributeName | None = None
    error: ErrorText | None = None


class TextQuestion(Question):
    kind: Literal["text"]
    min_length: Annotated[int, Field(ge=1, le=ANSWER_LENGTH)] = 1
    max_length: Annotated[
        int | None,
        Field(ge=1, le=ANSWER_LENGTH, description="200 at most, and by itself, where there is an attribute."),
    ] = None


class EmailQuestion(Question):
    kind: Literal["email"]


class NumberQuestion(Question):
    kind: Literal["number"]
    min: Number | None = None
    max: Number | None = None
    whole: Annotated[bool, Field(description="Whether only whole numbers will do.")] = False


class DateQuestion(Question):
    kind: Literal["date"]
    min: Day | None = None
    max: Day | None = None


QuestionStep = TypeAliasType(
    "QuestionStep",
    Annotated[TextQuestion | EmailQuestion | NumberQuestion | DateQuestion, Field(discriminator="kind")],
)


class OneValueCase(Part):
    """Holds for this value, or for one that contains it, in capitals or not."""

    when: Literal["equals", "contains"]
    value: Value
    next: Next


class SomeValuesCase(Part):
    """Holds for any of these values, in capitals or not."""

    when: Literal["one_of"]
    values: Annotated[list[Value], Field(min_length=1, max_length=CHOICES)]
    next: Next


class NumberCase(Part):
    """Holds for a number beyond this one."""

    when: Literal["greater", "less"]
    value: Number
    next: Next


class BranchStep(Part):
    """Goes on by what is known: the first case that holds leads the way."""

    type: Literal["branch"]
    attribute: AttributeName
    cases: Annotated[
        list[Annotated[OneValueCase | SomeValuesCase | NumberCase, Field(discriminator="when")]],
        Field(min_length=1, max_length=CASES),
    ]
    otherwise: Annotated[StepId, Field(description="The step that follows where no case holds.")]


class DepartmentRoute(Part):
    """Hands the conversation to a department's agents."""

    type: Literal["route"]
    to: Literal["department"]
    department_id: Id


class AgentRoute(Part):
    """Hands the conversation to one agent."""

    type: Literal["route"]
    to: Literal["agent"]
    agent_id: Id


class BotRoute(Part):
    """Hands the conversation to the bot."""

    type: Literal["route"]
    to: Literal["bot"]


RouteStep = TypeAliasType("RouteStep", Annotated[DepartmentRoute | AgentRoute | BotRoute, Field(discriminator="to")])


class TicketStep(Part):
    """Makes a ticket of the conversation, and tells the visitor its number."""

    type: Literal["ticket"]
    subject: Annotated[str, Field(max_length=200, pattern=r"\S", description="A text with variables.")] | None = None
    category: Annotated[str, Field(max_length=80, pattern=r"\S")] | None = None
    priority: Literal["low", "normal", "high", "urgent"] | None = None
    resolve: Annotated[bool, Field(description="Whether the conversation is resolved with it.")] = True


class EndStep(Part):
    """Ends the workflow."""

    type: Literal["end"]
    resolve: Annotated[
        bool, Field(description="If not, the conversation stays open, and what the visitor writes next goes to people.")
    ] = True


def _without_mapping(schema: dict[str, Any]) -> None:
    """OpenAPI knows no mapping to what is a choice of several itself. Each step's own `type` tells it apart as well."""
    schema.pop("discriminator", None)


WorkflowStep = TypeAliasType(
    "WorkflowStep",
    Annotated[
        MessageStep | ChoiceStep | QuestionStep | BranchStep | RouteStep | TicketStep | EndStep,
        Field(discriminator="type", json_schema_extra=_without_mapping),
    ],
)


class WorkflowDefinition(Part):
    """A guided form: steps by their names, and the one that it starts with."""

    schema_: Annotated[str | None, Field(alias="$schema", description="For editors; it changes nothing.")] = None
    start: StepId
    steps: Annotated[
        dict[StepKey, WorkflowStep],
        Field(min_length=1, max_length=STEPS, json_schema_extra={"propertyNames": {"pattern": STEP_NAME}}),
    ]
    expects: Annotated[
        list[AttributeName],
        Field(max_length=EXPECTED, description="Attributes that a conversation may bring with it."),
    ] = []
    locale: Annotated[
        Literal["en", "id"], Field(description="The language of the sentences that the workflow does not word itself.")
    ] = "en"


def json_schema() -> dict[str, Any]:
    """Of a definition, for editors."""
    return {"$schema": SCHEMA_ID, **WorkflowDefinition.model_json_schema()}


class _Described:
    """Lets a plain JSON object be described as a definition, while it is read by somebody else."""

    def __get_pydantic_json_schema__(self, _own: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return handler(WorkflowDefinition.__pydantic_core_schema__)


Definition = Annotated[dict[str, Any], _Described()]
"""`workflow_faults` says of each mistake where it is, by a JSON pointer within the definition."""


# --- routes ---------------------------------------------------------------------------------------------------


class WorkflowSummary(Wire):
    """`version` is the latest; conversations that have begun with an earlier one go on with it."""

    id: Id
    name: str
    version: int
    active: bool = Field(description="If not, conversations that would begin with it wait for an agent instead.")
    updated_by: AgentBadge
    updated_at: Timestamp


class WorkflowPage(Wire):
    items: list[WorkflowSummary]
    next_cursor: str | None = None


class Workflow(WorkflowSummary):
    """With the definition of one of its versions."""

    shown_version: int
    definition: Definition


class CreateWorkflow(Wire):
    name: Name
    definition: Definition
    active: bool = True


class EditWorkflow(Wire):
    """What is absent stays as it is. Another definition becomes a new version.

    `based_on` is the version that the definition was made from: it is refused where there is a later one already."""

    name: Name | None = None
    definition: Definition | None = None
    active: bool | None = None
    based_on: Annotated[int, Field(ge=1)] | None = None


class PreviewWorkflow(Wire):
    """What a visitor might answer, one after the other. Nothing of it is stored."""

    definition: Definition
    answers: Annotated[tuple[Annotated[str, Field(max_length=CONTENT_CEILING)], ...], Field(max_length=ANSWERS)] = ()
    visitor_name: Name | None = None
    visitor_email: ShortText | None = None
    attributes: Attributes = Field(default_factory=dict, description="What the conversation brings with it.")


class WorkflowMessage(Wire):
    text: str
    form: Form | None = None


class WorkflowTurn(Wire):
    """An answer, and what is said after it. The first turn has no answer: it is what the workflow begins with."""

    answer: str | None = None
    messages: list[WorkflowMessage]


class WorkflowEffect(Wire):
    """What happens at the end. The other fields belong to one `type` each; `resolve` to `ticket` and `end`.

    It is `person` where the visitor asks for one instead of answering."""

    type: Literal["department", "agent", "bot", "ticket", "end", "person"]
    department_id: Id | None = None
    agent_id: Id | None = None
    subject: str | None = None
    category: str | None = None
    priority: PriorityField | None = None
    resolve: bool | None = None


class WorkflowPreview(Wire):
    """With errors there are no turns. While `asked` names a step, it waits for an answer; else there is an effect."""

    errors: list[FieldError]
    turns: list[WorkflowTurn]
    attributes: dict[str, str]
    asked: str | None = None
    effect: WorkflowEffect | None = None
