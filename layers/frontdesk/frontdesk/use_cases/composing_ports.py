"""What answers that a language model words need beside the desk."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol


class ModelFailed(Exception):
    """The model has not answered, not in time, or not in a way that can be read; the text is the cause's name."""


@dataclass(frozen=True, slots=True)
class Usage:
    """What an answer has cost."""

    tokens: int


class LanguageModel(Protocol):
    def write(self, system: str, prompt: str, most_tokens: int) -> Iterator[str | Usage]:
        """Its words as they come, and at last what they cost. Raises ModelFailed, also in their middle."""


class Budgets(Protocol):
    """How many tokens each tenant has used on each day."""

    def reserve(self, tenant_id: str, day: date, tokens: int, limit: int) -> bool:
        """Count them as used; False where that would be more than the limit, or cannot be known."""

    def correct(self, tenant_id: str, day: date, by: int) -> None:
        """What was reserved turns out to be more or less."""


@dataclass(frozen=True, slots=True)
class ComposingDesk:
    """`provider` is what an answer names as its maker; `daily_tokens` are a tenant's. `report` is told, for operators,
    why an answer was not composed."""

    model: LanguageModel
    budgets: Budgets
    provider: str
    daily_tokens: int
    report: Callable[[str], None]
