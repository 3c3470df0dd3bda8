"""Which Frontdesk a command is about, as its user has said."""

from dataclasses import dataclass

from operations.deployment import Deployment, deployed, local
from operations.workplace import Workplace, open_workplace

STACK = "frontdesk-dev"
FIRST_PORT = 3000


@dataclass(frozen=True, slots=True)
class Target:
    """`first_port` is that of the stack on this machine; None for one on AWS."""

    stack: str
    first_port: int | None

    def deployment(self) -> Deployment:
        return deployed(self.stack) if self.first_port is None else local(self.first_port)

    def open(self) -> Workplace:
        return open_workplace(self.deployment())
