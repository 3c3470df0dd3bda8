"""The devices' rows of the Directory table, and the deployment's own key for Web Push.

key                                access pattern
agent#tenant#id, device#id         an agent's devices; one of them
device#id, "holder"                whose device it is
deployment, "vapid"                the key by which push services know this deployment
"""

from collections.abc import Callable, Sequence
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


class HolderRow(Model):
    class Meta:
        table_name = "Directory"

    owner = UnicodeAttribute(hash_key=True)
    record = UnicodeAttribute(range_key=True)
    held_by = UnicodeAttribute()


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
        owner, record = _key(device.tenant_id, device.agent_id, device.id)
        former = _holder(device.id)
        if former not in (None, owner):
            DeviceRow(former, record).delete()
        HolderRow(*_holder_key(device.id), held_by=owner).save()
        DeviceRow(owner, record, **{**without_none(asdict(device)), "kind": device.kind.value}).save()

    def remove(self, tenant_id: str, agent_id: str, device_id: str) -> None:
        owner, record = _key(tenant_id, agent_id, device_id)
        DeviceRow(owner, record).delete()
        holder = HolderRow(*_holder_key(device_id))
        took_place(lambda: holder.delete(condition=HolderRow.held_by == owner))


class DynamoVapidKey:
    """Made by whoever needs it first, the same for ever after: a subscription is bound to it."""

    def private_key(self, make: Callable[[], str]) -> str:
        """The stored key, PEM; what `make` gives becomes it where there is none yet."""
        try:
            return str(KeyRow.get("deployment", "vapid").private_key)
        except KeyRow.DoesNotExist:
            row = KeyRow("deployment", "vapid", private_key=make())
        if not took_place(lambda: row.save(condition=KeyRow.record.does_not_exist())):
            row.refresh(consistent_read=True)
        return str(row.private_key)


def _holder(device_id: str) -> str | None:
    try:
        return str(HolderRow.get(*_holder_key(device_id), consistent_read=True).held_by)
    except HolderRow.DoesNotExist:
        return None


def _holder_key(device_id: str) -> tuple[str, str]:
    return f"device#{device_id}", "holder"


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
