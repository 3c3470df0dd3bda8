"""How a webhook's receiver knows that a request is Frontdesk's: signed as the Standard Webhooks specification says."""

import hmac
from base64 import b64decode, b64encode
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

PREFIX = "whsec_"
VERSION = "v1"
SECRET_BYTES = 32


def secret_of(key: bytes) -> str:
    """A key as people are given it."""
    return f"{PREFIX}{b64encode(key).decode()}"


def signed_headers(event_id: str, at: datetime, body: bytes, secrets: Sequence[str]) -> dict[str, str]:
    """One signature for each secret, divided by blanks: a receiver needs to know one of them."""
    stamp = str(int(at.timestamp()))
    signed = f"{event_id}.{stamp}.".encode() + body
    signatures = [f"{VERSION},{b64encode(_digest(secret, signed)).decode()}" for secret in secrets]
    return {"webhook-id": event_id, "webhook-timestamp": stamp, "webhook-signature": " ".join(signatures)}


def _digest(secret: str, signed: bytes) -> bytes:
    return hmac.new(b64decode(secret.removeprefix(PREFIX)), signed, sha256).digest()
