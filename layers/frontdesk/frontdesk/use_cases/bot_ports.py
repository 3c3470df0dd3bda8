"""What the bot needs beside the desk."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from frontdesk.domain.bot_job import BotJob
from frontdesk.use_cases.composing_ports import ComposingDesk
from frontdesk.use_cases.knowledge_ports import KnowledgeDesk
from frontdesk.use_cases.workflow_ports import Workflows


class BotQueue(Protocol):
    """Jobs for the bot: those of one conversation one after the other, and the same one once."""

    def put(self, jobs: Sequence[BotJob]) -> None:
        """Raises Busy; some may have been taken then."""


@dataclass(frozen=True, slots=True)
class BotDesk:
    """What the bot and workflows speak from. Without `composing` the bot answers in the articles' own words."""

    knowledge: KnowledgeDesk
    workflows: Workflows
    composing: ComposingDesk | None = None


class BotInbox(Protocol):
    """The queue as its consumer sees it."""

    def postpone(self, receipt: str, seconds: float) -> None:
        """Let the job come again after that. Raises Busy."""
