"""Invite agents, change what they may and can do, and remove them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from frontdesk.domain.agent import Agent
from frontdesk.domain.errors import Busy, Conflict, InvalidInput, NameTaken, NotFound
from frontdesk.domain.events import PresenceChanged
from frontdesk.domain.principal import Principal
from frontdesk.domain.topics import agent_topic
from frontdesk.domain.vocabulary import Presence, Role
from frontdesk.use_cases.deliver import deliver
from frontdesk.use_cases.drain_queue import drain_queue
from frontdesk.use_cases.find_agent import find_agent
from frontdesk.use_cases.ports import Accounts, Desk
from frontdesk.use_cases.release_conversation import release_conversation
from frontdesk.use_cases.tell_presence import tell_presence
from frontdesk.use_cases.view_conversation import close_connection

ATTEMPTS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    email: str
    name: str
    role: Role
    skills: tuple[str, ...] = ()
    department_ids: tuple[str, ...] = ()
    max_chats: int


def invite_agent(desk: Desk, accounts: Accounts, admin: Principal, invitation: Invitation) -> Agent:
    """The new agent, who has been mailed a password. Asking again finishes what was interrupted.

    Raises InvalidInput for an unknown department, NameTaken for an email that somebody signs in with already.
    """
    _check_departments(desk, admin, invitation.department_ids)
    email = invitation.email.casefold()
    taken = NameTaken("email", "There is an agent with this email already.")
    if any(agent.email.casefold() == email for agent in desk.agents.of_tenant(admin.tenant_id)):
        raise taken
    agent = Agent(
        tenant_id=admin.tenant_id,
        id=_account(desk, accounts, admin, invitation),
        name=invitation.name,
        email=invitation.email,
        role=invitation.role,
        skills=invitation.skills,
        department_ids=invitation.department_ids,
        max_chats=invitation.max_chats,
    )
    if not desk.agents.enrol(agent):
        raise taken
    deliver(desk, PresenceChanged(agent, desk.clock.now()))
    return agent


def edit_agent(desk: Desk, accounts: Accounts, admin: Principal, agent_id: str, changes: Mapping[str, Any]) -> Agent:
    """What `changes` do not name stays as it is. The others learn of it, and what fits now is offered at once.

    Raises NotFound, InvalidInput, Busy, and Conflict where nobody would be an admin any more.
    """
    for _ in range(ATTEMPTS):
        before = find_agent(desk, admin, agent_id)
        after = replace(before, **changes)
        _check_departments(desk, admin, set(after.department_ids) - set(before.department_ids))
        if desk.agents.edit(before, after, beside=_remaining_admin(desk, admin, before, after)):
            break
    else:
        raise Busy("Somebody else changes this agent. Please try again.")
    if "role" in changes:
        accounts.set_role(after, after.role)
    told = tell_presence(desk, after)
    if told.presence is after.presence:
        deliver(desk, PresenceChanged(told, desk.clock.now()))
    if told.presence is Presence.ONLINE:
        drain_queue(desk, told.tenant_id)
    return told


def remove_agent(desk: Desk, accounts: Accounts, admin: Principal, agent_id: str) -> None:
    """They are refused from now on, and what they were answering waits for somebody else. Doing it again finishes
    what was interrupted.

    Raises NotFound, Busy, and Conflict for oneself and for the last admin.
    """
    if agent_id == admin.id:
        raise Conflict("You cannot remove yourself. Another admin can.")
    agent = _marked_removed(desk, admin, agent_id)
    accounts.remove(agent)
    own = [listener.connection_id for listener in desk.connections.listeners(agent_topic(agent.tenant_id, agent.id))]
    for connection_id in own:
        close_connection(desk, connection_id)
    desk.gateway.end(own)
    for conversation_id in sorted(agent.holding):
        release_conversation(desk, agent, conversation_id)
    tell_presence(desk, agent)


def _marked_removed(desk: Desk, admin: Principal, agent_id: str) -> Agent:
    for _ in range(ATTEMPTS):
        before = desk.agents.get(admin.tenant_id, agent_id)
        if before is None:
            raise NotFound("There is no such agent.")
        after = replace(before, removed=True)
        if desk.agents.edit(before, after, beside=_remaining_admin(desk, admin, before, after)):
            # What they took into their hands until this moment is theirs to give back.
            return desk.agents.get(admin.tenant_id, agent_id) or after
    raise Busy("Somebody else changes this agent. Please try again.")


def _remaining_admin(desk: Desk, admin: Principal, before: Agent, after: Agent) -> Agent | None:
    """Who must still be an admin when `before`, who is one, ceases to be. Raises Conflict where there is nobody."""
    if before.role is not Role.ADMIN or (after.role is Role.ADMIN and not after.removed):
        return None
    others = [
        agent for agent in desk.agents.of_tenant(before.tenant_id) if agent.role is Role.ADMIN and agent.id != before.id
    ]
    if not others:
        raise Conflict(f"{before.name} is the only admin. Make somebody else an admin first.")
    return next((agent for agent in others if agent.id == admin.id), others[0])


def _account(desk: Desk, accounts: Accounts, admin: Principal, invitation: Invitation) -> str:
    """An account that has outlived the agent, since their removal was interrupted, is replaced by a new one."""
    asked = (admin.tenant_id, invitation.email, invitation.name, invitation.role)
    agent_id = accounts.invite(*asked)
    earlier = desk.agents.get(admin.tenant_id, agent_id)
    if earlier is None or not earlier.removed:
        return agent_id
    accounts.remove(earlier)
    return accounts.invite(*asked)


def _check_departments(desk: Desk, admin: Principal, department_ids: Iterable[str]) -> None:
    for department_id in department_ids:
        if desk.departments.get(admin.tenant_id, department_id) is None:
            raise InvalidInput("department_ids", f"There is no department {department_id}.")
