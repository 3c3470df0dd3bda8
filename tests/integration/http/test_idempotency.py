"""Writes that carry an Idempotency-Key."""

from typing import Any

import pytest

from tests.fakes.people import TENANT
from tests.integration.cloud import Tables
from tests.integration.http.api import Api, both_ways, break_down
from tests.integration.http.client import AGENT, VISITOR


@both_ways
def test_the_same_key_is_answered_the_same(api: Api) -> None:
    vera = api.visitor()
    own = api.started(vera)
    first = api.say(vera, own, "Hello?", key="key-1")
    again = api.say(vera, own, "Hello?", key="key-1")
    assert (again.status, again.json, again.headers["idempotency-replayed"]) == (201, first.json, "true")
    assert "idempotency-replayed" not in first.headers
    other = api.say(vera, own, "Something else.", key="key-1")
    assert other.problem == (409, "idempotency_conflict")
    assert len(api.desk.log.read_from(TENANT, own, 0)) == 2


def test_a_key_belongs_to_its_caller_and_route(api: Api) -> None:
    vera, wim = api.visitor(), api.visitor("Wim")
    own, of_wim = api.started(vera), api.started(wim)
    assert api.say(vera, own, "Hi", key="key-1").status == 201
    assert api.say(wim, of_wim, "Hi", key="key-1").status == 201
    read = api.ask("POST", f"{VISITOR}/conversations/{own}/read", {"seq": 1}, token=vera, key="key-1")
    assert read.status == 200


def test_a_key_whose_first_request_has_no_answer_is_refused_for_half_a_minute(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    vera = api.visitor()
    own = api.started(vera)
    with monkeypatch.context() as broken:
        broken.setattr(api.desk.log, "append", break_down)
        assert api.say(vera, own, "Hello?", key="key-1").problem == (500, "internal")
    refused = api.say(vera, own, "Hello?", key="key-1")
    assert refused.problem == (409, "idempotency_conflict")
    assert "still at work" in refused.json["detail"]
    api.clock.advance(seconds=31)
    assert api.say(vera, own, "Hello?", key="key-1").status == 201


@pytest.mark.parametrize("bad", [{}, {"client_id": "c", "content": "x" * 4001}])
def test_what_was_refused_frees_its_key(api: Api, bad: dict[str, Any]) -> None:
    vera = api.visitor()
    own = api.started(vera)
    path = f"{VISITOR}/conversations/{own}/messages"
    assert api.ask("POST", path, bad, token=vera, key="key-1").status == 422
    assert api.ask("POST", path, raw=b"{", token=vera, key="key-1").status == 400
    good = {"client_id": "c", "content": "Shorter."}
    assert api.ask("POST", path, good, token=vera, key="key-1").status == 201


@pytest.mark.parametrize("key", ["", "x" * 256])
def test_a_key_that_is_none(api: Api, key: str) -> None:
    vera = api.visitor()
    own = api.started(vera)
    answer = api.say(vera, own, "Hello?", key=key)
    assert (answer.problem, answer.fields) == ((422, "invalid_request"), ["Idempotency-Key"])


def test_no_secret_is_kept_for_a_key(api: Api, tables: Tables) -> None:
    """Two strangers who happen to use the same key never get each other's session."""
    one, two = (api.ask("POST", f"{VISITOR}/session", {}, key="1").json for _ in range(2))
    assert one["visitor_token"] != two["visitor_token"]
    ticket = api.ask("POST", f"{AGENT}/ws-ticket", token=api.agent(), key="1").json["ticket"]
    stored = str(tables.rows("DirectoryTable")) + str(tables.rows("ConnectionsTable"))
    assert one["visitor_token"] not in stored
    assert ticket not in stored
