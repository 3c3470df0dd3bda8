"""Change what agents note about a conversation: its priority, subject, tags and attributes."""

from collections.abc import Mapping

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.principal import Principal
from frontdesk.domain.vocabulary import Priority
from frontdesk.use_cases.change_conversation import change_conversation
from frontdesk.use_cases.ports import Desk


def edit_conversation(
    desk: Desk,
    agent: Principal,
    conversation_id: str,
    *,
    subject: str | None = None,
    tags: tuple[str, ...] | None = None,
    attributes: Mapping[str, str] | None = None,
    priority: Priority | None = None,
) -> Conversation:
    """What is None stays as it is. Raises NotFound."""
    return change_conversation(
        desk,
        agent,
        conversation_id,
        lambda conversation, _now: conversation.edited(
            subject=subject, tags=tags, attributes=attributes, priority=priority
        ),
    )
