"""Bring a conversation's summary up to date with a message that its log has gained."""

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.message import Message
from frontdesk.domain.vocabulary import Status
from frontdesk.use_cases.find_conversation import agent_is_online
from frontdesk.use_cases.ports import Desk


def apply_message(desk: Desk, conversation: Conversation, message: Message) -> Conversation:
    """The summary after the message, written only where something that a list needs has changed.

    Another writer may be faster; the change is then decided anew from what they wrote.
    """
    current = conversation
    while True:
        changed = current.after(message, agent_online=_matters(current) and agent_is_online(desk, current))
        if changed is current or desk.conversations.replace(current, changed):
            return changed
        fresh = desk.conversations.get(current.tenant_id, current.id, consistent=True)
        if fresh is None:
            return current
        current = fresh


def catch_up(desk: Desk, conversation: Conversation) -> Conversation:
    """The summary with everything that the log holds above `applied_seq`; not written."""
    log = desk.log.read_from(conversation.tenant_id, conversation.id, conversation.applied_seq + 1)
    online = _matters(conversation) and agent_is_online(desk, conversation)
    return conversation.caught_up(log, agent_online=online)


def _matters(conversation: Conversation) -> bool:
    """Whether it matters for the next message if the agent is online: only a resolved one goes back to them."""
    return conversation.status is Status.RESOLVED
