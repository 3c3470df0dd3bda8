"""Workflows in memory, and a few to follow."""

from collections.abc import Sequence
from typing import Any

from frontdesk.domain.workflow.record import Definition, WorkflowRecord
from tests.fakes.step import Step, no_step

Key = tuple[str, str]

# Which coffee, or where is the order: every type of step but the routes to people.
CAFE: dict[str, Any] = {
    "start": "hello",
    "steps": {
        "hello": {"type": "message", "text": "Hi {{visitor_name|there}}!", "next": "topic"},
        "topic": {
            "type": "choice",
            "text": "What is it about?",
            "attribute": "topic",
            "choices": [
                {"value": "order", "label": "My order", "next": "number"},
                {"value": "beans", "label": "Which beans?", "next": "bot"},
                {"value": "complaint", "label": "Something went wrong", "next": "story"},
            ],
        },
        "number": {
            "type": "question",
            "kind": "number",
            "text": "What is the order's number?",
            "attribute": "order_number",
            "min": 1000,
            "max": 99999,
            "whole": True,
            "next": "which",
        },
        "which": {
            "type": "branch",
            "attribute": "order_number",
            "cases": [{"when": "less", "value": 5000, "next": "long_ago"}],
            "otherwise": "thanks",
        },
        "long_ago": {"type": "message", "text": "Order {{order_number}} was long ago.", "next": "done"},
        "thanks": {"type": "message", "text": "We look for {{order_number}}.", "next": "left_open"},
        "left_open": {"type": "end", "resolve": False},
        "done": {"type": "end"},
        "bot": {"type": "route", "to": "bot"},
        "story": {"type": "question", "kind": "text", "text": "What happened?", "next": "email"},
        "email": {
            "type": "question",
            "kind": "email",
            "text": "Where may we answer you?",
            "attribute": "email",
            "error": "That is no email address.",
            "next": "ticket",
        },
        "ticket": {"type": "ticket", "subject": "Complaint of {{email}}", "category": "complaint", "priority": "high"},
    },
}


class FakeWorkflows:
    def __init__(self, step: Step = no_step) -> None:
        self.step = step
        self._records: dict[Key, WorkflowRecord] = {}
        self._definitions: dict[tuple[str, str, int], Definition] = {}

    def get(self, tenant_id: str, workflow_id: str) -> WorkflowRecord | None:
        self.step("workflows.get")
        return self._records.get((tenant_id, workflow_id))

    def exists(self, tenant_id: str, workflow_id: str) -> bool:
        self.step("workflows.exists")
        found = self._records.get((tenant_id, workflow_id))
        return found is not None and found.active

    def of_tenant(self, tenant_id: str) -> Sequence[WorkflowRecord]:
        self.step("workflows.of_tenant")
        own = [record for record in self._records.values() if record.tenant_id == tenant_id]
        return sorted(own, key=lambda record: (record.name.casefold(), record.id))

    def definition(self, tenant_id: str, workflow_id: str, version: int) -> Definition | None:
        self.step("workflows.definition")
        return self._definitions.get((tenant_id, workflow_id, version))

    def add(self, record: WorkflowRecord, definition: Definition) -> None:
        self.step("workflows.add")
        self._keep(record, definition)

    def edit(self, before: WorkflowRecord, after: WorkflowRecord, definition: Definition | None = None) -> bool:
        self.step("workflows.edit")
        if not self._is_stored(before):
            return False
        self._keep(after, definition)
        return True

    def remove(self, record: WorkflowRecord) -> bool:
        self.step("workflows.remove")
        if not self._is_stored(record):
            return False
        del self._records[record.tenant_id, record.id]
        return True

    def _keep(self, record: WorkflowRecord, definition: Definition | None) -> None:
        self._records[record.tenant_id, record.id] = record
        if definition is not None:
            self._definitions[record.tenant_id, record.id, record.version] = definition

    def _is_stored(self, record: WorkflowRecord) -> bool:
        stored = self._records.get((record.tenant_id, record.id))
        return stored is not None and _written(stored) == _written(record)


def _written(record: WorkflowRecord) -> tuple[str, int, bool]:
    return record.name, record.version, record.active
