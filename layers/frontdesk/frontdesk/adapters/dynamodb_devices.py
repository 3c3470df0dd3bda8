"""The devices' rows of the Directory table, and the deployment's own key for Web Push.

key                                access pattern
agent#tenant#id, device#id         an agent's devices; one of them
deployment, "vapid"                the key by which push services know this deployment
"""

from collections.abc import Sequence
from dataclasses import asdict

from pynamodb.attributes import UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.models import Model

from frontdesk.adapters.dynamodb import took_place, without_none
from frontdesk.domain.device import Device, DeviceKind


class DeviceRow(Model):
    class Meta:
        table_name = "Directory"

    owner = UnicodeAttribute(hash_key=True)
    record = UnicodeAttribute(range_key=True)
    tenant_id = UnicodeAttribute()
    agent_id = UnicodeAttribute()
    id = UnicodeAttribute()
    kind = UnicodeAttribute()
    endpoint = UnicodeAttribute()
    public_key = UnicodeAttribute(null=True)
    secret = UnicodeAttribute(null=True)
    label = UnicodeAttribute()
    added_at = UTCDateTimeAttribute()


class KeyRow(Model):
    class Meta:
        table_name = "Directory"

    owner = UnicodeAttribute(hash_key=True)
    record = UnicodeAttribute(range_key=True)
    private_key = UnicodeAttribute()


class DynamoDevices:
    def of_agent(self, tenant_id: str, agent_id: str) -> Sequence[Device]:
        rows = DeviceRow.query(f"agent#{tenant_id}#{agent_id}", DeviceRow.record.startswith("device#"))
        return sorted(map(_device, rows), key=lambda device: (device.added_at, device.id))

    def put(self, device: Device) -> None:
        key = _key(device.tenant_id, device.agent_id, device.id)
        DeviceRow(*key, **{**without_none(asdict(device)), "kind": device.kind.value}).save()

    def remove(self, tenant_id: str, agent_id: str, device_id: str) -> None:
        DeviceRow(*_key(tenant_id, agent_id, device_id)).delete()


class DynamoVapidKey:
    """Made by whoever needs it first, the same for ever after: a subscription is bound to it."""

    def __init__(self) -> None:
        self._known: str | None = None

    def private_key(self, make: str) -> str:
        """The stored key, PEM; `make` becomes it where there is none yet."""
        if self._known is None:
            row = KeyRow("deployment", "vapid", private_key=make)
            if not took_place(lambda: row.save(condition=KeyRow.record.does_not_exist())):
                row.refresh(consistent_read=True)
            self._known = row.private_key
        return self._known


def _key(tenant_id: str, agent_id: str, device_id: str) -> tuple[str, str]:
    return f"agent#{tenant_id}#{agent_id}", f"device#{device_id}"


def _device(row: DeviceRow) -> Device:
    return Device(
        tenant_id=row.tenant_id,
        agent_id=row.agent_id,
        id=row.id,
        kind=DeviceKind(row.kind),
        endpoint=row.endpoint,
        public_key=row.public_key,
        secret=row.secret,
        label=row.label,
        added_at=row.added_at,
    )
