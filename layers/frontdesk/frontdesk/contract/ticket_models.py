"""Tickets as agents see and change them."""

from typing import Annotated

from pydantic import Field

from frontdesk.contract.base import SUBJECT_LENGTH, Id, Label, PriorityField, Timestamp, Wire
from frontdesk.contract.records import AgentBadge
from frontdesk.domain.vocabulary import TicketStatus

TicketNumber = Annotated[int, Field(ge=1, le=999_999_999, description="1, 2, 3 … within the tenant; its identity")]
TicketSubject = Annotated[str, Field(min_length=1, max_length=SUBJECT_LENGTH, pattern=r"\S")]

SearchWords = Annotated[
    str,
    Field(
        min_length=1,
        max_length=SUBJECT_LENGTH,
        description="The beginnings of words in messages, of the requester's name and email; or a ticket's number",
    ),
]


class TicketSummary(Wire):
    """A ticket as it stands in a list. A higher `version` replaces a lower one."""

    number: TicketNumber
    subject: str
    status: TicketStatus
    priority: PriorityField
    category: str | None = None
    requester_name: str | None = None
    requester_email: str | None = None
    visitor_id: Id
    conversation_id: Id
    assignee: AgentBadge | None = None
    created_by: AgentBadge
    created_at: Timestamp
    updated_at: Timestamp
    version: int


class Ticket(TicketSummary):
    description: Annotated[
        str, Field(description="A summary, and the transcript as it was when the ticket was made; its times are UTC.")
    ]


class TicketPage(Wire):
    items: list[TicketSummary]
    next_cursor: str | None = None


class TicketCounts(Wire):
    """What is still to be done. Whoever has more of one kind than 1,000 reads 1,000."""

    open: int
    pending: int


class ConvertToTicket(Wire):
    """What is absent comes from the conversation."""

    subject: TicketSubject | None = None
    category: Label | None = None
    priority: PriorityField | None = None


class ConvertedTicket(Wire):
    ticket: Ticket
    duplicate: Annotated[bool, Field(description="The conversation had a ticket before; `ticket` is that one.")]


class EditTicket(Wire):
    """What is absent stays as it is. Null takes the category or the assignee away, and leaves the rest as it is."""

    subject: TicketSubject | None = None
    status: TicketStatus | None = None
    priority: PriorityField | None = None
    category: Label | None = None
    assignee_id: Id | None = None
    version: Annotated[
        int | None,
        Field(ge=1, description="The one that you have seen: where the ticket has changed since, it is a conflict."),
    ] = None
