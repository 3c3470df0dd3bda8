"""Web Push: a message to a browser, by the push service that its maker runs.

RFC 8030 (delivery), RFC 8291 (the content is readable by the browser alone) and RFC 8292 (VAPID: the service knows
who sends).
"""

import json
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import cached_property
from hashlib import sha256
from urllib.parse import urlsplit

import jwt
import urllib3
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from frontdesk.adapters.dynamodb_devices import DynamoVapidKey
from frontdesk.adapters.web_push_encryption import encoded, encrypted, point
from frontdesk.domain.device import Device
from frontdesk.domain.notification import Push
from frontdesk.use_cases.ports import Clock
from frontdesk.use_cases.push_ports import PushDelayed, PushRefused

TOKEN_LIFE = timedelta(hours=12)
# How long a push service keeps what it cannot deliver: a message that nobody saw within hours is seen in the list.
KEPT = timedelta(hours=4)
TIMEOUT = urllib3.Timeout(connect=2.0, read=5.0)
GONE = (404, 410)
TOO_MANY = 429
RETRY_SECONDS = 30.0
LONGEST_RETRY_SECONDS = 3600.0


class VapidKey:
    """The deployment's key pair."""

    def __init__(self, stored: DynamoVapidKey) -> None:
        self._stored = stored

    @cached_property
    def private(self) -> ec.EllipticCurvePrivateKey:
        found = load_pem_private_key(self._stored.private_key(_new_key).encode(), None)
        if not isinstance(found, ec.EllipticCurvePrivateKey):
            raise TypeError("The deployment's Web Push key is no elliptic curve key.")
        return found

    @cached_property
    def public(self) -> str:
        """As browsers want it: the uncompressed point, base64url."""
        return encoded(point(self.private.public_key()))


class WebPush:
    """`subject` is whom a push service may contact about this sender: a mailto: or https: address."""

    def __init__(self, key: VapidKey, subject: str, clock: Clock) -> None:
        self._key = key
        self._subject = subject
        self._clock = clock
        self._http = urllib3.PoolManager(timeout=TIMEOUT, retries=False)

    def send(self, device: Device, push: Push) -> bool:
        body = encrypted(_payload(push), device.public_key or "", device.secret or "")
        headers = self._headers(device, push)
        try:
            answer = self._http.request("POST", device.endpoint, body=body, headers=headers, redirect=False)
        except urllib3.exceptions.HTTPError as error:
            raise PushDelayed(RETRY_SECONDS) from error
        if answer.status in GONE:
            return False
        if answer.status == TOO_MANY or answer.status >= 500:
            raise PushDelayed(retry_after(answer.headers.get("Retry-After"), self._clock.now()))
        if not 200 <= answer.status < 300:
            raise PushRefused(answer.status)
        return True

    def _headers(self, device: Device, push: Push) -> dict[str, str]:
        return {
            "Authorization": f"vapid t={self._token(device.endpoint)}, k={self._key.public}",
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "TTL": str(int(KEPT.total_seconds())),
            "Urgency": "high" if push.notification.urgent else "normal",
            "Topic": topic_of(push.notification.conversation_id),
        }

    def _token(self, endpoint: str) -> str:
        where = urlsplit(endpoint)
        claims = {
            "aud": f"{where.scheme}://{where.netloc}",
            "exp": int((self._clock.now() + TOKEN_LIFE).timestamp()),
            "sub": self._subject,
        }
        return jwt.encode(claims, self._key.private, algorithm="ES256")


def topic_of(conversation_id: str) -> str:
    """A later push takes the place of an undelivered one of the same topic. It tells the push service nothing."""
    return encoded(sha256(conversation_id.encode()).digest())[:32]


def retry_after(header: str | None, now: datetime) -> float:
    """Seconds, of a header that gives seconds or a date; the usual pause where it gives neither."""
    return min(max(_seconds(header or "", now), 0.0), LONGEST_RETRY_SECONDS)


def _seconds(header: str, now: datetime) -> float:
    if header.isdecimal():
        return float(header)
    try:
        return (parsedate_to_datetime(header) - now).total_seconds()
    except (TypeError, ValueError):
        return RETRY_SECONDS


def _payload(push: Push) -> bytes:
    notification = push.notification
    shown = {
        "id": notification.id,
        "title": notification.title,
        "body": push.body,
        "conversation_id": notification.conversation_id,
        "reason": notification.reason.value,
        "urgent": notification.urgent,
        "silent": push.silent,
        "count": push.count,
        "created_at": notification.created_at.isoformat(),
    }
    return json.dumps(shown, ensure_ascii=False).encode()


def _new_key() -> str:
    made = ec.generate_private_key(ec.SECP256R1())
    return made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
