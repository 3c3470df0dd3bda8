"""Who sends a push: the token that a site's server signs for a push service (VAPID, RFC 8292)."""

import re
import time

import jwt
from cryptography.hazmat.primitives.asymmetric import ec

from local.push_browser import CURVE, from_base64url

AUTHORIZATION = re.compile(r"vapid t=(?P<token>[\w.-]+), ?k=(?P<key>[\w-]+)", re.ASCII)
LONGEST_LIFE_SECONDS = 24 * 3600
CONTACT = re.compile(r"(mailto:.+@.+|https://.+)")


class Stranger(Exception):
    """The sender is not who they say. `unknown`: they have not even said."""

    def __init__(self, message: str, *, unknown: bool = False) -> None:
        super().__init__(message)
        self.unknown = unknown


def sender_of(authorization: str, audience: str) -> str:
    """The sender's public key, base64url. Raises Stranger."""
    given = AUTHORIZATION.fullmatch(authorization)
    if given is None:
        raise Stranger("Authorization gives no VAPID token and key.", unknown=True)
    try:
        key = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, from_base64url(given["key"]))
        claims = jwt.decode(given["token"], key, ["ES256"], audience=audience, options={"require": ["aud", "exp"]})
    except (ValueError, jwt.InvalidTokenError) as error:
        raise Stranger(f"The VAPID token is not valid: {error}") from None
    if claims["exp"] - time.time() > LONGEST_LIFE_SECONDS:
        raise Stranger("The VAPID token is valid for more than a day.")
    if not CONTACT.fullmatch(str(claims.get("sub", ""))):
        raise Stranger("The VAPID token names nobody to contact.")
    return given["key"]
