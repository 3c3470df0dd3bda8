"""Where it is kept who has changed what."""

from typing import Protocol

from frontdesk.domain.audit import AuditEntry
from frontdesk.use_cases.page import Page


class AuditTrail(Protocol):
    def add(self, entry: AuditEntry) -> None: ...

    def of_tenant(self, tenant_id: str, cursor: str | None, limit: int) -> Page[AuditEntry]:
        """The latest first. Raises InvalidInput for a cursor from elsewhere."""
