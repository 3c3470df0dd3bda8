"""A named group of agents."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Department:
    tenant_id: str
    id: str
    name: str
    description: str | None = None
