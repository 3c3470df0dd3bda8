"""Somebody or something that had a part in a conversation."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Party:
    """An agent, a department, a visitor or Frontdesk itself, as they were called then."""

    id: str
    name: str
