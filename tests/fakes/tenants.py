"""The tenants' settings in memory."""

from collections.abc import Sequence

from frontdesk.domain.tenant import TenantSettings
from tests.fakes.step import Step, no_step


class FakeTenantSettings:
    def __init__(self, step: Step = no_step) -> None:
        self.step = step
        self._settings: dict[str, TenantSettings] = {}

    def get(self, tenant_id: str, *, consistent: bool = False) -> TenantSettings:
        self.step("tenants.get")
        return self._settings.get(tenant_id, TenantSettings(tenant_id=tenant_id))

    def of_all(self) -> Sequence[TenantSettings]:
        self.step("tenants.of_all")
        return [self._settings[tenant_id] for tenant_id in sorted(self._settings)]

    def put(self, before: TenantSettings, after: TenantSettings) -> bool:
        self.step("tenants.put")
        known = self._settings.get(after.tenant_id)
        if (known.version if known else 0) != before.version:
            return False
        self._settings[after.tenant_id] = after
        return True
