"""What a site says of its visitor, and how its token proves it: a JWT that the widget's secret key has signed.

Nothing of a token is ever repeated in what is said of it.
"""

import hmac
import json
import re
from base64 import urlsafe_b64decode
from binascii import Error as NotBase64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, NoReturn
from unicodedata import category

from frontdesk.domain.errors import InvalidInput

ALGORITHM = "HS256"
LONGEST_LIFE = timedelta(hours=24)
LEEWAY = timedelta(seconds=60)
SUBJECT_LENGTH = 128
NAME_LENGTH = 120
EMAIL_LENGTH = 254
ATTRIBUTES = 50
ATTRIBUTE_LENGTH = 200
PARTS = re.compile(r"([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)")
EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who a visitor is to the site: `external_id` is the site's own id of them."""

    external_id: str
    name: str | None = None
    email: str | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)


def read_identity(token: str, secrets: Sequence[str], tenant_id: str, now: datetime) -> Identity:
    """Whom the token names, if one of the secrets has signed it.

    Raises InvalidInput, which names the claim at fault.
    """
    parts = PARTS.fullmatch(token)
    if parts is None:
        _refuse("", "This is no signed JWT.")
    header, payload, signature = parts.groups()
    _check_header(_object(header, "header"))
    if not any(hmac.compare_digest(_signed(f"{header}.{payload}", key), _bytes(signature)) for key in secrets):
        _refuse("", "No secret key of this widget that is still good has signed this token.")
    claims = _object(payload, "payload")
    _check_times(claims, now)
    if claims.get("tenant", tenant_id) != tenant_id:
        _refuse("tenant", "This token is for another tenant.")
    subject = _text(claims, "sub", SUBJECT_LENGTH)
    if subject is None:
        _refuse("sub", "The site's own id of the visitor is needed here.")
    email = _text(claims, "email", EMAIL_LENGTH)
    if email is not None and not EMAIL.fullmatch(email):
        _refuse("email", "This is no email address.")
    return Identity(
        external_id=subject, name=_text(claims, "name", NAME_LENGTH), email=email, attributes=_attributes(claims)
    )


def _check_header(header: Mapping[str, Any]) -> None:
    if header.get("alg") != ALGORITHM:
        _refuse("alg", f"A token is signed with {ALGORITHM}, and with nothing else.")
    if "crit" in header:
        _refuse("crit", "Extensions that must be understood are not.")


def _check_times(claims: Mapping[str, Any], now: datetime) -> None:
    expiry = _seconds(claims, "exp")
    if expiry is None:
        _refuse("exp", "When the token expires is needed here, in seconds since 1970.")
    seconds, leeway = now.timestamp(), LEEWAY.total_seconds()
    if expiry <= seconds - leeway:
        _refuse("exp", "This token has expired.")
    if expiry > seconds + LONGEST_LIFE.total_seconds() + leeway:
        _refuse("exp", "A token is good for 24 hours at most.")
    for name in ("nbf", "iat"):
        begin = _seconds(claims, name)
        if begin is not None and begin > seconds + leeway:
            _refuse(name, "This token is not good yet.")


def _seconds(claims: Mapping[str, Any], name: str) -> float | None:
    value = claims.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        _refuse(name, "This is a number: seconds since 1970.")
    return value


def _text(claims: Mapping[str, Any], name: str, limit: int) -> str | None:
    value = claims.get(name)
    if value is None:
        return None
    if not isinstance(value, str) or not value.strip() or not _is_one_line(value) or len(value) > limit:
        _refuse(name, f"This is a text of one line, of up to {limit} characters.")
    return value


def _attributes(claims: Mapping[str, Any]) -> dict[str, str]:
    told = claims.get("attributes", {})
    if not isinstance(told, dict) or len(told) > ATTRIBUTES:
        _refuse("attributes", f"These are up to {ATTRIBUTES} texts by name.")
    for name, value in told.items():
        if (
            not isinstance(value, str)
            or max(len(name), len(value)) > ATTRIBUTE_LENGTH
            or not _is_writable(name + value)
        ):
            _refuse("attributes", f"Names and values are texts of up to {ATTRIBUTE_LENGTH} characters.")
    return told


def _is_one_line(text: str) -> bool:
    return not any(category(character) in ("Cc", "Cs", "Zl", "Zp") for character in text)


def _is_writable(text: str) -> bool:
    """JSON can spell halves of characters, which no store takes."""
    return not any("\ud800" <= character <= "\udfff" for character in text)


def _object(part: str, name: str) -> dict[str, Any]:
    try:
        value = json.loads(_bytes(part), parse_constant=_no_constant)
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        _refuse("", f"The {name} of this token is no JSON object.")
    return value


def _no_constant(name: str) -> NoReturn:
    """Python reads NaN and Infinity; JSON has neither."""
    raise ValueError(name)


def _bytes(part: str) -> bytes:
    try:
        return urlsafe_b64decode(part + "=" * (-len(part) % 4))
    except NotBase64:
        _refuse("", "This is no signed JWT.")


def _signed(text: str, secret: str) -> bytes:
    return hmac.digest(secret.encode(), text.encode(), "sha256")


def _refuse(claim: str, why: str) -> NoReturn:
    raise InvalidInput(f"token.{claim}" if claim else "token", why) from None
