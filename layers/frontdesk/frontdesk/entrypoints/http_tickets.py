"""The agents' routes to tickets."""

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from frontdesk.contract import ticket_rendering
from frontdesk.contract.base import Id
from frontdesk.contract.ticket_models import (
    ConvertedTicket,
    ConvertToTicket,
    EditTicket,
    SearchWords,
    Ticket,
    TicketCounts,
    TicketNumber,
    TicketPage,
)
from frontdesk.domain.vocabulary import TicketStatus
from frontdesk.entrypoints.http_agents import PREFIX
from frontdesk.entrypoints.http_context import LIST_SIZE, AgentOf, ContextOf, ConversationId, Cursor, ListLimit
from frontdesk.entrypoints.http_idempotency import IdempotentRoute
from frontdesk.entrypoints.http_shared import CREATED
from frontdesk.use_cases.announce_to_webhooks import announce_ticket
from frontdesk.use_cases.convert_to_ticket import TicketWishes, convert_to_ticket
from frontdesk.use_cases.edit_ticket import TicketEdit, edit_ticket
from frontdesk.use_cases.find_ticket import count_tickets, find_ticket, list_tickets

router = APIRouter(prefix=PREFIX, tags=["agent"], route_class=IdempotentRoute)
NumberOf = Annotated[TicketNumber, Path(alias="number")]
# What an edit can take away, by the name of its field; the ticket keeps the assignee with their name.
CLEARABLE = {"category": "category", "assignee_id": "assignee"}


@router.post(
    "/conversations/{id}/convert-to-ticket",
    status_code=CREATED,
    responses={200: {"model": ConvertedTicket, "description": "The conversation had a ticket before"}},
)
async def convert(
    context: ContextOf,
    agent: AgentOf,
    conversation_id: ConversationId,
    response: Response,
    body: ConvertToTicket | None = None,
) -> ConvertedTicket:
    asked = body or ConvertToTicket()
    wishes = TicketWishes(subject=asked.subject, category=asked.category, priority=asked.priority)
    about_to = partial(announce_ticket, context.webhooks.outlet)
    converted = convert_to_ticket(context.desk, agent, conversation_id, wishes, about_to)
    if converted.duplicate:
        response.status_code = 200
    return ConvertedTicket(ticket=ticket_rendering.ticket(converted.ticket), duplicate=converted.duplicate)


@router.get("/tickets")
async def tickets(
    context: ContextOf,
    agent: AgentOf,
    status: TicketStatus | None = None,
    assignee_id: Annotated[Id | None, Query()] = None,
    unassigned: bool = False,
    q: Annotated[SearchWords | None, Query()] = None,
    cursor: Cursor = None,
    limit: ListLimit = LIST_SIZE,
) -> TicketPage:
    """The latest first."""
    page = list_tickets(
        context.desk,
        agent,
        status=status,
        assignee_id=assignee_id,
        unassigned=unassigned,
        query=q,
        cursor=cursor,
        limit=limit,
    )
    return TicketPage(items=[ticket_rendering.summary(found) for found in page.items], next_cursor=page.next_cursor)


@router.get("/tickets/counts")
async def counts(context: ContextOf, agent: AgentOf) -> TicketCounts:
    found = count_tickets(context.desk, agent)
    return TicketCounts(open=found.open, pending=found.pending)


@router.get("/tickets/{number}")
async def ticket(context: ContextOf, agent: AgentOf, number: NumberOf) -> Ticket:
    return ticket_rendering.ticket(find_ticket(context.desk, agent, number))


@router.patch("/tickets/{number}")
async def edit(context: ContextOf, agent: AgentOf, number: NumberOf, body: EditTicket) -> Ticket:
    cleared = [CLEARABLE[name] for name in body.model_fields_set & CLEARABLE.keys() if getattr(body, name) is None]
    changes = TicketEdit(
        subject=body.subject,
        priority=body.priority,
        category=body.category,
        status=body.status,
        assignee_id=body.assignee_id,
        cleared=cleared,
        seen_version=body.version,
    )
    about_to = partial(announce_ticket, context.webhooks.outlet)
    return ticket_rendering.ticket(edit_ticket(context.desk, agent, number, changes, about_to))
