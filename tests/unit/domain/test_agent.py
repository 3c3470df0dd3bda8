"""Whether an agent is there: every status with every silence, and the order in which one outweighs another."""

from dataclasses import replace
from datetime import timedelta

import pytest

from frontdesk.domain.agent import Agent, PresenceRules
from frontdesk.domain.vocabulary import Presence
from tests.fakes.people import ADA, record_of
from tests.fakes.system import START as NOW

RULES = PresenceRules(away_after=timedelta(minutes=10), offline_after=timedelta(seconds=60))
ONLINE, AWAY, BUSY, OFFLINE = Presence.ONLINE, Presence.AWAY, Presence.BUSY, Presence.OFFLINE
MOMENT = timedelta(microseconds=1)
FULL = frozenset({"conversation-1", "conversation-2"})


def an_agent(status: Presence = ONLINE, *, silent: timedelta = timedelta(), idle: timedelta = timedelta()) -> Agent:
    """One of two slots is taken."""
    one = frozenset({"conversation-1"})
    seen = {"seen_at": NOW - silent, "active_at": NOW - idle}
    return record_of(ADA, status=status, max_chats=2, holding=one, **seen)


def presence(agent: Agent) -> Presence:
    return agent.presence_at(NOW, RULES)


@pytest.mark.parametrize("status", Presence)
def test_who_is_here_and_active_is_what_they_chose(status: Presence) -> None:
    assert presence(an_agent(status)) is status


@pytest.mark.parametrize(("chosen", "at_the_maximum"), [(ONLINE, BUSY), (BUSY, BUSY), (AWAY, AWAY), (OFFLINE, OFFLINE)])
def test_at_the_maximum_who_would_be_online_is_busy(chosen: Presence, at_the_maximum: Presence) -> None:
    assert presence(replace(an_agent(chosen), holding=FULL)) is at_the_maximum
    assert presence(replace(an_agent(chosen), max_chats=1)) is at_the_maximum


@pytest.mark.parametrize(("chosen", "then"), [(ONLINE, AWAY), (BUSY, AWAY), (AWAY, AWAY), (OFFLINE, OFFLINE)])
def test_who_does_nothing_for_the_away_time_is_away(chosen: Presence, then: Presence) -> None:
    assert presence(an_agent(chosen, idle=RULES.away_after - MOMENT)) is chosen
    assert presence(an_agent(chosen, idle=RULES.away_after)) is then
    assert presence(replace(an_agent(chosen, idle=RULES.away_after), holding=FULL)) is then


@pytest.mark.parametrize("chosen", Presence)
def test_who_gives_no_sign_of_life_is_offline_whatever_else(chosen: Presence) -> None:
    assert presence(an_agent(chosen, silent=RULES.offline_after - MOMENT)) is chosen
    gone = an_agent(chosen, silent=RULES.offline_after, idle=RULES.away_after)
    assert presence(gone) is presence(replace(gone, holding=FULL)) is OFFLINE


def test_who_was_never_seen_is_offline_and_who_never_did_anything_is_away() -> None:
    assert presence(record_of(ADA)) is OFFLINE
    assert presence(record_of(ADA, seen_at=NOW)) is AWAY


def test_a_clock_that_runs_behind_makes_nobody_offline() -> None:
    assert presence(an_agent(silent=-timedelta(seconds=5), idle=-timedelta(seconds=5))) is ONLINE


def test_free_slots_and_capacity() -> None:
    agent = an_agent()
    assert (agent.free_slots, agent.capacity_used) == (1, 0.5)
    full = replace(agent, holding=FULL)
    assert (full.free_slots, full.capacity_used) == (0, 1.0)
    lowered = replace(full, max_chats=1)
    assert (lowered.free_slots, lowered.capacity_used) == (0, 2.0)


def test_skills_are_the_same_in_capitals() -> None:
    agent = record_of(ADA, skills=("German", "shipping"))
    assert agent.has_skills([])
    assert agent.has_skills(["german", "SHIPPING"])
    assert not agent.has_skills(["german", "billing"])
    assert not record_of(ADA).has_skills(["german"])
