"""Change a conversation by one rule of the domain, however many people change it at once."""

from collections.abc import Callable
from datetime import datetime

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.errors import Busy, NotFound
from frontdesk.domain.events import (
    ConversationEnded,
    ConversationUpdated,
    Event,
    MessageCreated,
    QueueUpdated,
    StateChanged,
)
from frontdesk.domain.message import announcing
from frontdesk.domain.principal import Principal
from frontdesk.domain.vocabulary import Status
from frontdesk.use_cases.append_message import append_message
from frontdesk.use_cases.apply_message import catch_up
from frontdesk.use_cases.deliver import deliver
from frontdesk.use_cases.ports import Desk

ATTEMPTS = 20
LONGEST_PAUSE_SECONDS = 0.05
Rule = Callable[[Conversation, datetime], Conversation]
Tell = Callable[[Conversation, datetime], StateChanged]


def change_conversation(
    desk: Desk, principal: Principal, conversation_id: str, rule: Rule, *, tell: Tell = ConversationUpdated
) -> Conversation:
    """The conversation as the rule made it, for somebody who may see it. Raises what `change_stored` raises."""

    def permitted(conversation: Conversation, now: datetime) -> Conversation:
        return rule(conversation.read_by(principal), now)

    return change_stored(desk, principal.tenant_id, conversation_id, permitted, tell=tell)


def change_stored(
    desk: Desk,
    tenant_id: str,
    conversation_id: str,
    rule: Rule,
    *,
    tell: Tell = ConversationUpdated,
    expected_load: int | None = None,
) -> Conversation:
    """The conversation as the rule made it. Exactly one of several at once gets its way; the others see its result.

    What the change announces is still to be told, by `announce`; the stream tells it where the caller dies before.

    Raises what the rule raises, NotFound, AgentAtCapacity (see `Conversations.replace`), and Busy.
    """
    for _ in range(ATTEMPTS):
        now = desk.clock.now()
        stored = desk.conversations.get(tenant_id, conversation_id, consistent=True)
        if stored is None:
            raise NotFound("There is no such conversation.")
        known = catch_up(desk, stored)
        changed = rule(known, now)
        if changed is known and known.version == stored.version:
            return stored
        if desk.conversations.replace(stored, changed, expected_load=expected_load):
            deliver(desk, *events_of_change(stored, changed, now, tell))
            return changed
        desk.clock.pause(LONGEST_PAUSE_SECONDS)
    raise Busy("Too many people change this conversation at once. Please try again.")


def announce(desk: Desk, conversation: Conversation) -> None:
    """Put what the conversation's last change announces into its log, once however often this is called."""
    if conversation.announcement is None:
        return
    draft = announcing(conversation.announcement, anchor=conversation.applied_seq, version=conversation.version)
    appended = append_message(desk, conversation.tenant_id, conversation.id, draft)
    if not appended.duplicate:
        deliver(desk, MessageCreated(conversation, appended.message.created_at, appended.message))


def events_of_change(
    before: Conversation, after: Conversation, now: datetime, tell: Tell = ConversationUpdated
) -> list[Event]:
    told: list[Event] = [ConversationEnded(after, now) if after.status is Status.CLOSED else tell(after, now)]
    if (before.status is Status.PENDING) is not (after.status is Status.PENDING):
        told.append(QueueUpdated(after, now, added=after.status is Status.PENDING))
    return told
