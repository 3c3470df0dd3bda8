"""Canned responses: every agent finds, writes, removes and uses them."""

from typing import Any

import pytest

from frontdesk.domain.department import Department
from frontdesk.domain.principal import Principal
from frontdesk.domain.vocabulary import Role
from tests.fakes.people import ADA, BEN, TENANT, an_agent
from tests.integration.http.api import SHOP, Api
from tests.integration.http.client import AGENT, VISITOR, Answer

PATH = f"{AGENT}/canned-responses"
HELLO = {"shortcut": "hello", "title": "A greeting", "body": "Hi {{visitor_first_name}}, {{ agent_name }} here."}
STRANGER = an_agent("stranger-1", name="Mallory", role=Role.ADMIN, tenant_id="elsewhere")
SALES = Department(tenant_id=TENANT, id="sales", name="Sales")


def ask(api: Api, method: str, path: str = "", body: Any = None, *, as_: Principal = ADA, **query: Any) -> Answer:
    return api.ask(method, PATH + path, body, token=api.agent(as_), **query)


def make(api: Api, **changes: Any) -> str:
    made = ask(api, "POST", body={**HELLO, **changes})
    assert made.status == 201, made.text
    return str(made.json["id"])


def test_what_one_agent_writes_another_finds_changes_and_removes(api: Api) -> None:
    own = make(api)
    found = ask(api, "GET", f"/{own}", as_=BEN).json
    assert {name: found[name] for name in HELLO} == HELLO
    assert found["variables"] == ["visitor_first_name", "agent_name"]
    assert (found["department_id"], found["usage_count"]) == (None, 0)
    changed = ask(api, "PATCH", f"/{own}", {"body": "Hello!"}, as_=BEN).json
    assert changed == {**found, "body": "Hello!", "variables": [], "updated_at": changed["updated_at"]}
    assert ask(api, "DELETE", f"/{own}", as_=BEN).status == 204
    assert ask(api, "GET", f"/{own}").problem == (404, "not_found")
    assert ask(api, "DELETE", f"/{own}").problem == (404, "not_found")


def test_the_list_is_by_shortcut_in_pages_and_names_every_variable(api: Api) -> None:
    for shortcut in ("refund", "bye", "hello"):
        make(api, shortcut=shortcut)
    first = ask(api, "GET", limit=2).json
    assert [item["shortcut"] for item in first["items"]] == ["bye", "hello"]
    assert "company_name" in first["variables"]
    assert len(first["variables"]) == 8
    make(api, shortcut="aloha")
    rest = ask(api, "GET", limit=2, cursor=first["next_cursor"]).json
    assert ([item["shortcut"] for item in rest["items"]], rest["next_cursor"]) == (["refund"], None)
    forged = ask(api, "GET", cursor="forged")
    assert (forged.problem, forged.fields) == ((422, "invalid_request"), ["cursor"])


def test_the_list_is_narrowed_by_words_and_by_department(api: Api) -> None:
    api.desk.departments.add(SALES)
    make(api)
    make(api, shortcut="refund", title="Money back", body="We pay back within 3 days.", department_id="sales")

    def shortcuts(**query: Any) -> list[str]:
        return [item["shortcut"] for item in ask(api, "GET", **query).json["items"]]

    assert shortcuts(q="MONEY") == ["refund"]
    assert shortcuts(q="greeting") == ["hello"]
    assert shortcuts(q="3 days") == ["refund"]
    assert shortcuts(q="espresso") == []
    assert shortcuts(department_id="sales") == ["refund"]
    assert shortcuts(department_id="sales", q="hello") == []


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"body": "Hi {{visitor}}"}, "body"),
        ({"body": "Hi {{visitor_name"}, "body"),
        ({"body": "x" * 4001}, "body"),
        ({"body": ""}, "body"),
        ({"title": ""}, "title"),
        ({"shortcut": "Hello"}, "shortcut"),
        ({"shortcut": "/hello"}, "shortcut"),
        ({"shortcut": "x" * 41}, "shortcut"),
        ({"department_id": "nowhere"}, "department_id"),
        ({"usage_count": 7}, "usage_count"),
    ],
)
def test_a_wrong_field_is_named_and_nothing_is_saved(api: Api, wrong: dict[str, Any], field: str) -> None:
    own = make(api, shortcut="own")
    before = ask(api, "GET").json
    for refused in (ask(api, "POST", body={**HELLO, **wrong}), ask(api, "PATCH", f"/{own}", wrong)):
        assert (refused.problem, refused.fields) == ((422, "invalid_request"), [field])
    assert ask(api, "GET").json == before


def test_an_unknown_variable_is_refused_with_those_that_there_are(api: Api) -> None:
    refused = ask(api, "POST", body={**HELLO, "body": "Order {{order_number}}"})
    assert "{{order_number}} is not a variable" in refused.json["errors"][0]["message"]
    assert "{{visitor_first_name}}" in refused.json["errors"][0]["message"]


def test_a_shortcut_is_used_once(api: Api) -> None:
    make(api)
    other = make(api, shortcut="bye")
    for refused in (ask(api, "POST", body=HELLO), ask(api, "PATCH", f"/{other}", {"shortcut": "hello"})):
        assert (refused.problem, refused.fields) == ((409, "conflict"), ["shortcut"])
    assert ask(api, "PATCH", f"/{other}", {"shortcut": "bye", "title": "Good bye"}).status == 200


def test_a_null_department_makes_it_everybodys_and_an_absent_one_leaves_it(api: Api) -> None:
    api.desk.departments.add(SALES)
    own = make(api, department_id="sales")
    assert ask(api, "PATCH", f"/{own}", {"title": "Hi"}).json["department_id"] == "sales"
    assert ask(api, "PATCH", f"/{own}", {"department_id": None}).json["department_id"] is None


def test_a_use_fills_the_variables_of_its_conversation_and_is_counted(api: Api) -> None:
    page = {"url": "https://shop.example/beans", "title": "Beans"}
    opened = api.ask("POST", f"{VISITOR}/session", {"name": "Vera Lind", "page": page}, origin=SHOP).json
    conversation = api.started(opened["visitor_token"])
    body = "{{visitor_first_name}}/{{visitor_name}}/{{visitor_email}}/{{agent_name}}/{{company_name}}/{{page_title}}"
    own = make(api, body=body + " {{page_url}}")
    used = ask(api, "POST", f"/{own}/use", {"conversation_id": conversation})
    assert used.status == 200
    assert used.json == {
        "canned_response_id": own,
        "text": "Vera/Vera Lind/{{visitor_email}}/Ada/Acme help/Beans https://shop.example/beans",
        "missing": ["visitor_email"],
    }
    assert ask(api, "POST", f"/{own}/use", {"conversation_id": conversation}, as_=BEN).json["text"].count("Ben") == 1
    assert ask(api, "GET", f"/{own}").json["usage_count"] == 2


def test_what_is_known_of_a_visitor_now_goes_before_what_was_known_at_the_start(api: Api) -> None:
    token = api.ask("POST", f"{VISITOR}/session", {}).json["visitor_token"]
    conversation = api.started(token)
    own = make(api, body="{{visitor_name}} {{visitor_email}}")
    assert ask(api, "POST", f"/{own}/use", {"conversation_id": conversation}).json["missing"] == [
        "visitor_name",
        "visitor_email",
    ]
    api.ask("POST", f"{VISITOR}/session", {"name": "Vera", "email": "vera@example.com"}, token=token)
    assert ask(api, "POST", f"/{own}/use", {"conversation_id": conversation}).json["text"] == "Vera vera@example.com"


def test_a_use_needs_a_conversation_and_a_canned_response_of_ones_own_tenant(api: Api) -> None:
    conversation, own = api.started(api.visitor()), make(api)
    here = {"conversation_id": conversation}
    assert ask(api, "POST", f"/{own}/use", {"conversation_id": "nothing"}).problem == (404, "not_found")
    assert ask(api, "POST", "/nothing/use", here).problem == (404, "not_found")
    assert ask(api, "POST", f"/{own}/use", here, as_=STRANGER).problem == (404, "not_found")
    missing = ask(api, "POST", f"/{own}/use", {})
    assert (missing.problem, missing.fields) == ((422, "invalid_request"), ["conversation_id"])
    assert ask(api, "GET", f"/{own}").json["usage_count"] == 0


def test_others_neither_see_nor_change_them(api: Api) -> None:
    own = make(api)
    for method, body in (("GET", None), ("PATCH", {"title": "Hi"}), ("DELETE", None)):
        assert api.ask(method, f"{PATH}/{own}", body).problem == (401, "unauthorized")
        assert ask(api, method, f"/{own}", body, as_=STRANGER).problem == (404, "not_found")
    for method, body in (("GET", None), ("POST", HELLO)):
        assert api.ask(method, PATH, body).problem == (401, "unauthorized")
    assert ask(api, "GET", as_=STRANGER).json["items"] == []
    assert ask(api, "POST", body=HELLO, as_=STRANGER).status == 201
