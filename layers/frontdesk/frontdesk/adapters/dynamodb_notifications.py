"""The notifications' rows of the Directory table, each gone after its retention.

key                                                      access pattern
agent#tenant#id, notification#created#id                 an agent's list, the latest first; one of it
agent#tenant#id, push#notification#device                whether it has been pushed to a device, or somebody is at it
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial

from pynamodb.attributes import BooleanAttribute, NumberAttribute, UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.models import Model

from frontdesk.adapters.dynamodb import epoch, sortable, took_place
from frontdesk.domain.errors import InvalidInput
from frontdesk.domain.notification import Notification, Reason
from frontdesk.use_cases.ports import Clock, Page
from frontdesk.use_cases.push_ports import CLAIM, Claim

RETENTION = timedelta(days=30)
LATEST = 100


class NotificationRow(Model):
    class Meta:
        table_name = "Directory"

    owner = UnicodeAttribute(hash_key=True)
    record = UnicodeAttribute(range_key=True)
    tenant_id = UnicodeAttribute()
    agent_id = UnicodeAttribute()
    conversation_id = UnicodeAttribute()
    reason = UnicodeAttribute()
    number = NumberAttribute()
    title = UnicodeAttribute()
    preview = UnicodeAttribute(null=True)
    created_at = UTCDateTimeAttribute()
    read = BooleanAttribute(null=True)
    expires_at = NumberAttribute()


class PushRow(Model):
    class Meta:
        table_name = "Directory"

    owner = UnicodeAttribute(hash_key=True)
    record = UnicodeAttribute(range_key=True)
    claimed_until = NumberAttribute(null=True)
    expires_at = NumberAttribute()


class DynamoNotifications:
    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def add(self, notification: Notification) -> bool:
        row = NotificationRow(
            _owner(notification.tenant_id, notification.agent_id),
            _record(notification),
            tenant_id=notification.tenant_id,
            agent_id=notification.agent_id,
            conversation_id=notification.conversation_id,
            reason=notification.reason.value,
            number=notification.number,
            title=notification.title,
            preview=notification.preview,
            created_at=notification.created_at,
            read=notification.read or None,
            expires_at=epoch(notification.created_at + RETENTION),
        )
        return took_place(lambda: row.save(condition=NotificationRow.record.does_not_exist()))

    def of_agent(self, tenant_id: str, agent_id: str, cursor: str | None, limit: int) -> Page[Notification]:
        owner = _owner(tenant_id, agent_id)
        start = {"owner": {"S": owner}, "record": {"S": _checked(cursor)}} if cursor else None
        rows = NotificationRow.query(
            owner,
            NotificationRow.record.startswith("notification#"),
            limit=limit,
            last_evaluated_key=start,
            scan_index_forward=False,
        )
        items = [_notification(row) for row in rows]
        last = rows.last_evaluated_key
        return Page(items, last["record"]["S"].removeprefix("notification#") if last else None)

    def unread(self, tenant_id: str, agent_id: str) -> Sequence[Notification]:
        latest = self.of_agent(tenant_id, agent_id, None, LATEST)
        return [notification for notification in latest.items if not notification.read]

    def mark_read(self, notifications: Sequence[Notification]) -> None:
        for notification in notifications:
            row = NotificationRow(_owner(notification.tenant_id, notification.agent_id), _record(notification))
            took_place(partial(row.update, [NotificationRow.read.set(True)], NotificationRow.record.exists()))

    def claim(self, notification: Notification, device_id: str) -> Claim:
        now = self._clock.now()
        row = self._push_row(notification, device_id)
        row.claimed_until = epoch(now + CLAIM)
        free = PushRow.record.does_not_exist() | (PushRow.claimed_until < epoch(now))
        if took_place(lambda: row.save(condition=free)):
            return Claim.OURS
        try:
            row.refresh(consistent_read=True)
        except PushRow.DoesNotExist:
            return Claim.ANOTHERS  # who released it just now
        return Claim.PUSHED if row.claimed_until is None else Claim.ANOTHERS

    def release(self, notification: Notification, device_id: str) -> None:
        self._push_row(notification, device_id).delete()

    def mark_pushed(self, notification: Notification, device_id: str) -> None:
        self._push_row(notification, device_id).save()

    def _push_row(self, notification: Notification, device_id: str) -> PushRow:
        return PushRow(
            _owner(notification.tenant_id, notification.agent_id),
            f"push#{notification.id}#{device_id}",
            expires_at=epoch(self._clock.now() + RETENTION),
        )


def _owner(tenant_id: str, agent_id: str) -> str:
    return f"agent#{tenant_id}#{agent_id}"


def _record(notification: Notification) -> str:
    return f"notification#{sortable(notification.created_at)}#{notification.id}"


def _checked(cursor: str) -> str:
    moment, _, known = cursor.partition("#")
    try:
        datetime.fromisoformat(moment)
    except ValueError:
        known = ""
    if not known or not cursor.isprintable():
        raise InvalidInput("cursor", "This cursor does not come from a list of yours. Begin again without one.")
    return f"notification#{cursor}"


def _notification(row: NotificationRow) -> Notification:
    return Notification(
        tenant_id=row.tenant_id,
        agent_id=row.agent_id,
        conversation_id=row.conversation_id,
        reason=Reason(row.reason),
        number=int(row.number),
        title=row.title,
        preview=row.preview,
        created_at=row.created_at,
        read=bool(row.read),
    )
