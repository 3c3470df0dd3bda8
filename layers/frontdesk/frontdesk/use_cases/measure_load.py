"""How busy the desk is at this moment, over all tenants."""

from dataclasses import dataclass

from frontdesk.use_cases.load_ports import Queues
from frontdesk.use_cases.ports import Desk

# More than this many are as bad as this many, and reading them costs.
COUNTED = 1000


@dataclass(frozen=True, slots=True)
class Load:
    """`active` conversations are in agents' hands; those of the bot are its own."""

    agents: int
    active: int
    pending: int
    oldest_seconds: float

    @property
    def idle(self) -> bool:
        return not self.agents and not self.pending


def measure_load(desk: Desk, queues: Queues) -> Load:
    """Raises Busy."""
    agents = desk.agents.present()
    pending = queues.pending(COUNTED)
    waited = (desk.clock.now() - pending.oldest).total_seconds() if pending.oldest else 0
    return Load(
        agents=len(agents),
        active=sum(len(agent.holding) for agent in agents),
        pending=pending.count,
        oldest_seconds=max(waited, 0),
    )
