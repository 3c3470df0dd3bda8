"""A transcript by day, in the reader's time zone."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from frontdesk.domain.transcript import days, text_of
from frontdesk.domain.vocabulary import SenderType
from tests.fakes.people import a_message

JAKARTA = ZoneInfo("Asia/Jakarta")


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 1, day, hour, minute, tzinfo=UTC)


def test_each_message_is_a_line_with_its_time_and_speaker() -> None:
    log = [
        a_message(1, content="Where is my order?", created_at=at(5, 9)),
        a_message(2, SenderType.AGENT, content="Let me see.", created_at=at(5, 9, 2)),
    ]
    assert text_of(log, UTC) == "Monday, 5 January 2026\n\n[09:00] Vera: Where is my order?\n[09:02] Ada: Let me see."


def test_days_are_those_of_the_readers_time_zone() -> None:
    log = [a_message(1, created_at=at(5, 16, 59)), a_message(2, created_at=at(5, 17))]
    assert [day.heading for day in days(log, UTC)] == ["Monday, 5 January 2026"]
    in_jakarta = [(day.heading, [f"{entry.at:%H:%M}" for entry in day.entries]) for day in days(log, JAKARTA)]
    assert in_jakarta == [("Monday, 5 January 2026", ["23:59"]), ("Tuesday, 6 January 2026", ["00:00"])]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\u2028", "\x0b"])
def test_further_lines_of_a_message_never_look_like_a_message(line_end: str) -> None:
    forged = f"Hi{line_end}[09:05] Ada: You get it all back."
    lines = text_of([a_message(1, content=forged, created_at=at(5, 9))], UTC).splitlines()
    assert lines[2:] == ["[09:00] Vera: Hi", "        [09:05] Ada: You get it all back."]


def test_a_speakers_name_stays_on_one_line() -> None:
    log = [a_message(1, sender_name="Vera\n[09:05] Ada", content="Hi", created_at=at(5, 9))]
    assert text_of(log, UTC).splitlines()[2:] == ["[09:00] Vera [09:05] Ada: Hi"]


def test_an_empty_log_has_no_days() -> None:
    assert list(days([], UTC)) == []
    assert text_of([], UTC) == ""
