"""Which conversations somebody wants to see in a list."""

from dataclasses import dataclass
from datetime import datetime

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.vocabulary import Handler, Priority, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What is None lets every conversation pass. `created_from` is the first instant, `created_to` the first after."""

    statuses: frozenset[Status] = frozenset(Status)
    handler: Handler | None = None
    agent_id: str | None = None
    department_id: str | None = None
    widget_id: str | None = None
    priority: Priority | None = None
    tag: str | None = None
    skill: str | None = None
    created_from: datetime | None = None
    created_to: datetime | None = None

    def wants(self, conversation: Conversation) -> bool:
        return (
            conversation.status in self.statuses
            and self.handler in (None, conversation.handler)
            and self.agent_id in (None, conversation.agent_id)
            and self.department_id in (None, conversation.department_id)
            and self.widget_id in (None, conversation.widget_id)
            and self.priority in (None, conversation.priority)
            and (self.tag is None or self.tag in conversation.tags)
            and (self.skill is None or self.skill in conversation.required_skills)
            and (self.created_from is None or self.created_from <= conversation.created_at)
            and (self.created_to is None or conversation.created_at < self.created_to)
        )


EVERYTHING = Selection()
