"""The machine's own clock and secrets."""

from datetime import UTC, datetime

import pytest

from frontdesk.adapters.system import SystemClock, SystemSecrets


def test_now_is_now_in_utc() -> None:
    before, now, after = datetime.now(UTC), SystemClock().now(), datetime.now(UTC)
    assert now.tzinfo is UTC
    assert before <= now <= after


def test_a_pause_is_random_and_no_longer_than_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    monkeypatch.setattr("time.sleep", slept.append)
    for _ in range(50):
        SystemClock().pause(0.05)
    assert all(0 <= seconds <= 0.05 for seconds in slept)
    assert len(set(slept)) > 1


def test_secrets_are_new_each_time_and_as_strong_as_asked() -> None:
    secrets = SystemSecrets()
    for bits, length in ((128, 22), (256, 43)):
        tokens = {secrets.token(bits) for _ in range(50)}
        assert len(tokens) == 50
        assert {len(token) for token in tokens} == {length}
    identifiers = {secrets.identifier() for _ in range(50)}
    assert len(identifiers) == 50
    assert all(identifier.isalnum() for identifier in identifiers)
