"""What a tenant has settled for itself, and the trail of what its people have changed, as they appear on a wire."""

from typing import Annotated, Any

from pydantic import Field

from frontdesk.contract.base import Id, Timestamp, Wire
from frontdesk.contract.widget_models import BusinessHours, Threshold
from frontdesk.contract.widget_rendering import hours_of
from frontdesk.domain.audit import AuditAction

RetentionDays = Annotated[
    int, Field(ge=1, le=3650, description="For so long a conversation is kept after it was last written to")
]
SlaMinutes = Annotated[int, Field(ge=1, le=1440, description="A visitor may wait so long for somebody to accept")]
SilenceMinutes = Annotated[int, Field(ge=1, le=1440, description="An agent may leave a visitor unanswered for so long")]
MessageCap = Annotated[int, Field(ge=1, le=1000, description="Messages to the bot, before it calls a human")]
AutoCloseHours = Annotated[int, Field(ge=1, le=720, description="What is resolved is closed after so long")]
NewThreshold = Annotated[Threshold, Field(description="Of a widget that is made without one")]


class TenantDefaults(Wire):
    """What holds where the tenant has settled nothing: the deployment's configuration."""

    retention_days: int | None = Field(None, description="Null: until somebody erases it")
    sla_minutes: float
    silence_minutes: float
    message_cap: int
    auto_close_hours: float
    confidence_threshold: float


class TenantSettings(Wire):
    """What is null is as in `defaults`; without `business_hours` people are always there on a new widget."""

    retention_days: RetentionDays | None = None
    sla_minutes: SlaMinutes | None = None
    silence_minutes: SilenceMinutes | None = None
    message_cap: MessageCap | None = None
    auto_close_hours: AutoCloseHours | None = None
    confidence_threshold: NewThreshold | None = None
    business_hours: BusinessHours | None = None
    defaults: TenantDefaults
    updated_at: Timestamp | None = None
    version: int


class EditTenantSettings(Wire):
    """What is absent stays as it is; what is null is the deployment's again. In force within half a minute."""

    retention_days: RetentionDays | None = None
    sla_minutes: SlaMinutes | None = None
    silence_minutes: SilenceMinutes | None = None
    message_cap: MessageCap | None = None
    auto_close_hours: AutoCloseHours | None = None
    confidence_threshold: NewThreshold | None = None
    business_hours: BusinessHours | None = Field(None, description="Of a widget that is made without any")
    version: Annotated[
        int | None,
        Field(
            ge=0,
            description="The one that you have seen: where the settings have changed since, it is a conflict. Without "
            "it, the last write wins, field by field",
        ),
    ] = None

    def changes(self) -> dict[str, Any]:
        """What the body names, as fields of the domain's settings."""
        named = {name: value for name, value in dict(self).items() if name in self.model_fields_set}
        named.pop("version", None)
        hours = named.get("business_hours")
        return named if hours is None else {**named, "business_hours": hours_of(hours)}


class AuditEntry(Wire):
    id: Id
    at: Timestamp
    by: Annotated[Id, Field(description="The agent who did it, or `command-line`")]
    action: AuditAction
    record_id: str
    fields: list[str] = Field(description="The names of what was changed, never the values")


class AuditPage(Wire):
    """The latest first."""

    items: list[AuditEntry]
    next_cursor: str | None = None
