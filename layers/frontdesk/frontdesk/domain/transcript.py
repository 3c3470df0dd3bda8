"""A conversation's messages as people read them afterwards: by day, with the time and the speaker of each."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from itertools import groupby

from frontdesk.domain.message import Message
from frontdesk.domain.vocabulary import SenderType

# As wide as "[HH:MM] ": what a message says on its further lines never looks like a line of somebody else's.
INDENT = " " * 8


@dataclass(frozen=True, slots=True)
class Entry:
    """One message at its local time."""

    at: datetime
    speaker: str
    sender_type: SenderType
    text: str

    @property
    def line(self) -> str:
        """`[HH:MM] Speaker: text`"""
        first, *others = self.text.splitlines() or [""]
        return "\n".join([f"[{self.at:%H:%M}] {self.speaker}: {first}", *(INDENT + other for other in others)])


@dataclass(frozen=True, slots=True)
class Day:
    date: date
    entries: Sequence[Entry]

    @property
    def heading(self) -> str:
        return f"{self.date:%A}, {self.date.day} {self.date:%B %Y}"


def days(messages: Iterable[Message], zone: tzinfo) -> Iterator[Day]:
    """The messages in the order given, each on the day that it was at the place of `zone`."""
    entries = (_entry(message, zone) for message in messages)
    for day, of_day in groupby(entries, lambda entry: entry.at.date()):
        yield Day(day, list(of_day))


def text_of(messages: Iterable[Message], zone: tzinfo) -> str:
    """All of it as plain text, a heading above each day; empty for an empty log."""
    return "\n\n".join(
        "\n".join([day.heading, "", *(entry.line for entry in day.entries)]) for day in days(messages, zone)
    )


def _entry(message: Message, zone: tzinfo) -> Entry:
    return Entry(
        at=message.created_at.astimezone(zone),
        speaker=" ".join(message.sender_name.split()),
        sender_type=message.sender_type,
        text=message.content,
    )
