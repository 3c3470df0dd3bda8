"""The accounts that agents sign in with, in memory."""

from frontdesk.domain.agent import Agent
from frontdesk.domain.errors import NameTaken
from frontdesk.domain.vocabulary import Role
from tests.fakes.step import Step, no_step


class FakeAccounts:
    """`roles` are those of everybody who can sign in, by their id."""

    def __init__(self, step: Step = no_step) -> None:
        self.step = step
        self.roles: dict[str, Role] = {}
        self._owners: dict[str, tuple[str, str]] = {}
        self._invited = 0

    def invite(self, tenant_id: str, email: str, name: str, role: Role) -> str:
        self.step("accounts.invite")
        owner, known = self._owners.get(email, (tenant_id, None))
        if owner != tenant_id:
            raise NameTaken("email", "Somebody of another company signs in with this email.")
        if known is None:
            self._invited += 1
            known = f"account-{self._invited}"
            self._owners[email] = tenant_id, known
        self.roles[known] = role
        return known

    def set_role(self, agent: Agent, role: Role) -> None:
        self.step("accounts.set_role")
        self.roles[agent.id] = role

    def remove(self, agent: Agent) -> None:
        self.step("accounts.remove")
        if self.roles.pop(agent.id, None):
            self._owners.pop(agent.email, None)
