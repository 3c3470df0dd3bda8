"""Nobody was there for an escalated conversation: make a ticket of it, and say so."""

from dataclasses import replace
from functools import partial

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.errors import Busy
from frontdesk.domain.escalating import FRONTDESK
from frontdesk.domain.escalation import Outcome
from frontdesk.domain.escalation_steps import EscalationKey, EscalationStep, Way
from frontdesk.domain.events import MessageCreated
from frontdesk.domain.message import Announcement, SystemEvent, announcing
from frontdesk.use_cases.announce_to_webhooks import announce_ticket
from frontdesk.use_cases.append_message import append_message
from frontdesk.use_cases.convert_to_ticket import (
    ATTEMPTS,
    LONGEST_PAUSE_SECONDS,
    TicketWishes,
    end_in_own_ticket,
    make_ticket,
)
from frontdesk.use_cases.deliver import deliver
from frontdesk.use_cases.escalation_ports import EscalationDesk
from frontdesk.use_cases.find_escalation import find_escalation
from frontdesk.use_cases.ports import Desk


def ticket_escalation(desk: Desk, work: EscalationDesk, key: EscalationKey) -> Way:
    """Where the escalation goes from here: on to its visitor where it has ended in a ticket. Raises NotFound, Busy.

    The ticket and the end of the escalation are written as one: who accepts the conversation at that moment either
    comes first, and no ticket is made, or finds a conversation with a ticket. It gets one ticket in its life.
    """
    for _ in range(ATTEMPTS):
        conversation, escalation = find_escalation(desk, key)
        if escalation.outcome is not None or _ticketed(desk, work, conversation):
            return _way_after(desk, work, key)
        desk.clock.pause(LONGEST_PAUSE_SECONDS)
    raise Busy("Too many tickets are made at once. Please try again.")


def _ticketed(desk: Desk, work: EscalationDesk, conversation: Conversation) -> bool:
    """False where the ticket, its number or the conversation went to somebody else."""
    if conversation.ticket_number is not None:
        return end_in_own_ticket(desk, conversation, partial(announce_ticket, work.webhooks))
    return make_ticket(desk, FRONTDESK, conversation, TicketWishes()) is not None


def _way_after(desk: Desk, work: EscalationDesk, key: EscalationKey) -> Way:
    conversation, escalation = find_escalation(desk, key)
    if escalation.outcome is not Outcome.TICKETED:
        return Way.FINISH
    work.steps.note(key, EscalationStep.TICKET, desk.clock.now(), f"#{conversation.ticket_number}")
    return Way.TELL


def tell_ticket(desk: Desk, work: EscalationDesk, key: EscalationKey) -> None:
    """A system message with the ticket's number, once. Raises NotFound, Busy."""
    conversation, escalation = find_escalation(desk, key)
    told = Announcement(SystemEvent.TICKETED, FRONTDESK.name, str(conversation.ticket_number))
    plain = announcing(told, anchor=0, version=conversation.version)
    draft = replace(plain, client_id=f"0.escalation-ticketed-{escalation.number:06d}")
    appended = append_message(desk, key.tenant_id, key.conversation_id, draft)
    if not appended.duplicate:
        deliver(desk, MessageCreated(conversation, appended.message.created_at, appended.message))
    work.steps.note(key, EscalationStep.TELL, desk.clock.now())
