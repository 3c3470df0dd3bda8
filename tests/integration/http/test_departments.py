"""Departments: everybody sees them, admins change them."""

from dataclasses import replace
from typing import Any

import pytest

from frontdesk.domain.canned_response import CannedResponse
from frontdesk.domain.principal import Principal
from frontdesk.domain.vocabulary import Role
from tests.fakes.people import ADA, ADMIN, TENANT, an_agent, record_of
from tests.fakes.system import START
from tests.integration.http.api import Api
from tests.integration.http.client import AGENT, Answer

PATH = f"{AGENT}/departments"
STRANGER = an_agent("stranger-1", name="Mallory", role=Role.ADMIN, tenant_id="elsewhere")


def ask(api: Api, method: str, path: str = "", body: Any = None, *, as_: Principal = ADMIN) -> Answer:
    return api.ask(method, PATH + path, body, token=api.agent(as_))


def make(api: Api, name: str = "Sales", **more: Any) -> str:
    made = ask(api, "POST", body={"name": name, **more})
    assert made.status == 201, made.text
    return str(made.json["id"])


def enrol(api: Api, principal: Principal, *department_ids: str) -> None:
    """Somebody who has asked already is enrolled."""
    api.desk.agents.enrol(record_of(principal))
    changes = {"department_ids": list(department_ids)}
    changed = api.ask("PATCH", f"{AGENT}/agents/{principal.id}", changes, token=api.agent(ADMIN))
    assert changed.status == 200, changed.text


def test_a_department_is_made_found_changed_and_removed(api: Api) -> None:
    own = make(api, description="Beans and machines")
    made = {"id": own, "name": "Sales", "description": "Beans and machines", "agent_count": 0}
    assert ask(api, "GET", f"/{own}", as_=ADA).json == made
    changed = ask(api, "PATCH", f"/{own}", {"name": "Shop"})
    assert changed.json == {**made, "name": "Shop"}
    assert ask(api, "PATCH", f"/{own}", {"description": ""}).json == {**made, "name": "Shop", "description": None}
    assert ask(api, "DELETE", f"/{own}").status == 204
    assert ask(api, "GET", f"/{own}").problem == (404, "not_found")
    assert ask(api, "GET").json == {"items": [], "next_cursor": None}


def test_the_list_is_by_name_with_the_number_of_agents_of_each(api: Api) -> None:
    support, billing = make(api, "support"), make(api, "Billing")
    enrol(api, ADA, support, billing)
    enrol(api, ADMIN, support)
    api.desk.agents.enrol(record_of(an_agent("gone"), department_ids=(support,), removed=True))
    items = ask(api, "GET", as_=ADA).json["items"]
    assert [(item["name"], item["agent_count"]) for item in items] == [("Billing", 1), ("support", 2)]
    assert ask(api, "GET", f"/{support}").json["agent_count"] == 2


def test_a_name_is_used_once_in_capitals_or_not(api: Api) -> None:
    make(api, "Sales")
    other = make(api, "Billing")
    for refused in (
        ask(api, "POST", body={"name": "SALES"}),
        ask(api, "PATCH", f"/{other}", {"name": "sales"}),
    ):
        assert (refused.problem, refused.fields) == ((409, "conflict"), ["name"])
    assert [item["name"] for item in ask(api, "GET").json["items"]] == ["Billing", "Sales"]


def test_a_department_stays_while_agents_belong_to_it(api: Api) -> None:
    own = make(api)
    enrol(api, ADA, own)
    refused = ask(api, "DELETE", f"/{own}")
    assert refused.problem == (409, "conflict")
    assert "1 agent belongs to Sales" in refused.json["detail"]
    enrol(api, ADA)
    assert ask(api, "DELETE", f"/{own}").status == 204


def test_a_department_stays_while_conversations_wait_for_it(api: Api) -> None:
    own = make(api)
    waiting = api.started(api.visitor())
    transferred = api.ask(
        "POST", f"{AGENT}/conversations/{waiting}/transfer", {"department_id": own}, token=api.agent(ADMIN)
    )
    assert transferred.status == 200, transferred.text
    refused = ask(api, "DELETE", f"/{own}")
    assert refused.problem == (409, "conflict")
    assert "1 conversation waits in the queue for Sales" in refused.json["detail"]
    assert api.ask("POST", f"{AGENT}/conversations/{waiting}/accept", token=api.agent()).status == 200
    assert ask(api, "DELETE", f"/{own}").status == 204


def test_canned_responses_of_a_removed_department_are_everybodys(api: Api) -> None:
    own = make(api)
    response = CannedResponse(
        tenant_id=TENANT, id="r", shortcut="hi", title="Hi", body="Hi", department_id=own, updated_at=START
    )
    api.desk.canned_responses.add(response)
    assert ask(api, "DELETE", f"/{own}").status == 204
    assert api.desk.canned_responses.get(TENANT, "r") == replace(response, department_id=None)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"name": "A", "description": "x" * 201}, "description"),
        ({"name": "A", "agents": []}, "agents"),
    ],
)
def test_wrong_fields_are_named(api: Api, wrong: dict[str, Any], field: str) -> None:
    own = make(api)
    for refused in (ask(api, "POST", body=wrong), ask(api, "PATCH", f"/{own}", wrong)):
        assert (refused.problem, refused.fields) == ((422, "invalid_request"), [field])


def test_only_admins_change_departments_and_only_their_own(api: Api) -> None:
    own = make(api)
    for method, path, body in (
        ("POST", "", {"name": "Billing"}),
        ("PATCH", f"/{own}", {"name": "Billing"}),
        ("DELETE", f"/{own}", None),
    ):
        assert api.ask(method, PATH + path, body).problem == (401, "unauthorized")
        assert ask(api, method, path, body, as_=ADA).problem == (403, "forbidden")
    for method, body in (("GET", None), ("PATCH", {"name": "Billing"}), ("DELETE", None)):
        assert ask(api, method, f"/{own}", body, as_=STRANGER).problem == (404, "not_found")
    assert api.ask("GET", PATH).problem == (401, "unauthorized")
    assert ask(api, "GET", as_=STRANGER).json["items"] == []
