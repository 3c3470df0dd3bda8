"""Every fake joined, in the place of `bootstrap`."""

from dataclasses import dataclass

from frontdesk.use_cases.ports import Desk, Policy
from tests.fakes.connections import FakeConnections
from tests.fakes.conversations import FakeConversations
from tests.fakes.directory import FakeDirectory
from tests.fakes.gateway import FakeGateway
from tests.fakes.message_log import FakeMessageLog
from tests.fakes.step import Lag, Step, no_lag, no_step
from tests.fakes.system import FakeClock, FakeSecrets


@dataclass(frozen=True, slots=True)
class FakeDesk(Desk):
    """A desk of which a test can see the inside."""

    clock: FakeClock
    secrets: FakeSecrets
    conversations: FakeConversations
    log: FakeMessageLog
    connections: FakeConnections
    gateway: FakeGateway
    directory: FakeDirectory


def make_desk(
    step: Step = no_step, *, policy: Policy | None = None, clock: FakeClock | None = None, lag: Lag = no_lag
) -> FakeDesk:
    moved_by_hand = clock or FakeClock(step)
    return FakeDesk(
        policy=policy or Policy(),
        clock=moved_by_hand,
        secrets=FakeSecrets(),
        conversations=FakeConversations(step, lag),
        log=FakeMessageLog(step, lag),
        connections=FakeConnections(moved_by_hand, step),
        gateway=FakeGateway(step),
        directory=FakeDirectory(step),
    )
