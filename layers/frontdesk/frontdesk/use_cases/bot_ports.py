"""What the bot needs beside the desk."""

from collections.abc import Sequence
from typing import Protocol

from frontdesk.domain.bot_job import BotJob


class BotQueue(Protocol):
    """Jobs for the bot: those of one conversation one after the other, and the same one once."""

    def put(self, jobs: Sequence[BotJob]) -> None:
        """Raises Busy; some may have been taken then."""


class BotInbox(Protocol):
    """The queue as its consumer sees it."""

    def postpone(self, receipt: str, seconds: float) -> None:
        """Let the job come again after that. Raises Busy."""
