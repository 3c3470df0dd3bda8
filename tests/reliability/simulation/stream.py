"""The streams of the Messages and Conversations tables: every change at least once, in nearly any order."""

from functools import partial

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.message import Message
from frontdesk.entrypoints.table_stream import handle
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.stream_ports import StreamDesk
from tests.reliability.simulation.faults import Faults
from tests.reliability.simulation.scheduler import Scheduler
from tests.reliability.stream_records import Record, conversation_of, of_change, of_message

BATCH = 3


class Stream:
    def __init__(self, scheduler: Scheduler, faults: Faults, onward: StreamDesk) -> None:
        self._scheduler = scheduler
        self._faults = faults
        self._number = 0
        self._onward = onward
        self.waiting: list[Record] = []

    def message_stored(self, message: Message) -> None:
        self._number += 1
        self.waiting.append(of_message(message, self._number))

    def summary_changed(self, old: Conversation | None, new: Conversation) -> None:
        self._number += 1
        self.waiting.append(of_change(old, new, self._number))

    def deliver(self, desk: Desk) -> None:
        """Hand a batch to an invocation of table_stream."""
        overtaking = len(self.waiting) > 1 and self._faults.strikes("record overtaken")
        start = self._faults.random.randrange(1, len(self.waiting)) if overtaking else 0
        batch = self.waiting[start : start + self._faults.random.randint(1, BATCH)]
        del self.waiting[start : start + len(batch)]
        self._scheduler.start(partial(self._handle, desk, batch))

    def _handle(self, desk: Desk, batch: list[Record]) -> None:
        done = False
        try:
            answer = handle(desk, self._onward, conversation_of, {"Records": batch})
            done = not answer["batchItemFailures"]
        finally:
            if not done or self._faults.strikes("record doubled"):
                self.waiting += batch
