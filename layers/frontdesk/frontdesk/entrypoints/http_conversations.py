"""The agents' routes to conversations."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Query, Response

from frontdesk.contract import rendering
from frontdesk.contract.agent_models import (
    AgentConversationChanged,
    AgentConversationPage,
    AssignConversation,
    EditConversation,
    NotePage,
    SetPriority,
    TransferConversation,
    WriteNote,
    WrittenNote,
)
from frontdesk.contract.http_models import (
    AgentSendMessage,
    ConversationChanged,
    EscalateConversation,
    MarkRead,
    MessagePage,
    ReadReceipt,
    SentMessage,
)
from frontdesk.contract.list_models import ListConversations
from frontdesk.contract.records import AgentConversation
from frontdesk.domain.conversation import Conversation
from frontdesk.domain.errors import InvalidInput
from frontdesk.domain.principal import Principal
from frontdesk.domain.selection import Selection
from frontdesk.entrypoints.http_agents import PREFIX
from frontdesk.entrypoints.http_context import (
    AdminOf,
    AgentOf,
    Context,
    ContextOf,
    ConversationId,
    MessageLimit,
    SeqBound,
)
from frontdesk.entrypoints.http_idempotency import IdempotentRoute
from frontdesk.entrypoints.http_shared import CREATED, STORED_BEFORE, history, listed, receipt, sent
from frontdesk.use_cases.accept_conversation import accept_conversation
from frontdesk.use_cases.assign_conversation import assign_conversation
from frontdesk.use_cases.edit_conversation import edit_conversation
from frontdesk.use_cases.end_conversation import end_conversation
from frontdesk.use_cases.escalate_conversation import escalate_conversation
from frontdesk.use_cases.find_conversation import view_conversation
from frontdesk.use_cases.hand_back import hand_back
from frontdesk.use_cases.list_conversations import Sort, Wish, list_conversations
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.reopen_conversation import reopen_conversation
from frontdesk.use_cases.resolve_conversation import resolve_conversation
from frontdesk.use_cases.send_message import Outgoing
from frontdesk.use_cases.transfer_conversation import transfer_conversation
from frontdesk.use_cases.write_note import read_notes, write_note

router = APIRouter(prefix=PREFIX, tags=["agent"], route_class=IdempotentRoute)
Change = Callable[[Desk, Principal, str], Conversation]


@router.get("/conversations")
async def conversations(
    context: ContextOf, agent: AgentOf, asked: Annotated[ListConversations, Query()]
) -> AgentConversationPage:
    """A page may hold fewer than `limit` where a filter drops many; `next_cursor` alone tells the end."""
    return listed(list_conversations(context.desk, agent, _wish(asked), asked.cursor, asked.limit))


def _wish(asked: ListConversations) -> Wish:
    begin, end = asked.created_from, asked.created_to
    if begin is not None and end is not None and begin >= end:
        raise InvalidInput("to", "`to` must be later than `from`.")
    return Wish(
        mine=asked.scope == "mine",
        statuses=frozenset(asked.status) or None,
        selection=Selection(
            handler=asked.handler,
            agent_id=asked.agent_id,
            department_id=asked.department_id,
            widget_id=asked.widget_id,
            priority=asked.priority,
            tag=asked.tag,
            created_from=begin,
            created_to=end,
        ),
        sort=Sort(asked.sort),
        query=asked.q,
    )


@router.get("/conversations/{id}")
async def one(context: ContextOf, agent: AgentOf, conversation_id: ConversationId) -> AgentConversation:
    view = view_conversation(context.desk, agent, conversation_id)
    return rendering.agent_conversation(view.conversation, view.last_message)


@router.patch("/conversations/{id}")
async def edit(
    context: ContextOf, agent: AgentOf, conversation_id: ConversationId, body: EditConversation
) -> AgentConversationChanged:
    changed = edit_conversation(
        context.desk, agent, conversation_id, subject=body.subject, tags=body.tags, attributes=body.attributes
    )
    return _detailed(changed)


@router.put("/conversations/{id}/priority")
async def priority(
    context: ContextOf, agent: AgentOf, conversation_id: ConversationId, body: SetPriority
) -> AgentConversationChanged:
    return _detailed(edit_conversation(context.desk, agent, conversation_id, priority=body.priority))


@router.get("/conversations/{id}/messages")
async def messages(
    context: ContextOf,
    agent: AgentOf,
    conversation_id: ConversationId,
    after_seq: SeqBound = None,
    before_seq: SeqBound = None,
    limit: MessageLimit = None,
) -> MessagePage:
    return history(context, agent, conversation_id, after_seq, before_seq, limit)


@router.post("/conversations/{id}/messages", status_code=CREATED, responses=STORED_BEFORE)
async def send(
    context: ContextOf, agent: AgentOf, conversation_id: ConversationId, body: AgentSendMessage, response: Response
) -> SentMessage:
    return sent(context, agent, conversation_id, body, response, article_id=body.article_id)


@router.get("/conversations/{id}/notes")
async def notes(
    context: ContextOf,
    agent: AgentOf,
    conversation_id: ConversationId,
    after_seq: SeqBound = None,
    before_seq: SeqBound = None,
    limit: MessageLimit = None,
) -> NotePage:
    found = read_notes(
        context.desk,
        agent,
        conversation_id,
        after_seq=after_seq,
        before_seq=before_seq,
        limit=limit or context.desk.policy.page_size,
    )
    return NotePage(
        items=[rendering.note(note) for note in found.messages],
        tail_seq=found.tail_seq,
        next_after_seq=found.next_after_seq,
        next_before_seq=found.next_before_seq,
    )


@router.post(
    "/conversations/{id}/notes",
    status_code=CREATED,
    responses={200: {"model": WrittenNote, "description": "It had been stored before"}},
)
async def add_note(
    context: ContextOf, agent: AgentOf, conversation_id: ConversationId, body: WriteNote, response: Response
) -> WrittenNote:
    outgoing = Outgoing(
        conversation_id=conversation_id, client_id=body.client_id, base_seq=body.base_seq, content=body.content
    )
    written = write_note(context.desk, agent, outgoing)
    if written.duplicate:
        response.status_code = 200
    return WrittenNote(note=rendering.note(written.message), duplicate=written.duplicate)


@router.post("/conversations/{id}/read")
async def read(context: ContextOf, agent: AgentOf, conversation_id: ConversationId, body: MarkRead) -> ReadReceipt:
    return receipt(context, agent, conversation_id, body)


@router.post("/conversations/{id}/accept")
async def accept(context: ContextOf, agent: AgentOf, conversation_id: ConversationId) -> ConversationChanged:
    return _changed(context, agent, conversation_id, accept_conversation)


@router.post("/conversations/{id}/assign")
async def assign(
    context: ContextOf, admin: AdminOf, conversation_id: ConversationId, body: AssignConversation
) -> ConversationChanged:
    changed = assign_conversation(context.desk, admin, conversation_id, body.agent_id)
    return ConversationChanged(conversation=rendering.state(changed))


@router.post("/conversations/{id}/transfer")
async def transfer(
    context: ContextOf, agent: AgentOf, conversation_id: ConversationId, body: TransferConversation
) -> ConversationChanged:
    changed = transfer_conversation(
        context.desk,
        agent,
        conversation_id,
        agent_id=body.agent_id,
        department_id=body.department_id,
        reason=body.reason,
    )
    return ConversationChanged(conversation=rendering.state(changed))


@router.post("/conversations/{id}/escalate")
async def escalate(
    context: ContextOf, agent: AgentOf, conversation_id: ConversationId, body: EscalateConversation
) -> ConversationChanged:
    """Call for another human: it goes to the queue."""
    changed = escalate_conversation(context.desk, agent, conversation_id, told=body.reason)
    return ConversationChanged(conversation=rendering.state(changed))


@router.post("/conversations/{id}/hand-back")
async def back_to_the_bot(context: ContextOf, agent: AgentOf, conversation_id: ConversationId) -> ConversationChanged:
    return _changed(context, agent, conversation_id, hand_back)


@router.post("/conversations/{id}/resolve")
async def resolve(context: ContextOf, agent: AgentOf, conversation_id: ConversationId) -> ConversationChanged:
    return _changed(context, agent, conversation_id, resolve_conversation)


@router.post("/conversations/{id}/close")
async def close(context: ContextOf, agent: AgentOf, conversation_id: ConversationId) -> ConversationChanged:
    return _changed(context, agent, conversation_id, end_conversation)


@router.post("/conversations/{id}/reopen")
async def reopen(context: ContextOf, agent: AgentOf, conversation_id: ConversationId) -> ConversationChanged:
    return _changed(context, agent, conversation_id, reopen_conversation)


def _changed(context: Context, agent: Principal, conversation_id: str, change: Change) -> ConversationChanged:
    return ConversationChanged(conversation=rendering.state(change(context.desk, agent, conversation_id)))


def _detailed(changed: Conversation) -> AgentConversationChanged:
    return AgentConversationChanged(conversation=rendering.state(changed), details=rendering.agent_details(changed))
