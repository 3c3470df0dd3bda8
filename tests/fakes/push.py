"""Push notifications in memory: the queue, the list of each agent, their devices, and what was sent to them."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from frontdesk.domain.device import Device, DeviceKind
from frontdesk.domain.errors import Conflict, InvalidInput
from frontdesk.domain.notification import Notification, Push, PushJob
from frontdesk.use_cases.ports import Page
from frontdesk.use_cases.push_ports import PushDesk
from tests.fakes.step import Step, no_step

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
class FakeNotifications:
    step: Step = no_step
    _stored: dict[tuple[str, str, str], Notification] = field(default_factory=dict)
    _pushes: set[tuple[str, str, str, str]] = field(default_factory=set)

    def add(self, notification: Notification) -> bool:
        self.step("notifications.add")
        key = (notification.tenant_id, notification.agent_id, notification.id)
        if key in self._stored:
            return False
        self._stored[key] = notification
        return True

    def of_agent(self, tenant_id: str, agent_id: str, cursor: str | None, limit: int) -> Page[Notification]:
        self.step("notifications.of_agent")
        own = [found for found in self._stored.values() if (found.tenant_id, found.agent_id) == (tenant_id, agent_id)]
        own.sort(key=lambda found: (found.created_at, found.id), reverse=True)
        first = int(cursor) if cursor else 0
        page = own[first : first + limit]
        more = first + limit < len(own)
        return Page(page, str(first + limit) if more else None)

    def unread(self, tenant_id: str, agent_id: str) -> Sequence[Notification]:
        return [found for found in self.of_agent(tenant_id, agent_id, None, LATEST).items if not found.read]

    def mark_read(self, notifications: Sequence[Notification]) -> None:
        self.step("notifications.mark_read")
        for notification in notifications:
            key = (notification.tenant_id, notification.agent_id, notification.id)
            if key in self._stored:
                self._stored[key] = replace(self._stored[key], read=True)

    def claim(self, notification: Notification, device_id: str) -> bool:
        self.step("notifications.claim")
        push = (notification.tenant_id, notification.agent_id, notification.id, device_id)
        if push in self._pushes:
            return False
        self._pushes.add(push)
        return True

    def release(self, notification: Notification, device_id: str) -> None:
        self.step("notifications.release")
        self._pushes.discard((notification.tenant_id, notification.agent_id, notification.id, device_id))

    def mark_pushed(self, notification: Notification, device_id: str) -> None:
        self.step("notifications.mark_pushed")


@dataclass
class FakeDevices:
    step: Step = no_step
    _stored: dict[tuple[str, str, str], Device] = field(default_factory=dict)

    def of_agent(self, tenant_id: str, agent_id: str) -> Sequence[Device]:
        self.step("devices.of_agent")
        own = [found for found in self._stored.values() if (found.tenant_id, found.agent_id) == (tenant_id, agent_id)]
        return sorted(own, key=lambda device: (device.added_at, device.id))

    def put(self, device: Device) -> None:
        self.step("devices.put")
        self._stored[device.tenant_id, device.agent_id, device.id] = device

    def remove(self, tenant_id: str, agent_id: str, device_id: str) -> None:
        self.step("devices.remove")
        self._stored.pop((tenant_id, agent_id, device_id), None)


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


def make_push_desk(step: Step = no_step) -> PushDesk:
    return PushDesk(
        registry=FakeRegistry(),
        notifications=FakeNotifications(step),
        devices=FakeDevices(step),
        channel=FakeChannel(step),
    )
