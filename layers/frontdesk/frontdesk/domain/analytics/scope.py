"""Whose figures a row of counters holds, and of when."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Self


@dataclass(frozen=True, slots=True)
class Place:
    """A row of counters: `when` is the beginning of half an hour, or a day and an agent."""

    scope: str
    when: str


@dataclass(frozen=True, slots=True)
class Scope:
    """All of a tenant, or one widget, department or agent of it."""

    name: str

    @classmethod
    def widget(cls, widget_id: str) -> Self:
        return cls(f"widget#{widget_id}")

    @classmethod
    def department(cls, department_id: str) -> Self:
        return cls(f"department#{department_id}")

    @classmethod
    def agent(cls, agent_id: str) -> Self:
        return cls(f"agent#{agent_id}")

    def at(self, slot: datetime) -> Place:
        return Place(self.name, when_of(slot))

    def on(self, day: date, agent_id: str) -> Place:
        return Place(self.name, f"{day.isoformat()}#{agent_id}")


EVERYTHING = Scope("all")
AGENTS_DAYS = Scope("agents")
"""Every agent's days, in UTC, next to one another."""


def when_of(slot: datetime) -> str:
    return slot.strftime("%Y-%m-%dT%H:%MZ")
