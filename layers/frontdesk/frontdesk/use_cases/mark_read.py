"""Note how far a participant has read."""

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.errors import InvalidInput
from frontdesk.domain.events import MessageRead
from frontdesk.domain.principal import Principal
from frontdesk.use_cases.deliver import deliver
from frontdesk.use_cases.find_conversation import find_conversation
from frontdesk.use_cases.ports import Desk


def mark_read(
    desk: Desk, reader: Principal, conversation_id: str, seq: int, *, connection_id: str | None = None
) -> int:
    """The reader's last seen seq afterwards; it never falls.

    An agent who only looks on leaves no mark: it would tell the visitor that their agent has read it.
    Raises NotFound, and InvalidInput for a seq beyond the log's end.
    """
    conversation = find_conversation(desk, reader, conversation_id)
    current = _current(conversation, reader)
    if seq <= current or (not reader.is_visitor and conversation.agent_id != reader.id):
        return current
    tail = desk.log.tails(conversation.tenant_id, [conversation.id], consistent=True).get(conversation.id)
    if tail is None or seq > tail.seq:
        raise InvalidInput("seq", f"The log has no message {seq}.")
    if desk.conversations.mark_read(conversation, reader.sender_type, seq):
        deliver(
            desk,
            MessageRead(conversation, desk.clock.now(), reader.sender_type, seq),
            but_not_to=connection_id,
        )
    return seq


def _current(conversation: Conversation, reader: Principal) -> int:
    return conversation.visitor_read_seq if reader.is_visitor else conversation.agent_read_seq
