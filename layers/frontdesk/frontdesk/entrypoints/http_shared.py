"""What several routes have in common: a conversation's log, a page of a list, and a WebSocket ticket."""

from typing import Any

from fastapi import Response

from frontdesk.contract import rendering
from frontdesk.contract.agent_models import AgentConversationPage
from frontdesk.contract.http_models import MarkRead, MessagePage, ReadReceipt, SendMessage, SentMessage, WsTicket
from frontdesk.domain.principal import Principal
from frontdesk.entrypoints.http_context import Context
from frontdesk.observability import tell_message_stored
from frontdesk.use_cases.find_conversation import View
from frontdesk.use_cases.issue_ticket import issue_ticket
from frontdesk.use_cases.mark_read import mark_read
from frontdesk.use_cases.ports import Page
from frontdesk.use_cases.read_history import read_history
from frontdesk.use_cases.send_message import Outgoing, send_message

CREATED = 201
NO_CONTENT = 204
STORED_BEFORE: dict[int | str, dict[str, Any]] = {
    200: {"model": SentMessage, "description": "It had been stored before"}
}


def history(
    context: Context,
    principal: Principal,
    conversation_id: str,
    after_seq: int | None,
    before_seq: int | None,
    limit: int | None,
) -> MessagePage:
    found = read_history(
        context.desk,
        principal,
        conversation_id,
        after_seq=after_seq,
        before_seq=before_seq,
        limit=limit or context.desk.policy.page_size,
    )
    return MessagePage(
        items=[rendering.message(message) for message in found.messages],
        tail_seq=found.tail_seq,
        next_after_seq=found.next_after_seq,
        next_before_seq=found.next_before_seq,
    )


def sent(
    context: Context,
    principal: Principal,
    conversation_id: str,
    body: SendMessage,
    response: Response,
    *,
    article_id: str | None = None,
) -> SentMessage:
    """201 for a message that is new in the log, 200 for one that was there."""
    outgoing = Outgoing(
        conversation_id=conversation_id,
        client_id=body.client_id,
        base_seq=body.base_seq,
        content=body.content,
        article_id=article_id,
        attachment_id=body.attachment_id,
    )
    appended = send_message(context.desk, principal, outgoing)
    tell_message_stored(principal.tenant_id, conversation_id, appended.message.seq, duplicate=appended.duplicate)
    if appended.duplicate:
        response.status_code = 200
    return SentMessage(message=rendering.message(appended.message), duplicate=appended.duplicate)


def receipt(context: Context, principal: Principal, conversation_id: str, body: MarkRead) -> ReadReceipt:
    seq = mark_read(context.desk, principal, conversation_id, body.seq)
    return ReadReceipt(conversation_id=conversation_id, reader=principal.sender_type, seq=seq)


def listed(page: Page[View]) -> AgentConversationPage:
    return AgentConversationPage(
        items=[rendering.agent_conversation(view.conversation, view.last_message) for view in page.items],
        next_cursor=page.next_cursor,
    )


def give_ticket(context: Context, principal: Principal, origin: str | None) -> WsTicket:
    ticket, grant = issue_ticket(context.desk, principal, origin)
    return WsTicket(ticket=ticket, url=context.websocket_url, expires_at=grant.expires_at)
