"""When a delivery is tried again, and when a webhook is given up."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from frontdesk.domain.webhook import PATIENCE, OffReason, Webhook
from frontdesk.domain.webhook_delivery import LONGEST_PAUSE, MOST_ATTEMPTS, pause_after
from frontdesk.domain.webhook_event import EventType
from tests.fakes.people import TENANT
from tests.fakes.system import START

FIRST = timedelta(seconds=10)
WEBHOOK = Webhook(
    tenant_id=TENANT,
    id="webhook-1",
    url="https://hooks.example.com/",
    events=frozenset({EventType.MESSAGE_CREATED}),
    secret="whsec_c2VjcmV0",
    created_at=START,
    updated_at=START,
)


@given(st.integers(1, MOST_ATTEMPTS - 1), st.floats(0, 1), st.none() | st.floats(-10, 10**6))
def test_a_pause_is_at_least_half_of_its_length_and_never_too_long(
    attempt: int, chance: float, asked: float | None
) -> None:
    whole = min(FIRST * 4 ** (attempt - 1), LONGEST_PAUSE)
    pause = pause_after(attempt, FIRST, chance, asked)
    assert pause is not None
    assert whole / 2 <= pause <= LONGEST_PAUSE
    if asked is None:
        assert pause <= whole


def test_after_the_last_attempt_there_is_none() -> None:
    assert pause_after(MOST_ATTEMPTS, FIRST, 0.5) is None


def test_all_the_pauses_take_up_to_22_hours() -> None:
    pauses = [pause_after(attempt, FIRST, 1) or timedelta() for attempt in range(1, MOST_ATTEMPTS)]
    assert pauses[:4] == [timedelta(seconds=seconds) for seconds in (10, 40, 160, 640)]
    assert timedelta(hours=21) < sum(pauses, timedelta()) < timedelta(hours=22)


def test_a_webhook_is_switched_off_after_three_days_of_nothing_but_failures() -> None:
    failing = WEBHOOK.after_failure(START, gone=False)
    assert failing.active
    almost = failing.after_failure(START + PATIENCE - timedelta(seconds=1), gone=False)
    assert almost == failing
    off = failing.after_failure(START + PATIENCE, gone=False)
    assert (off.active, off.off_reason) == (False, OffReason.FAILING)


def test_one_success_gives_it_all_its_patience_again() -> None:
    failing = WEBHOOK.after_failure(START, gone=False)
    assert failing.after_success().failing_since is None
    assert failing.after_success().after_failure(START + PATIENCE, gone=False).active


def test_a_receiver_that_is_gone_is_switched_off_at_once() -> None:
    off = WEBHOOK.after_failure(START, gone=True)
    assert (off.active, off.off_reason) == (False, OffReason.GONE)


def test_who_switches_a_webhook_on_again_begins_anew() -> None:
    off = WEBHOOK.after_failure(START, gone=True)
    assert off.switched(on=True) == replace(WEBHOOK, active=True)


def test_for_a_day_after_a_rotation_both_secrets_sign() -> None:
    rotated = WEBHOOK.rotated("whsec_bmV3", START)
    assert rotated.secrets_at(START) == ("whsec_bmV3", "whsec_c2VjcmV0")
    assert rotated.secrets_at(START + timedelta(hours=24)) == ("whsec_bmV3",)


def test_secrets_stand_in_no_description_of_a_webhook() -> None:
    assert "whsec" not in repr(WEBHOOK.rotated("whsec_bmV3", START))
