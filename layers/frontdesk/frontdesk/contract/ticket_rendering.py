"""Tickets as they appear on a wire."""

from typing import Any

from frontdesk.contract import ticket_models
from frontdesk.contract.records import AgentBadge
from frontdesk.contract.rendering import badge
from frontdesk.domain.ticket import Ticket


def summary(found: Ticket) -> ticket_models.TicketSummary:
    return ticket_models.TicketSummary(**_shared(found))


def ticket(found: Ticket) -> ticket_models.Ticket:
    return ticket_models.Ticket(**_shared(found), description=found.description or "")


def _shared(found: Ticket) -> dict[str, Any]:
    return {
        "number": found.number,
        "subject": found.subject,
        "status": found.status,
        "priority": found.priority,
        "category": found.category,
        "requester_name": found.requester_name,
        "requester_email": found.requester_email,
        "visitor_id": found.visitor_id,
        "conversation_id": found.conversation_id,
        "assignee": badge(found.assignee),
        "created_by": AgentBadge(id=found.created_by.id, name=found.created_by.name),
        "created_at": found.created_at,
        "updated_at": found.updated_at,
        "version": found.version,
    }
