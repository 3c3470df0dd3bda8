"""Requests are signed as the Standard Webhooks specification says."""

import hmac
from base64 import b64decode, b64encode
from datetime import UTC, datetime
from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from frontdesk.domain.webhook_signature import secret_of, signed_headers

# The specification's own example.
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
EVENT = "msg_p5jXN8AQM9LWM0D4loKWxJek"
AT = datetime.fromtimestamp(1614265330, UTC)
BODY = b'{"test": 2432232314}'


def test_the_specifications_example_has_its_signature() -> None:
    assert signed_headers(EVENT, AT, BODY, [SECRET]) == {
        "webhook-id": EVENT,
        "webhook-timestamp": "1614265330",
        "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    }


@given(st.binary(min_size=24, max_size=64), st.binary(min_size=24, max_size=64), st.binary())
def test_while_a_secret_is_rotated_either_of_the_two_verifies(new: bytes, old: bytes, body: bytes) -> None:
    headers = signed_headers(EVENT, AT, body, [secret_of(new), secret_of(old)])
    signatures = headers["webhook-signature"].split(" ")
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    for key, signature in zip((new, old), signatures, strict=True):
        assert signature == f"v1,{b64encode(hmac.new(key, signed, sha256).digest()).decode()}"
        assert b64decode(secret_of(key).removeprefix("whsec_")) == key
