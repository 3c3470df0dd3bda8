"""The bot's queue in memory."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from frontdesk.domain.bot_job import BotJob
from tests.fakes.step import Step, no_step


@dataclass
class FakeBotQueue:
    """Takes the same job once, as the real one does within five minutes."""

    step: Step = no_step
    jobs: list[BotJob] = field(default_factory=list)
    taken: set[BotJob] = field(default_factory=set)

    def put(self, jobs: Sequence[BotJob]) -> None:
        self.step("bot_queue.put")
        for job in jobs:
            if job not in self.taken:
                self.taken.add(job)
                self.jobs.append(job)
