"""Show the others that somebody is typing. Nothing of it is stored."""

from frontdesk.domain.events import Typing
from frontdesk.domain.principal import Principal
from frontdesk.use_cases.deliver import deliver
from frontdesk.use_cases.find_conversation import find_conversation
from frontdesk.use_cases.ports import Desk


def show_typing(desk: Desk, typist: Principal, conversation_id: str, *, on: bool, connection_id: str) -> None:
    """Raises NotFound, InvalidTransition, Forbidden: who may not write there does not type there."""
    conversation = find_conversation(desk, typist, conversation_id)
    conversation.check_writable_by(typist)
    deliver(desk, Typing(conversation, desk.clock.now(), typist, on), but_not_to=connection_id)
