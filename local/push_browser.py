"""A browser's side of a push subscription: its keys, and what it reads with them (RFC 8188, RFC 8291)."""

import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

CURVE = ec.SECP256R1()
HEADER = 21
"""Salt, record size, and the length of the sender's key that follows."""
DELIMITER = 2


class Unreadable(Exception):
    """The message is not for this browser, or is damaged."""


@dataclass(frozen=True)
class Browser:
    key: ec.EllipticCurvePrivateKey
    secret: bytes

    @classmethod
    def new(cls) -> Self:
        return cls(ec.generate_private_key(CURVE), secrets.token_bytes(16))

    @property
    def keys(self) -> dict[str, str]:
        """As `PushSubscription.toJSON()` gives them."""
        return {"p256dh": base64url(self._point), "auth": base64url(self.secret)}

    @property
    def _point(self) -> bytes:
        return self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)

    def open(self, body: bytes) -> bytes:
        """What the one record of the body says. Raises Unreadable."""
        end = HEADER + body[HEADER - 1] if len(body) >= HEADER else 0
        salt, sender, sealed = body[:16], body[HEADER:end], body[end:]
        try:
            theirs = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, sender)
        except ValueError:
            raise Unreadable("the sender's key is none") from None
        agreed = self.key.exchange(ec.ECDH(), theirs)
        material = _derived(self.secret, agreed, b"WebPush: info\0" + self._point + sender, 32)
        key = _derived(salt, material, b"Content-Encoding: aes128gcm\0", 16)
        nonce = _derived(salt, material, b"Content-Encoding: nonce\0", 12)
        try:
            padded = AESGCM(key).decrypt(nonce, sealed, None).rstrip(b"\0")
        except InvalidTag:
            raise Unreadable("it was sealed for other keys") from None
        if not padded or padded[-1] != DELIMITER:
            raise Unreadable("its record does not end as the last one does")
        return padded[:-1]


def base64url(data: bytes) -> str:
    return urlsafe_b64encode(data).decode().rstrip("=")


def from_base64url(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _derived(salt: bytes, material: bytes, info: bytes, length: int) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=length, salt=salt, info=info).derive(material)
