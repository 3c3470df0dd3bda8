"""The agents' routes."""

from collections.abc import Callable
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response

from frontdesk.contract import rendering
from frontdesk.contract.http_models import (
    AgentConversationPage,
    AgentProfile,
    ConversationChanged,
    MarkRead,
    MessagePage,
    ReadReceipt,
    SendMessage,
    SentMessage,
    SignInSettings,
    WsTicket,
)
from frontdesk.contract.records import AgentConversation
from frontdesk.domain.conversation import Conversation
from frontdesk.domain.principal import Principal
from frontdesk.domain.vocabulary import Status
from frontdesk.entrypoints.http_context import (
    LIST_SIZE,
    AgentOf,
    Context,
    ContextOf,
    ConversationId,
    Cursor,
    ListLimit,
    MessageLimit,
    SeqBound,
    origin_of,
)
from frontdesk.entrypoints.http_idempotency import IdempotentRoute
from frontdesk.entrypoints.http_shared import CREATED, STORED_BEFORE, give_ticket, history, receipt, sent
from frontdesk.use_cases.accept_conversation import accept_conversation
from frontdesk.use_cases.end_conversation import end_conversation
from frontdesk.use_cases.find_conversation import View, view_conversation
from frontdesk.use_cases.list_conversations import list_all, list_mine, list_queue
from frontdesk.use_cases.ports import Desk, Page
from frontdesk.use_cases.reopen_conversation import reopen_conversation
from frontdesk.use_cases.resolve_conversation import resolve_conversation

PREFIX = "/api/v1/live-chat"
router = APIRouter(prefix=PREFIX, tags=["agent"], route_class=IdempotentRoute)
# Not idempotent by key: a kept answer would keep the ticket that it gave.
tickets = APIRouter(prefix=PREFIX, tags=["agent"])
Change = Callable[[Desk, Principal, str], Conversation]


@router.get("/sign-in")
async def sign_in(context: ContextOf) -> SignInSettings:
    return context.sign_in


@router.get("/agents/me")
async def me(context: ContextOf, agent: AgentOf) -> AgentProfile:
    principal = agent.principal
    return AgentProfile(
        id=principal.id,
        tenant_id=principal.tenant_id,
        name=principal.name,
        email=agent.email,
        role=principal.role,
        limits=context.limits,
    )


@tickets.post("/ws-ticket")
async def ws_ticket(request: Request, context: ContextOf, agent: AgentOf) -> WsTicket:
    return give_ticket(context, agent.principal, origin_of(request))


@router.get("/conversations")
async def conversations(
    context: ContextOf,
    agent: AgentOf,
    scope: Literal["mine", "all"] = "all",
    status: Annotated[list[Status] | None, Query()] = None,
    cursor: Cursor = None,
    limit: ListLimit = LIST_SIZE,
) -> AgentConversationPage:
    """A page may hold fewer than `limit` where `status` filters; `next_cursor` alone tells the end."""
    listing = list_mine if scope == "mine" else list_all
    return _page(listing(context.desk, agent.principal, cursor, limit), status)


@router.get("/queue")
async def queue(
    context: ContextOf, agent: AgentOf, cursor: Cursor = None, limit: ListLimit = LIST_SIZE
) -> AgentConversationPage:
    return _page(list_queue(context.desk, agent.principal, cursor, limit), None)


@router.get("/conversations/{id}")
async def one(context: ContextOf, agent: AgentOf, conversation_id: ConversationId) -> AgentConversation:
    view = view_conversation(context.desk, agent.principal, conversation_id)
    return rendering.agent_conversation(view.conversation, view.last_message)


@router.get("/conversations/{id}/messages")
async def messages(
    context: ContextOf,
    agent: AgentOf,
    conversation_id: ConversationId,
    after_seq: SeqBound = None,
    before_seq: SeqBound = None,
    limit: MessageLimit = None,
) -> MessagePage:
    return history(context, agent.principal, conversation_id, after_seq, before_seq, limit)


@router.post("/conversations/{id}/messages", status_code=CREATED, responses=STORED_BEFORE)
async def send(
    context: ContextOf, agent: AgentOf, conversation_id: ConversationId, body: SendMessage, response: Response
) -> SentMessage:
    return sent(context, agent.principal, conversation_id, body, response)


@router.post("/conversations/{id}/read")
async def read(context: ContextOf, agent: AgentOf, conversation_id: ConversationId, body: MarkRead) -> ReadReceipt:
    return receipt(context, agent.principal, conversation_id, body)


@router.post("/conversations/{id}/accept")
async def accept(context: ContextOf, agent: AgentOf, conversation_id: ConversationId) -> ConversationChanged:
    return _changed(context, agent.principal, conversation_id, accept_conversation)


@router.post("/conversations/{id}/resolve")
async def resolve(context: ContextOf, agent: AgentOf, conversation_id: ConversationId) -> ConversationChanged:
    return _changed(context, agent.principal, conversation_id, resolve_conversation)


@router.post("/conversations/{id}/close")
async def close(context: ContextOf, agent: AgentOf, conversation_id: ConversationId) -> ConversationChanged:
    return _changed(context, agent.principal, conversation_id, end_conversation)


@router.post("/conversations/{id}/reopen")
async def reopen(context: ContextOf, agent: AgentOf, conversation_id: ConversationId) -> ConversationChanged:
    return _changed(context, agent.principal, conversation_id, reopen_conversation)


def _changed(context: Context, agent: Principal, conversation_id: str, change: Change) -> ConversationChanged:
    return ConversationChanged(conversation=rendering.state(change(context.desk, agent, conversation_id)))


def _page(page: Page[View], statuses: list[Status] | None) -> AgentConversationPage:
    wanted = [view for view in page.items if statuses is None or view.conversation.status in statuses]
    return AgentConversationPage(
        items=[rendering.agent_conversation(view.conversation, view.last_message) for view in wanted],
        next_cursor=page.next_cursor,
    )
