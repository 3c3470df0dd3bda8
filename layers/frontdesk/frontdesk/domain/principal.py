"""Who is asking, as their credential says."""

from dataclasses import dataclass
from datetime import datetime

from frontdesk.domain.vocabulary import Role, SenderType

ANONYMOUS = "Visitor"


@dataclass(frozen=True, slots=True)
class Principal:
    """A visitor or an agent of one tenant. `expires_at` is when their credential ends."""

    tenant_id: str
    id: str
    name: str
    role: Role
    expires_at: datetime
    widget_id: str | None = None

    @property
    def is_visitor(self) -> bool:
        return self.role is Role.VISITOR

    @property
    def sender_type(self) -> SenderType:
        return SenderType.VISITOR if self.is_visitor else SenderType.AGENT
