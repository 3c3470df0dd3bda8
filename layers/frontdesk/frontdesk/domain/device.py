"""Something that an agent can be reached on while no page of the dashboard is open before them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class DeviceKind(StrEnum):
    """A browser is reached by Web Push; a mobile app by a platform endpoint of Amazon SNS, for FCM or APNs."""

    WEB = "web"
    FCM = "fcm"
    APNS = "apns"


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """`endpoint` is where it is reached: the subscription's URL, or the ARN of the platform endpoint.

    `public_key` and `secret` are the subscription's p256dh and auth (base64url), of browsers alone.
    """

    tenant_id: str
    agent_id: str
    id: str
    kind: DeviceKind
    endpoint: str
    public_key: str | None = None
    secret: str | None = None
    label: str
    added_at: datetime
