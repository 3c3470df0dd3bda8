"""Let people of a company sign in."""

from dataclasses import replace

from frontdesk.domain.agent import Agent
from frontdesk.domain.vocabulary import Role
from frontdesk.use_cases.ports import Accounts, Agents


def add_agent(
    accounts: Accounts,
    agents: Agents,
    *,
    tenant_id: str,
    email: str,
    name: str,
    role: Role,
    skills: tuple[str, ...] = (),
    department_ids: tuple[str, ...] = (),
) -> Agent:
    """Let somebody sign in; they are mailed a temporary password. An agent who is there already stays as they are.

    Where their account was lost and is made anew, they are a new agent: the former one is removed.
    """
    agent = Agent(
        tenant_id=tenant_id,
        id=accounts.invite(tenant_id, email, name, role),
        name=name,
        email=email,
        role=role,
        skills=skills,
        department_ids=department_ids,
    )
    for former in agents.of_tenant(tenant_id):
        if former.email == email and former.id != agent.id:
            agents.edit(former, replace(former, removed=True))
    if agents.enrol(agent):
        return agent
    return agents.get(tenant_id, agent.id) or agent


def make_admin(accounts: Accounts, agents: Agents, agent: Agent) -> None:
    """Also one who was removed is there again."""
    agents.edit(agent, replace(agent, role=Role.ADMIN, removed=False))
    accounts.set_role(agent, Role.ADMIN)
