"""What push notifications need beside the desk."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum, auto
from typing import Protocol

from frontdesk.domain.device import Device, DeviceKind
from frontdesk.domain.notification import Notification, Push, PushJob
from frontdesk.use_cases.ports import Page

# Longer than an invocation may take: who has died no longer holds their claim.
CLAIM = timedelta(seconds=40)
# How soon to look again whether somebody else's claim has come to something: often enough that a queue which gives a
# job out five times does so once more after the claim has ended.
CLAIM_PAUSE = timedelta(seconds=12)


class Claim(Enum):
    """What comes of wanting to push a notification to a device."""

    OURS = auto()
    ANOTHERS = auto()
    PUSHED = auto()


class PushDelayed(Exception):
    """Not now: again in `after` seconds."""

    def __init__(self, after: float) -> None:
        super().__init__(f"again in {after:g} seconds")
        self.after = after


class PushRefused(Exception):
    """A push service will never take this push; `reason` is its status or code."""

    def __init__(self, reason: int | str) -> None:
        super().__init__(f"refused with {reason}")


class PushQueue(Protocol):
    def put(self, jobs: Sequence[PushJob]) -> None:
        """Each job is delivered at least once. Raises Busy when the queue cannot take them now."""


class PushInbox(Protocol):
    """The queue as its consumer sees it."""

    def postpone(self, receipt: str, seconds: float) -> None:
        """Let the job be delivered again after that time. Raises Busy."""

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

    def claim(self, notification: Notification, device_id: str) -> Claim:
        """Take it upon oneself to push it, for as long as a claim holds."""

    def release(self, notification: Notification, device_id: str) -> None:
        """It could not be pushed; whoever comes next may try."""

    def mark_pushed(self, notification: Notification, device_id: str) -> None: ...


class Devices(Protocol):
    def of_agent(self, tenant_id: str, agent_id: str) -> Sequence[Device]:
        """The one that was added first comes first."""

    def put(self, device: Device) -> None:
        """It is this agent's from now on, and nobody else's: a browser shows what concerns whoever uses it."""

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
