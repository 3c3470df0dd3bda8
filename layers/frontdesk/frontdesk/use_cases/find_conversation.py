"""Find a conversation that somebody may see."""

from collections.abc import Sequence
from dataclasses import dataclass

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.errors import NotFound, Refusal
from frontdesk.domain.message import Message
from frontdesk.domain.principal import Principal
from frontdesk.domain.vocabulary import Presence
from frontdesk.use_cases.ports import Desk


@dataclass(frozen=True, slots=True)
class View:
    """A conversation with the end of its log."""

    conversation: Conversation
    last_message: Message | None

    @property
    def tail_seq(self) -> int:
        return self.last_message.seq if self.last_message else 0


def find_conversation(
    desk: Desk, principal: Principal, conversation_id: str, *, consistent: bool = False
) -> Conversation:
    """Raises NotFound for an unknown conversation, and for one of another tenant or visitor.

    The cheaper read may not show a conversation that has just been started, so a miss is looked at twice.
    """
    found = desk.conversations.get(principal.tenant_id, conversation_id, consistent=consistent)
    if found is None and not consistent:
        found = desk.conversations.get(principal.tenant_id, conversation_id, consistent=True)
    if found is None:
        raise NotFound("There is no such conversation.")
    return found.read_by(principal)


def check_writable(desk: Desk, writer: Principal, conversation: Conversation) -> Conversation:
    """The conversation, as it is now where it seemed to take no messages: the cheaper read may be behind.

    Raises Forbidden, InvalidTransition.
    """
    try:
        conversation.check_writable_by(writer)
    except Refusal:
        conversation = find_conversation(desk, writer, conversation.id, consistent=True)
        conversation.check_writable_by(writer)
    return conversation


def view_conversation(desk: Desk, principal: Principal, conversation_id: str) -> View:
    return views(desk, [find_conversation(desk, principal, conversation_id)])[0]


def views(desk: Desk, conversations: Sequence[Conversation]) -> list[View]:
    """The conversations of one tenant, each with its last message."""
    if not conversations:
        return []
    last = desk.log.tails(conversations[0].tenant_id, [conversation.id for conversation in conversations])
    return [View(conversation, last.get(conversation.id)) for conversation in conversations]


def agent_can_return(desk: Desk, conversation: Conversation) -> bool:
    """Whether the conversation's last agent is there and has a free slot for it."""
    if conversation.agent_id is None:
        return False
    agent = desk.agents.get(conversation.tenant_id, conversation.agent_id)
    if agent is None or agent.removed or agent.free_slots == 0:
        return False
    return agent.presence_at(desk.clock.now(), desk.policy.presence) in (Presence.ONLINE, Presence.BUSY)
