"""Who is to be told of what, and what their devices show of it."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.domain.agent import Agent
from frontdesk.domain.agent_settings import AgentSettings, QuietHours
from frontdesk.domain.assignment import assigned, released, transferred_to_agent
from frontdesk.domain.conversation import ROUTING, Conversation
from frontdesk.domain.notification import (
    PREVIEW_LENGTH,
    Notification,
    PushJob,
    Reason,
    due_to_change,
    due_to_message,
    of_assignment,
    of_message,
    push_of,
)
from frontdesk.domain.vocabulary import Handler, Status
from tests.fakes.people import ADA, ADMIN, BEN, TENANT, a_conversation, a_message, record_of
from tests.fakes.system import START

LATER = START + timedelta(minutes=5)
NIGHT = QuietHours(start=time(22), end=time(7), time_zone="Asia/Jakarta")
MESSAGE = PushJob(TENANT, "conversation-1", ADA.id, Reason.MESSAGE, 3)


def agent(principal: object = BEN) -> Agent:
    return record_of(principal)  # type: ignore[arg-type]


def in_jakarta(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 1, 5, hour, minute, tzinfo=ZoneInfo("Asia/Jakarta")).astimezone(UTC)


def notified(number: int = 3, **changes: object) -> Notification:
    told = of_message(replace(MESSAGE, number=number), a_conversation(Status.ACTIVE), a_message(number))
    return replace(told, **changes)  # type: ignore[arg-type]


# --- due ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [Status.ACTIVE, Status.WAITING])
def test_the_agent_who_holds_it_is_told_of_a_visitors_message(status: Status) -> None:
    assert due_to_message(a_conversation(status), 3) == MESSAGE


@pytest.mark.parametrize("status", [Status.PENDING, Status.RESOLVED, Status.CLOSED])
def test_nobody_is_told_of_a_message_in_a_conversation_that_nobody_holds(status: Status) -> None:
    assert due_to_message(a_conversation(status), 3) is None


def test_nobody_is_told_of_a_message_to_the_bot() -> None:
    with_bot = a_conversation(Status.ACTIVE, handler=Handler.BOT, agent_id=None, agent_name=None)
    assert due_to_message(with_bot, 3) is None


def test_who_accepts_a_conversation_knows_of_it() -> None:
    pending = a_conversation()
    assert due_to_change(pending, pending.accepted(ADA, START)) is None


@pytest.mark.parametrize("by", [ADMIN.id, ROUTING])
def test_who_is_given_a_conversation_is_told(by: str) -> None:
    pending = a_conversation()
    after = assigned(pending, agent(), by, START)
    assert due_to_change(pending, after) == PushJob(TENANT, after.id, BEN.id, Reason.ASSIGNED, after.version)


def test_a_conversation_that_begins_in_somebodys_hands_is_told_too() -> None:
    after = assigned(a_conversation(), agent(), ROUTING, START)
    assert due_to_change(None, after) is not None


def test_who_is_transferred_a_conversation_is_told_and_who_gave_it_away_is_not() -> None:
    before = a_conversation(Status.ACTIVE, assigned_by=ADA.id)
    job = due_to_change(before, transferred_to_agent(before, agent(), ADA, None, LATER))
    assert job is not None
    assert (job.agent_id, job.reason) == (BEN.id, Reason.ASSIGNED)


def test_what_changes_while_it_stays_in_the_same_hands_is_told_to_nobody() -> None:
    before = assigned(a_conversation(), agent(), ROUTING, START)
    assert due_to_change(before, before.edited(subject="Order 7")) is None


def test_what_comes_to_life_again_in_its_agents_hands_is_no_assignment() -> None:
    held = assigned(a_conversation(), agent(ADA), ROUTING, START)
    resolved = held.resolved(ADA, LATER)
    assert due_to_change(resolved, resolved.after(a_message(4), agent_online=True)) is None


def test_the_same_agent_is_told_again_when_it_comes_back_to_them() -> None:
    held = assigned(a_conversation(), agent(ADA), ROUTING, START)
    queued = released(held, LATER)
    assert due_to_change(held, queued) is None
    assert due_to_change(queued, assigned(queued, agent(ADA), ADMIN.id, LATER)) is not None


# --- what is told -------------------------------------------------------------------------------------------------


def test_a_message_is_told_with_its_words_in_one_line() -> None:
    told = of_message(MESSAGE, a_conversation(Status.ACTIVE), a_message(3, content="Hello,\n\n  where is it?"))
    assert (told.title, told.preview, told.created_at) == ("Vera", "Hello, where is it?", a_message(3).created_at)
    assert not told.urgent


def test_long_words_are_shortened() -> None:
    told = of_message(MESSAGE, a_conversation(Status.ACTIVE), a_message(3, content="word " * 100))
    assert told.preview is not None
    assert len(told.preview) <= PREVIEW_LENGTH
    assert told.preview.endswith("word…")


def test_a_visitor_without_a_name_has_one_here() -> None:
    told = of_message(MESSAGE, a_conversation(Status.ACTIVE, visitor_name=None), a_message(3))
    assert told.title == "Visitor"


def assignment(conversation: Conversation) -> Notification:
    job = due_to_change(None, conversation)
    assert job is not None
    return of_assignment(job, conversation)


def test_an_assignment_is_urgent_and_tells_a_transfer_from_the_rest() -> None:
    given = assigned(a_conversation(), agent(), ROUTING, START)
    moved = transferred_to_agent(a_conversation(Status.ACTIVE), agent(), ADA, None, LATER)
    assert assignment(given).urgent
    assert assignment(given).preview == "Assigned to you"
    assert assignment(moved).preview == "Transferred by Ada"
    assert assignment(moved).created_at == LATER


def test_an_assignment_after_a_transfer_is_an_assignment() -> None:
    moved = transferred_to_agent(a_conversation(Status.ACTIVE), agent(), ADA, None, START)
    again = assigned(released(moved, LATER), agent(), ADMIN.id, LATER)
    assert assignment(again).preview == "Assigned to you"


# --- what is shown ------------------------------------------------------------------------------------------------


def test_a_push_shows_the_words_and_sounds() -> None:
    push = push_of(notified(), [notified()], AgentSettings(), START)
    assert push is not None
    assert (push.body, push.count, push.silent) == ("message 3", 1, False)


def test_several_unread_messages_are_counted_and_the_latest_is_shown() -> None:
    several = [notified(number) for number in (3, 4, 5)]
    late = push_of(several[0], several, AgentSettings(), START)
    assert late is not None
    assert (late.notification, late.count, late.body) == (several[0], 3, "message 5 (3 new)")


def test_one_that_the_list_does_not_show_yet_counts() -> None:
    push = push_of(notified(4), [notified(3)], AgentSettings(), START)
    assert push is not None
    assert (push.count, push.body) == (2, "message 4 (2 new)")


def test_without_preview_a_device_shows_no_words() -> None:
    push = push_of(notified(), [notified(2)], AgentSettings(preview=False), START)
    assert push is not None
    assert push.body == "New message (2 new)"


def test_without_preview_an_assignment_is_told_as_ever() -> None:
    told = assignment(assigned(a_conversation(), agent(), ROUTING, START))
    push = push_of(told, [told], AgentSettings(preview=False), START)
    assert push is not None
    assert push.body == "Assigned to you"


def test_without_sounds_a_device_is_silent() -> None:
    push = push_of(notified(), [], AgentSettings(sounds=False), START)
    assert push is not None
    assert push.silent


@pytest.mark.parametrize(
    ("now", "quiet"),
    [
        (in_jakarta(21, 59), False),
        (in_jakarta(22), True),
        (in_jakarta(23, 59), True),
        (in_jakarta(0), True),
        (in_jakarta(6, 59), True),
        (in_jakarta(7), False),
    ],
)
def test_quiet_hours_hold_messages_back_over_midnight_too(now: datetime, quiet: bool) -> None:
    settings = AgentSettings(quiet_hours=NIGHT)
    assert (push_of(notified(), [], settings, now) is None) is quiet
    urgent = assignment(assigned(a_conversation(), agent(), ROUTING, START))
    shown = push_of(urgent, [urgent], settings, now)
    assert shown is not None
    assert shown.silent is quiet


TIMES = st.times().map(lambda given: given.replace(second=0, microsecond=0))
ZONES = st.sampled_from(["UTC", "Asia/Jakarta", "America/St_Johns", "Pacific/Apia"])
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - zone is beside


@given(start=TIMES, end=TIMES, zone=ZONES, moment=MOMENTS)
def test_quiet_hours_and_their_opposite_divide_the_day(start: time, end: time, zone: str, moment: datetime) -> None:
    quiet = QuietHours(start=start, end=end, time_zone=zone).cover(moment)
    loud = QuietHours(start=end, end=start, time_zone=zone).cover(moment)
    assert (quiet != loud) is (start != end)
    assert not (quiet and loud)


@given(start=TIMES, end=TIMES, zone=ZONES, moment=MOMENTS)
def test_quiet_hours_begin_and_end_by_the_clock_on_the_wall(
    start: time, end: time, zone: str, moment: datetime
) -> None:
    local = moment.astimezone(ZoneInfo(zone)).time()
    hours = QuietHours(start=start, end=end, time_zone=zone)
    minutes = [each.hour * 60 + each.minute for each in (start, end, local)]
    since_start, length = (minutes[2] - minutes[0]) % 1440, (minutes[1] - minutes[0]) % 1440
    assert hours.cover(moment) is (since_start < length)
