"""A named group of agents."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Department:
    """No two of a tenant are called the same, in capitals or not."""

    tenant_id: str
    id: str
    name: str
    description: str | None = None

    @property
    def known_as(self) -> str:
        """The name as it is compared: neither capitals nor blanks count."""
        return " ".join(self.name.casefold().split())
