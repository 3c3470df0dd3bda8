"""Web Push: a message to a browser, by the push service that its maker runs.

RFC 8030 (delivery), RFC 8291 (the content is readable by the browser alone) and RFC 8292 (VAPID: the service knows
who sends).
"""

import json
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import timedelta
from hashlib import sha256
from urllib.parse import urlsplit

import jwt
import urllib3
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from frontdesk.adapters.dynamodb_devices import DynamoVapidKey
from frontdesk.domain.device import Device
from frontdesk.domain.notification import Push
from frontdesk.use_cases.ports import Clock
from frontdesk.use_cases.push_ports import PushDelayed, PushRefused

RECORD_SIZE = 4096
TOKEN_LIFE = timedelta(hours=12)
# How long a push service keeps what it cannot deliver: a message that nobody saw within hours is seen in the list.
KEPT = timedelta(hours=4)
TIMEOUT = urllib3.Timeout(connect=2.0, read=5.0)
GONE = (404, 410)
RETRY_SECONDS = 30.0
LONGEST_RETRY_SECONDS = 900.0


class VapidKey:
    """The deployment's key pair."""

    def __init__(self, stored: DynamoVapidKey) -> None:
        self._stored = stored

    def private(self) -> ec.EllipticCurvePrivateKey:
        found = load_pem_private_key(self._stored.private_key(_new_key()).encode(), None)
        if not isinstance(found, ec.EllipticCurvePrivateKey):
            raise TypeError("The deployment's Web Push key is no elliptic curve key.")
        return found

    def public(self) -> str:
        """As browsers want it: the uncompressed point, base64url."""
        return _encoded(_point(self.private().public_key()))


class WebPush:
    """`subject` is whom a push service may contact about this sender: a mailto: or https: address."""

    def __init__(self, key: VapidKey, subject: str, clock: Clock) -> None:
        self._key = key
        self._subject = subject
        self._clock = clock
        self._http = urllib3.PoolManager(timeout=TIMEOUT, retries=False)

    def send(self, device: Device, push: Push) -> bool:
        body = encrypted(_payload(push), device.public_key or "", device.secret or "")
        try:
            answer = self._http.request("POST", device.endpoint, body=body, headers=self._headers(device, push))
        except urllib3.exceptions.HTTPError as error:
            raise PushDelayed(RETRY_SECONDS) from error
        if answer.status in GONE:
            return False
        if answer.status == 429 or answer.status >= 500:
            raise PushDelayed(_retry_after(answer.headers.get("Retry-After")))
        if answer.status >= 400:
            raise PushRefused(answer.status)
        return True

    def _headers(self, device: Device, push: Push) -> dict[str, str]:
        return {
            "Authorization": f"vapid t={self._token(device.endpoint)}, k={self._key.public()}",
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
        return jwt.encode(claims, self._key.private(), algorithm="ES256")


def encrypted(payload: bytes, public_key: str, secret: str) -> bytes:
    """The body for one browser, as one record of aes128gcm (RFC 8188). Raises ValueError for keys that are none."""
    receiver, auth = _decoded(public_key), _decoded(secret)
    if len(auth) != 16:
        raise ValueError("the subscription's secret has 16 bytes")
    theirs = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), receiver)
    ours = ec.generate_private_key(ec.SECP256R1())
    sender = _point(ours.public_key())
    shared = _derived(auth, ours.exchange(ec.ECDH(), theirs), b"WebPush: info\0" + receiver + sender, 32)
    salt = os.urandom(16)
    key = _derived(salt, shared, b"Content-Encoding: aes128gcm\0", 16)
    nonce = _derived(salt, shared, b"Content-Encoding: nonce\0", 12)
    header = salt + RECORD_SIZE.to_bytes(4, "big") + bytes([len(sender)]) + sender
    return header + AESGCM(key).encrypt(nonce, payload + b"\x02", None)


def topic_of(conversation_id: str) -> str:
    """A later push takes the place of an undelivered one of the same topic. It tells the push service nothing."""
    return _encoded(sha256(conversation_id.encode()).digest())[:32]


def _payload(push: Push) -> bytes:
    notification = push.notification
    shown = {
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


def _retry_after(header: str | None) -> float:
    seconds = float(header) if header and header.isdigit() else RETRY_SECONDS
    return min(seconds, LONGEST_RETRY_SECONDS)


def _derived(salt: bytes, material: bytes, info: bytes, length: int) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=length, salt=salt, info=info).derive(material)


def _point(key: ec.EllipticCurvePublicKey) -> bytes:
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _new_key() -> str:
    made = ec.generate_private_key(ec.SECP256R1())
    return made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def _encoded(data: bytes) -> str:
    return urlsafe_b64encode(data).decode().rstrip("=")


def _decoded(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
