"""What push notifications need beside the desk."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from frontdesk.domain.device import Device, DeviceKind
from frontdesk.domain.notification import Notification, Push, PushJob
from frontdesk.use_cases.ports import Page


class PushDelayed(Exception):
    """A push service asks for patience, `after` seconds of it."""

    def __init__(self, after: float) -> None:
        super().__init__(f"again in {after:g} seconds")
        self.after = after


class PushRefused(Exception):
    """A push service will never take this push."""

    def __init__(self, status: int) -> None:
        super().__init__(f"refused with {status}")


class PushQueue(Protocol):
    def put(self, jobs: Sequence[PushJob]) -> None:
        """Each job is delivered at least once. Raises Busy when the queue cannot take them now."""


class PushInbox(Protocol):
    """The queue as its consumer sees it."""

    def postpone(self, receipt: str, seconds: float) -> None:
        """Let the job be delivered again after that time."""

    def bury(self, body: str) -> None:
        """Put it with the dead letters at once: trying again is no use. Raises Busy."""


class Notifications(Protocol):
    """Each agent's list, and which of an entry's pushes have been sent. Entries go after their retention."""

    def add(self, notification: Notification) -> bool:
        """False when it is there already."""

    def of_agent(self, tenant_id: str, agent_id: str, cursor: str | None, limit: int) -> Page[Notification]:
        """The latest first."""

    def unread(self, tenant_id: str, agent_id: str) -> Sequence[Notification]:
        """The latest unread ones, of the last hundred."""

    def mark_read(self, notifications: Sequence[Notification]) -> None: ...

    def claim(self, notification: Notification, device_id: str) -> bool:
        """Take it upon oneself to push it; False when it has been pushed, or somebody else is at it."""

    def release(self, notification: Notification, device_id: str) -> None:
        """It could not be pushed; whoever comes next may try."""

    def mark_pushed(self, notification: Notification, device_id: str) -> None: ...


class Devices(Protocol):
    def of_agent(self, tenant_id: str, agent_id: str) -> Sequence[Device]: ...

    def put(self, device: Device) -> None: ...

    def remove(self, tenant_id: str, agent_id: str, device_id: str) -> None: ...


class PushChannel(Protocol):
    def send(self, device: Device, push: Push) -> bool:
        """False when the device is gone for good.

        Raises PushDelayed when it is to be tried again later, PushRefused when that is no use.
        """


class PushRegistry(Protocol):
    """What a device must know of this deployment, and this deployment of a device."""

    def public_key(self) -> str:
        """What a browser needs to subscribe."""

    def endpoint_of(self, kind: DeviceKind, address: str, keys: tuple[str, str] | None) -> str:
        """Where a new device is reached. Raises InvalidInput for an address or keys that are none, Conflict where
        the deployment does not push to such devices."""


@dataclass(frozen=True, slots=True)
class PushDesk:
    registry: PushRegistry
    notifications: Notifications
    devices: Devices
    channel: PushChannel
