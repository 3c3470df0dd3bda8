"""What a site's server signs for its visitors."""

import hmac
import json
from base64 import urlsafe_b64encode
from typing import Any

from tests.fakes.system import START

SECRET = "sk_" + "s" * 43
HEADER = {"alg": "HS256", "typ": "JWT"}
IN_AN_HOUR = int(START.timestamp()) + 3600


def encoded(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def signed(claims: Any, secret: str = SECRET, header: Any = HEADER) -> str:
    """Anything at all as the parts of a JWT, signed."""
    text = ".".join(encoded(json.dumps(part).encode()) for part in (header, claims))
    return f"{text}.{encoded(hmac.digest(secret.encode(), text.encode(), 'sha256'))}"


def identity_token(external_id: str = "42", secret: str = SECRET, **claims: Any) -> str:
    return signed({"sub": external_id, "exp": IN_AN_HOUR, **claims}, secret)
