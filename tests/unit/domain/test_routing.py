"""Who gets a conversation: those who fit, the least loaded first, fairly."""

from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from frontdesk.domain.agent import Agent, PresenceRules
from frontdesk.domain.conversation import Conversation
from frontdesk.domain.routing import best_agent, fits
from frontdesk.domain.vocabulary import Presence, Routing
from tests.fakes.people import WIDGET, a_conversation, an_agent, record_of
from tests.fakes.system import START as NOW

RULES = PresenceRules()
AUTOMATIC = replace(WIDGET, routing=Routing.AUTOMATIC)


def here(number: int, *, load: int = 0, **changes: Any) -> Agent:
    """Online, and waiting since the number's second."""
    facts: dict[str, Any] = {
        "seen_at": NOW,
        "active_at": NOW,
        "free_since": NOW + timedelta(seconds=number),
        "holding": frozenset(f"held-{number}-{each}" for each in range(load)),
    }
    return record_of(an_agent(f"agent-{number}"), **{**facts, **changes})


def chosen(*agents: Agent, conversation: Conversation | None = None, widget: Any = AUTOMATIC) -> str | None:
    found = best_agent(conversation or a_conversation(), widget, agents, NOW, RULES)
    return found.id if found else None


def test_a_manual_widget_gives_its_conversations_to_nobody() -> None:
    assert chosen(here(1), widget=replace(AUTOMATIC, routing=Routing.MANUAL)) is None
    assert chosen(here(1)) == "agent-1"


def test_the_lowest_workload_is_the_share_of_the_maximum() -> None:
    assert chosen(here(1, load=2), here(2, load=1)) == "agent-2"
    assert chosen(here(1, load=2, max_chats=10), here(2, load=1, max_chats=2)) == "agent-1"


def test_of_equals_who_has_waited_longest() -> None:
    assert chosen(here(3), here(2), here(4)) == "agent-2"
    assert chosen(here(3), here(2), here(4, free_since=None)) == "agent-4"


@pytest.mark.parametrize(
    "absent",
    [
        {"status": Presence.OFFLINE},
        {"status": Presence.AWAY},
        {"status": Presence.BUSY},
        {"seen_at": NOW - RULES.offline_after},
        {"active_at": NOW - RULES.away_after},
        {"max_chats": 1, "load": 1},
        {"max_chats": 1, "load": 2},
    ],
    ids=["offline", "away", "busy", "gone", "silent", "at the maximum", "beyond a lowered maximum"],
)
def test_only_who_is_online_and_below_the_maximum_gets_one(absent: dict[str, Any]) -> None:
    assert chosen(here(1, **absent)) is None
    assert chosen(here(1, **absent), here(2, load=4)) == "agent-2"


def test_skills_are_needed_all() -> None:
    asked = a_conversation(required_skills=("german", "shipping"))
    half, whole = here(1, skills=("german",)), here(2, skills=("Shipping", "German"), load=3)
    assert chosen(half, whole, conversation=asked) == "agent-2"
    assert chosen(half, conversation=asked) is None


def test_a_departments_conversation_goes_to_its_agents() -> None:
    asked = a_conversation(department_id="sales")
    inside = here(2, department_ids=("support", "sales"), load=3)
    assert chosen(here(1), inside, conversation=asked) == "agent-2"
    assert chosen(here(1, department_ids=("support",)), conversation=asked) is None


@pytest.mark.parametrize(
    ("scope", "served"),
    [
        ({}, {1, 2, 3}),
        ({"agent_ids": ("agent-1",)}, {1}),
        ({"department_ids": ("sales",)}, {2}),
        ({"agent_ids": ("agent-1",), "department_ids": ("sales",)}, {1, 2}),
        ({"agent_ids": ("agent-9",)}, set()),
    ],
)
def test_a_widget_is_answered_by_those_in_its_scope(scope: dict[str, Any], served: set[int]) -> None:
    widget = replace(AUTOMATIC, **scope)
    agents = {1: here(1), 2: here(2, department_ids=("sales",)), 3: here(3, department_ids=("support",))}
    assert {number for number, agent in agents.items() if fits(agent, a_conversation(), widget)} == served


def assigned_one_after_another(agents: list[Agent], conversations: int) -> dict[str, Agent]:
    """As the queue drains: each assignment counts before the next is decided."""
    staff = {agent.id: agent for agent in agents}
    for number in range(conversations):
        best = best_agent(a_conversation(), AUTOMATIC, staff.values(), NOW, RULES)
        if best is None:
            break
        moment: datetime = NOW + timedelta(minutes=1, seconds=number)
        staff[best.id] = replace(best, holding=best.holding | {f"given-{number}"}, free_since=moment)
    return staff


@given(
    staff=some.integers(1, 8),
    maximum=some.integers(1, 6),
    conversations=some.integers(0, 60),
    order=some.randoms(use_true_random=False),
)
def test_between_equals_the_spread_is_never_above_one(staff: int, maximum: int, conversations: int, order: Any) -> None:
    agents = [here(number, max_chats=maximum) for number in range(staff)]
    order.shuffle(agents)
    loads = [len(agent.holding) for agent in assigned_one_after_another(agents, conversations).values()]
    assert max(loads) - min(loads) <= 1
    assert sum(loads) == min(conversations, staff * maximum)


@given(
    loads=some.lists(some.integers(0, 6), min_size=1, max_size=6),
    maximum=some.integers(1, 6),
    conversations=some.integers(1, 30),
)
def test_whoever_starts_with_more_gets_none_until_the_others_have_caught_up(
    loads: list[int], maximum: int, conversations: int
) -> None:
    agents = [here(number, load=load, max_chats=maximum) for number, load in enumerate(loads)]
    after = assigned_one_after_another(agents, conversations)
    given_to = Counter({agent.id: len(after[agent.id].holding) - len(agent.holding) for agent in agents})
    top = max((len(after[one].holding) for one, got in given_to.items() if got), default=0)
    assert all(len(agent.holding) <= maximum for agent in after.values() if given_to[agent.id])
    assert all(len(agent.holding) >= min(top - 1, maximum) for agent in after.values())


def test_equals_take_turns_by_who_waited_longest() -> None:
    agents = [here(number, max_chats=3) for number in (2, 0, 1)]
    got = []
    for conversations in range(1, 7):
        after = assigned_one_after_another(agents, conversations)
        got.append(max(after.values(), key=lambda agent: agent.free_since or NOW).id)
    assert got == ["agent-0", "agent-1", "agent-2"] * 2
