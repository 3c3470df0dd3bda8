"""Every agents' route, asked by nobody, by another tenant, and by a plain agent where an admin is needed.

The routes are read from the application itself: one that is added is asked here, or fails for want of a body.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from fastapi.routing import APIRoute

from frontdesk.adapters.dynamodb_unanswered_questions import DynamoUnansweredQuestions
from frontdesk.domain.principal import Principal
from frontdesk.domain.unanswered_question import Asking
from frontdesk.domain.vocabulary import Role
from frontdesk.entrypoints.http_agents import PREFIX
from frontdesk.entrypoints.http_app import make_app
from frontdesk.entrypoints.http_context import admin_of
from frontdesk.use_cases.record_unanswered import record_unanswered
from tests.fakes.people import ADMIN, BEN, TENANT, WIDGET, an_agent, record_of
from tests.integration.http.api import Api

STRANGER = an_agent("stranger-1", name="Mallory", role=Role.ADMIN, tenant_id="elsewhere")
CANNED = {"shortcut": "hello", "title": "Hello", "body": "Hello!"}
ARTICLE = {"title": "Hello", "published": True}
NOTE = {"client_id": "note-1", "content": "Mind the tone."}
WORKFLOW = {"start": "end", "steps": {"end": {"type": "end"}}}
PLACEHOLDER = re.compile(r"{\w+}")
PUBLIC = {("GET", f"{PREFIX}/sign-in")}
BODIES: dict[tuple[str, str], Any] = {
    ("PUT", "/agents/me/status"): {"status": "online"},
    ("POST", "/agents"): {"email": "new@example.com", "name": "Nina"},
    ("PATCH", "/agents/{id}"): {"max_concurrent_chats": 3},
    ("POST", "/departments"): {"name": "Returns"},
    ("PATCH", "/departments/{id}"): {"name": "Returns"},
    ("POST", "/canned-responses"): CANNED | {"shortcut": "bye"},
    ("PATCH", "/canned-responses/{id}"): {"title": "Hi"},
    ("POST", "/canned-responses/{id}/use"): {"conversation_id": "conversation"},
    ("POST", "/notifications/read"): {},
    ("PUT", "/notifications/settings"): {"sounds": False},
    ("POST", "/notifications/devices"): {"kind": "web", "endpoint": "https://push.example/1"},
    ("PATCH", "/conversations/{id}"): {"tags": ["vip"]},
    ("PUT", "/conversations/{id}/priority"): {"priority": "high"},
    ("POST", "/conversations/{id}/messages"): {"client_id": "said-1", "content": "Hello"},
    ("POST", "/conversations/{id}/notes"): NOTE,
    ("POST", "/conversations/{id}/uploads"): {"client_id": "file-1", "name": "a.txt", "type": "text/plain", "size": 1},
    ("POST", "/conversations/{id}/read"): {"seq": 1},
    ("POST", "/conversations/{id}/escalate"): {"reason": "A hard one."},
    ("POST", "/conversations/{id}/assign"): {"agent_id": "stranger-1"},
    ("POST", "/conversations/{id}/transfer"): {"agent_id": "stranger-1"},
    ("POST", "/conversations/{id}/convert-to-ticket"): {},
    ("PATCH", "/tickets/{number}"): {"status": "solved"},
    ("PATCH", "/settings"): {"message_cap": 9},
    ("POST", "/widgets"): {"name": "Shop"},
    ("PATCH", "/widgets/{id}"): {"name": "Shop"},
    ("POST", "/webhooks"): {"url": "https://hooks.example.com/", "events": ["message.created"]},
    ("PATCH", "/webhooks/{id}"): {"description": "CRM"},
    ("POST", "/articles"): ARTICLE | {"slug": "bye"},
    ("PATCH", "/articles/{id}"): {"title": "Hi"},
    ("POST", "/articles/preview"): {"body": "# Hello"},
    ("POST", "/articles/import"): {"files": [{"name": "a.csv", "content": "title\nHi"}]},
    ("POST", "/articles/ask"): {"question": "Where is my order?"},
    ("POST", "/conversations/{id}/messages/{seq}/confirm-answer"): {"article_id": "article"},
    ("POST", "/unanswered-questions/{id}/add-example"): {"article_id": "article"},
    ("POST", "/workflows"): {"name": "Help", "definition": WORKFLOW},
    ("POST", "/workflows/preview"): {"definition": WORKFLOW},
    ("PATCH", "/workflows/{id}"): {"name": "Help"},
}
WITHOUT_BODY = {"accept", "hand-back", "resolve", "close", "reopen", "test", "ws-ticket"} | {
    "toggle-active",
    "regenerate-token",
    "rotate-secret",
    "resend",
}


def agents_routes() -> Iterator[tuple[str, str, APIRoute]]:
    for route in make_app(None).routes:
        for found in _leaves(route):
            if found.path.startswith(PREFIX):
                for method in sorted(found.methods):
                    yield method, found.path, found


def _leaves(route: Any) -> Iterator[APIRoute]:
    """FastAPI may keep an included router as one route that holds others."""
    if isinstance(route, APIRoute):
        yield route
    for nested in getattr(getattr(route, "original_router", None), "routes", ()):
        yield from _leaves(nested)


ROUTES = [(method, path) for method, path, _ in agents_routes()]
GUARDED = [pair for pair in ROUTES if pair not in PUBLIC]
# An agent's own: what is not there counts as removed, and nobody else's can be named.
OWN = ("DELETE", f"{PREFIX}/notifications/devices/{{id}}")
ONE_THING = [(method, path) for method, path in GUARDED if "{" in path and (method, path) != OWN]
ADMINS = [
    (method, path)
    for method, path, route in agents_routes()
    if any(dependency.call is admin_of for dependency in route.dependant.dependencies)
]


def body_of(method: str, path: str) -> Any:
    if method in ("GET", "DELETE") or path.rpartition("/")[2] in WITHOUT_BODY:
        return None
    return BODIES[method, path.removeprefix(PREFIX)]


@pytest.fixture
def things(api: Api) -> dict[str, str]:
    """One of each thing that a route can name, all of one tenant."""
    conversation = api.started(api.visitor())
    olga = api.agent(ADMIN)
    visitor = api.ask("GET", f"{PREFIX}/conversations/{conversation}", token=olga).json["visitor"]["id"]
    api.ask("GET", f"{PREFIX}/agents/me", token=olga)
    department = api.ask("POST", f"{PREFIX}/departments", {"name": "Sales"}, token=olga)
    api.desk.agents.enrol(record_of(BEN))
    made = api.ask("POST", f"{PREFIX}/canned-responses", CANNED, token=olga)
    article = api.ask("POST", f"{PREFIX}/articles", ARTICLE, token=olga)
    ticket = api.ask("POST", f"{PREFIX}/conversations/{conversation}/convert-to-ticket", {}, token=olga)
    workflow = api.ask("POST", f"{PREFIX}/workflows", {"name": "Guide", "definition": WORKFLOW}, token=olga)
    hook = {"url": "https://hooks.example.com/", "events": ["message.created"]}
    webhook = api.ask("POST", f"{PREFIX}/webhooks", hook, token=olga)
    return {
        "conversations": conversation,
        "agents": BEN.id,
        "departments": department.json["id"],
        "canned-responses": made.json["id"],
        "articles": article.json["id"],
        "workflows": workflow.json["id"],
        "tickets": str(ticket.json["ticket"]["number"]),
        "unanswered-questions": unanswered(api),
        "widgets": WIDGET.id,
        "webhooks": webhook.json["webhook"]["id"],
        "visitors": visitor,
    }


def unanswered(api: Api) -> str:
    asking = Asking(question="Norway?", conversation_id="conversation-1", seq=1, asked_at=api.clock.now())
    question = record_unanswered(DynamoUnansweredQuestions(), api.clock, TENANT, asking)
    assert question is not None
    return question.id


def asked(api: Api, method: str, path: str, things: dict[str, str], principal: Principal | None) -> Any:
    noun = path.removeprefix(f"{PREFIX}/").partition("/")[0]
    token = api.agent(principal) if principal else None
    concrete = PLACEHOLDER.sub(things.get(noun, "1"), path.replace("{seq}", "1"))
    return api.ask(method, concrete, body_of(method, path), token=token)


def test_there_are_routes_of_every_kind() -> None:
    assert len(GUARDED) > 35
    assert len(ONE_THING) > 25
    assert len(ADMINS) > 6


def answers_to(
    api: Api, routes: Iterable[tuple[str, str]], things: dict[str, str], principal: Principal | None
) -> dict[tuple[str, str], tuple[int, str]]:
    return {(method, path): asked(api, method, path, things, principal).problem for method, path in routes}


def test_nobody_gets_in_without_signing_in(api: Api) -> None:
    assert answers_to(api, GUARDED, {}, None) == dict.fromkeys(GUARDED, (401, "unauthorized"))


def test_what_belongs_to_another_tenant_is_not_there(api: Api, things: dict[str, str]) -> None:
    assert answers_to(api, ONE_THING, things, STRANGER) == dict.fromkeys(ONE_THING, (404, "not_found"))


def test_a_plain_agent_is_not_an_admin(api: Api, things: dict[str, str]) -> None:
    assert answers_to(api, ADMINS, things, BEN) == dict.fromkeys(ADMINS, (403, "forbidden"))


def test_lists_show_a_stranger_nothing_of_it(api: Api, things: dict[str, str]) -> None:
    lists = [(method, path) for method, path in GUARDED if method == "GET" and "{" not in path]
    for method, path in lists:
        answer = asked(api, method, path, things, STRANGER)
        assert answer.status == 200, path
        for own_id in set(things.values()) - {things["tickets"]}:
            assert own_id not in answer.text, path
