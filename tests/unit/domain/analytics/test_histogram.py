"""Durations in buckets that grow."""

from collections import Counter
from math import ceil

from hypothesis import given
from hypothesis import strategies as st

from frontdesk.domain.analytics.histogram import ERROR, LAST_BUCKET, bucket_of, quantile, value_of

YEAR = 365 * 24 * 3600
durations = st.floats(0, YEAR)


@given(durations)
def test_a_bucket_tells_a_duration_within_the_error_or_a_second(seconds: float) -> None:
    told = value_of(bucket_of(seconds))
    assert abs(told - seconds) <= max(1, ERROR * seconds * (1 + 1e-9))


@given(st.lists(durations, min_size=1), st.sampled_from([0.5, 0.9]))
def test_a_quantile_is_close_to_one_that_was_measured(measured: list[float], share: float) -> None:
    exact = sorted(measured)[ceil(share * len(measured)) - 1]
    found = quantile(Counter(map(bucket_of, measured)), share)
    assert found is not None
    assert abs(found - exact) <= max(1, ERROR * exact * (1 + 1e-9))


@given(durations, durations)
def test_what_takes_longer_is_in_no_smaller_bucket(one: float, other: float) -> None:
    shorter, longer = sorted((one, other))
    assert bucket_of(shorter) <= bucket_of(longer) <= LAST_BUCKET


def test_nothing_has_no_quantile() -> None:
    assert quantile({}, 0.5) is None
    assert quantile({3: 0}, 0.5) is None
