"""Who has changed what in a tenant's administration: ids alone, no names and no values."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

COMMAND_LINE = "command-line"
"""Who acts where nobody has signed in."""


class AuditAction(StrEnum):
    SETTINGS_CHANGED = "settings.changed"
    WIDGET_CREATED = "widget.created"
    WIDGET_CHANGED = "widget.changed"
    WIDGET_REMOVED = "widget.removed"
    WIDGET_TOKEN_REPLACED = "widget.token_replaced"  # noqa: S105 - an action
    WIDGET_SECRET_ROTATED = "widget.secret_rotated"  # noqa: S105 - an action
    AGENT_INVITED = "agent.invited"
    AGENT_CHANGED = "agent.changed"
    AGENT_REMOVED = "agent.removed"
    DEPARTMENT_CREATED = "department.created"
    DEPARTMENT_CHANGED = "department.changed"
    DEPARTMENT_REMOVED = "department.removed"
    WORKFLOW_CREATED = "workflow.created"
    WORKFLOW_CHANGED = "workflow.changed"
    WORKFLOW_REMOVED = "workflow.removed"
    WEBHOOK_CREATED = "webhook.created"
    WEBHOOK_CHANGED = "webhook.changed"
    WEBHOOK_REMOVED = "webhook.removed"
    WEBHOOK_SECRET_ROTATED = "webhook.secret_rotated"  # noqa: S105 - an action
    CANNED_RESPONSE_REMOVED = "canned_response.removed"
    ARTICLE_REMOVED = "article.removed"
    VISITOR_EXPORTED = "visitor.exported"
    VISITOR_ERASED = "visitor.erased"
    DATA_EXPORTED = "data.exported"


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """`by` is the agent who did it, or `COMMAND_LINE`; `fields` are the names of what they have changed."""

    tenant_id: str
    id: str
    at: datetime
    by: str
    action: AuditAction
    record_id: str
    fields: tuple[str, ...] = ()
