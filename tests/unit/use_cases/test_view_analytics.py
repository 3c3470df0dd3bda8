"""However a period is cut, its parts are the whole; and the whole is what began in it."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from frontdesk.domain.analytics.period import Days, Interval
from frontdesk.domain.conversation import Conversation
from frontdesk.domain.vocabulary import Status
from frontdesk.use_cases.count_conversation import count_conversation
from frontdesk.use_cases.note_online import note_online
from frontdesk.use_cases.view_analytics import AnalyticsWish, view_analytics
from tests.fakes import make_desk
from tests.fakes.counters import FakeCounters
from tests.fakes.people import ADA, BEN, TENANT, a_conversation
from tests.fakes.system import START

ZONES = ("UTC", "Asia/Kolkata", "America/St_Johns", "Pacific/Kiritimati", "America/New_York", "Europe/Berlin")
FIRST = date(2026, 3, 27)
"""Clocks are put forward in Berlin two days later."""
minutes = st.integers(0, 7 * 24 * 60)


@st.composite
def many(draw: st.DrawFn) -> list[Conversation]:
    return [
        a_conversation(
            Status.ACTIVE,
            id=f"conversation-{number}",
            agent_id=draw(st.sampled_from([ADA.id, BEN.id])),
            created_at=START.replace(year=2026, month=3, day=26, hour=0) + timedelta(minutes=draw(minutes)),
        )
        for number in range(draw(st.integers(0, 12)))
    ]


@settings(max_examples=60)
@given(many(), st.integers(0, 4), st.integers(0, 3), st.sampled_from(ZONES), st.sampled_from(Interval))
def test_parts_make_up_the_whole(
    conversations: list[Conversation], later: int, more: int, zone: str, interval: Interval
) -> None:
    desk, counters = make_desk(), FakeCounters()
    for conversation in conversations:
        count_conversation(counters, desk.clock, conversation)
    first = FIRST + timedelta(days=later)
    days = Days(first, first + timedelta(days=more), ZoneInfo(zone))
    view = view_analytics(desk, counters, ADA, AnalyticsWish(days=days, interval=interval))
    own = [one for one in conversations if first <= one.created_at.astimezone(days.zone).date() <= days.last]
    assert view.totals.conversations == view.totals.handled == len(own)
    assert sum(view.by_hour) == sum(view.by_weekday) == len(own)
    assert sum(figures.conversations for _, figures in view.series) == len(own)
    handled = {agent.id: agent.figures.handled for agent in view.agents}
    for agent_id in (ADA.id, BEN.id):
        assert handled[agent_id] == sum(one.agent_id == agent_id for one in own)
        wish = AnalyticsWish(days=days, interval=interval, agent_id=agent_id)
        assert view_analytics(desk, counters, ADA, wish).totals.conversations == handled[agent_id]


def test_an_agent_is_online_for_as_long_as_the_sweep_finds_them_there() -> None:
    desk, counters = make_desk(), FakeCounters()
    for minute in range(12):
        if minute < 10:
            desk.agents.note_seen(TENANT, ADA.id, desk.clock.now(), active=False)
        note_online(desk, counters)
        note_online(desk, counters)
        desk.clock.advance(minutes=1)
    day = Days(START.date(), START.date(), ZoneInfo("UTC"))
    view = view_analytics(desk, counters, BEN, AnalyticsWish(days=day, interval=Interval.DAY))
    online = {agent.id: agent.online_seconds for agent in view.agents}
    assert online == {ADA.id: 600, BEN.id: 0, "admin-1": 0}
