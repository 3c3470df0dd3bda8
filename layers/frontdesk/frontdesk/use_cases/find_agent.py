"""Find agents of one's own tenant, and what they have in their hands."""

from collections.abc import Sequence

from frontdesk.domain.agent import Agent
from frontdesk.domain.errors import NotFound
from frontdesk.domain.principal import Principal
from frontdesk.use_cases.find_conversation import View, views
from frontdesk.use_cases.ports import Desk


def find_agent(desk: Desk, principal: Principal, agent_id: str) -> Agent:
    """Raises NotFound for an unknown agent, a removed one, and one of another tenant."""
    agent = desk.agents.get(principal.tenant_id, agent_id)
    if agent is None or agent.removed:
        raise NotFound("There is no such agent.")
    return agent


def list_agents(desk: Desk, principal: Principal) -> Sequence[Agent]:
    return desk.agents.of_tenant(principal.tenant_id)


def workload_of(desk: Desk, principal: Principal, agent_id: str) -> tuple[Agent, Sequence[View]]:
    """The agent, and the conversations that they are holding, the longest held first. Raises NotFound."""
    agent = find_agent(desk, principal, agent_id)
    held = [desk.conversations.get(agent.tenant_id, held_id) for held_id in sorted(agent.holding)]
    found = [conversation for conversation in held if conversation is not None]
    found.sort(key=lambda conversation: conversation.assigned_at or conversation.created_at)
    return agent, views(desk, found)
