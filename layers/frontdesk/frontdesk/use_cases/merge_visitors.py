"""Somebody unknown turns out to be somebody: what they have written becomes that visitor's.

First it is noted on both, as one: from then on the tokens of the one are those of the other. Then their conversations
change hands, each by a write of its own. Whoever dies between leaves the note, and the next request of the visitor goes
on where it ended. What is started in the same moment is handed over by the stream.
"""

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.errors import Busy
from frontdesk.domain.events import ConversationUpdated
from frontdesk.domain.topics import conversation_topic
from frontdesk.domain.transitions import OPEN
from frontdesk.domain.visitor import Visitor
from frontdesk.domain.vocabulary import Role
from frontdesk.use_cases.deliver import deliver
from frontdesk.use_cases.ports import Desk

ATTEMPTS = 20
LONGEST_PAUSE_SECONDS = 0.05
# Of one visitor, by one request; more than nearly anybody has.
HANDED_OVER_AT_ONCE = 100


def take_over(desk: Desk, anonymous: Visitor, verified: Visitor) -> Visitor:
    """The verified visitor, with the note of whom they take over; without, where those have become somebody else.

    Raises Busy.
    """
    current = verified
    for _ in range(ATTEMPTS):
        after = current.taking_over(anonymous.id)
        if desk.directory.merge_visitor(current, after, anonymous):
            return after
        current = desk.directory.visitor(verified.tenant_id, verified.id, consistent=True) or current
        lost = desk.directory.visitor(anonymous.tenant_id, anonymous.id, consistent=True)
        if lost is None or lost.merged_into is not None:
            return current
        desk.clock.pause(LONGEST_PAUSE_SECONDS)
    raise Busy("Too much happens to this visitor at once. Please try again.")


def finish_merging(desk: Desk, visitor: Visitor) -> Visitor:
    """Hand over what is still to come to them: up to a hundred conversations of each, the rest the next time.

    Safe to call again, and beside itself. Raises Busy.
    """
    current = visitor
    for former_id in visitor.merging:
        page = desk.conversations.of_visitor(visitor.tenant_id, former_id, None, HANDED_OVER_AT_ONCE)
        for conversation in page.items:
            handed = _handed_over(desk, conversation, visitor)
            if handed is not None:
                _end_sockets(desk, handed)
                _tell(desk, handed)
        after = current.has_taken_over(former_id)
        if page.next_cursor is None and desk.directory.merge_visitor(current, after):
            current = after
    return current


def settle_visitor(desk: Desk, before: Conversation | None, after: Conversation) -> None:
    """A conversation that has just been started, by somebody who was becoming somebody else, is handed over too."""
    if before is not None:
        return
    starter = desk.directory.visitor(after.tenant_id, after.visitor_id)
    if starter is None or starter.merged_into is None:
        return
    become = desk.directory.visitor(after.tenant_id, starter.merged_into)
    handed = _handed_over(desk, after, become) if become else None
    if handed is not None:
        _tell(desk, handed)


def _handed_over(desk: Desk, listed: Conversation, visitor: Visitor) -> Conversation | None:
    """None where it is theirs already, or not there."""
    for _ in range(ATTEMPTS):
        stored = desk.conversations.get(listed.tenant_id, listed.id, consistent=True)
        if stored is None or stored.visitor_id == visitor.id:
            return None
        handed = stored.of_visitor(visitor)
        if desk.conversations.replace(stored, handed):
            return handed
        desk.clock.pause(LONGEST_PAUSE_SECONDS)
    raise Busy("Too many people change this conversation at once. Please try again.")


def _end_sockets(desk: Desk, conversation: Conversation) -> None:
    """They were opened by somebody who is nobody any more."""
    topic = conversation_topic(conversation.tenant_id, conversation.id)
    ended = [
        listener.connection_id
        for listener in desk.connections.listeners(topic)
        if listener.role is Role.VISITOR and listener.principal_id != conversation.visitor_id
    ]
    if ended:
        desk.gateway.end(ended)


def _tell(desk: Desk, conversation: Conversation) -> None:
    """Agents see at once who it is."""
    if conversation.status in OPEN:
        deliver(desk, ConversationUpdated(conversation, desk.clock.now()))
