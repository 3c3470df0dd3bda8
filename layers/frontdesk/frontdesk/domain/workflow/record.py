"""A workflow as a tenant keeps it. Its definitions are apart: one to each version, none of which ever changes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from frontdesk.domain.party import Party

FIRST_VERSION = 1
Definition = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkflowRecord:
    """`version` is the latest. One that is not `active` begins no conversation."""

    tenant_id: str
    id: str
    name: str
    version: int = FIRST_VERSION
    active: bool = True
    updated_by: Party
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class DefinedWorkflow:
    """A workflow with the definition of one of its versions."""

    record: WorkflowRecord
    version: int
    definition: Definition


class WorkflowPin(NamedTuple):
    """What a conversation that has begun with a workflow follows to its end, whatever is saved in the meantime."""

    workflow_id: str
    version: int
