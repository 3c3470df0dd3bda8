"""Tickets in memory."""

from collections.abc import Sequence
from dataclasses import replace

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.errors import InvalidInput
from frontdesk.domain.ticket import Ticket
from frontdesk.domain.vocabulary import TicketStatus
from frontdesk.use_cases.ports import Page
from tests.fakes.conversations import FakeConversations
from tests.fakes.step import Step, no_step


class FakeTickets:
    """A ticket and its conversation change in one step."""

    def __init__(self, conversations: FakeConversations, step: Step = no_step) -> None:
        self.step = step
        self._conversations = conversations
        self._tickets: dict[tuple[str, int], Ticket] = {}

    def last_number(self, tenant_id: str) -> int:
        self.step("tickets.last_number")
        return max((number for owner, number in self._tickets if owner == tenant_id), default=0)

    def create(self, ticket: Ticket, old: Conversation | None, new: Conversation) -> bool:
        self.step("tickets.create")
        place = (ticket.tenant_id, ticket.number)
        if place in self._tickets or not self._conversations.put(old, new):
            return False
        self._tickets[place] = ticket
        return True

    def get(self, tenant_id: str, number: int) -> Ticket | None:
        self.step("tickets.get")
        return self._tickets.get((tenant_id, number))

    def numbered(self, tenant_id: str, numbers: Sequence[int]) -> Sequence[Ticket]:
        self.step("tickets.numbered")
        found = [self._tickets.get((tenant_id, number)) for number in numbers]
        return [_listed(ticket) for ticket in found if ticket is not None]

    def replace(self, old: Ticket, new: Ticket, beside: tuple[Conversation, Conversation] | None = None) -> bool:
        self.step("tickets.replace")
        place = (old.tenant_id, old.number)
        stored = self._tickets.get(place)
        if stored is None or stored.version != old.version:
            return False
        if beside is not None and not self._conversations.put(*beside):
            return False
        self._tickets[place] = replace(new, description=stored.description)
        return True

    def listed(
        self, tenant_id: str, *, status: TicketStatus | None, assignee_id: str | None, cursor: str | None, limit: int
    ) -> Page[Ticket]:
        """A full page carries a cursor, even where nothing follows: only a page that is not full shows the end."""
        self.step("tickets.listed")
        if cursor is not None and not (cursor.isascii() and cursor.isdigit() and len(cursor) < 10):
            raise InvalidInput("cursor", "This cursor does not come from a list of tickets. Begin again without one.")
        fitting = [
            ticket
            for (owner, number), ticket in sorted(self._tickets.items(), reverse=True)
            if owner == tenant_id and (cursor is None or number < int(cursor)) and ticket.fits(status, assignee_id)
        ]
        items = [_listed(ticket) for ticket in fitting[:limit]]
        return Page(items, str(items[-1].number) if len(items) == limit else None)

    def count(self, tenant_id: str, status: TicketStatus, limit: int) -> int:
        self.step("tickets.count")
        own = [ticket for (owner, _), ticket in self._tickets.items() if owner == tenant_id]
        return min(sum(ticket.status is status for ticket in own), limit)


def _listed(ticket: Ticket) -> Ticket:
    return replace(ticket, description=None)
