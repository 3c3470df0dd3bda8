"""The queue in figures."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from frontdesk.domain.queue import Waiting, figures_of, positions_in
from frontdesk.domain.vocabulary import Priority
from tests.fakes.system import START


def test_an_empty_queue() -> None:
    figures = figures_of([], START)
    assert (list(figures.waits), figures.longest) == ([], None)
    assert dict(figures.by_priority) == dict.fromkeys(Priority, 0)


def test_each_wait_and_the_longest() -> None:
    queue = [
        Waiting("urgent", Priority.URGENT, START + timedelta(seconds=50)),
        Waiting("first", Priority.NORMAL, START),
        Waiting("ahead-of-time", Priority.NORMAL, START + timedelta(seconds=70)),
    ]
    figures = figures_of(queue, START + timedelta(seconds=60))
    assert [(waiting.conversation_id, seconds) for waiting, seconds in figures.waits] == [
        ("urgent", 10),
        ("first", 60),
        ("ahead-of-time", 0),
    ]
    assert figures.longest == 60
    assert figures.by_priority == {Priority.LOW: 0, Priority.NORMAL: 2, Priority.HIGH: 0, Priority.URGENT: 1}


def test_places_are_counted_from_one_and_whoever_is_not_there_has_none() -> None:
    queue = [Waiting(own_id, Priority.NORMAL, START) for own_id in ("a", "b", "c")]
    assert positions_in(queue, ["c", "a", "elsewhere"]) == {"a": 1, "c": 3}


@given(st.lists(st.integers(), unique=True, min_size=1))
def test_each_place_is_given_once_and_all_of_them_are(numbers: list[int]) -> None:
    queue = [Waiting(str(number), Priority.NORMAL, START) for number in numbers]
    places = positions_in(queue, {waiting.conversation_id for waiting in queue})
    assert sorted(places.values()) == list(range(1, len(queue) + 1))
    assert all(queue[place - 1].conversation_id == own_id for own_id, place in places.items())
