"""Logs of messages in memory."""

from collections import defaultdict
from collections.abc import Sequence

from frontdesk.domain.message import Message
from tests.fakes.step import Lag, Step, no_lag, no_step


class FakeMessageLog:
    """`lag` says how many of the latest writes a read that need not be consistent misses. `name` begins its steps."""

    def __init__(self, step: Step = no_step, lag: Lag = no_lag, name: str = "log") -> None:
        self.step = step
        self._name = name
        self._lag = lag
        self._logs: defaultdict[tuple[str, str], dict[int, Message]] = defaultdict(dict)

    def read_from(self, tenant_id: str, conversation_id: str, seq: int) -> Sequence[Message]:
        self.step(f"{self._name}.read_from")
        return [message for message in self.all(tenant_id, conversation_id) if message.seq >= seq]

    def append(self, message: Message) -> bool:
        self.step(f"{self._name}.append")
        log = self._logs[message.tenant_id, message.conversation_id]
        if message.seq in log:
            return False
        log[message.seq] = message
        return True

    def page_after(self, tenant_id: str, conversation_id: str, seq: int, limit: int) -> Sequence[Message]:
        self.step(f"{self._name}.page_after")
        return [message for message in self.all(tenant_id, conversation_id) if message.seq > seq][:limit]

    def page_before(self, tenant_id: str, conversation_id: str, seq: int | None, limit: int) -> Sequence[Message]:
        self.step(f"{self._name}.page_before")
        visible = self._visible(tenant_id, conversation_id)
        return [message for message in visible if seq is None or message.seq < seq][-limit:]

    def tails(self, tenant_id: str, conversation_ids: Sequence[str], *, consistent: bool = False) -> dict[str, Message]:
        self.step(f"{self._name}.tails")
        read = self.all if consistent else self._visible
        logs = {conversation_id: read(tenant_id, conversation_id) for conversation_id in conversation_ids}
        return {conversation_id: log[-1] for conversation_id, log in logs.items() if log}

    def all(self, tenant_id: str, conversation_id: str) -> list[Message]:
        """The whole log, for a test to look at."""
        log = self._logs[tenant_id, conversation_id]
        return [log[seq] for seq in sorted(log)]

    def clear(self, tenant_id: str, conversation_id: str) -> None:
        """An empty log again, for a test that fills it by hand."""
        self._logs[tenant_id, conversation_id].clear()

    def _visible(self, tenant_id: str, conversation_id: str) -> list[Message]:
        log = self.all(tenant_id, conversation_id)
        return log[: max(0, len(log) - self._lag())]
