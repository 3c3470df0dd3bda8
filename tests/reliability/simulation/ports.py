"""The fakes of the ports, with the faults of the services behind them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from frontdesk.contract.frame_rendering import push_frame
from frontdesk.domain.conversation import Conversation
from frontdesk.domain.events import Event
from frontdesk.domain.message import Message
from frontdesk.domain.topics import Listener, Topic
from tests.fakes.agents import FakeAgents
from tests.fakes.connections import FakeConnections
from tests.fakes.conversations import FakeConversations
from tests.fakes.message_log import FakeMessageLog
from tests.fakes.system import FakeClock
from tests.reliability.simulation.faults import Faults
from tests.reliability.simulation.network import Network
from tests.reliability.simulation.scheduler import Scheduler

# How far beyond the end a range read may still find what is being written.
REACH = 3
# Turns that may pass between two items of one read.
LONGEST_TEAR = 40


class SkewedClock(FakeClock):
    """Every invocation runs on a host whose clock is a little off."""

    def __init__(self, scheduler: Scheduler) -> None:
        super().__init__(scheduler.step)
        self._scheduler = scheduler

    def now(self) -> datetime:
        return super().now() + timedelta(seconds=self._scheduler.skew_seconds)


@dataclass(frozen=True, slots=True)
class Lagging:
    """How many writes an eventually consistent read misses."""

    faults: Faults

    def __call__(self) -> int:
        return self.faults.random.randint(1, 3) if self.faults.strikes("stale read") else 0


class HostileLog(FakeMessageLog):
    """A range read sees each item at its own instant, and a write may succeed without its writer learning of it."""

    def __init__(
        self, scheduler: Scheduler, faults: Faults, on_append: Callable[[Message], None], name: str = "log"
    ) -> None:
        super().__init__(scheduler.step, Lagging(faults), name)
        self._faults = faults
        self._on_append = on_append
        self.holes_read = 0
        self.places_lost = 0

    def append(self, message: Message) -> bool:
        stored = super().append(message)
        if not stored:
            self.places_lost += 1
            return False
        self._on_append(message)
        return not self._faults.strikes("write's answer lost")

    def read_from(self, tenant_id: str, conversation_id: str, seq: int) -> Sequence[Message]:
        self.step("log.read_from")
        return self._range(tenant_id, conversation_id, seq)

    def page_after(self, tenant_id: str, conversation_id: str, seq: int, limit: int) -> Sequence[Message]:
        self.step("log.page_after")
        return self._range(tenant_id, conversation_id, seq + 1)[:limit]

    def _range(self, tenant_id: str, conversation_id: str, first: int) -> list[Message]:
        log = self._logs[tenant_id, conversation_id]
        seen = []
        seq = max(first, 1)
        while seq <= len(log) + REACH:
            if seq in log:
                seen.append(log[seq])
            seq += 1
            if self._faults.strikes("read torn"):
                self._dawdle()
        if seen and len(seen) != seen[-1].seq - max(first, 1) + 1:
            self.holes_read += 1
        return seen

    def _dawdle(self) -> None:
        for _ in range(self._faults.random.randint(1, LONGEST_TEAR)):
            self.step("log.item")


class HostileConversations(FakeConversations):
    """A write may succeed without its writer learning of it."""

    def __init__(
        self,
        agents: FakeAgents,
        scheduler: Scheduler,
        faults: Faults,
        on_change: Callable[[Conversation | None, Conversation], None],
    ) -> None:
        super().__init__(agents, scheduler.step, Lagging(faults), on_change)
        self._faults = faults

    def create(self, conversation: Conversation) -> bool:
        return super().create(conversation) and not self._faults.strikes("write's answer lost")

    def replace(self, old: Conversation, new: Conversation, *, expected_load: int | None = None) -> bool:
        written = super().replace(old, new, expected_load=expected_load)
        return written and not self._faults.strikes("write's answer lost")


class HostileConnections(FakeConnections):
    """Who listens is read eventually consistently: somebody who has just come may be overlooked."""

    def __init__(self, clock: FakeClock, scheduler: Scheduler, faults: Faults) -> None:
        super().__init__(clock, scheduler.step)
        self._faults = faults

    def listeners(self, topic: Topic) -> Sequence[Listener]:
        return [found for found in super().listeners(topic) if not self._faults.strikes("listener unseen")]


@dataclass(frozen=True, slots=True)
class HostileGateway:
    network: Network

    def post(self, event: Event, connection_ids: Sequence[str], *, for_agents: bool) -> Sequence[str]:
        text = push_frame(event, for_agents=for_agents).model_dump_json(exclude_none=True)
        return [each for each in connection_ids if not self.network.post(each, text)]

    def end(self, connection_ids: Sequence[str]) -> None:
        """Nobody is removed in these runs."""
        raise NotImplementedError
