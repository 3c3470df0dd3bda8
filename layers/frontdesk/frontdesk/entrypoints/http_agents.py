"""Agents: signing in, who they are, whether they are there, and what they have in their hands."""

from fastapi import APIRouter, Request

from frontdesk.contract import rendering
from frontdesk.contract.agent_models import (
    AgentPage,
    AgentProfile,
    EditAgent,
    InviteAgent,
    SetStatus,
    SignInSettings,
    Workload,
)
from frontdesk.contract.http_models import WsTicket
from frontdesk.contract.records import Agent
from frontdesk.domain.agent import Agent as KnownAgent
from frontdesk.entrypoints.http_auditing import AuditAction, note
from frontdesk.entrypoints.http_context import AdminOf, AgentOf, Context, ContextOf, PathId, origin_of
from frontdesk.entrypoints.http_idempotency import IdempotentRoute
from frontdesk.entrypoints.http_shared import CREATED, NO_CONTENT, give_ticket
from frontdesk.use_cases.find_agent import find_agent, list_agents, workload_of
from frontdesk.use_cases.keep_presence import set_status
from frontdesk.use_cases.manage_agents import Invitation, edit_agent, invite_agent, remove_agent

PREFIX = "/api/v1/live-chat"
router = APIRouter(prefix=PREFIX, tags=["agent"], route_class=IdempotentRoute)
# Not idempotent by key: a kept answer would keep the ticket that it gave.
tickets = APIRouter(prefix=PREFIX, tags=["agent"])


@router.get("/sign-in")
async def sign_in(context: ContextOf) -> SignInSettings:
    return context.sign_in


@tickets.post("/ws-ticket")
async def ws_ticket(request: Request, context: ContextOf, agent: AgentOf) -> WsTicket:
    return give_ticket(context, agent, origin_of(request))


@router.get("/agents/me")
async def me(context: ContextOf, agent: AgentOf) -> AgentProfile:
    return _profile(context, find_agent(context.desk, agent, agent.id))


@router.put("/agents/me/status")
async def status(context: ContextOf, agent: AgentOf, body: SetStatus) -> AgentProfile:
    return _profile(context, set_status(context.desk, agent, body.status))


@router.get("/agents")
async def agents(context: ContextOf, agent: AgentOf) -> AgentPage:
    """All of them at once; `next_cursor` is always null."""
    return AgentPage(items=[_agent(context, found) for found in list_agents(context.desk, agent)])


@router.post("/agents", status_code=CREATED)
async def invite(context: ContextOf, admin: AdminOf, body: InviteAgent) -> Agent:
    invitation = Invitation(
        email=body.email,
        name=body.name,
        role=body.role,
        skills=body.skills,
        department_ids=body.department_ids,
        max_chats=body.max_concurrent_chats,
    )
    invited = invite_agent(context.desk, context.accounts, admin, invitation)
    note(context, admin, AuditAction.AGENT_INVITED, invited.id)
    return _agent(context, invited)


@router.get("/agents/{id}")
async def one(context: ContextOf, agent: AgentOf, agent_id: PathId) -> Agent:
    return _agent(context, find_agent(context.desk, agent, agent_id))


@router.patch("/agents/{id}")
async def edit(context: ContextOf, admin: AdminOf, agent_id: PathId, body: EditAgent) -> Agent:
    after = edit_agent(context.desk, context.accounts, admin, agent_id, body.changes())
    note(context, admin, AuditAction.AGENT_CHANGED, agent_id, body.model_fields_set)
    return _agent(context, after)


@router.delete("/agents/{id}", status_code=NO_CONTENT)
async def remove(context: ContextOf, admin: AdminOf, agent_id: PathId) -> None:
    """What they are answering goes back to the queue."""
    remove_agent(context.desk, context.accounts, admin, agent_id)
    note(context, admin, AuditAction.AGENT_REMOVED, agent_id)


@router.get("/agents/{id}/workload")
async def workload(context: ContextOf, agent: AgentOf, agent_id: PathId) -> Workload:
    found, views = workload_of(context.desk, agent, agent_id)
    return Workload(
        agent_id=found.id,
        current_chats=len(found.holding),
        max_concurrent_chats=found.max_chats,
        free_slots=found.free_slots,
        capacity_used=found.capacity_used,
        conversations=[rendering.agent_conversation(view.conversation, view.last_message) for view in views],
    )


def _agent(context: Context, found: KnownAgent) -> Agent:
    desk = context.desk
    return rendering.agent(found, found.presence_at(desk.clock.now(), desk.policy.presence))


def _profile(context: Context, found: KnownAgent) -> AgentProfile:
    return AgentProfile(
        **dict(_agent(context, found)), tenant_id=found.tenant_id, status=found.status, limits=context.limits
    )
