"""Know an agent again by their sign-in, and enrol them when they come for the first time."""

from dataclasses import replace

from frontdesk.domain.agent import Agent
from frontdesk.domain.errors import Forbidden
from frontdesk.domain.principal import Principal
from frontdesk.domain.vocabulary import Role
from frontdesk.use_cases.ports import Desk, SignedInAgent


def recognise_agent(desk: Desk, signed_in: SignedInAgent) -> Principal:
    """Who they are as Frontdesk knows them. An admin is who is one by the credential and by the record: either alone
    may be out of date.

    Raises Forbidden for an agent who has been removed.
    """
    claimed = signed_in.principal
    agent = desk.agents.get(claimed.tenant_id, claimed.id) or _enrolled(desk, signed_in)
    if agent.removed:
        raise Forbidden("You are no longer an agent of this company. An admin can invite you again.")
    both = claimed.role is Role.ADMIN and agent.role is Role.ADMIN
    return replace(claimed, name=agent.name, role=Role.ADMIN if both else Role.AGENT)


def _enrolled(desk: Desk, signed_in: SignedInAgent) -> Agent:
    principal = signed_in.principal
    agent = Agent(
        tenant_id=principal.tenant_id,
        id=principal.id,
        name=principal.name,
        email=signed_in.email,
        role=principal.role,
    )
    if desk.agents.enrol(agent):
        return agent
    return desk.agents.get(agent.tenant_id, agent.id) or agent
