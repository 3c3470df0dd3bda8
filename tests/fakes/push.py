"""Push notifications in memory: the queue, the list of each agent, their devices, and what was sent to them."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from frontdesk.domain.device import Device, DeviceKind
from frontdesk.domain.errors import Conflict, InvalidInput
from frontdesk.domain.notification import Notification, Push, PushJob
from frontdesk.use_cases.ports import Clock, Page
from frontdesk.use_cases.push_ports import CLAIM, Claim, PushDesk
from tests.fakes.step import Step, no_step
from tests.fakes.system import FakeClock

PUBLIC_KEY = "public-key-of-this-deployment"
SERVICE = "https://push.example/"
LATEST = 100


@dataclass
class FakePushQueue:
    step: Step = no_step
    jobs: list[PushJob] = field(default_factory=list)

    def put(self, jobs: Sequence[PushJob]) -> None:
        self.step("push_queue.put")
        self.jobs.extend(jobs)


@dataclass
class FakeInbox:
    """The queue as its consumer sees it: what was put off, by receipt, and what was given up."""

    step: Step = no_step
    postponed: list[tuple[str, float]] = field(default_factory=list)
    buried: list[str] = field(default_factory=list)

    def postpone(self, receipt: str, seconds: float) -> None:
        self.step("push_inbox.postpone")
        self.postponed.append((receipt, seconds))

    def bury(self, body: str) -> None:
        self.step("push_inbox.bury")
        self.buried.append(body)


@dataclass
class FakeNotifications:
    """Claims end in whole seconds here."""

    clock: Clock
    step: Step = no_step
    _stored: dict[tuple[str, str, str], Notification] = field(default_factory=dict)
    _pushes: dict[tuple[str, str, str, str], datetime | None] = field(default_factory=dict)

    def add(self, notification: Notification) -> bool:
        self.step("notifications.add")
        key = _key(notification)
        if key in self._stored:
            return False
        self._stored[key] = notification
        return True

    def of_agent(self, tenant_id: str, agent_id: str, cursor: str | None, limit: int) -> Page[Notification]:
        self.step("notifications.of_agent")
        own = [found for found in self._stored.values() if (found.tenant_id, found.agent_id) == (tenant_id, agent_id)]
        before = _checked(cursor) if cursor else None
        below = sorted((found for found in own if before is None or _place(found) < before), key=_place)
        page = below[::-1][:limit]
        return Page(page, _place(page[-1]) if len(below) > limit else None)

    def unread(self, tenant_id: str, agent_id: str) -> Sequence[Notification]:
        return [found for found in self.of_agent(tenant_id, agent_id, None, LATEST).items if not found.read]

    def mark_read(self, notifications: Sequence[Notification]) -> None:
        self.step("notifications.mark_read")
        for notification in notifications:
            if _key(notification) in self._stored:
                self._stored[_key(notification)] = replace(self._stored[_key(notification)], read=True)

    def claim(self, notification: Notification, device_id: str) -> Claim:
        self.step("notifications.claim")
        push, now = (*_key(notification), device_id), self.clock.now().replace(microsecond=0)
        claimed_until = self._pushes.get(push, now - CLAIM)
        if claimed_until is None:
            return Claim.PUSHED
        if claimed_until >= now:
            return Claim.ANOTHERS
        self._pushes[push] = now + CLAIM
        return Claim.OURS

    def release(self, notification: Notification, device_id: str) -> None:
        self.step("notifications.release")
        self._pushes.pop((*_key(notification), device_id), None)

    def mark_pushed(self, notification: Notification, device_id: str) -> None:
        self.step("notifications.mark_pushed")
        self._pushes[*_key(notification), device_id] = None


def _key(notification: Notification) -> tuple[str, str, str]:
    return notification.tenant_id, notification.agent_id, notification.id


def _place(notification: Notification) -> str:
    return f"{notification.created_at.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}#{notification.id}"


def _checked(cursor: str) -> str:
    moment, _, known = cursor.partition("#")
    try:
        datetime.fromisoformat(moment)
    except ValueError:
        known = ""
    if not known or not cursor.isprintable():
        raise InvalidInput("cursor", "This cursor does not come from a list of yours. Begin again without one.")
    return cursor


@dataclass
class FakeDevices:
    step: Step = no_step
    _stored: dict[str, Device] = field(default_factory=dict)

    def of_agent(self, tenant_id: str, agent_id: str) -> Sequence[Device]:
        self.step("devices.of_agent")
        own = [found for found in self._stored.values() if (found.tenant_id, found.agent_id) == (tenant_id, agent_id)]
        return sorted(own, key=lambda device: (device.added_at, device.id))

    def put(self, device: Device) -> None:
        self.step("devices.put")
        self._stored[device.id] = device

    def remove(self, tenant_id: str, agent_id: str, device_id: str) -> None:
        self.step("devices.remove")
        found = self._stored.get(device_id)
        if found and (found.tenant_id, found.agent_id) == (tenant_id, agent_id):
            del self._stored[device_id]


@dataclass
class FakeChannel:
    """`gone` are endpoints that exist no more; `failures` are raised once each, by endpoint."""

    step: Step = no_step
    sent: list[tuple[str, Push]] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)
    failures: dict[str, Exception] = field(default_factory=dict)

    def send(self, device: Device, push: Push) -> bool:
        self.step("channel.send")
        if device.endpoint in self.failures:
            raise self.failures.pop(device.endpoint)
        if device.endpoint in self.gone:
            return False
        self.sent.append((device.id, push))
        return True


class FakeRegistry:
    """Knows one push service, and no mobile platform."""

    def public_key(self) -> str:
        return PUBLIC_KEY

    def endpoint_of(self, kind: DeviceKind, address: str, keys: tuple[str, str] | None) -> str:
        if kind is not DeviceKind.WEB:
            raise Conflict(f"Push to {kind.value} devices has not been set up here.")
        if keys is None:
            raise InvalidInput("keys", "A browser's subscription comes with its keys.")
        if not address.startswith(SERVICE):
            raise InvalidInput("endpoint", "This is no address of a browser's push service.")
        return address


@dataclass(frozen=True, slots=True)
class FakePushDesk(PushDesk):
    """A push desk of which a test can see the inside."""

    notifications: FakeNotifications
    devices: FakeDevices
    channel: FakeChannel


def make_push_desk(step: Step = no_step, clock: Clock | None = None) -> FakePushDesk:
    return FakePushDesk(
        registry=FakeRegistry(),
        notifications=FakeNotifications(clock or FakeClock(), step),
        devices=FakeDevices(step),
        channel=FakeChannel(step),
    )
