"""The secret keys of a widget."""

from datetime import timedelta

from frontdesk.domain.signing_key import SigningKey
from tests.fakes.system import START

KEY = SigningKey(tenant_id="acme", widget_id="widget-1", secret="sk_first")
LATER = START + timedelta(days=1)


def test_after_a_rotation_both_keys_are_good_for_a_while_the_new_one_first() -> None:
    rotated = KEY.rotated("sk_second", LATER)
    assert KEY.accepted_at(START) == ("sk_first",)
    assert rotated.accepted_at(START) == ("sk_second", "sk_first")
    assert rotated.accepted_at(LATER) == ("sk_second",)


def test_a_key_that_has_been_rotated_twice_is_no_good() -> None:
    twice = KEY.rotated("sk_second", LATER).rotated("sk_third", LATER)
    assert twice.accepted_at(START) == ("sk_third", "sk_second")


def test_a_key_never_shows_in_what_is_written_about_it() -> None:
    rotated = KEY.rotated("sk_second", LATER)
    assert "sk_" not in repr(rotated)
    assert rotated.hint == "cond"
