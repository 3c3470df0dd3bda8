"""Agents are managed by several admins at once, by invocations that may die, and offered what fits them now."""

from dataclasses import replace

import pytest

from frontdesk.domain.department import Department
from frontdesk.domain.errors import Busy, Conflict, InvalidInput, NotFound
from frontdesk.domain.topics import agent_topic
from frontdesk.domain.vocabulary import Presence, Role, Routing, Status
from frontdesk.use_cases.manage_agents import Invitation, edit_agent, invite_agent, remove_agent
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.sweep_presence import sweep_presence
from tests.fakes import make_desk
from tests.fakes.accounts import FakeAccounts
from tests.fakes.interruptions import Interruption, Killed
from tests.fakes.people import ADA, ADMIN, BEN, TENANT, VERA_HERSELF, WIDGET, an_agent
from tests.fakes.scenes import agent_of, connected, in_status, online, say, started, stored

PAT = an_agent("admin-2", name="Pat", role=Role.ADMIN)
NINA = Invitation(email="nina@example.com", name="Nina", role=Role.AGENT, max_chats=5)


def admins(desk: Desk) -> set[str]:
    return {agent.id for agent in desk.agents.of_tenant(TENANT) if agent.role is Role.ADMIN}


def test_two_admins_who_demote_each_other_at_once_leave_one() -> None:
    step = Interruption()
    desk, accounts = make_desk(step, staff=(ADA, ADMIN, PAT)), FakeAccounts()
    for before in range(1, 8):
        for admin in (ADMIN, PAT):
            stored_admin = agent_of(desk, admin)
            assert desk.agents.edit(stored_admin, replace(stored_admin, role=Role.ADMIN))
        step.arm(before, lambda: _quietly(desk, accounts))
        _demote_olga(desk, accounts)
        step.disarm()
        assert len(admins(desk)) >= 1


def _quietly(desk: Desk, accounts: FakeAccounts) -> None:
    edit_agent(desk, accounts, ADMIN, PAT.id, {"role": Role.AGENT})


def _demote_olga(desk: Desk, accounts: FakeAccounts) -> None:
    try:
        edit_agent(desk, accounts, PAT, ADMIN.id, {"role": Role.AGENT})
    except Conflict:
        return


def test_an_edit_keeps_what_somebody_else_changed_in_between() -> None:
    step = Interruption()
    desk, accounts = make_desk(step), FakeAccounts()
    step.arm(2, lambda: edit_agent(desk, accounts, ADMIN, ADA.id, {"skills": ("beans",)}))
    edit_agent(desk, accounts, ADMIN, ADA.id, {"name": "Ada L."})
    assert (agent_of(desk, ADA).name, agent_of(desk, ADA).skills) == ("Ada L.", ("beans",))


def test_an_edit_that_is_overtaken_again_and_again_asks_for_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = make_desk()
    monkeypatch.setattr(desk.agents, "edit", lambda *_, **__: False)
    with pytest.raises(Busy):
        edit_agent(desk, FakeAccounts(), ADMIN, ADA.id, {"name": "Ada L."})
    with pytest.raises(Busy):
        remove_agent(desk, FakeAccounts(), ADMIN, ADA.id)


def test_the_others_learn_of_every_change() -> None:
    desk, accounts = make_desk(), FakeAccounts()
    connected(desk, "bens", BEN)
    edit_agent(desk, accounts, ADMIN, ADA.id, {"name": "Ada L."})
    invite_agent(desk, accounts, ADMIN, NINA)
    told = [post.frame.agent.name for post in desk.gateway.posts]  # type: ignore[union-attr]
    assert told == ["Ada L.", "Nina"]


def test_a_lower_maximum_makes_busy_and_a_higher_one_takes_from_the_queue() -> None:
    desk, accounts = make_desk(staff=(ADA, ADMIN)), FakeAccounts()
    desk.directory.put_widget(replace(WIDGET, routing=Routing.AUTOMATIC))
    online(desk, ADA)
    held = in_status(desk, Status.ACTIVE)
    assert edit_agent(desk, accounts, ADMIN, ADA.id, {"max_chats": 1}).presence is Presence.BUSY
    waiting = started(desk, "start-2")
    edit_agent(desk, accounts, ADMIN, ADA.id, {"max_chats": 2})
    assert agent_of(desk, ADA).holding == {held.id, waiting.id}


def test_a_new_skill_takes_what_waited_for_it() -> None:
    desk, accounts = make_desk(staff=(ADA, ADMIN)), FakeAccounts()
    desk.directory.put_widget(replace(WIDGET, routing=Routing.AUTOMATIC))
    online(desk, ADA)
    waiting = started(desk)
    assert desk.conversations.replace(waiting, replace(waiting, required_skills=("tea",), version=waiting.version + 1))
    edit_agent(desk, accounts, ADMIN, ADA.id, {"name": "Ada L."})
    assert stored(desk, waiting.id).status is Status.PENDING
    edit_agent(desk, accounts, ADMIN, ADA.id, {"skills": ("tea",)})
    assert stored(desk, waiting.id).agent_id == ADA.id


def test_a_promotion_that_died_before_the_account_knew_is_finished_by_asking_again() -> None:
    desk, accounts = make_desk(), FakeAccounts()
    nina = invite_agent(desk, accounts, ADMIN, NINA)
    dying = Interruption()
    accounts.step = dying
    dying.kill(1)
    with pytest.raises(Killed):
        edit_agent(desk, accounts, ADMIN, nina.id, {"role": Role.ADMIN})
    assert accounts.roles[nina.id] is Role.AGENT
    edit_agent(desk, accounts, ADMIN, nina.id, {"role": Role.ADMIN})
    assert accounts.roles[nina.id] is Role.ADMIN


@pytest.mark.parametrize("before_call", range(1, 30))
def test_a_removal_that_died_anywhere_is_finished_by_asking_again(before_call: int) -> None:
    step = Interruption()
    desk, accounts = make_desk(step), FakeAccounts(step)
    nina = invite_agent(desk, accounts, ADMIN, NINA)
    connected(desk, "ninas", an_agent(nina.id, name="Nina"))
    held = in_status(desk, Status.ACTIVE)
    step.kill(before_call)
    with_ada_removed(desk, accounts, step)
    step.disarm()
    remove_agent(desk, accounts, ADMIN, ADA.id)
    remove_agent(desk, accounts, ADMIN, nina.id)
    assert stored(desk, held.id).status is Status.PENDING
    assert agent_of(desk, ADA).holding == frozenset()
    assert desk.connections.principal("ninas") is None
    assert desk.gateway.ended == ["ninas"]
    assert accounts.roles == {}
    assert {agent.id for agent in desk.agents.of_tenant(TENANT)} == {BEN.id, ADMIN.id}


def with_ada_removed(desk: Desk, accounts: FakeAccounts, step: Interruption) -> None:
    try:
        remove_agent(desk, accounts, ADMIN, ADA.id)
    except Killed:
        assert not step.armed


def test_who_is_removed_is_seen_as_offline_at_once() -> None:
    desk, accounts = make_desk(), FakeAccounts()
    connected(desk, "bens", BEN)
    connected(desk, "adas", ADA)
    remove_agent(desk, accounts, ADMIN, ADA.id)
    assert "presence.changed" in desk.gateway.types("bens")
    assert agent_of(desk, ADA).presence is Presence.OFFLINE
    assert desk.connections.listeners(agent_topic(TENANT, ADA.id)) == []


def test_what_waits_for_the_visitor_goes_to_the_queue_once_they_write() -> None:
    desk, accounts = make_desk(), FakeAccounts()
    held = in_status(desk, Status.WAITING)
    remove_agent(desk, accounts, ADMIN, ADA.id)
    assert stored(desk, held.id).status is Status.WAITING
    say(desk, VERA_HERSELF, held.id, "Are you there?")
    sweep_presence(desk)
    assert stored(desk, held.id).status is Status.PENDING


def test_nothing_is_done_about_strangers() -> None:
    desk, accounts = make_desk(), FakeAccounts()
    stranger = an_agent("stranger", role=Role.ADMIN, tenant_id="elsewhere")
    with pytest.raises(NotFound):
        edit_agent(desk, accounts, stranger, ADA.id, {"name": "Eve"})
    with pytest.raises(NotFound):
        remove_agent(desk, accounts, stranger, ADA.id)
    desk.departments.add(Department(tenant_id="elsewhere", id="theirs", name="Theirs"))
    with pytest.raises(InvalidInput):
        edit_agent(desk, accounts, ADMIN, ADA.id, {"department_ids": ("theirs",)})
