"""What workflows need beside the desk."""

from collections.abc import Sequence
from typing import Protocol

from frontdesk.domain.workflow.record import Definition, WorkflowRecord


class Workflows(Protocol):
    def get(self, tenant_id: str, workflow_id: str) -> WorkflowRecord | None: ...

    def exists(self, tenant_id: str, workflow_id: str) -> bool:
        """Whether it is one of the tenant's, and active."""

    def of_tenant(self, tenant_id: str) -> Sequence[WorkflowRecord]:
        """By name."""

    def definition(self, tenant_id: str, workflow_id: str, version: int) -> Definition | None:
        """Also of a workflow that has been removed: conversations may still be following it."""

    def add(self, record: WorkflowRecord, definition: Definition) -> None: ...

    def edit(self, before: WorkflowRecord, after: WorkflowRecord, definition: Definition | None = None) -> bool:
        """With the definition where the version is a new one. False when `before` is no longer what is stored."""

    def remove(self, record: WorkflowRecord) -> bool:
        """False when it is no longer what is stored."""
