"""The accounts that agents sign in with, in memory."""

from frontdesk.domain.agent import Agent
from frontdesk.domain.errors import Conflict
from frontdesk.domain.vocabulary import Role
from tests.fakes.step import Step, no_step


class FakeAccounts:
    """`roles` are those of everybody who can sign in, by their email."""

    def __init__(self, step: Step = no_step) -> None:
        self.step = step
        self.roles: dict[str, Role] = {}
        self._invited = 0

    def invite(self, tenant_id: str, email: str, name: str, role: Role) -> str:
        self.step("accounts.invite")
        if email in self.roles:
            raise Conflict("Somebody signs in with this email already.")
        self.roles[email] = role
        self._invited += 1
        return f"account-{self._invited}"

    def set_role(self, agent: Agent, role: Role) -> None:
        self.step("accounts.set_role")
        self.roles[agent.email] = role

    def remove(self, agent: Agent) -> None:
        self.step("accounts.remove")
        self.roles.pop(agent.email, None)
