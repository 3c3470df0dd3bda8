"""Notifications of agents, the devices that get them, and how an agent wants to be reached."""

from datetime import time
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from frontdesk.contract.base import Id, ShortText, Timestamp, Wire
from frontdesk.contract.records import Notification
from frontdesk.domain.device import DeviceKind


def _without_zone(moment: time) -> time:
    """A time of day belongs to the zone that is given beside it."""
    if moment.tzinfo is not None:
        raise ValueError("give the time zone in time_zone")
    return moment


TimeOfDay = Annotated[time, AfterValidator(_without_zone)]


class NotificationPage(Wire):
    """The latest first. `unread_count` counts within the latest hundred."""

    items: list[Notification]
    unread_count: int
    next_cursor: str | None = None


class ReadNotifications(Wire):
    """Those of a conversation, or the ones named, or all where neither is given."""

    ids: Annotated[tuple[Annotated[str, Field(max_length=100)], ...], Field(max_length=100)] | None = None
    conversation_id: Id | None = None


class UnreadNotifications(Wire):
    unread_count: int


class QuietHours(Wire):
    """Each day from `start` to `end` in a time zone; over midnight where `start` is the later."""

    start: TimeOfDay
    end: TimeOfDay
    time_zone: Annotated[str, Field(max_length=64, description="IANA name")]


class NotificationSettings(Wire):
    """`preview`: devices show the visitor's words. `while_offline`: also while the agent has chosen to be offline."""

    sounds: bool = True
    preview: bool = True
    while_offline: bool = False
    quiet_hours: QuietHours | None = None


class WebPushKey(Wire):
    public_key: Annotated[str, Field(description="The `applicationServerKey` of a browser's subscription.")]


class SubscriptionKeys(Wire):
    p256dh: Annotated[str, Field(max_length=200)]
    auth: Annotated[str, Field(max_length=100)]


class AddDevice(Wire):
    """`web`: the endpoint of a browser's push subscription, with its keys. Else the token that the mobile platform
    has given to the app."""

    kind: DeviceKind
    endpoint: Annotated[str, Field(min_length=1, max_length=1024)]
    keys: SubscriptionKeys | None = None
    label: ShortText = "Browser"


class Device(Wire):
    id: Id
    kind: DeviceKind
    label: str
    added_at: Timestamp


class DeviceList(Wire):
    items: list[Device]
    next_cursor: Literal[None] = None


class TestedPush(Wire):
    reached: Annotated[int, Field(description="How many devices took the test notification.")]
