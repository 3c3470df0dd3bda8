"""A rate: a minute's worth at once, one for each interval after it, and never more; an address leaves only a mark."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.domain.errors import RateLimited
from frontdesk.domain.rate_limit import MINUTE, RESTED, Paces, Rate, mark_of, minute_of, spend
from frontdesk.domain.vocabulary import SenderType
from tests.fakes.system import START

RATES = {SenderType.VISITOR: Rate(3), SenderType.AGENT: Rate(6)}
KEY = b"of the day"


def admitted(rate: Rate, moments: list[datetime]) -> list[datetime]:
    pace, passed = None, []
    for moment in moments:
        try:
            pace = spend(pace, moment, rate)
            passed.append(moment)
        except RateLimited:
            continue
    return passed


@given(st.integers(1, 90), st.lists(st.floats(0, 30), min_size=1, max_size=150))
def test_no_minute_ever_sees_more_than_twice_the_rate_and_no_longer_time_more_than_a_minute_above_it(
    per_minute: int, gaps: list[float]
) -> None:
    moments, now = [], START
    for gap in gaps:
        now += timedelta(seconds=gap)
        moments.append(now)
    passed = admitted(Rate(per_minute), moments)
    assert passed[: min(per_minute, 1)] == moments[:1]
    for first, begin in enumerate(passed):
        for count, end in enumerate(passed[first:], start=1):
            assert count <= per_minute + (end - begin) / Rate(per_minute).interval + 1e-3


@given(st.integers(1, 1000))
def test_a_whole_minutes_worth_may_come_at_once_and_one_more_after_as_long_as_it_is_told(per_minute: int) -> None:
    pace = None
    for _ in range(per_minute):
        pace = spend(pace, START, Rate(per_minute))
    with pytest.raises(RateLimited) as refused:
        spend(pace, START, Rate(per_minute))
    assert refused.value.retry_after is not None
    spend(pace, START + timedelta(seconds=refused.value.retry_after), Rate(per_minute))


def test_who_keeps_to_the_rate_is_never_refused() -> None:
    rate = Rate(60)
    moments = [START + number * rate.interval for number in range(500)]
    assert admitted(rate, moments) == moments


def test_each_side_of_a_conversation_has_a_pace_of_its_own_and_others_have_none() -> None:
    paces = RESTED
    for _ in range(3):
        paces = paces.after(SenderType.VISITOR, START, RATES)
    for sender in (SenderType.BOT, SenderType.SYSTEM, SenderType.AGENT):
        paces = paces.after(sender, START, RATES)
    with pytest.raises(RateLimited):
        paces.after(SenderType.VISITOR, START, RATES)
    assert paces == Paces(START + MINUTE, START + MINUTE / 6)


def test_nothing_is_carried_on_of_a_side_that_has_rested() -> None:
    written = RESTED.after(SenderType.VISITOR, START, RATES)
    assert written.after(SenderType.BOT, START + timedelta(seconds=19), RATES).visitor == START + MINUTE / 3
    assert written.after(SenderType.BOT, START + timedelta(seconds=20), RATES) == RESTED


def test_a_minute_is_one_by_the_clock() -> None:
    assert minute_of(START + timedelta(seconds=59.9)) == minute_of(START) == START


@pytest.mark.parametrize(
    ("one", "another", "same"),
    [
        ("203.0.113.7", "203.0.113.7", True),
        ("203.0.113.7", "203.0.113.8", False),
        ("::ffff:203.0.113.7", "::ffff:203.0.113.8", False),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("", "nonsense", False),
    ],
)
def test_an_address_is_told_from_another_by_its_mark(one: str, another: str, same: bool) -> None:
    assert (mark_of(one, KEY) == mark_of(another, KEY)) is same
    assert mark_of(one, KEY) != mark_of(one, b"of another day")
    assert not one or one not in mark_of(one, KEY)
