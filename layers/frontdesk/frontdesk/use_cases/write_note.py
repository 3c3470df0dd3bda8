"""Write and read internal notes: the second log of a conversation, for agents alone."""

from dataclasses import replace

from frontdesk.domain.errors import Forbidden
from frontdesk.domain.events import NoteCreated
from frontdesk.domain.message import written_by
from frontdesk.domain.message_log import check_base_seq
from frontdesk.domain.principal import Principal
from frontdesk.use_cases.append_message import Appended, append_message
from frontdesk.use_cases.deliver import deliver
from frontdesk.use_cases.find_conversation import find_conversation
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.read_history import History, pages_of
from frontdesk.use_cases.send_message import Outgoing


def write_note(desk: Desk, author: Principal, outgoing: Outgoing) -> Appended:
    """The stored note, by the same promise as messages; any agent may write one, also when it is closed.

    Raises NotFound, MessageTooLong, InvalidInput, Forbidden, RateLimited, Busy.
    """
    _check_agent(author)
    check_base_seq(outgoing.client_id, outgoing.base_seq)
    draft = written_by(author, client_id=outgoing.client_id, content=outgoing.content, limit=desk.policy.message_length)
    conversation = find_conversation(desk, author, outgoing.conversation_id)
    tail = desk.log.tails(conversation.tenant_id, [conversation.id]).get(conversation.id)
    placed = replace(draft, after_seq=tail.seq if tail else 0)
    appended = append_message(desk, conversation.tenant_id, conversation.id, placed, log=desk.notes)
    deliver(desk, NoteCreated(conversation, appended.message.created_at, appended.message))
    return appended


def read_notes(
    desk: Desk,
    agent: Principal,
    conversation_id: str,
    *,
    after_seq: int | None = None,
    before_seq: int | None = None,
    limit: int,
) -> History:
    """Raises NotFound, Forbidden, and InvalidInput when both bounds are given."""
    _check_agent(agent)
    conversation = find_conversation(desk, agent, conversation_id)
    return pages_of(desk.notes, conversation, after_seq=after_seq, before_seq=before_seq, limit=limit)


def _check_agent(principal: Principal) -> None:
    if principal.is_visitor:
        raise Forbidden("Only agents can do this.")
