"""Return a conversation to the queue when its agent is gone."""

from datetime import datetime

from frontdesk.domain.agent import Agent
from frontdesk.domain.assignment import released
from frontdesk.domain.conversation import Conversation
from frontdesk.domain.errors import NotFound
from frontdesk.domain.vocabulary import Status
from frontdesk.use_cases.change_conversation import announce, change_stored
from frontdesk.use_cases.ports import Desk


def release_conversation(desk: Desk, agent: Agent, conversation_id: str) -> None:
    """While it waits for the visitor it stays with its agent: the visitor's next words bring it back here."""

    def rule(conversation: Conversation, now: datetime) -> Conversation:
        if conversation.agent_id != agent.id or conversation.status is not Status.ACTIVE:
            return conversation
        return released(conversation, now)

    try:
        announce(desk, change_stored(desk, agent.tenant_id, conversation_id, rule))
    except NotFound:
        return
