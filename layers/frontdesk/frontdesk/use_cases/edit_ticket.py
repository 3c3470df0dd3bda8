"""Work on a ticket: its status, priority, assignee, category and subject."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from frontdesk.domain.errors import Busy, Conflict
from frontdesk.domain.party import Party
from frontdesk.domain.principal import Principal
from frontdesk.domain.ticket import Ticket
from frontdesk.domain.vocabulary import Priority, TicketStatus
from frontdesk.use_cases.find_agent import find_agent
from frontdesk.use_cases.find_ticket import find_ticket
from frontdesk.use_cases.index_words import index_words, shown_of
from frontdesk.use_cases.ports import Desk

ATTEMPTS = 20
LONGEST_PAUSE_SECONDS = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketEdit:
    """What is None stays as it is, unless `cleared` names it: `category`, `assignee`."""

    subject: str | None = None
    priority: Priority | None = None
    category: str | None = None
    status: TicketStatus | None = None
    assignee_id: str | None = None
    cleared: Collection[str] = ()
    seen_version: int | None = None
    """Where it is given, a ticket that has changed since is left alone."""


def edit_ticket(
    desk: Desk, agent: Principal, number: int, edit: TicketEdit, about_to: Callable[[Ticket], None] | None = None
) -> Ticket:
    """The ticket afterwards. `about_to` is told how it will be before it is written, and again where somebody was
    faster. Raises NotFound for an unknown ticket or assignee, Conflict, and Busy.
    """
    assignee = _assignee(desk, agent, edit)
    for _ in range(ATTEMPTS):
        ticket = find_ticket(desk, agent, number)
        if edit.seen_version not in (None, ticket.version):
            raise Conflict("Somebody has changed this ticket meanwhile.")
        changed = ticket.edited(
            desk.clock.now(),
            subject=edit.subject,
            priority=edit.priority,
            category=edit.category,
            status=edit.status,
            assignee=assignee,
            cleared=edit.cleared,
        )
        if changed is ticket:
            return ticket
        _index(desk, ticket, changed)
        if about_to is not None:
            about_to(changed)
        if desk.tickets.replace(ticket, changed):
            return changed
        desk.clock.pause(LONGEST_PAUSE_SECONDS)
    raise Busy("Too many people change this ticket at once. Please try again.")


def _index(desk: Desk, before: Ticket, after: Ticket) -> None:
    """No stream tells of tickets. It comes before the change: a word too many is found, one too few is not."""
    if shown_of(before) != shown_of(after):
        index_words(desk, after.tenant_id, after.conversation_id, shown_of(after))


def _assignee(desk: Desk, agent: Principal, edit: TicketEdit) -> Party | None:
    if edit.assignee_id is None:
        return None
    found = find_agent(desk, agent, edit.assignee_id)
    return Party(found.id, found.name)
