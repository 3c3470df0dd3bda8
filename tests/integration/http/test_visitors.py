"""Visitors by HTTP: agents look them up, admins give out what is known of them, and erase them."""

from typing import Any

from frontdesk.domain.privacy import EraseVisitor, Erasure, ExportVisitor
from frontdesk.use_cases.privacy_ports import PrivacyDesk
from tests.fakes.people import ADA, ADMIN, TENANT
from tests.fakes.privacy import FakePrivacyQueue
from tests.integration.cloud import Tables
from tests.integration.http.api import FIRST, Api
from tests.integration.http.client import AGENT, VISITOR, Answer

PATH = f"{AGENT}/visitors"


def ask(api: Api, path: str = "", method: str = "GET", as_: Any = ADMIN, **query: Any) -> Answer:
    return api.ask(method, PATH + path, token=api.agent(as_), **query)


def visitor_of(api: Api, name: str = "Vera") -> str:
    api.clock.advance(seconds=1)
    conversation = api.started(api.visitor(name))
    return str(api.ask("GET", f"{AGENT}/conversations/{conversation}", token=api.agent(ADMIN)).json["visitor"]["id"])


def test_visitors_are_listed_page_by_page_the_newest_first(api: Api) -> None:
    names = ["Vera", "Wim", "Xena"]
    ids = [visitor_of(api, name) for name in names]
    first = ask(api, as_=ADA, limit=2)
    assert [one["name"] for one in first.json["items"]] == ["Xena", "Wim"]
    rest = ask(api, as_=ADA, limit=2, cursor=first.json["next_cursor"])
    assert ([one["id"] for one in rest.json["items"]], rest.json["next_cursor"]) == ([ids[0]], None)
    assert ask(api, cursor="what").problem == (422, "invalid_request")
    assert ask(api, f"/{ids[1]}", as_=ADA).json["name"] == "Wim"


def test_an_erasure_is_carried_out_behind_its_answer(api: Api, privacy: PrivacyDesk) -> None:
    own = visitor_of(api)
    assert ask(api, f"/{own}/erasure").problem == (404, "not_found")
    asked = ask(api, f"/{own}", "DELETE")
    assert (asked.status, asked.json["state"], asked.json["conversations"]) == (202, "erasing", 0)
    assert ask(api, f"/{own}", "DELETE").status == 202
    assert ask(api, f"/{own}/erasure").json == asked.json
    assert queue_of(privacy).jobs == [EraseVisitor(TENANT, own)] * 2


def test_who_has_been_erased_is_told_to_be_so(api: Api, privacy: PrivacyDesk) -> None:
    own = visitor_of(api)
    ask(api, f"/{own}", "DELETE")
    erasure = privacy.records.erasure(TENANT, own)
    assert isinstance(erasure, Erasure)
    privacy.records.put_erasure(erasure.cleared(api.clock.now()))
    assert ask(api, f"/{own}/erasure").json["state"] == "settling"
    privacy.records.put_erasure(erasure.cleared(api.clock.now()).ended(api.clock.now()))
    ended = ask(api, f"/{own}/erasure").json
    assert (ended["state"], ended["ended_at"] is not None) == ("erased", True)


def test_an_export_is_asked_for_until_it_is_ready(api: Api, privacy: PrivacyDesk) -> None:
    own = visitor_of(api)
    asked = ask(api, f"/{own}/export")
    assert (asked.status, asked.json["state"], asked.json["url"]) == (202, "preparing", None)
    assert ask(api, f"/{own}/export").json == asked.json
    (job,) = queue_of(privacy).jobs
    assert isinstance(job, ExportVisitor)
    export = privacy.records.export(TENANT, own)
    assert export is not None
    privacy.records.put_export(export.ready(api.clock.now()))
    ready = ask(api, f"/{own}/export")
    assert (ready.status, ready.json["state"]) == (200, "ready")
    assert f"exports/{TENANT}/" in ready.json["url"]
    api.clock.advance(minutes=16)
    assert ask(api, f"/{own}/export").json["state"] == "preparing", "an old one is no answer any more"


def test_both_are_noted_once_in_the_audit_trail(api: Api) -> None:
    own = visitor_of(api)
    for _ in range(2):
        ask(api, f"/{own}/export")
        ask(api, f"/{own}", "DELETE")
    trail = api.ask("GET", f"{AGENT}/audit", token=api.agent(ADMIN)).json["items"]
    assert sorted(entry["action"] for entry in trail) == ["visitor.erased", "visitor.exported"]


def test_what_a_write_was_answered_is_kept_where_only_its_caller_can_read_it(api: Api, tables: Tables) -> None:
    token, body = api.visitor(), {"client_id": "start-1", "message": FIRST}
    first, again = (api.ask("POST", f"{VISITOR}/conversations", body, token=token, key="key-1") for _ in range(2))
    assert (again.json, again.headers["idempotency-replayed"]) == (first.json, "true")
    assert FIRST["content"] not in str(tables.rows("DirectoryTable"))


def queue_of(privacy: PrivacyDesk) -> FakePrivacyQueue:
    assert isinstance(privacy.queue, FakePrivacyQueue)
    return privacy.queue
