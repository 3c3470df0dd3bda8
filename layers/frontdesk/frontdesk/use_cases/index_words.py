"""Keep the words that a conversation is found by. Called by the stream: nothing waits for it."""

from collections.abc import Sequence

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.errors import Busy
from frontdesk.domain.search_words import words_in
from frontdesk.domain.vocabulary import MessageType
from frontdesk.use_cases.ports import Desk

ATTEMPTS = 20
LONGEST_PAUSE_SECONDS = 0.05
FIRST_SEQ = 1


def index_words(desk: Desk, tenant_id: str, conversation_id: str, texts: Sequence[str]) -> bool:
    """Add the words of these messages, and of the visitor's name and email; True when any of them was new.

    A conversation that has no entry yet gets one of its whole log: so what came before it is found too. Safe to call
    again, late, or out of order. Raises Busy.
    """
    conversation = desk.conversations.get(tenant_id, conversation_id, consistent=True)
    if conversation is None:
        return False
    for _ in range(ATTEMPTS):
        entry = desk.search.entry(conversation)
        spoken = texts if entry.version else _whole_log(desk, conversation)
        told = (conversation.visitor_name or "", conversation.visitor_email or "")
        changed = entry.with_words(word for text in (*told, *spoken) for word in words_in(text))
        if changed is entry:
            return False
        if desk.search.put(changed):
            return True
        desk.clock.pause(LONGEST_PAUSE_SECONDS)
    raise Busy("Too many people write here at once. Please try again.")


def _whole_log(desk: Desk, conversation: Conversation) -> Sequence[str]:
    log = desk.log.read_from(conversation.tenant_id, conversation.id, FIRST_SEQ)
    return [message.content for message in log if message.type is not MessageType.SYSTEM]
