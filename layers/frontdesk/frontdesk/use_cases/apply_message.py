"""Bring a conversation's summary up to date with a message that its log has gained."""

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.errors import AgentAtCapacity
from frontdesk.domain.message import Message
from frontdesk.domain.vocabulary import Status
from frontdesk.use_cases.find_conversation import agent_can_return
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.read_log_end import read_log_end


def apply_message(desk: Desk, conversation: Conversation, message: Message) -> Conversation:
    """The summary after the message, written only where something that a list needs has changed.

    Another writer may be faster; the change is then decided anew from what they wrote.
    """
    current = conversation
    while True:
        changed = _after(desk, current, message)
        if changed is current or replaced(desk, current, changed):
            return changed
        fresh = desk.conversations.get(current.tenant_id, current.id, consistent=True)
        if fresh is None:
            return current
        current = fresh


def replaced(desk: Desk, current: Conversation, changed: Conversation) -> bool:
    """A slot that was free when this was decided may be taken by now; then it is decided anew."""
    try:
        return desk.conversations.replace(current, changed)
    except AgentAtCapacity:
        return False


def catch_up(desk: Desk, conversation: Conversation) -> Conversation:
    """The summary with everything that the log holds above `applied_seq`; not written. Raises Busy."""
    log = read_log_end(desk, conversation.tenant_id, conversation.id, conversation.applied_seq + 1)
    return conversation.caught_up(log, agent_online=_agent_online(desk, conversation))


def _after(desk: Desk, conversation: Conversation, message: Message) -> Conversation:
    """A change accounts for all that lies below it too: of that, something may still be on its way to the summary."""
    changed = conversation.after(message, agent_online=_agent_online(desk, conversation))
    if changed is conversation or message.seq == conversation.applied_seq + 1:
        return changed
    return catch_up(desk, conversation)


def _agent_online(desk: Desk, conversation: Conversation) -> bool:
    """Looked up where it matters: only a resolved conversation goes back to its agent."""
    return conversation.status is Status.RESOLVED and agent_can_return(desk, conversation)
