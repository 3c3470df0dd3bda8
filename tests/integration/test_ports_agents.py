"""The Agents port, in memory and in DynamoDB: what is noted of agents, and who of several at once gets their way."""

from dataclasses import replace
from datetime import timedelta

import pytest

from frontdesk.domain.agent import Agent
from frontdesk.domain.errors import NotFound
from frontdesk.domain.vocabulary import Presence, Role
from frontdesk.use_cases.ports import Agents, Desk
from tests.fakes import make_desk
from tests.fakes.people import ADA, ADMIN, BEN, TENANT, a_conversation, record_of
from tests.fakes.system import START

LATER = START + timedelta(seconds=5, microseconds=123_456)
AGENT = record_of(ADA)
FULL = record_of(
    ADMIN,
    name="Olga · größer",
    skills=("german", "shipping"),
    department_ids=("dep_1", "dep_2"),
    max_chats=9,
    status=Presence.AWAY,
    presence=Presence.BUSY,
    seen_at=LATER,
    active_at=START,
    free_since=START,
    holding=frozenset({"conversation-1", "conversation-2"}),
    total_chats=41,
)


@pytest.fixture(params=["in memory", "in DynamoDB"])
def desk_of_agents(request: pytest.FixtureRequest) -> Desk:
    if request.param == "in memory":
        return make_desk(staff=())
    desk: Desk = request.getfixturevalue("empty_desk")
    return desk


@pytest.fixture
def agents(desk_of_agents: Desk) -> Agents:
    return desk_of_agents.agents


def one(agents: Agents, agent_id: str = ADA.id) -> Agent:
    found = agents.get(TENANT, agent_id)
    assert found is not None
    return found


def ids(agents: Agents) -> list[str]:
    return sorted(agent.id for agent in agents.present())


@pytest.mark.parametrize("enrolled", [AGENT, FULL, replace(FULL, removed=True)], ids=["new", "full", "removed"])
def test_who_is_enrolled_comes_back_as_they_were(agents: Agents, enrolled: Agent) -> None:
    assert agents.enrol(enrolled)
    assert agents.get(TENANT, enrolled.id) == enrolled


def test_an_id_is_enrolled_once_even_if_removed(agents: Agents) -> None:
    assert agents.enrol(replace(AGENT, removed=True))
    assert not agents.enrol(replace(AGENT, name="Another"))
    assert one(agents).removed
    assert agents.enrol(replace(AGENT, tenant_id="other"))


def test_a_tenants_agents_are_listed_by_name_without_the_removed(agents: Agents) -> None:
    gone, elsewhere = record_of(ADMIN, removed=True), replace(record_of(ADMIN), tenant_id="other")
    for agent in (record_of(BEN), AGENT, gone, elsewhere):
        agents.enrol(agent)
    assert agents.of_tenant(TENANT) == [AGENT, record_of(BEN)]
    assert agents.of_tenant("other") == [elsewhere]
    assert agents.of_tenant("third") == []


def test_nobody_of_another_tenant_is_found(agents: Agents) -> None:
    agents.enrol(AGENT)
    assert agents.get("other", AGENT.id) is None
    assert agents.get(TENANT, "unknown") is None


def test_an_edit_changes_what_it_says_and_nothing_that_happened_between(agents: Agents) -> None:
    agents.enrol(AGENT)
    agents.note_seen(TENANT, AGENT.id, LATER, active=True)
    after = replace(AGENT, name="Ada L.", role=Role.ADMIN, skills=("german",), department_ids=("dep_1",), max_chats=2)
    assert agents.edit(AGENT, after)
    assert one(agents) == replace(after, seen_at=LATER, active_at=LATER)


def test_of_two_edits_the_one_that_knew_less_is_refused(agents: Agents) -> None:
    agents.enrol(AGENT)
    assert agents.edit(AGENT, replace(AGENT, max_chats=2))
    assert not agents.edit(AGENT, replace(AGENT, skills=("german",)))
    assert one(agents) == replace(AGENT, max_chats=2)
    assert agents.edit(one(agents), replace(one(agents), skills=("german",)))


def test_an_edit_of_nobody_is_refused_and_one_that_changes_nothing_is_done(agents: Agents) -> None:
    assert not agents.edit(AGENT, replace(AGENT, max_chats=2))
    assert agents.get(TENANT, AGENT.id) is None
    agents.enrol(AGENT)
    assert agents.edit(AGENT, AGENT)


def test_a_removal_can_be_taken_back(agents: Agents) -> None:
    agents.enrol(AGENT)
    gone = replace(AGENT, removed=True)
    assert agents.edit(AGENT, gone)
    assert agents.of_tenant(TENANT) == []
    assert agents.edit(gone, AGENT)
    assert agents.of_tenant(TENANT) == [AGENT]


def test_signs_of_life_and_of_activity_are_two_things(agents: Agents) -> None:
    agents.enrol(AGENT)
    assert agents.note_seen(TENANT, AGENT.id, START, active=True) == one(agents)
    quiet = agents.note_seen(TENANT, AGENT.id, LATER, active=False)
    assert (quiet.seen_at, quiet.active_at) == (LATER, START)
    assert one(agents) == quiet


def test_the_status_that_was_chosen_is_noted(agents: Agents) -> None:
    agents.enrol(AGENT)
    assert agents.choose(TENANT, AGENT.id, Presence.AWAY) == one(agents) == replace(AGENT, status=Presence.AWAY)


@pytest.mark.parametrize("removed", [False, True])
def test_nothing_is_noted_of_who_is_not_there(agents: Agents, removed: bool) -> None:
    if removed:
        agents.enrol(replace(AGENT, removed=True))
    with pytest.raises(NotFound):
        agents.note_seen(TENANT, AGENT.id, START, active=True)
    with pytest.raises(NotFound):
        agents.choose(TENANT, AGENT.id, Presence.AWAY)
    assert (agents.get(TENANT, AGENT.id) is not None) is removed
    assert ids(agents) == []


def test_a_change_of_presence_is_told_by_one_of_several(agents: Agents) -> None:
    agents.enrol(AGENT)
    assert agents.tell_presence(AGENT, Presence.ONLINE, LATER)
    assert not agents.tell_presence(AGENT, Presence.ONLINE, LATER)
    assert one(agents) == replace(AGENT, presence=Presence.ONLINE, free_since=LATER)


@pytest.mark.parametrize("before", Presence)
def test_who_comes_online_begins_to_wait_then(agents: Agents, before: Presence) -> None:
    known = replace(AGENT, presence=before, free_since=START)
    agents.enrol(known)
    assert agents.tell_presence(known, Presence.ONLINE, LATER)
    begins = before in (Presence.OFFLINE, Presence.AWAY)
    assert one(agents).free_since == (LATER if begins else START)


def test_nobody_is_told_of_who_is_unknown(agents: Agents) -> None:
    assert not agents.tell_presence(AGENT, Presence.ONLINE, START)
    assert agents.get(TENANT, AGENT.id) is None


def test_who_was_seen_is_present_until_they_leave(agents: Agents) -> None:
    for agent in (AGENT, record_of(BEN), replace(record_of(ADMIN), tenant_id="other")):
        agents.enrol(agent)
    assert ids(agents) == []
    ada = agents.note_seen(TENANT, ADA.id, START, active=True)
    agents.note_seen("other", ADMIN.id, START, active=False)
    assert ids(agents) == sorted([ADA.id, ADMIN.id])
    agents.leave(ada)
    agents.leave(record_of(BEN))
    assert ids(agents) == [ADMIN.id]


def test_who_came_back_or_is_told_to_be_there_does_not_leave(agents: Agents) -> None:
    agents.enrol(AGENT)
    before = agents.note_seen(TENANT, ADA.id, START, active=True)
    agents.note_seen(TENANT, ADA.id, LATER, active=True)
    agents.leave(before)
    assert ids(agents) == [ADA.id]
    agents.tell_presence(AGENT, Presence.ONLINE, LATER)
    agents.leave(one(agents))
    assert ids(agents) == [ADA.id]


def test_who_holds_a_conversation_is_present_and_does_not_leave(desk_of_agents: Desk) -> None:
    agents, pending = desk_of_agents.agents, a_conversation()
    agents.enrol(AGENT)
    desk_of_agents.conversations.create(pending)
    assert desk_of_agents.conversations.replace(pending, pending.accepted(ADA, LATER))
    agents.leave(one(agents))
    assert ids(agents) == [ADA.id]
