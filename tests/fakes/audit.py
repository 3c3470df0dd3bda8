"""The audit trail in memory."""

from frontdesk.domain.audit import AuditEntry
from frontdesk.use_cases.cursors import cursor_at, rank_at
from frontdesk.use_cases.page import Page
from tests.fakes.step import Step, no_step


class FakeAuditTrail:
    def __init__(self, step: Step = no_step) -> None:
        self.step = step
        self.entries: list[AuditEntry] = []

    def add(self, entry: AuditEntry) -> None:
        self.step("audit.add")
        self.entries.append(entry)

    def of_tenant(self, tenant_id: str, cursor: str | None, limit: int) -> Page[AuditEntry]:
        self.step("audit.of_tenant")
        behind = rank_at("audit", tenant_id, cursor) if cursor else None
        own = sorted(((_rank(entry), entry) for entry in self.entries if entry.tenant_id == tenant_id), reverse=True)
        rest = [(rank, entry) for rank, entry in own if behind is None or rank < behind]
        more = cursor_at("audit", tenant_id, rest[limit - 1][0]) if len(rest) > limit else None
        return Page([entry for _, entry in rest[:limit]], more)


def _rank(entry: AuditEntry) -> str:
    return f"{entry.at.isoformat()}#{entry.id}"
