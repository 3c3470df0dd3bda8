"""Bring the counters up to date with one conversation."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from frontdesk.domain.analytics.contribution import changes_between, contribution_of
from frontdesk.domain.conversation import Conversation
from frontdesk.domain.errors import Busy
from frontdesk.use_cases.analytics_ports import Counters
from frontdesk.use_cases.ports import Clock, Desk

ATTEMPTS = 20
LONGEST_PAUSE_SECONDS = 0.05


def count_conversation(counters: Counters, clock: Clock, conversation: Conversation) -> bool:
    """False where the counters knew it, or a later state of it. Raises Busy."""
    for _ in range(ATTEMPTS):
        before = counters.contribution(conversation.tenant_id, conversation.id)
        if before and before.version >= conversation.version:
            return False
        if counters.replace(before, contribution_of(conversation, before, {})):
            return True
        clock.pause(LONGEST_PAUSE_SECONDS)
    raise Busy("Too much is counted at once. Please try again.")


def recount_conversation(
    counters: Counters,
    desk: Desk,
    tenant_id: str,
    conversation_id: str,
    answers: Callable[[Conversation], Mapping[int, int]],
) -> bool:
    """Count it as it is now, with these answers of the bot, by seq, each with its tenth of confidence.

    False where that changes no counter, or the conversation is gone. Safe to call again. Raises Busy.
    """
    for _ in range(ATTEMPTS):
        before = counters.contribution(tenant_id, conversation_id)
        # Read after what it has contributed, it cannot be older than that.
        conversation = desk.conversations.get(tenant_id, conversation_id, consistent=True)
        if conversation is None:
            return False
        after = contribution_of(conversation, before, answers(conversation))
        if before == replace(after, revision=after.revision - 1):
            return False
        if counters.replace(before, after):
            return bool(changes_between(before, after))
        desk.clock.pause(LONGEST_PAUSE_SECONDS)
    raise Busy("Too much is counted at once. Please try again.")
