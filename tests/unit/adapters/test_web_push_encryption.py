"""The example of RFC 8291, and what the stack's own browser reads of ours."""

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.adapters.web_push_encryption import decoded, encoded, encrypted, point, sealed
from local.push_browser import CURVE, Browser, Unreadable

# RFC 8291, section 5 and appendix A.
WORDS = b"When I grow up, I want to be a watermelon"
SENDER_PRIVATE = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"
SENDER_PUBLIC = "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8"
RECEIVER_PRIVATE = "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94"
RECEIVER_PUBLIC = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
SECRET = "BTBZMqHH6r4Tts7J_aSIgg"
SALT = "DGv6ra1nlYgDCS1FRnbzlw"
BODY = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_"
    "yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
)


def key(private: str) -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(int.from_bytes(decoded(private), "big"), CURVE)


def test_the_example_of_the_standard_is_sealed_to_the_letter() -> None:
    sender = key(SENDER_PRIVATE)
    assert encoded(point(sender.public_key())) == SENDER_PUBLIC
    assert encoded(sealed(WORDS, decoded(RECEIVER_PUBLIC), decoded(SECRET), sender, decoded(SALT))) == BODY


def test_the_browser_of_the_example_reads_it() -> None:
    browser = Browser(key(RECEIVER_PRIVATE), decoded(SECRET))
    assert browser.keys == {"p256dh": RECEIVER_PUBLIC, "auth": SECRET}
    assert browser.open(decoded(BODY)) == WORDS


BROWSER, OTHER = Browser.new(), Browser.new()


@given(words=st.binary(max_size=3900))
def test_a_browser_reads_what_was_sealed_for_it_and_no_other_does(words: bytes) -> None:
    body = encrypted(words, BROWSER.keys["p256dh"], BROWSER.keys["auth"])
    assert len(body) <= 4096
    assert BROWSER.open(body) == words
    with pytest.raises(Unreadable):
        OTHER.open(body)


def test_nothing_is_sealed_twice_in_the_same_way() -> None:
    bodies = {encrypted(WORDS, BROWSER.keys["p256dh"], BROWSER.keys["auth"]) for _ in range(3)}
    assert len(bodies) == 3


@pytest.mark.parametrize(
    ("public_key", "secret"),
    [
        ("", SECRET),
        (RECEIVER_PUBLIC[:-4], SECRET),
        (encoded(b"\x04" + b"\x01" * 64), SECRET),
        (RECEIVER_PUBLIC, ""),
        (RECEIVER_PUBLIC, encoded(b"short")),
        (RECEIVER_PUBLIC, "ü"),
    ],
)
def test_keys_that_are_none_are_refused(public_key: str, secret: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        encrypted(WORDS, public_key, secret)
