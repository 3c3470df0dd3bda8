"""The streams of the Messages and Conversations tables: every change at least once, in nearly any order."""

from collections.abc import Mapping
from functools import partial
from typing import Any, cast

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.message import Message
from frontdesk.entrypoints.table_stream import handle
from frontdesk.use_cases.ports import Desk
from tests.fakes.push import FakePushQueue
from tests.reliability.simulation.faults import Faults
from tests.reliability.simulation.scheduler import Scheduler

Record = dict[str, Any]
BATCH = 3


class Stream:
    def __init__(self, scheduler: Scheduler, faults: Faults) -> None:
        self._scheduler = scheduler
        self._faults = faults
        self._number = 0
        self.waiting: list[Record] = []

    def message_stored(self, message: Message) -> None:
        keys = {"log": {"S": f"{message.tenant_id}#{message.conversation_id}"}, "seq": {"N": str(message.seq)}}
        self._put(Keys=keys, NewImage={"type": {"S": message.type}, "content": {"S": message.content}})

    def summary_changed(self, old: Conversation | None, new: Conversation) -> None:
        before = {"OldImage": _image(old)} if old else {}
        self._put(Keys={"conversation_key": {"S": f"{new.tenant_id}#{new.id}"}}, NewImage=_image(new), **before)

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
            answer = handle(desk, FakePushQueue(), _conversation_of, {"Records": batch})
            done = not answer["batchItemFailures"]
        finally:
            if not done or self._faults.strikes("record doubled"):
                self.waiting += batch

    def _put(self, **change: Any) -> None:
        self._number += 1
        self.waiting.append({"dynamodb": {**change, "SequenceNumber": str(self._number)}})


def _image(conversation: Conversation) -> Mapping[str, Any]:
    return {"version": {"N": str(conversation.version)}, "conversation": conversation}


def _conversation_of(image: Mapping[str, Any]) -> Conversation:
    return cast("Conversation", image["conversation"])
