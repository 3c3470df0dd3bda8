"""The queue in figures."""

from datetime import timedelta

from frontdesk.domain.queue import Waiting, figures_of
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
