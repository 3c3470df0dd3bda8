"""The whole way over the wire: real HTTP, real WebSockets, real DynamoDB calls, on the running stack."""

import time
from collections.abc import Iterator
from dataclasses import replace

import httpx
import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from local.testing import RunningStack
from tests.e2e.people import ANSWER_SECONDS, WIDGET_TOKEN, Line, Person, client_id, new_visitor, signed_in_agent, start
from tests.fakes.identities import signed


@pytest.fixture(scope="module")
def ana(http: httpx.Client, stack: RunningStack) -> Iterator[Person]:
    agent = signed_in_agent(http, stack, "ana@demo.example")
    with agent.here():
        yield agent


@pytest.fixture(scope="module")
def budi(http: httpx.Client, stack: RunningStack) -> Person:
    return signed_in_agent(http, stack, "budi@demo.example")


@pytest.fixture
def sari(http: httpx.Client, stack: RunningStack) -> Person:
    return new_visitor(http, stack, "Sari")


def seqs(log: list[dict]) -> list[int]:
    return [message["seq"] for message in log]


def test_a_message_reaches_the_agent_and_the_answer_comes_back(sari: Person, ana: Person) -> None:
    with ana.line() as agent, sari.line() as visitor:
        conversation_id = start(sari, "Do you deliver to Bandung?")
        created = agent.hear("conversation.created", conversation_id=conversation_id)
        assert created["conversation"]["last_message"]["content"] == "Do you deliver to Bandung?"
        visitor.ask(type="resume", conversations={conversation_id: 0})

        accepted = agent.ask(type="conversation.accept", conversation_id=conversation_id)
        assert accepted["conversation"]["status"] == "active"
        assert visitor.hear("conversation.assigned")["conversation"]["agent"]["name"] == "Ana Putri"
        assert visitor.hear("message.created")["message"]["metadata"]["event"] == "accepted"

        answer = client_id(2)
        sent = agent.ask(
            type="message.send", conversation_id=conversation_id, client_id=answer, base_seq=2, content="We do."
        )
        heard = visitor.hear("message.created", message=sent["message"])
        assert (heard["agent_name"], heard["handler"]) == ("Ana Putri", "agent")
        assert heard["conversation"]["status"] == "waiting"
    assert seqs(sari.log(conversation_id)) == seqs(ana.log(conversation_id)) == [1, 2, 3]


def test_one_client_id_is_one_message_by_whatever_route_it_comes(sari: Person) -> None:
    conversation_id = start(sari)
    path = f"/conversations/{conversation_id}/messages"
    plain, anchored = "a-plain-id-without-anchor", client_id(1)
    with sari.line() as visitor:

        def by_socket(one: str) -> dict:
            return visitor.ask(type="message.send", conversation_id=conversation_id, client_id=one, content="Again")

        first = {one: by_socket(one)["message"]["seq"] for one in (plain, anchored)}
        for other in range(5):
            by_socket(client_id(3 + other))
        for one, seq in first.items():
            repeated = by_socket(one)
            assert (repeated["message"]["seq"], repeated["duplicate"]) == (seq, True)
            late = sari.post(path, {"client_id": one, "base_seq": 0, "content": "Again"})
            assert (late.status_code, late.json()["message"]["seq"], late.json()["duplicate"]) == (200, seq, True)
        sari.post(f"/conversations/{conversation_id}/end")
        assert sari.post(path, {"client_id": plain, "content": "Again"}).json()["message"]["seq"] == first[plain]
        assert sari.post(path, {"client_id": client_id(), "content": "New"}).status_code == 409
    assert seqs(sari.log(conversation_id)) == list(range(1, 10))


def test_the_second_agent_to_accept_is_told_who_was_faster(sari: Person, ana: Person, budi: Person) -> None:
    conversation_id = start(sari)
    assert ana.post(f"/conversations/{conversation_id}/accept").status_code == 200
    refused = budi.post(f"/conversations/{conversation_id}/accept")
    assert refused.status_code == 409
    assert refused.headers["content-type"] == "application/problem+json"
    assert refused.json()["code"] == "already_assigned"
    assert refused.json()["detail"] == "Ana Putri has already taken this conversation."


def test_a_conversation_goes_through_its_whole_life(sari: Person, ana: Person) -> None:
    conversation_id = start(sari)
    here = f"/conversations/{conversation_id}"

    def status() -> str:
        return str(sari.get(here).json()["status"])

    assert status() == "pending"
    ana.post(f"{here}/accept")
    ana.post(f"{here}/messages", {"client_id": client_id(), "content": "Here I am"})
    assert status() == "waiting"
    sari.post(f"{here}/messages", {"client_id": client_id(), "content": "Thank you"})
    assert status() == "active"
    assert ana.post(f"{here}/resolve").json()["conversation"]["status"] == "resolved"
    with ana.line():
        sari.post(f"{here}/messages", {"client_id": client_id(), "content": "One more thing"})
        assert status() == "active"
    ana.post(f"{here}/resolve")
    assert ana.post(f"{here}/close").json()["conversation"]["status"] == "closed"
    assert ana.post(f"{here}/resolve").json()["code"] == "invalid_transition"
    assert ana.post(f"{here}/reopen").json()["conversation"]["status"] == "active"
    ana.post(f"{here}/close")
    ana.put("/agents/me/status", {"status": "offline"})
    assert ana.post(f"{here}/reopen").json()["conversation"]["status"] == "pending"
    ana.put("/agents/me/status", {"status": "online"})
    log = sari.log(conversation_id)
    assert seqs(log) == list(range(1, len(log) + 1))
    events = [message["metadata"]["event"] for message in log if message["type"] == "system"]
    assert events == ["accepted", "resolved", "resolved", "ended", "reopened", "ended", "reopened"]


def test_history_is_read_both_ways_page_by_page(sari: Person) -> None:
    conversation_id = start(sari)
    here = f"/conversations/{conversation_id}/messages"
    for number in range(2, 8):
        sari.post(here, {"client_id": client_id(), "content": f"Message {number}"})
    newest = sari.get(here, limit=3).json()
    assert (seqs(newest["items"]), newest["tail_seq"], newest["next_before_seq"]) == ([5, 6, 7], 7, 5)
    assert seqs(sari.get(here, limit=3, before_seq=5).json()["items"]) == [2, 3, 4]
    onward = sari.get(here, limit=3, after_seq=1).json()
    assert (seqs(onward["items"]), onward["next_after_seq"]) == ([2, 3, 4], 4)
    assert sari.get(here, limit=3, after_seq=4).json()["next_after_seq"] is None


def test_a_visitor_never_meets_another_visitors_conversation(
    http: httpx.Client, stack: RunningStack, sari: Person
) -> None:
    conversation_id = start(sari, "My order number is 4711")
    joko = new_visitor(http, stack, "Joko")
    with joko.line() as line:
        for path in ("", "/messages"):
            assert joko.get(f"/conversations/{conversation_id}{path}").status_code == 404
        attempts = (
            {"type": "resume", "conversations": {conversation_id: 0}},
            {"type": "message.send", "conversation_id": conversation_id, "client_id": client_id(), "content": "Hm"},
            {"type": "message.read", "conversation_id": conversation_id, "seq": 1},
            {"type": "typing", "conversation_id": conversation_id, "on": True},
            {"type": "conversation.end", "conversation_id": conversation_id},
        )
        for frame in attempts:
            assert line.ask(**frame)["code"] == "not_found"
        sari.post(f"/conversations/{conversation_id}/messages", {"client_id": client_id(), "content": "Anyone?"})
        assert line.heard() == []
    assert joko.get("/conversations").json()["items"] == []


@pytest.mark.parametrize(
    ("frame", "code", "field"),
    [
        ("{not json", "invalid_json", None),
        ("[]", "invalid_json", None),
        ('{"type": "message.sing", "request_id": "7"}', "unknown_type", None),
        ('{"type": "ping", "request_id": "7", "colour": "red"}', "invalid_request", "colour"),
        ('{"type": "message.read", "request_id": "7", "conversation_id": "c", "seq": -1}', "invalid_request", "seq"),
        ('{"type": "ping", "request_id": "7", "pad": "' + "x" * 16_400 + '"}', "too_large", None),
    ],
)
def test_a_bad_frame_is_refused_precisely_and_the_connection_stays(
    sari: Person, frame: str, code: str, field: str | None
) -> None:
    with sari.line() as line:
        told = '"request_id": "7"' in frame and code != "too_large"
        refused = line.ask_raw(frame, "7" if told else None)
        assert (refused["type"], refused["code"], refused["retryable"]) == ("error", code, False)
        if field:
            assert [error["field"] for error in refused["errors"]] == [field]
        assert line.ask(type="ping")["type"] == "pong"


def test_a_message_that_is_too_long_is_refused_whole(sari: Person) -> None:
    conversation_id = start(sari)
    with sari.line() as line:
        refused = line.ask(
            type="message.send", conversation_id=conversation_id, client_id=client_id(1), content="x" * 4001
        )
    assert (refused["code"], refused["errors"][0]["field"]) == ("message_too_long", "content")
    by_http = sari.post(
        f"/conversations/{conversation_id}/messages", {"client_id": client_id(1), "content": "x" * 4001}
    )
    assert (by_http.status_code, by_http.json()["errors"][0]["field"]) == (422, "content")
    assert seqs(sari.log(conversation_id)) == [1]


def refusal(url: str, origin: str | None) -> tuple[int, str]:
    with pytest.raises(InvalidStatus) as refused, connect(url, origin=origin):  # type: ignore[arg-type]
        pass
    return refused.value.response.status_code, refused.value.response.body.decode()


def test_a_ticket_opens_one_connection_from_one_origin(sari: Person) -> None:
    ticket = sari.ticket()
    url = f"{ticket['url']}?ticket={ticket['ticket']}"
    with connect(url, origin=sari.origin) as socket:  # type: ignore[arg-type]
        assert Line(socket).ask(type="ping")["type"] == "pong"
        status, body = refusal(url, sari.origin)
        assert (status, "used" in body) == (401, True)
    stolen = sari.ticket()
    status, body = refusal(f"{stolen['url']}?ticket={stolen['ticket']}", "https://elsewhere.example")
    assert (status, "origin" in body) == (403, True)
    assert refusal(ticket["url"], sari.origin)[0] == 401


def test_a_retried_write_with_an_idempotency_key_is_answered_the_same(sari: Person) -> None:
    beginning = {"client_id": client_id(), "message": {"client_id": client_id(), "content": "Once"}}
    first = sari.post("/conversations", beginning, **{"Idempotency-Key": beginning["client_id"]})
    again = sari.post("/conversations", beginning, **{"Idempotency-Key": beginning["client_id"]})
    assert (again.status_code, again.json()) == (first.status_code, first.json())
    assert again.headers["Idempotency-Replayed"] == "true"
    other = {**beginning, "subject": "Another request"}
    refused = sari.post("/conversations", other, **{"Idempotency-Key": beginning["client_id"]})
    assert (refused.status_code, refused.json()["code"]) == (409, "idempotency_conflict")


def test_nobody_gets_in_without_a_good_credential(stack: RunningStack, sari: Person) -> None:
    site = stack.url("Site")
    conversation_id = start(sari)
    for path in ("/agents/me", "/queue", "/conversations", f"/conversations/{conversation_id}/messages"):
        for headers in ({}, {"Authorization": "Bearer nonsense"}, sari.headers):
            answer = httpx.get(f"{site}/api/v1/live-chat{path}", headers=headers, timeout=ANSWER_SECONDS)
            assert (answer.status_code, answer.json()["code"]) == (401, "unauthorized")
    assert httpx.get(f"{site}/api/widget/unknown-token/config", timeout=ANSWER_SECONDS).status_code == 404


def test_who_waits_knows_their_place_becomes_who_they_are_and_rates(sari: Person, ana: Person) -> None:
    conversation_id = start(sari, "I am in a hurry.")
    own = f"/conversations/{conversation_id}"
    ana.put(f"{own}/priority", {"priority": "urgent"})
    with sari.line() as visitor:
        resumed = visitor.ask(type="resume", conversations={conversation_id: 0})
        place = resumed["conversations"][conversation_id]["queue_position"]
        assert place == sari.get(own).json()["queue_position"] >= 1
        assert visitor.ask(type="ping", in_queue=True)["queue_positions"] == {conversation_id: place}
        verified = identified(sari, ana)
        with pytest.raises(ConnectionClosed):
            visitor.ask(type="ping")
    with verified.line() as visitor:
        for verb in ("accept", "resolve"):
            assert ana.post(f"{own}/{verb}").status_code == 200
        assert verified.get(own).json()["rateable_until"]
        visitor.ask(type="resume", conversations={conversation_id: 0})
        rated = verified.post(f"{own}/rate", {"rating": 5, "feedback": "Quick."}).json()["conversation"]
        assert (rated["status"], rated["rating"]) == ("resolved", 5)
        visitor.hear("conversation.updated", conversation_id=conversation_id)
    seen = ana.get(own).json()
    assert (seen["visitor"]["name"], seen["visitor"]["verified"], seen["feedback"]) == ("Sari Dewi", True, "Quick.")
    assert "5 of 5" in ana.get(f"{own}/notes").json()["items"][-1]["content"]


def identified(visitor: Person, admin: Person) -> Person:
    """The visitor as the site names them, with a key that an admin has just made."""
    [widget_id] = [found["id"] for found in admin.get("/widgets").json()["items"] if found["token"] == WIDGET_TOKEN]
    secret = admin.post(f"/widgets/{widget_id}/rotate-secret").json()["secret_key"]
    token = signed({"sub": "sari-dewi", "name": "Sari Dewi", "exp": int(time.time()) + 600}, secret)
    session = visitor.post("/identify", {"token": token, "user_id": "sari-dewi"}).json()
    return replace(visitor, headers=visitor.headers | {"Authorization": f"Bearer {session['visitor_token']}"})
