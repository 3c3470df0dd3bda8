"""Make what a company needs to begin: agents who can sign in, and a widget to embed."""

import secrets
from dataclasses import replace

from botocore.session import Session

from frontdesk.adapters.dynamodb import DynamoDb
from frontdesk.adapters.dynamodb_agents import AgentRow, DynamoAgents
from frontdesk.adapters.dynamodb_directory import DynamoDirectory, VisitorRow
from frontdesk.adapters.dynamodb_pointers import PointerRow
from frontdesk.adapters.dynamodb_widget_row import WidgetRow
from frontdesk.adapters.system import SystemClock
from frontdesk.domain.agent import Agent
from frontdesk.domain.vocabulary import Role
from frontdesk.domain.widget import Widget
from frontdesk.use_cases.ports import Accounts, Agents, Directory

TOKEN_BYTES = 24  # 32 characters


def open_directory(session: Session, table_name: str) -> tuple[Directory, Agents]:
    dynamodb = DynamoDb(session)
    for row in (WidgetRow, VisitorRow, PointerRow, AgentRow):
        dynamodb.bind(row, table_name)
    return DynamoDirectory(SystemClock(), dynamodb), DynamoAgents(dynamodb)


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


def add_widget(directory: Directory, *, tenant_id: str, name: str, allowed_domains: tuple[str, ...] = ()) -> Widget:
    """A new widget with a token of its own."""
    widget = Widget(
        tenant_id=tenant_id,
        id=secrets.token_hex(8),
        name=name,
        token=secrets.token_urlsafe(TOKEN_BYTES),
        allowed_domains=allowed_domains,
    )
    directory.put_widget(widget)
    return widget
