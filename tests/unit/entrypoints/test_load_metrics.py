"""How busy the desk is, told once a minute."""

import json
from typing import Any, cast

import pytest
from aws_lambda_powertools import Logger

from frontdesk.domain.errors import Busy
from frontdesk.entrypoints.load_metrics import tell_load
from frontdesk.metrics import Meter
from frontdesk.use_cases.accept_conversation import accept_conversation
from frontdesk.use_cases.load_ports import Pending
from tests.fakes import FakeDesk, make_desk
from tests.fakes.people import ADA, BEN
from tests.fakes.queues import FakeQueues
from tests.fakes.scenes import online, started

Capture = pytest.CaptureFixture[str]
GAUGES = ("AgentsPresent", "ActiveConversations", "PendingConversations", "OldestPending")


class Warned:
    """A logger that remembers what it warned of."""

    def __init__(self) -> None:
        self.of: list[str] = []

    def warning(self, event: str) -> None:
        self.of.append(event)


@pytest.fixture
def desk() -> FakeDesk:
    return make_desk()


def gauges(desk: FakeDesk, capsys: Capture) -> list[tuple[Any, ...]]:
    capsys.readouterr()
    tell_load(desk, FakeQueues(desk.conversations), Meter(), cast("Logger", Warned()))
    lines = map(json.loads, capsys.readouterr().out.splitlines())
    return [tuple(value for name in GAUGES for value in line[name]) for line in lines]


def test_an_idle_desk_tells_nothing(desk: FakeDesk, capsys: Capture) -> None:
    assert gauges(desk, capsys) == []


def test_who_waits_is_told_though_nobody_is_there(desk: FakeDesk, capsys: Capture) -> None:
    started(desk)
    desk.clock.advance(seconds=120)
    assert gauges(desk, capsys) == [(0, 0, 1, 120)]


def test_what_is_in_agents_hands_is_active(desk: FakeDesk, capsys: Capture) -> None:
    online(desk, ADA)
    online(desk, BEN)
    accept_conversation(desk, ADA, started(desk).id)
    started(desk, "start-2")
    assert gauges(desk, capsys) == [(2, 1, 1, 0)]


def test_a_busy_store_is_measured_in_the_next_minute(desk: FakeDesk, capsys: Capture) -> None:
    class BusyQueues:
        def pending(self, limit: int) -> Pending:
            raise Busy("Please try again.")

    logger = Warned()
    tell_load(desk, BusyQueues(), Meter(), cast("Logger", logger))
    assert logger.of == ["load_not_measured"]
    assert capsys.readouterr().out == ""
