"""The bot's queue and its function, with what may go wrong between them; and what the bot knows."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import cast
from zlib import crc32

from aws_lambda_powertools import Logger

from frontdesk.contract.bot_job import body_of
from frontdesk.domain.answering.gate import MOST_SUGGESTIONS
from frontdesk.domain.bot_job import BotJob
from frontdesk.entrypoints.bot import TOO_OFTEN, handle
from frontdesk.use_cases.bot_ports import BotDesk
from frontdesk.use_cases.knowledge_ports import Found
from frontdesk.use_cases.ports import Desk
from tests.fakes.bot import FakeBotQueue
from tests.fakes.knowledge import FakeKnowledge
from tests.fakes.step import Step
from tests.reliability.simulation.faults import Faults
from tests.reliability.simulation.parts import Parts
from tests.reliability.simulation.scheduler import Scheduler

# Sure, fairly sure, one of several, and no idea.
CONFIDENCES = (0.95, 0.95, 0.7, 0.5, 0.1)


class GuessingKnowledge(FakeKnowledge):
    """As sure of a question as chance has it, and each time as sure as before."""

    def __init__(self, step: Step, seed: int) -> None:
        super().__init__(step)
        self._seed = seed

    def ask(self, tenant_id: str, question: str, threshold: float, *, most: int = MOST_SUGGESTIONS) -> Found:
        lot = crc32(f"{self._seed} {question}".encode())
        self.confidences[question] = CONFIDENCES[lot % len(CONFIDENCES)]
        return super().ask(tenant_id, question, threshold, most=most)


@dataclass(slots=True, eq=False)
class Waiting:
    """A job in the queue. `holders` are the invocations that have it at the moment."""

    job: BotJob
    received: int = 0
    holders: int = 0


@dataclass(slots=True)
class Witness:
    """Hears what the function logs, and remembers what failed that was not expected to."""

    failures: list[str]

    def info(self, _event: str, *, extra: object) -> None:
        """Nothing to remember."""

    def error(self, _event: str, *, exc_info: BaseException) -> None:
        self.failures.append(repr(exc_info))


class BotQueue(FakeBotQueue):
    """First in, first out within a conversation; each job at least once, until an invocation has done it.

    It may be given to a second invocation while the first is still at work, or once more after it was done.
    """

    def __init__(self, scheduler: Scheduler, faults: Faults, parts: Parts) -> None:
        super().__init__(scheduler.step)
        self._scheduler = scheduler
        self._faults = faults
        self._parts = parts
        self.waiting: list[Waiting] = []
        self.given_up = 0
        self.failures: list[str] = []

    def put(self, jobs: Sequence[BotJob]) -> None:
        super().put(jobs)
        self.waiting += [Waiting(job) for job in self.jobs]
        self.jobs.clear()

    def postpone(self, _receipt: str, _seconds: float) -> None:
        """The pace at which jobs are given out is slow enough."""
        self.step("bot_queue.postpone")

    def deliver(self, desk: Desk, work: BotDesk) -> None:
        """Give the first job of a conversation to an invocation, if one is to be given out."""
        first = {each.job.conversation_id: each for each in reversed(self.waiting)}
        ready = [each for each in first.values() if not each.holders]
        if not ready:
            return
        chosen = self._faults.random.choice(ready)
        for _ in range(2 if self._faults.strikes("job given twice") else 1):
            chosen.received += 1
            chosen.holders += 1
            self._scheduler.start(partial(self._handle, desk, work, chosen, chosen.received))

    def _handle(self, desk: Desk, work: BotDesk, given: Waiting, received: int) -> None:
        self.given_up += received == TOO_OFTEN
        record = {
            "messageId": "1",
            "receiptHandle": "1",
            "body": body_of(given.job),
            "attributes": {"ApproximateReceiveCount": str(received), "MessageGroupId": given.job.conversation_id},
        }
        done = not self._parts.jobs_repeated
        try:
            answer = handle(desk, work, self, cast("Logger", Witness(self.failures)), {"Records": [record]}, None)
            done = done or not answer["batchItemFailures"]
        finally:
            given.holders -= 1
            if done and given in self.waiting and not self._faults.strikes("job's deletion lost"):
                self.waiting.remove(given)
