"""Workflows as they cross the wire."""

from collections.abc import Sequence
from dataclasses import asdict

from frontdesk.contract.records import AgentBadge, FieldError, Form
from frontdesk.contract.workflow_models import (
    Workflow,
    WorkflowEffect,
    WorkflowMessage,
    WorkflowPreview,
    WorkflowSummary,
    WorkflowTurn,
)
from frontdesk.domain.workflow.executor import Line, Progress
from frontdesk.domain.workflow.faults import Fault
from frontdesk.domain.workflow.record import DefinedWorkflow, WorkflowRecord
from frontdesk.domain.workflow.steps import (
    CallPerson,
    CreateTicket,
    Effect,
    End,
    RouteToAgent,
    RouteToBot,
    RouteToDepartment,
)

TYPES = {
    RouteToDepartment: "department",
    RouteToAgent: "agent",
    RouteToBot: "bot",
    CreateTicket: "ticket",
    End: "end",
    CallPerson: "person",
}


def summary_of(record: WorkflowRecord) -> WorkflowSummary:
    return WorkflowSummary(**_summary(record))


def workflow_of(found: DefinedWorkflow) -> Workflow:
    return Workflow(**_summary(found.record), shown_version=found.version, definition=dict(found.definition))


def preview_of(turns: Sequence[Progress], answers: Sequence[str], faults: Sequence[Fault] = ()) -> WorkflowPreview:
    last = turns[-1] if turns else None
    return WorkflowPreview(
        errors=[FieldError(field=fault.place, message=fault.message) for fault in faults],
        turns=[
            WorkflowTurn(answer=answer, messages=[_message(line) for line in progress.messages])
            for answer, progress in zip((None, *answers), turns, strict=False)
        ],
        attributes=dict(last.attributes) if last else {},
        asked=last.asked if last else None,
        effect=_effect(last.effect) if last and last.effect else None,
    )


def _summary(record: WorkflowRecord) -> dict[str, object]:
    return {
        "id": record.id,
        "name": record.name,
        "version": record.version,
        "active": record.active,
        "updated_by": AgentBadge(id=record.updated_by.id, name=record.updated_by.name),
        "updated_at": record.updated_at,
    }


def _message(line: Line) -> WorkflowMessage:
    return WorkflowMessage(text=line.text, form=Form.model_validate(asdict(line.form)) if line.form else None)


def _effect(effect: Effect) -> WorkflowEffect:
    return WorkflowEffect.model_validate({"type": TYPES[type(effect)], **asdict(effect)})
