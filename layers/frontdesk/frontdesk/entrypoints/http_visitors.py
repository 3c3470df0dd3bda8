"""A visitor's conversations."""

from fastapi import APIRouter, Response

from frontdesk.contract import rendering
from frontdesk.contract.http_models import (
    ConversationChanged,
    EscalateConversation,
    MarkRead,
    MessagePage,
    RateConversation,
    ReadReceipt,
    SendMessage,
    SentMessage,
    StartConversation,
    StartedConversation,
    VisitorConversationPage,
)
from frontdesk.contract.records import VisitorConversation
from frontdesk.domain.vocabulary import Priority
from frontdesk.entrypoints.http_context import (
    LIST_SIZE,
    ContextOf,
    ConversationId,
    Cursor,
    ListLimit,
    MessageLimit,
    SeqBound,
    VisitorOf,
)
from frontdesk.entrypoints.http_idempotency import IdempotentRoute
from frontdesk.entrypoints.http_rates import COUNTED_ACTION, COUNTED_BEGINNING
from frontdesk.entrypoints.http_shared import CREATED, STORED_BEFORE, history, receipt, sent
from frontdesk.use_cases.begin_workflow import workflow_to_begin
from frontdesk.use_cases.end_conversation import end_conversation
from frontdesk.use_cases.escalate_conversation import escalate_conversation
from frontdesk.use_cases.find_conversation import view_conversation
from frontdesk.use_cases.list_conversations import list_own
from frontdesk.use_cases.queue_position import queue_position
from frontdesk.use_cases.rate_conversation import rate_conversation, rateable_until
from frontdesk.use_cases.resolve_conversation import resolve_conversation
from frontdesk.use_cases.start_conversation import Beginning, start_conversation

router = APIRouter(prefix="/api/widget/{token}/conversations", tags=["visitor"], route_class=IdempotentRoute)


@router.post("", status_code=CREATED, dependencies=[COUNTED_BEGINNING])
async def start(context: ContextOf, caller: VisitorOf, body: StartConversation) -> StartedConversation:
    beginning = Beginning(
        client_id=body.client_id,
        subject=body.subject,
        priority=body.priority or Priority.NORMAL,
        required_skills=body.required_skills,
        answers=body.answers,
        page_url=body.page.url if body.page else None,
        page_title=body.page.title if body.page else None,
        message_client_id=body.message.client_id if body.message else None,
        message_content=body.message.content if body.message else None,
    )
    workflow = workflow_to_begin(context.workflows, caller.widget)
    view, message = start_conversation(
        context.desk, caller.widget, caller.visitor, caller.principal, beginning, workflow
    )
    return StartedConversation(
        conversation=rendering.visitor_conversation(view.conversation, view.last_message),
        message=rendering.message(message) if message else None,
    )


@router.get("")
async def own(
    context: ContextOf, caller: VisitorOf, cursor: Cursor = None, limit: ListLimit = LIST_SIZE
) -> VisitorConversationPage:
    page = list_own(context.desk, caller.principal, cursor, limit)
    return VisitorConversationPage(
        items=[
            rendering.visitor_conversation(
                view.conversation,
                view.last_message,
                rateable_until=rateable_until(context.desk, view.conversation),
            )
            for view in page.items
        ],
        next_cursor=page.next_cursor,
    )


@router.get("/{id}")
async def one(context: ContextOf, caller: VisitorOf, conversation_id: ConversationId) -> VisitorConversation:
    view = view_conversation(context.desk, caller.principal, conversation_id)
    return rendering.visitor_conversation(
        view.conversation,
        view.last_message,
        queue_position=queue_position(context.desk, view.conversation),
        rateable_until=rateable_until(context.desk, view.conversation),
    )


@router.get("/{id}/messages")
async def messages(
    context: ContextOf,
    caller: VisitorOf,
    conversation_id: ConversationId,
    after_seq: SeqBound = None,
    before_seq: SeqBound = None,
    limit: MessageLimit = None,
) -> MessagePage:
    return history(context, caller.principal, conversation_id, after_seq, before_seq, limit)


@router.post("/{id}/messages", status_code=CREATED, responses=STORED_BEFORE)
async def send(
    context: ContextOf, caller: VisitorOf, conversation_id: ConversationId, body: SendMessage, response: Response
) -> SentMessage:
    return sent(context, caller.principal, conversation_id, body, response)


@router.post("/{id}/read")
async def read(context: ContextOf, caller: VisitorOf, conversation_id: ConversationId, body: MarkRead) -> ReadReceipt:
    return receipt(context, caller.principal, conversation_id, body)


@router.post("/{id}/escalate", dependencies=[COUNTED_ACTION])
async def escalate(
    context: ContextOf, caller: VisitorOf, conversation_id: ConversationId, body: EscalateConversation
) -> ConversationChanged:
    """Ask for a human."""
    changed = escalate_conversation(context.desk, caller.principal, conversation_id, told=body.reason)
    return ConversationChanged(conversation=rendering.state(changed))


@router.post("/{id}/rate", dependencies=[COUNTED_ACTION])
async def rate(
    context: ContextOf, caller: VisitorOf, conversation_id: ConversationId, body: RateConversation
) -> ConversationChanged:
    rated = rate_conversation(context.desk, caller.principal, conversation_id, body.rating, body.feedback)
    return ConversationChanged(conversation=rendering.state(rated))


@router.post("/{id}/resolve", dependencies=[COUNTED_ACTION])
async def resolve(context: ContextOf, caller: VisitorOf, conversation_id: ConversationId) -> ConversationChanged:
    """Mark one's question as solved; writing again opens it again."""
    resolved = resolve_conversation(context.desk, caller.principal, conversation_id)
    return ConversationChanged(conversation=rendering.state(resolved))


@router.post("/{id}/end")
async def end(context: ContextOf, caller: VisitorOf, conversation_id: ConversationId) -> ConversationChanged:
    ended = end_conversation(context.desk, caller.principal, conversation_id)
    return ConversationChanged(conversation=rendering.state(ended))
