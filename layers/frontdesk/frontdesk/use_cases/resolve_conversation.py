"""Mark a conversation as solved."""

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.principal import Principal
from frontdesk.use_cases.change_conversation import announce, change_conversation
from frontdesk.use_cases.ports import Desk


def resolve_conversation(desk: Desk, by: Principal, conversation_id: str) -> Conversation:
    """Raises InvalidTransition, Forbidden, NotFound."""
    changed = change_conversation(desk, by, conversation_id, lambda conversation, now: conversation.resolved(by, now))
    announce(desk, changed)
    return changed
