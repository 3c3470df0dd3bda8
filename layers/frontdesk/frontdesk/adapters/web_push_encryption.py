"""What only one browser can read: the content encoding aes128gcm (RFC 8188) with the keys of Web Push (RFC 8291)."""

import os
from base64 import urlsafe_b64decode, urlsafe_b64encode

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

RECORD_SIZE = 4096
SALT_BYTES = 16
SECRET_BYTES = 16
LAST_RECORD = b"\x02"


def encrypted(payload: bytes, public_key: str, secret: str) -> bytes:
    """For the browser with these keys of its subscription. Raises ValueError for keys that are none."""
    return sealed(
        payload, decoded(public_key), decoded(secret), ec.generate_private_key(ec.SECP256R1()), os.urandom(SALT_BYTES)
    )


def sealed(
    payload: bytes, receiver: bytes, secret: bytes, sender_key: ec.EllipticCurvePrivateKey, salt: bytes
) -> bytes:
    """One record. The sender's key and the salt are used this once."""
    if len(secret) != SECRET_BYTES:
        raise ValueError(f"the subscription's secret has {SECRET_BYTES} bytes")
    receiver_key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), receiver)
    sender = point(sender_key.public_key())
    agreed = sender_key.exchange(ec.ECDH(), receiver_key)
    material = _derived(secret, agreed, b"WebPush: info\0" + receiver + sender, 32)
    key = _derived(salt, material, b"Content-Encoding: aes128gcm\0", 16)
    nonce = _derived(salt, material, b"Content-Encoding: nonce\0", 12)
    header = salt + RECORD_SIZE.to_bytes(4, "big") + bytes([len(sender)]) + sender
    return header + AESGCM(key).encrypt(nonce, payload + LAST_RECORD, None)


def point(key: ec.EllipticCurvePublicKey) -> bytes:
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def encoded(data: bytes) -> str:
    """base64url without padding, as browsers write their keys."""
    return urlsafe_b64encode(data).decode().rstrip("=")


def decoded(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _derived(salt: bytes, material: bytes, info: bytes, length: int) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=length, salt=salt, info=info).derive(material)
