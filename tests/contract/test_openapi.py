"""The HTTP contract: the committed file is what the application says, and it says all that the API does."""

import json
import subprocess
import sys
from functools import cache
from importlib import import_module
from inspect import iscoroutinefunction
from pkgutil import iter_modules
from typing import Any

import pytest
from fastapi.routing import APIRoute, APIRouter

from frontdesk import entrypoints
from frontdesk.contract.client_frames import CLIENT_FRAME
from frontdesk.contract.server_frames import SERVER_FRAME
from tests.contract.sam_template import PROJECT

VISITOR = "/api/widget/{token}"
AGENT = "/api/v1/live-chat"
ROUTES = {
    ("GET", f"{VISITOR}/script.js"),
    ("GET", f"{VISITOR}/config"),
    ("POST", f"{VISITOR}/session"),
    ("POST", f"{VISITOR}/ws-ticket"),
    ("POST", f"{VISITOR}/conversations"),
    ("GET", f"{VISITOR}/conversations"),
    ("GET", f"{VISITOR}/conversations/{{id}}"),
    ("GET", f"{VISITOR}/conversations/{{id}}/messages"),
    ("POST", f"{VISITOR}/conversations/{{id}}/messages"),
    ("POST", f"{VISITOR}/conversations/{{id}}/read"),
    ("POST", f"{VISITOR}/conversations/{{id}}/end"),
    ("POST", f"{VISITOR}/conversations/{{id}}/resolve"),
    ("POST", f"{VISITOR}/conversations/{{id}}/escalate"),
    ("POST", f"{VISITOR}/conversations/{{id}}/rate"),
    ("POST", f"{VISITOR}/identify"),
    ("GET", f"{AGENT}/sign-in"),
    ("GET", f"{AGENT}/agents/me"),
    ("POST", f"{AGENT}/ws-ticket"),
    ("GET", f"{AGENT}/conversations"),
    ("GET", f"{AGENT}/queue"),
    ("GET", f"{AGENT}/queue/stats"),
    *(("GET", f"{AGENT}/{figures}") for figures in ("dashboard", "analytics", "analytics/export")),
    ("GET", f"{AGENT}/conversations/{{id}}"),
    ("GET", f"{AGENT}/conversations/{{id}}/messages"),
    ("POST", f"{AGENT}/conversations/{{id}}/messages"),
    ("POST", f"{AGENT}/conversations/{{id}}/read"),
    *(
        ("POST", f"{AGENT}/conversations/{{id}}/{change}")
        for change in ("accept", "assign", "transfer", "escalate", "hand-back", "resolve", "close", "reopen")
    ),
    ("PATCH", f"{AGENT}/conversations/{{id}}"),
    ("PUT", f"{AGENT}/conversations/{{id}}/priority"),
    *((method, f"{AGENT}/conversations/{{id}}/notes") for method in ("GET", "POST")),
    ("PUT", f"{AGENT}/agents/me/status"),
    ("GET", f"{AGENT}/agents/{{id}}/workload"),
    ("GET", f"{AGENT}/conversations/{{id}}/visitor-context"),
    ("GET", f"{AGENT}/conversations/{{id}}/escalations"),
    ("POST", f"{AGENT}/conversations/{{id}}/convert-to-ticket"),
    ("GET", f"{AGENT}/tickets"),
    ("GET", f"{AGENT}/tickets/counts"),
    ("GET", f"{AGENT}/tickets/{{number}}"),
    ("PATCH", f"{AGENT}/tickets/{{number}}"),
    *(("GET", f"{side}/conversations/{{id}}/transcript") for side in (VISITOR, AGENT)),
    *(("POST", f"{side}/conversations/{{id}}/uploads") for side in (VISITOR, AGENT)),
    *(("GET", f"{side}/conversations/{{id}}/attachments/{{attachment_id}}") for side in (VISITOR, AGENT)),
    *(("GET", f"{AGENT}/{what}") for what in ("agents", "departments", "canned-responses")),
    *(("POST", f"{AGENT}/{what}") for what in ("agents", "departments", "canned-responses")),
    *(
        (method, f"{AGENT}/{what}/{{id}}")
        for method in ("GET", "PATCH", "DELETE")
        for what in ("agents", "departments", "canned-responses")
    ),
    ("POST", f"{AGENT}/canned-responses/{{id}}/use"),
    *(("GET", f"{AGENT}/notifications{more}") for more in ("", "/devices", "/settings", "/web-push-key")),
    *(("POST", f"{AGENT}/notifications/{what}") for what in ("devices", "read", "test")),
    ("PUT", f"{AGENT}/notifications/settings"),
    ("DELETE", f"{AGENT}/notifications/devices/{{id}}"),
    *((method, f"{AGENT}/workflows") for method in ("GET", "POST")),
    *((method, f"{AGENT}/workflows/{{id}}") for method in ("GET", "PATCH", "DELETE")),
    ("GET", f"{AGENT}/workflows/schema"),
    ("POST", f"{AGENT}/workflows/preview"),
    *((method, f"{AGENT}/webhooks") for method in ("GET", "POST")),
    *((method, f"{AGENT}/webhooks/{{id}}") for method in ("GET", "PATCH", "DELETE")),
    *(("POST", f"{AGENT}/webhooks/{{id}}/{action}") for action in ("rotate-secret", "test")),
    ("GET", f"{AGENT}/webhooks/{{id}}/deliveries"),
    ("POST", f"{AGENT}/webhooks/{{id}}/deliveries/{{event_id}}/resend"),
    *((method, f"{AGENT}/articles") for method in ("GET", "POST")),
    *((method, f"{AGENT}/articles/{{id}}") for method in ("GET", "PATCH", "DELETE")),
    *(("POST", f"{AGENT}/articles/{what}") for what in ("ask", "import", "preview")),
    ("GET", f"{AGENT}/articles/export"),
    *(("GET", f"{VISITOR}/articles{more}") for more in ("", "/{slug}", "/{slug}/page")),
    ("POST", f"{VISITOR}/articles/{{slug}}/vote"),
    ("POST", f"{AGENT}/conversations/{{id}}/messages/{{seq}}/confirm-answer"),
    ("POST", f"{VISITOR}/conversations/{{id}}/messages/{{seq}}/feedback"),
    ("GET", f"{AGENT}/unanswered-questions"),
    ("POST", f"{AGENT}/unanswered-questions/{{id}}/add-example"),
    ("DELETE", f"{AGENT}/unanswered-questions/{{id}}"),
    ("POST", f"{VISITOR}/offline-message"),
    *((method, f"{AGENT}/settings") for method in ("GET", "PATCH")),
    ("GET", f"{AGENT}/audit"),
    *((method, f"{AGENT}/widgets") for method in ("GET", "POST")),
    *((method, f"{AGENT}/widgets/{{id}}") for method in ("GET", "PATCH", "DELETE")),
    *(("POST", f"{AGENT}/widgets/{{id}}/{what}") for what in ("toggle-active", "regenerate-token", "rotate-secret")),
    ("GET", f"{AGENT}/widgets/{{id}}/embed-code"),
    *(("GET", f"{AGENT}/visitors{more}") for more in ("", "/{id}", "/{id}/export", "/{id}/erasure")),
    ("DELETE", f"{AGENT}/visitors/{{id}}"),
    ("GET", "/health"),
}
# Their answer is a file, which has no fields.
FILES = {
    ("GET", f"{VISITOR}/script.js"),
    ("GET", f"{VISITOR}/conversations/{{id}}/transcript"),
    ("GET", f"{VISITOR}/articles/{{slug}}/page"),
    ("GET", f"{AGENT}/articles/export"),
    ("GET", f"{AGENT}/analytics/export"),
    ("GET", f"{AGENT}/workflows/schema"),
}


@cache
def document() -> dict[str, Any]:
    return dict(json.loads((PROJECT / "contract" / "openapi.json").read_text()))


def operations() -> dict[tuple[str, str], dict[str, Any]]:
    return {
        (method.upper(), path): operation
        for path, methods in document()["paths"].items()
        for method, operation in methods.items()
    }


def test_the_committed_file_is_fresh() -> None:
    check = [sys.executable, "-m", "contract.export", "--check"]
    checked = subprocess.run(check, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr


def test_every_route_is_described_and_no_other() -> None:
    assert set(operations()) == ROUTES


def test_no_operation_is_called_like_another() -> None:
    names = [operation["operationId"] for operation in operations().values()]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("route", sorted(ROUTES))
def test_errors_are_problem_details(route: tuple[str, str]) -> None:
    responses = operations()[route]["responses"]
    for kind in ("4XX", "5XX"):
        content = responses[kind]["content"]
        assert content == {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    assert "422" not in responses, "an error of FastAPI's own shape is described"


@pytest.mark.parametrize("route", sorted(ROUTES - FILES))
def test_answers_have_a_shape(route: tuple[str, str]) -> None:
    answers = {status: given for status, given in operations()[route]["responses"].items() if status[0] == "2"}
    assert answers
    assert "content" not in answers.pop("204", {})
    for answer in answers.values():
        schema = answer["content"]["application/json"]["schema"]
        assert schema["$ref"].removeprefix("#/components/schemas/") in document()["components"]["schemas"]


@pytest.mark.parametrize("side", [VISITOR, AGENT])
def test_a_transcript_comes_in_its_formats(side: str) -> None:
    operation = operations()["GET", f"{side}/conversations/{{id}}/transcript"]
    formats = next(given["schema"]["enum"] for given in operation["parameters"] if given["name"] == "format")
    data = {"json": "application/json"} if side == AGENT else {}
    assert formats == ["text", "html", *data]
    assert set(operation["responses"]["200"]["content"]) == {"text/plain", "text/html", *data.values()}


def test_a_ticket_is_new_or_was_there() -> None:
    responses = operations()["POST", f"{AGENT}/conversations/{{id}}/convert-to-ticket"]["responses"]
    assert {"200", "201"} <= set(responses)


def test_a_message_is_new_or_was_there() -> None:
    for side in (VISITOR, AGENT):
        responses = operations()["POST", f"{side}/conversations/{{id}}/messages"]["responses"]
        assert {"200", "201"} <= set(responses)


def test_what_crosses_the_wire_knows_no_other_fields() -> None:
    open_ended = {
        name
        for name, schema in document()["components"]["schemas"].items()
        if schema.get("type") == "object" and schema.get("additionalProperties") is not False
    }
    assert open_ended == set()


@pytest.mark.parametrize(("name", "union"), [("ClientFrame", CLIENT_FRAME), ("ServerFrame", SERVER_FRAME)])
def test_every_frame_is_a_component(name: str, union: Any) -> None:
    described = document()["components"]["schemas"][name]["discriminator"]["mapping"]
    assert described == union.json_schema(ref_template="#/components/schemas/{model}")["discriminator"]["mapping"]
    for reference in described.values():
        assert reference.removeprefix("#/components/schemas/") in document()["components"]["schemas"]


def test_every_endpoint_runs_on_the_event_loop() -> None:
    """A synchronous one would hop to a thread and back for each request."""
    modules = [import_module(f"{entrypoints.__name__}.{found.name}") for found in iter_modules(entrypoints.__path__)]
    routers = {
        id(found): found for module in modules for found in vars(module).values() if isinstance(found, APIRouter)
    }
    routes = [route for router in routers.values() for route in router.routes if isinstance(route, APIRoute)]
    health = ("GET", "/health")
    assert {(method, route.path) for route in routes for method in route.methods or ()} == ROUTES - {health}
    assert [route.path for route in routes if not iscoroutinefunction(route.endpoint)] == []
