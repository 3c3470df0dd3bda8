"""The lines of log that CloudWatch reads as metrics."""

import json
from threading import Thread
from typing import Any

import pytest

from frontdesk.metrics import (
    BOT_CONFIDENCE,
    CONNECTIONS_OPENED,
    FAN_OUT,
    FAN_OUT_FAILURES,
    FAN_OUT_POSTS,
    MESSAGES,
    METRICS,
    Meter,
)

Capture = pytest.CaptureFixture[str]


def told(capsys: Capture) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


@pytest.fixture(autouse=True)
def stack(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POWERTOOLS_SERVICE_NAME", "frontdesk-test")


def test_a_line_is_what_cloudwatch_expects(capsys: Capture) -> None:
    meter = Meter()
    meter.add(MESSAGES, label="visitor")
    meter.add(MESSAGES, label="visitor")
    meter.tell()
    (line,) = told(capsys)
    assert isinstance(line["_aws"].pop("Timestamp"), int)
    assert line == {
        "_aws": {
            "CloudWatchMetrics": [
                {
                    "Namespace": "Frontdesk",
                    "Dimensions": [["sender", "service"]],
                    "Metrics": [{"Name": "Messages", "Unit": "Count"}],
                }
            ]
        },
        "sender": "visitor",
        "service": "frontdesk-test",
        "Messages": [2.0],
    }


def test_what_shares_its_dimensions_shares_a_line(capsys: Capture) -> None:
    meter = Meter()
    for label in ("visitor", "agent"):
        meter.add(MESSAGES, label=label)
    for metric, value in ((FAN_OUT, 12.5), (FAN_OUT_POSTS, 3), (FAN_OUT_FAILURES, 0), (FAN_OUT, 7)):
        meter.add(metric, value)
    meter.tell()
    lines = told(capsys)
    assert [line.get("sender") for line in lines] == ["visitor", "agent", None]
    assert (lines[2]["FanOut"], lines[2]["FanOutPosts"], lines[2]["FanOutFailures"]) == ([12.5, 7], [3], [0])


def test_nothing_is_told_of_nothing(capsys: Capture) -> None:
    Meter().tell()
    assert told(capsys) == []


def test_what_was_told_is_not_told_again(capsys: Capture) -> None:
    meter = Meter()
    meter.add(CONNECTIONS_OPENED, label="agent")
    meter.tell()
    meter.tell()
    assert len(told(capsys)) == 1


@pytest.mark.parametrize("many", [99, 100, 101, 250])
def test_many_values_make_several_lines_and_lose_none(capsys: Capture, many: int) -> None:
    meter = Meter()
    for number in range(many):
        meter.add(BOT_CONFIDENCE, number)
        meter.add(FAN_OUT_POSTS)
    meter.tell()
    lines = told(capsys)
    assert [value for line in lines for value in line["BotConfidence"]] == [*range(many)]
    assert [value for line in lines for value in line.get("FanOutPosts", [])] == [many]
    assert max(len(line["BotConfidence"]) for line in lines) < 100


def test_what_every_message_adds_is_told_at_first_and_then_once_a_minute(capsys: Capture) -> None:
    now = 0.0
    meter = Meter(lambda: now)
    for now in (0.0, 10.0, 59.0, 60.0, 61.0):
        meter.add(FAN_OUT, now)
        meter.tell_in_time()
    assert [line["FanOut"] for line in told(capsys)] == [[0.0], [10.0, 59.0, 60.0]]


def test_threads_lose_nothing(capsys: Capture) -> None:
    meter = Meter()

    def add() -> None:
        for _ in range(200):
            meter.add(FAN_OUT_POSTS)
            meter.tell()

    threads = [Thread(target=add) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(sum(line["FanOutPosts"]) for line in told(capsys)) == 800


def test_each_metric_has_a_name_of_its_own() -> None:
    assert len({metric.name for metric in METRICS}) == len(METRICS)
