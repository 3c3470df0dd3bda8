"""Agents are invited, changed and removed by admins."""

from dataclasses import replace
from typing import Any

import pytest

from frontdesk.domain.agent import Agent
from frontdesk.domain.department import Department
from frontdesk.domain.topics import agent_topic
from frontdesk.domain.vocabulary import Presence, Role
from tests.fakes.people import ADA, ADMIN, BEN, TENANT, an_agent, record_of
from tests.fakes.scenes import connected
from tests.integration.cloud import SocketsApi
from tests.integration.http.api import Api
from tests.integration.http.client import AGENT, Answer

NINA = {"email": "nina@example.com", "name": "Nina"}
SALES = Department(tenant_id=TENANT, id="sales", name="Sales")
STRANGER = an_agent("stranger-1", name="Mallory", role=Role.ADMIN, tenant_id="elsewhere")


@pytest.fixture(autouse=True)
def _staff(api: Api) -> None:
    for principal in (ADA, BEN, ADMIN):
        api.desk.agents.enrol(record_of(principal))
    api.desk.departments.add(SALES)


def invite(api: Api, **more: Any) -> Answer:
    return api.ask("POST", f"{AGENT}/agents", {**NINA, **more}, token=api.agent(ADMIN))


def change(api: Api, agent_id: str, **changes: Any) -> Answer:
    return api.ask("PATCH", f"{AGENT}/agents/{agent_id}", changes, token=api.agent(ADMIN))


def remove(api: Api, agent_id: str) -> Answer:
    return api.ask("DELETE", f"{AGENT}/agents/{agent_id}", token=api.agent(ADMIN))


def stored(api: Api, agent_id: str) -> Agent:
    found = api.desk.agents.get(TENANT, agent_id)
    assert found is not None
    return found


def test_an_invited_agent_is_on_the_list_before_they_sign_in(api: Api) -> None:
    made = invite(api, role="admin", skills=["roasting"], department_ids=["sales"], max_concurrent_chats=3)
    assert made.status == 201
    nina = made.json
    assert (nina["name"], nina["email"], nina["role"]) == ("Nina", "nina@example.com", "admin")
    assert (nina["skills"], nina["department_ids"], nina["max_concurrent_chats"]) == (["roasting"], ["sales"], 3)
    assert (nina["presence"], "last_active_at" in nina and nina["last_active_at"]) == ("offline", None)
    assert api.accounts.roles[nina["id"]] is Role.ADMIN
    listed = api.ask("GET", f"{AGENT}/agents", token=api.agent()).json["items"]
    assert nina in listed


def test_what_an_invitation_does_not_say_is_usual(api: Api) -> None:
    nina = invite(api).json
    assert (nina["role"], nina["skills"], nina["department_ids"]) == ("agent", [], [])
    assert nina["max_concurrent_chats"] == 5


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"email": "nobody"}, "email"),
        ({"name": ""}, "name"),
        ({"role": "visitor"}, "role"),
        ({"role": "owner"}, "role"),
        ({"skills": [" beans"]}, "skills.0"),
        ({"max_concurrent_chats": 0}, "max_concurrent_chats"),
        ({"max_concurrent_chats": 51}, "max_concurrent_chats"),
        ({"department_ids": ["nowhere"]}, "department_ids"),
        ({"tenant_id": "elsewhere"}, "tenant_id"),
    ],
)
def test_a_wrong_invitation_names_its_field_and_makes_no_account(api: Api, wrong: dict[str, Any], field: str) -> None:
    refused = invite(api, **wrong)
    assert (refused.problem, refused.fields) == ((422, "invalid_request"), [field])
    assert api.accounts.roles == {}


def test_an_email_is_invited_once(api: Api) -> None:
    assert invite(api).status == 201
    again = invite(api, email="Nina@Example.com")
    assert (again.problem, again.fields) == ((409, "conflict"), ["email"])


def test_somebody_of_another_company_is_not_invited(api: Api) -> None:
    api.accounts.invite("elsewhere", NINA["email"], "Nina", Role.AGENT)
    refused = invite(api)
    assert (refused.problem, refused.fields) == ((409, "conflict"), ["email"])


def test_an_invitation_that_was_interrupted_is_finished_by_asking_again(api: Api) -> None:
    account = api.accounts.invite(TENANT, NINA["email"], "Nina", Role.AGENT)
    assert invite(api).json["id"] == account


def test_who_was_removed_can_be_invited_again_even_where_the_removal_was_interrupted(api: Api) -> None:
    first = invite(api).json["id"]
    nina = stored(api, first)
    assert api.desk.agents.edit(nina, replace(nina, removed=True))
    again = invite(api)
    assert again.status == 201
    assert again.json["id"] != first
    assert set(api.accounts.roles) == {again.json["id"]}


def test_an_admin_changes_what_they_name_and_nothing_else(api: Api) -> None:
    changed = change(api, ADA.id, name="Ada L.", skills=["refunds", "beans"], max_concurrent_chats=2)
    assert changed.status == 200
    assert (changed.json["name"], changed.json["skills"]) == ("Ada L.", ["refunds", "beans"])
    assert (changed.json["max_concurrent_chats"], changed.json["role"]) == (2, "agent")
    assert change(api, ADA.id, department_ids=["sales"]).json["name"] == "Ada L."
    emptied = change(api, ADA.id, skills=[], department_ids=[]).json
    assert (emptied["skills"], emptied["department_ids"]) == ([], [])
    assert api.ask("GET", f"{AGENT}/agents/{ADA.id}", token=api.agent()).json == emptied


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": ""}, "name"),
        ({"role": "visitor"}, "role"),
        ({"skills": [""]}, "skills.0"),
        ({"max_concurrent_chats": 0}, "max_concurrent_chats"),
        ({"department_ids": ["nowhere"]}, "department_ids"),
        ({"email": "new@example.com"}, "email"),
        ({"status": "online"}, "status"),
    ],
)
def test_a_wrong_change_names_its_field_and_changes_nothing(api: Api, wrong: dict[str, Any], field: str) -> None:
    refused = change(api, ADA.id, **wrong)
    assert (refused.problem, refused.fields) == ((422, "invalid_request"), [field])
    assert stored(api, ADA.id) == record_of(ADA)


def test_a_department_that_is_no_more_does_not_stand_in_the_way_of_other_changes(api: Api) -> None:
    assert change(api, ADA.id, department_ids=["sales"]).status == 200
    assert api.desk.departments.remove(SALES)
    assert change(api, ADA.id, name="Ada L.", department_ids=["sales"]).status == 200


def test_a_new_role_is_that_of_the_account_too(api: Api) -> None:
    nina = invite(api).json["id"]
    assert change(api, nina, role="admin").json["role"] == "admin"
    assert api.accounts.roles[nina] is Role.ADMIN
    assert change(api, nina, role="agent").json["role"] == "agent"
    assert api.accounts.roles[nina] is Role.AGENT


def test_the_last_admin_stays_one(api: Api) -> None:
    refused = change(api, ADMIN.id, role="agent")
    assert refused.problem == (409, "conflict")
    assert "only admin" in refused.json["detail"]
    assert stored(api, ADMIN.id).role is Role.ADMIN
    assert change(api, ADA.id, role="admin").status == 200
    assert change(api, ADMIN.id, role="agent").json["role"] == "agent"


def test_an_admin_is_demoted_only_beside_one_who_is_there_at_that_instant(api: Api) -> None:
    agents = api.desk.agents
    olga, ada = stored(api, ADMIN.id), stored(api, ADA.id)
    plain = record_of(ADMIN, role=Role.AGENT)
    assert not agents.edit(olga, plain, beside=ada)
    assert agents.edit(ada, record_of(ADA, role=Role.ADMIN))
    assert agents.edit(olga, plain, beside=ada)
    assert not agents.edit(record_of(ADA, role=Role.ADMIN), ada, beside=olga)
    assert stored(api, ADA.id).role is Role.ADMIN


def test_a_removed_agent_is_refused_everywhere_and_gone_from_every_list(api: Api, sockets: SocketsApi) -> None:
    nina = invite(api).json["id"]
    herself = an_agent(nina, name="Nina")
    assert api.ask("GET", f"{AGENT}/agents/me", token=api.agent(herself)).status == 200
    connected(api.desk, "ninas-socket", herself)
    assert remove(api, nina).status == 204
    assert api.ask("GET", f"{AGENT}/agents/me", token=api.agent(herself)).problem == (403, "forbidden")
    assert api.ask("POST", f"{AGENT}/ws-ticket", token=api.agent(herself)).problem == (403, "forbidden")
    assert api.ask("GET", f"{AGENT}/agents/{nina}", token=api.agent()).problem == (404, "not_found")
    assert change(api, nina, name="Nobody").problem == (404, "not_found")
    assert nina not in [agent["id"] for agent in api.ask("GET", f"{AGENT}/agents", token=api.agent()).json["items"]]
    assert api.accounts.roles == {}
    assert api.desk.connections.principal("ninas-socket") is None
    assert sockets.ended == ["ninas-socket"]
    assert api.desk.connections.listeners(agent_topic(TENANT, nina)) == []
    assert stored(api, nina).presence is Presence.OFFLINE


def test_what_a_removed_agent_was_answering_goes_back_to_the_queue(api: Api) -> None:
    own = api.started(api.visitor())
    assert api.ask("POST", f"{AGENT}/conversations/{own}/accept", token=api.agent()).status == 200
    assert remove(api, ADA.id).status == 204
    queued = api.ask("GET", f"{AGENT}/queue", token=api.agent(BEN)).json["items"]
    assert [(item["id"], item["status"], item.get("agent")) for item in queued] == [(own, "pending", None)]
    assert stored(api, ADA.id).holding == frozenset()


def test_removing_again_finishes_what_was_interrupted(api: Api) -> None:
    nina = invite(api).json["id"]
    before = stored(api, nina)
    assert api.desk.agents.edit(before, replace(before, removed=True))
    assert nina in api.accounts.roles
    assert remove(api, nina).status == 204
    assert nina not in api.accounts.roles


def test_nobody_removes_themselves(api: Api) -> None:
    refused = remove(api, ADMIN.id)
    assert refused.problem == (409, "conflict")
    assert not stored(api, ADMIN.id).removed


def test_an_admin_can_be_removed_by_another(api: Api) -> None:
    assert change(api, ADA.id, role="admin").status == 200
    assert remove(api, ADA.id).status == 204


@pytest.mark.parametrize(("method", "body"), [("PATCH", {"name": "Eve"}), ("DELETE", None)])
def test_only_admins_and_only_of_the_same_tenant(api: Api, method: str, body: Any) -> None:
    path = f"{AGENT}/agents/{BEN.id}"
    assert api.ask(method, path, body).problem == (401, "unauthorized")
    assert api.ask(method, path, body, token=api.agent()).problem == (403, "forbidden")
    assert api.ask(method, path, body, token=api.agent(STRANGER)).problem == (404, "not_found")
    assert stored(api, BEN.id) == record_of(BEN)


def test_only_admins_invite(api: Api) -> None:
    path = f"{AGENT}/agents"
    assert api.ask("POST", path, NINA).problem == (401, "unauthorized")
    assert api.ask("POST", path, NINA, token=api.agent()).problem == (403, "forbidden")
