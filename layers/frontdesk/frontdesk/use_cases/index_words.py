"""Keep the words that a conversation is found by. Called by the stream: nothing waits for it."""

from collections.abc import Sequence

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.errors import Busy
from frontdesk.domain.search_words import words_in
from frontdesk.domain.ticket import Ticket
from frontdesk.domain.vocabulary import MessageType
from frontdesk.use_cases.ports import Desk

ATTEMPTS = 20
LONGEST_PAUSE_SECONDS = 0.05
FIRST_SEQ = 1


def index_words(desk: Desk, tenant_id: str, conversation_id: str, texts: Sequence[str]) -> bool:
    """Add the words of these messages, and of the visitor's name and email; True when any of them was new.

    A conversation that has no entry yet gets one of its whole log and its ticket: so what came before it is found too.
    Safe to call again, late, or out of order. Raises Busy.
    """
    conversation = desk.conversations.get(tenant_id, conversation_id, consistent=True)
    if conversation is None:
        return False
    for _ in range(ATTEMPTS):
        entry = desk.search.entry(conversation)
        spoken = texts if entry.version else [*_everything(desk, conversation), *texts]
        told = (conversation.visitor_name or "", conversation.visitor_email or "")
        changed = entry.with_words(word for text in (*told, *spoken) for word in words_in(text))
        if changed is entry:
            return False
        if desk.search.put(changed):
            return True
        desk.clock.pause(LONGEST_PAUSE_SECONDS)
    raise Busy("Too many people write here at once. Please try again.")


def shown_of(ticket: Ticket) -> Sequence[str]:
    """What a list shows of a ticket, beside who asked: its conversation is found by that."""
    return [ticket.subject, ticket.category or ""]


def shown_of_ticket(desk: Desk, tenant_id: str, number: int | None) -> Sequence[str]:
    ticket = None if number is None else desk.tickets.get(tenant_id, number)
    return shown_of(ticket) if ticket else []


def _everything(desk: Desk, conversation: Conversation) -> Sequence[str]:
    ticket = shown_of_ticket(desk, conversation.tenant_id, conversation.ticket_number)
    return [*_whole_log(desk, conversation), *ticket]


def _whole_log(desk: Desk, conversation: Conversation) -> Sequence[str]:
    log = desk.log.read_from(conversation.tenant_id, conversation.id, FIRST_SEQ)
    return [message.content for message in log if message.type is not MessageType.SYSTEM]
