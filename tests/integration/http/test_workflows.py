"""Workflows: admins write them, agents look at them and try them, and conversations begin with them."""

import json
from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest

from frontdesk.domain.department import Department
from frontdesk.domain.principal import Principal
from frontdesk.domain.vocabulary import Handler, HandlerType, Role, Status
from frontdesk.domain.workflow.record import WorkflowPin
from tests.contract.sam_template import PROJECT
from tests.fakes.people import ADA, ADMIN, TENANT, WIDGET, an_agent
from tests.fakes.scenes import stored
from tests.fakes.workflows import CAFE
from tests.integration.http.api import Api
from tests.integration.http.client import AGENT, VISITOR, Answer

PATH = f"{AGENT}/workflows"
STRANGER = an_agent("stranger-1", name="Mallory", role=Role.ADMIN, tenant_id="elsewhere")
SHORT: dict[str, Any] = {"start": "end", "steps": {"end": {"type": "end"}}}


def ask(api: Api, method: str, path: str = "", body: Any = None, *, as_: Principal = ADMIN, **query: Any) -> Answer:
    return api.ask(method, PATH + path, body, token=api.agent(as_), **query)


def make(api: Api, **changes: Any) -> str:
    made = ask(api, "POST", body={"name": "Which coffee?", "definition": CAFE, **changes})
    assert made.status == 201, made.text
    return str(made.json["id"])


def preview(api: Api, *answers: str, **more: Any) -> Any:
    tried = ask(api, "POST", "/preview", {"definition": CAFE, "answers": answers, **more}, as_=ADA)
    assert tried.status == 200, tried.text
    return tried.json


def test_what_an_admin_writes_agents_read_as_it_was_written(api: Api) -> None:
    own = make(api)
    found = ask(api, "GET", f"/{own}", as_=ADA).json
    assert found["definition"] == CAFE
    assert list(found["definition"]["steps"]) == list(CAFE["steps"])
    assert (found["name"], found["version"], found["shown_version"], found["active"]) == ("Which coffee?", 1, 1, True)
    assert found["updated_by"] == {"id": ADMIN.id, "name": ADMIN.name}
    (listed,) = ask(api, "GET", as_=ADA).json["items"]
    assert listed == {name: value for name, value in found.items() if name not in ("definition", "shown_version")}


def test_another_definition_is_another_version_and_the_first_stays_as_it_was(api: Api) -> None:
    own = make(api)
    changed = ask(api, "PATCH", f"/{own}", {"definition": SHORT, "based_on": 1}).json
    assert (changed["version"], changed["definition"]) == (2, SHORT)
    assert ask(api, "GET", f"/{own}").json == changed
    first = ask(api, "GET", f"/{own}", version=1).json
    assert (first["definition"], first["shown_version"], first["version"]) == (CAFE, 1, 2)
    assert ask(api, "GET", f"/{own}", version=3).problem == (404, "not_found")
    assert ask(api, "GET", f"/{own}", version=0).problem == (422, "invalid_request")


def test_a_new_name_or_the_same_definition_makes_no_version(api: Api) -> None:
    own = make(api)
    renamed = ask(api, "PATCH", f"/{own}", {"name": "Help", "definition": CAFE, "active": False}).json
    assert (renamed["name"], renamed["active"], renamed["version"]) == ("Help", False, 1)
    assert ask(api, "PATCH", f"/{own}", {}).json == renamed


def test_who_saves_what_was_made_from_an_old_version_is_told(api: Api) -> None:
    own = make(api)
    ask(api, "PATCH", f"/{own}", {"definition": SHORT})
    late = ask(api, "PATCH", f"/{own}", {"definition": CAFE, "based_on": 1})
    assert late.problem == (409, "conflict")
    assert late.json["detail"] == "Olga has saved version 2 in the meantime."
    assert ask(api, "GET", f"/{own}").json["definition"] == SHORT


def test_mistakes_are_told_by_their_places_and_nothing_is_saved(api: Api) -> None:
    own = make(api)
    misspelt, wordless = deepcopy(CAFE), deepcopy(CAFE)
    misspelt["steps"]["email"]["next"] = "tickets"
    misspelt["steps"]["topic"]["choices"][1]["label"] = "my ORDER"
    wordless["steps"]["email"]["kind"] = "phone"
    del wordless["steps"]["hello"]["next"]
    for definition, places in (
        (misspelt, ["/steps/email/next", "/steps/topic/choices/1/label"]),
        (wordless, ["/steps/hello/next", "/steps/email/kind"]),
    ):
        created = ask(api, "POST", body={"name": "Wrong", "definition": definition})
        edited = ask(api, "PATCH", f"/{own}", {"definition": definition})
        for refused in (created, edited):
            assert (refused.problem, refused.fields) == ((422, "invalid_request"), places)
        tried = ask(api, "POST", "/preview", {"definition": definition}).json
        assert [error["field"] for error in tried["errors"]] == places
        assert tried["turns"] == []
    assert "There is no step 'tickets'." in ask(api, "POST", body={"name": "Wrong", "definition": misspelt}).text
    assert len(ask(api, "GET").json["items"]) == 1
    assert ask(api, "GET", f"/{own}").json["version"] == 1


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"definition": SHORT}, "name"),
        ({"name": "", "definition": SHORT}, "name"),
        ({"name": "Help"}, "definition"),
        ({"name": "Help", "definition": []}, "definition"),
        ({"name": "Help", "definition": SHORT, "version": 3}, "version"),
    ],
)
def test_a_wrong_field_of_the_rest_is_named(api: Api, body: dict[str, Any], field: str) -> None:
    refused = ask(api, "POST", body=body)
    assert (refused.problem, refused.fields) == ((422, "invalid_request"), [field])


def test_a_route_leads_to_a_department_or_an_agent_that_there_is(api: Api) -> None:
    def routed(**to: str) -> Answer:
        definition = {"start": "r", "steps": {"r": {"type": "route", **to}}}
        return ask(api, "POST", body={"name": "Routed", "definition": definition})

    api.desk.departments.add(Department(tenant_id=TENANT, id="sales", name="Sales"))
    assert routed(to="department", department_id="sales").status == 201
    assert routed(to="agent", agent_id=ADA.id).status == 201
    assert routed(to="bot").status == 201
    nowhere = routed(to="department", department_id="shipping")
    assert nowhere.json["errors"] == [
        {"field": "/steps/r/department_id", "message": "There is no such department. There are: sales (Sales)."}
    ]
    nobody = routed(to="agent", agent_id=STRANGER.id)
    assert nobody.fields == ["/steps/r/agent_id"]
    assert "agent-1 (Ada)" in nobody.json["errors"][0]["message"]


def test_a_preview_shows_what_each_answer_leads_to(api: Api) -> None:
    began = preview(api, visitor_name="Vera")
    assert began["turns"] == [
        {
            "answer": None,
            "messages": [
                {"text": "Hi Vera!", "form": None},
                {
                    "text": "What is it about?",
                    "form": {
                        "kind": "choice",
                        "choices": [
                            {"value": "order", "label": "My order"},
                            {"value": "beans", "label": "Which beans?"},
                            {"value": "complaint", "label": "Something went wrong"},
                        ],
                    },
                },
            ],
        }
    ]
    assert (began["errors"], began["asked"], began["effect"], began["attributes"]) == ([], "topic", None, {})
    ended = preview(api, "coffee", "complaint", "It was cold.", "vera@example.com")
    assert [turn["answer"] for turn in ended["turns"]] == [
        None,
        "coffee",
        "complaint",
        "It was cold.",
        "vera@example.com",
    ]
    assert (ended["asked"], ended["attributes"]) == (None, {"topic": "complaint", "email": "vera@example.com"})
    assert ended["effect"] == {
        "type": "ticket",
        "department_id": None,
        "agent_id": None,
        "subject": "Complaint of vera@example.com",
        "category": "complaint",
        "priority": "high",
        "resolve": True,
    }
    assert ask(api, "GET").json["items"] == []


def test_a_preview_takes_what_a_conversation_would_bring_with_it(api: Api) -> None:
    definition = {"start": "t", "expects": ["plan"], "steps": {"t": {"type": "ticket", "subject": "Plan {{plan}}"}}}
    tried = preview(api, definition=definition, attributes={"plan": "gold"})
    assert tried["effect"]["subject"] == "Plan gold"


def test_the_schema_is_the_one_that_is_published(api: Api) -> None:
    served = ask(api, "GET", "/schema", as_=ADA)
    assert served.headers["content-type"] == "application/schema+json"
    assert served.text.startswith('{"$schema"')
    assert served.json == json.loads((PROJECT / "contract" / "workflow.schema.json").read_text())


def test_the_list_is_by_name_in_pages(api: Api) -> None:
    names = ["Beans", "Café", "Café at night", "returns"]
    for name in reversed(names):
        make(api, name=name, definition=SHORT)
    listed, cursor = [], None
    for _ in names:
        page = ask(api, "GET", limit=1, **({"cursor": cursor} if cursor else {})).json
        listed += [item["name"] for item in page["items"]]
        cursor = page["next_cursor"]
    assert (sorted(listed), cursor) == (names, None)
    assert [listed[0], listed[-1]] == ["Beans", "returns"]
    assert ask(api, "GET", cursor="forged").fields == ["cursor"]


def test_a_workflow_that_a_widget_begins_with_is_not_removed(api: Api) -> None:
    own = make(api)
    widget = replace(WIDGET, id="widget-2", name="Shop", token="v" * 32, handler_id=own)
    api.desk.directory.put_widget(replace(widget, handler_type=HandlerType.WORKFLOW))
    refused = ask(api, "DELETE", f"/{own}")
    assert refused.problem == (409, "conflict")
    assert "Shop" in refused.json["detail"]
    api.desk.directory.put_widget(widget)
    assert ask(api, "DELETE", f"/{own}").status == 409
    api.desk.directory.put_widget(replace(widget, handler_id=None))
    assert ask(api, "DELETE", f"/{own}").status == 204
    assert ask(api, "GET", f"/{own}").problem == (404, "not_found")
    assert ask(api, "DELETE", f"/{own}").problem == (404, "not_found")
    assert api.workflows.definition(TENANT, own, 1) == CAFE, "conversations may still follow it"


def test_a_conversation_begins_with_the_latest_version_and_keeps_it(api: Api) -> None:
    own = make(api)
    widget = replace(WIDGET, id="widget-2", token="v" * 32, handler_type=HandlerType.WORKFLOW, handler_id=own)
    api.desk.directory.put_widget(widget)
    side = VISITOR.replace(WIDGET.token, widget.token)
    visitor = api.ask("POST", f"{side}/session", {"name": "Vera"}).json["visitor_token"]

    def begin(client_id: str) -> Any:
        started = api.ask("POST", f"{side}/conversations", {"client_id": client_id}, token=visitor)
        assert started.status == 201, started.text
        return stored(api.desk, started.json["conversation"]["id"])

    first = begin("start-1")
    assert (first.status, first.handler, first.workflow) == (Status.ACTIVE, Handler.WORKFLOW, WorkflowPin(own, 1))
    ask(api, "PATCH", f"/{own}", {"definition": SHORT})
    assert begin("start-2").workflow == WorkflowPin(own, 2)
    assert begin("start-1").workflow == WorkflowPin(own, 1)
    ask(api, "PATCH", f"/{own}", {"active": False})
    waiting = begin("start-3")
    assert (waiting.status, waiting.handler, waiting.workflow) == (Status.PENDING, Handler.AGENT, None)
