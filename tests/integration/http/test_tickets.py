"""Tickets by HTTP."""

from typing import Any

import pytest

from frontdesk.use_cases.index_words import index_words
from tests.fakes.people import ADA, BEN, TENANT, an_agent, record_of
from tests.integration.http.api import Api, both_ways
from tests.integration.http.client import AGENT, Answer

STRANGER = an_agent(tenant_id="other")


def convert(api: Api, conversation_id: str, token: str, body: dict[str, Any] | None = None) -> Answer:
    return api.ask("POST", f"{AGENT}/conversations/{conversation_id}/convert-to-ticket", body, token=token)


@pytest.fixture
def three(api: Api) -> list[str]:
    """Conversations that have become the tickets 1, 2 and 3."""
    vera, ada = api.visitor(), api.agent()
    made = [api.started(vera, f"start-{number}") for number in range(3)]
    for own in made:
        assert convert(api, own, ada).status == 201
    return made


@both_ways
def test_a_conversation_becomes_a_ticket(api: Api) -> None:
    own, ada = api.started(api.visitor()), api.agent()
    made = convert(api, own, ada, {"category": "orders"})
    ticket = made.json["ticket"]
    assert (made.status, made.json["duplicate"]) == (201, False)
    assert (ticket["number"], ticket["subject"], ticket["category"]) == (1, "Chat: Where is my order?", "orders")
    assert (ticket["status"], ticket["priority"], ticket["assignee"]) == ("open", "normal", None)
    assert (ticket["requester_name"], ticket["conversation_id"]) == ("Vera", own)
    assert ticket["created_by"] == {"id": ADA.id, "name": "Ada"}
    assert "[09:00] Vera: Where is my order?" in ticket["description"]
    assert api.ask("GET", f"{AGENT}/tickets/1", token=ada).json == ticket
    assert api.ask("GET", f"{AGENT}/conversations/{own}", token=ada).json["ticket_number"] == 1


@both_ways
def test_asking_again_answers_with_the_same_ticket(api: Api) -> None:
    own, ada = api.started(api.visitor()), api.agent()
    one, two = convert(api, own, ada), convert(api, own, ada, {"subject": "Another"})
    assert (one.status, two.status, two.json["duplicate"]) == (201, 200, True)
    assert two.json["ticket"] == one.json["ticket"]


def test_asking_for_a_ticket_that_was_solved_opens_it_again(api: Api) -> None:
    own, ada = api.started(api.visitor()), api.agent()
    convert(api, own, ada)
    assert api.ask("PATCH", f"{AGENT}/tickets/1", {"status": "solved"}, token=ada).status == 200
    again = convert(api, own, ada)
    assert (again.status, again.json["ticket"]["status"], again.json["ticket"]["version"]) == (200, "open", 3)


def test_medium_is_a_normal_priority(api: Api) -> None:
    made = convert(api, api.started(api.visitor()), api.agent(), {"priority": "medium"})
    assert made.json["ticket"]["priority"] == "normal"


def test_lists_are_filtered_and_come_in_pages(api: Api, three: list[str]) -> None:
    ada = api.agent()
    me = {"assignee_id": ADA.id}
    assert api.ask("PATCH", f"{AGENT}/tickets/1", {**me, "status": "solved"}, token=ada).status == 200
    assert api.ask("PATCH", f"{AGENT}/tickets/2", me, token=ada).status == 200

    def numbers(**query: Any) -> tuple[list[int], str | None]:
        page = api.ask("GET", f"{AGENT}/tickets", token=ada, **query).json
        assert all("description" not in item for item in page["items"])
        return [item["number"] for item in page["items"]], page["next_cursor"]

    assert numbers() == ([3, 2, 1], None)
    assert numbers(status="open") == ([3, 2], None)
    assert numbers(**me) == ([2, 1], None)
    assert numbers(status="solved", **me) == ([1], None)
    assert numbers(unassigned=True) == ([3], None)
    assert numbers(unassigned=True, status="solved") == ([], None)
    first, cursor = numbers(limit=2)
    assert (first, numbers(limit=2, cursor=cursor)) == ([3, 2], ([1], None))


def test_tickets_are_found_by_what_was_written_and_by_their_number(api: Api, three: list[str]) -> None:
    ada = api.agent()
    assert api.ask("PATCH", f"{AGENT}/tickets/1", {"status": "solved"}, token=ada).status == 200
    for own in three:
        index_words(api.desk, TENANT, own, ["Where is my order?"])

    def found(q: str, **query: Any) -> list[int]:
        page = api.ask("GET", f"{AGENT}/tickets", token=ada, q=q, **query).json
        return [item["number"] for item in page["items"]]

    assert found("#2") == [2]
    assert sorted(found("order")) == [1, 2, 3]
    assert found("order", status="solved") == [1]
    assert sorted(found("vera", unassigned=True, status="open")) == [2, 3]
    assert found("absent") == []


@both_ways
def test_tickets_are_found_by_what_an_edit_calls_them_at_once(api: Api, three: list[str]) -> None:
    ada = api.agent()
    given = {"subject": "Broken kettle", "category": "warranty"}
    assert api.ask("PATCH", f"{AGENT}/tickets/2", given, token=ada).status == 200
    for words in ("kettle", "warran", "broken warranty"):
        page = api.ask("GET", f"{AGENT}/tickets", token=ada, q=words).json
        assert [item["number"] for item in page["items"]] == [2], words


def test_what_is_still_to_be_done_is_counted(api: Api, three: list[str]) -> None:
    ada = api.agent()
    assert api.ask("PATCH", f"{AGENT}/tickets/1", {"status": "solved"}, token=ada).status == 200
    assert api.ask("PATCH", f"{AGENT}/tickets/2", {"status": "pending"}, token=ada).status == 200
    assert api.ask("GET", f"{AGENT}/tickets/counts", token=ada).json == {"open": 1, "pending": 1}
    assert api.ask("GET", f"{AGENT}/tickets/counts", token=api.agent(STRANGER)).json == {"open": 0, "pending": 0}


def test_an_edit_of_what_somebody_else_has_changed_is_a_conflict_where_the_version_is_told(
    api: Api, three: list[str]
) -> None:
    ada = api.agent()
    first = api.ask("PATCH", f"{AGENT}/tickets/1", {"status": "pending", "version": 1}, token=ada)
    assert (first.status, first.json["version"]) == (200, 2)
    late = api.ask("PATCH", f"{AGENT}/tickets/1", {"status": "solved", "version": 1}, token=ada)
    assert late.problem == (409, "conflict")
    assert api.ask("GET", f"{AGENT}/tickets/1", token=ada).json == first.json
    assert api.ask("PATCH", f"{AGENT}/tickets/1", {"status": "solved"}, token=ada).json["version"] == 3


@both_ways
def test_an_edit_changes_what_it_names_and_null_takes_away(api: Api, three: list[str]) -> None:
    api.desk.agents.enrol(record_of(BEN))
    ada = api.agent()
    given = {"status": "pending", "priority": "urgent", "category": "orders", "subject": "Order", "assignee_id": BEN.id}
    edited = api.ask("PATCH", f"{AGENT}/tickets/2", given, token=ada).json
    assert edited["assignee"] == {"id": BEN.id, "name": "Ben"}
    assert [edited[name] for name in ("status", "priority", "category", "subject", "version")] == [
        "pending",
        "urgent",
        "orders",
        "Order",
        2,
    ]
    cleared = api.ask("PATCH", f"{AGENT}/tickets/2", {"category": None, "assignee_id": None}, token=ada).json
    assert (cleared["category"], cleared["assignee"], cleared["status"]) == (None, None, "pending")
    untouched = api.ask("PATCH", f"{AGENT}/tickets/2", {"status": None, "subject": None}, token=ada).json
    assert untouched == cleared
    assert "[09:00] Vera" in cleared["description"]


def test_another_tenants_tickets_are_not_there(api: Api, three: list[str]) -> None:
    other = api.agent(STRANGER)
    assert convert(api, three[0], other).problem == (404, "not_found")
    assert api.ask("GET", f"{AGENT}/tickets/1", token=other).problem == (404, "not_found")
    assert api.ask("PATCH", f"{AGENT}/tickets/1", {"status": "closed"}, token=other).problem == (404, "not_found")
    assert api.ask("GET", f"{AGENT}/tickets", token=other).json["items"] == []


def test_an_assignee_of_another_tenant_is_not_there(api: Api, three: list[str]) -> None:
    stranger = an_agent("agent-of-others", tenant_id="other")
    api.desk.agents.enrol(record_of(stranger))
    answer = api.ask("PATCH", f"{AGENT}/tickets/1", {"assignee_id": stranger.id}, token=api.agent())
    assert answer.problem == (404, "not_found")


@pytest.mark.parametrize(
    ("method", "path"),
    [("POST", "conversations/c/convert-to-ticket"), ("GET", "tickets"), ("GET", "tickets/1"), ("PATCH", "tickets/1")],
)
def test_nothing_without_a_credential(api: Api, method: str, path: str) -> None:
    assert api.ask(method, f"{AGENT}/{path}", {} if method != "GET" else None).problem == (401, "unauthorized")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"subject": ""}, "subject"),
        ({"subject": "  "}, "subject"),
        ({"subject": "x" * 201}, "subject"),
        ({"category": " orders"}, "category"),
        ({"category": "x" * 41}, "category"),
        ({"priority": "highest"}, "priority"),
        ({"status": "asleep"}, "status"),
        ({"number": 7}, "number"),
        ({"tenant_id": "other"}, "tenant_id"),
    ],
)
def test_a_wrong_field_is_named_and_changes_nothing(
    api: Api, three: list[str], body: dict[str, Any], field: str
) -> None:
    ada = api.agent()
    answer = api.ask("PATCH", f"{AGENT}/tickets/1", body, token=ada)
    assert (answer.problem, answer.fields) == ((422, "invalid_request"), [field])
    assert api.ask("GET", f"{AGENT}/tickets/1", token=ada).json["version"] == 1
    refused = convert(api, api.started(api.visitor(), "start-9"), ada, body)
    assert (refused.problem, refused.fields) == ((422, "invalid_request"), [field])


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"status": "asleep"}, "status"),
        ({"cursor": "forged"}, "cursor"),
        ({"limit": 0}, "limit"),
        ({"assignee_id": "a b"}, "assignee_id"),
        ({"unassigned": "perhaps"}, "unassigned"),
        ({"unassigned": True, "assignee_id": ADA.id}, "unassigned"),
    ],
)
def test_a_wrong_question_is_named(api: Api, query: dict[str, Any], field: str) -> None:
    answer = api.ask("GET", f"{AGENT}/tickets", token=api.agent(), **query)
    assert (answer.problem, answer.fields) == ((422, "invalid_request"), [field])


@pytest.mark.parametrize("number", ["0", "-1", "first", "1000000000"])
def test_a_number_that_can_be_none(api: Api, number: str) -> None:
    answer = api.ask("GET", f"{AGENT}/tickets/{number}", token=api.agent())
    assert (answer.problem, answer.fields) == ((422, "invalid_request"), ["number"])
