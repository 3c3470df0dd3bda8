"""Each frame is answered by ack, pong or error; a frame that is refused changes nothing."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from frontdesk.contract.records import FilledCannedResponse
from frontdesk.contract.server_frames import Ack, Error, Pong
from frontdesk.domain.principal import Principal
from frontdesk.domain.rate_limit import Rate
from frontdesk.domain.vocabulary import SenderType, Status
from frontdesk.entrypoints.websocket_frames import FRAME_BYTES, answer
from frontdesk.use_cases.manage_articles import create_article
from frontdesk.use_cases.manage_canned_responses import create_canned_response
from frontdesk.use_cases.pace_rate import Pacer
from tests.fakes import FakeDesk, make_desk
from tests.fakes.people import ADA, BEN, TENANT, VERA_HERSELF, WIDGET, a_visitor, an_agent
from tests.fakes.scenes import connected, in_status, started, stored
from tests.fakes.system import START


def ask(desk: FakeDesk, connection_id: str, **frame: Any) -> Any:
    return answer(desk, connection_id, json.dumps({"request_id": "request-1", **frame}))


def a_desk(status: Status = Status.ACTIVE) -> tuple[FakeDesk, str]:
    """Vera and Ada are connected, and follow Vera's conversation."""
    desk = make_desk()
    found = in_status(desk, status)
    connected(desk, "vera", VERA_HERSELF, found.id)
    connected(desk, "ada", ADA, found.id)
    return desk, found.id


def send(to: str, **changes: Any) -> dict[str, Any]:
    return {
        "type": "message.send",
        "conversation_id": to,
        "client_id": "client-1",
        "content": "Hello",
        **changes,
    }


def test_a_sent_message_comes_back_as_it_is_stored() -> None:
    desk, conversation_id = a_desk()
    for duplicate in (False, True):
        ack = ask(desk, "vera", **send(conversation_id))
        assert isinstance(ack, Ack)
        assert ack.message is not None
        assert (ack.request_id, ack.message.seq, ack.duplicate) == ("request-1", 3, duplicate)
    assert desk.gateway.types("vera") == []


def test_resume_gives_what_was_missed_and_the_state() -> None:
    desk, conversation_id = a_desk()
    ack = ask(desk, "vera", type="resume", conversations={conversation_id: 1})
    resumed = ack.conversations[conversation_id]
    assert ([message.seq for message in resumed.messages], resumed.tail_seq) == ([2], 2)
    assert (resumed.state.status, resumed.state.agent.name) == (Status.ACTIVE, "Ada")


def test_ping_gives_the_tails_from_the_log() -> None:
    desk, conversation_id = a_desk()
    pong = ask(desk, "vera", type="ping")
    assert isinstance(pong, Pong)
    assert (pong.request_id, pong.tails, pong.timestamp) == ("request-1", {conversation_id: 2}, desk.clock.now())


def test_read_and_typing_are_acknowledged_and_told() -> None:
    desk, conversation_id = a_desk()
    assert ask(desk, "vera", type="message.read", conversation_id=conversation_id, seq=2) == Ack(request_id="request-1")
    assert ask(desk, "vera", type="typing", conversation_id=conversation_id, on=True) == Ack(request_id="request-1")
    assert (desk.gateway.types("ada"), desk.gateway.types("vera")) == (["message.read", "typing"], [])


def test_a_canned_response_comes_as_it_reads_in_the_conversation_and_its_use_is_counted() -> None:
    desk, conversation_id = a_desk()
    hello = create_canned_response(
        desk, ADA, shortcut="hello", title="Hello", body="Hi {{visitor_name}}, {{agent_name}} here. {{page_title}}"
    )
    use = {"type": "canned_response.use", "conversation_id": conversation_id, "canned_response_id": hello.id}
    ack = ask(desk, "ada", **use)
    assert ack.canned_response == FilledCannedResponse(
        canned_response_id=hello.id, text="Hi Vera, Ada here. {{page_title}}", missing=["page_title"]
    )
    counted = desk.canned_responses.get(TENANT, hello.id)
    assert counted is not None
    assert counted.usage_count == 1
    assert ask(desk, "ada", **{**use, "canned_response_id": "unknown"}).code == "not_found"
    assert ask(desk, "vera", **use).code == "forbidden"


def test_a_shared_article_comes_back_as_a_card_and_is_quoted_with_its_address() -> None:
    desk, conversation_id = a_desk()
    desk.directory.put_widget(WIDGET)
    article = create_article(desk, ADA, {"title": "Returns", "body": "Send it *back*.", "published": True})
    message = ask(desk, "ada", **send(conversation_id, article_id=article.id, content="-")).message
    assert (message.type, message.content) == ("article", "Returns")
    assert message.metadata.article.model_dump() == {
        "id": article.id,
        "title": "Returns",
        "slug": "returns",
        "excerpt": "Send it back.",
    }
    quoting = create_canned_response(desk, ADA, shortcut="back", title="Back", body="See {{article:returns}}")
    use = {"type": "canned_response.use", "conversation_id": conversation_id, "canned_response_id": quoting.id}
    filled = ask(desk, "ada", **use, site="https://desk.example").canned_response
    assert filled.text == f"See Returns: https://desk.example/api/widget/{WIDGET.token}/articles/returns/page"
    assert ask(desk, "ada", **use, site="javascript:alert(1)").code == "invalid_request"


def test_a_visitor_shares_no_article() -> None:
    desk, conversation_id = a_desk()
    article = create_article(desk, ADA, {"title": "Returns", "published": True})
    assert ask(desk, "vera", **send(conversation_id, article_id=article.id)).code == "forbidden"


def test_accept_resolve_and_end_give_the_state_afterwards() -> None:
    desk, conversation_id = a_desk(Status.PENDING)
    for frame_type, status in (
        ("conversation.accept", Status.ACTIVE),
        ("conversation.resolve", Status.RESOLVED),
        ("conversation.end", Status.CLOSED),
    ):
        ack = ask(desk, "ada", type=frame_type, conversation_id=conversation_id)
        assert (ack.conversation.status, ack.conversation.version) == (status, stored(desk, conversation_id).version)


def test_a_visitor_accepts_nothing() -> None:
    desk, conversation_id = a_desk(Status.PENDING)
    refused = ask(desk, "vera", type="conversation.accept", conversation_id=conversation_id)
    assert (refused.code, stored(desk, conversation_id).status) == ("forbidden", Status.PENDING)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "invalid_json"),
        (r'{"type": "ping", "request_id": "\ud800"}', "invalid_json"),
        (r'{"type": "shout", "request_id": "\udc00"}', "invalid_json"),
        ("{", "invalid_json"),
        ("[" * 10_000, "invalid_json"),
        ("[]", "invalid_json"),
        ('"ping"', "invalid_json"),
        ("null", "invalid_json"),
        ("{}", "unknown_type"),
        ('{"type": "shout"}', "unknown_type"),
        ('{"type": 7}', "unknown_type"),
        ('{"type": ["ping"]}', "unknown_type"),
        ('{"type": {"ping": 1}}', "unknown_type"),
        ('{"type": "ping"}', "invalid_request"),
        ('{"type": "ping", "request_id": 7}', "invalid_request"),
        (json.dumps({"type": "ping", "request_id": "x" * FRAME_BYTES}), "too_large"),
    ],
)
def test_what_is_no_frame_is_told_so(text: str, code: str) -> None:
    desk, _ = a_desk()
    refused = answer(desk, "vera", text)
    assert isinstance(refused, Error)
    assert (refused.code, refused.retryable) == (code, False)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"content": ""}, "content"),
        ({"content": 7}, "content"),
        ({"content": None}, "content"),
        ({"colour": "red"}, "colour"),
        ({"tenant_id": "other"}, "tenant_id"),
        ({"client_id": "with space"}, "client_id"),
        ({"client_id": "x" * 65}, "client_id"),
        ({"client_id": "newline\n"}, "client_id"),
        ({"base_seq": -1}, "base_seq"),
        ({"base_seq": 10**10}, "base_seq"),
        ({"conversation_id": "../other"}, "conversation_id"),
        ({"conversation_id": "tenant#x"}, "conversation_id"),
    ],
)
def test_a_wrong_field_is_named_and_nothing_is_stored(changes: dict[str, Any], field: str) -> None:
    desk, conversation_id = a_desk()
    refused = ask(desk, "vera", **send(conversation_id, **changes))
    assert isinstance(refused, Error)
    assert refused.errors is not None
    assert (refused.request_id, refused.code) == ("request-1", "invalid_request")
    assert [error.field for error in refused.errors] == [field]
    assert refused.model_dump_json()
    assert len(desk.log.all(TENANT, conversation_id)) == 2


@pytest.mark.parametrize("conversations", [{}, {"a b": 0}, {"conversation-1": -1}, {f"c{n}": 0 for n in range(101)}])
def test_a_resume_that_asks_for_nothing_or_too_much_is_refused(conversations: dict[str, int]) -> None:
    desk, _ = a_desk()
    assert ask(desk, "vera", type="resume", conversations=conversations).code == "invalid_request"


def test_a_text_that_is_too_long_names_the_limit() -> None:
    desk, conversation_id = a_desk()
    refused = ask(desk, "vera", **send(conversation_id, content="x" * 4001))
    assert (refused.code, refused.errors[0].field) == ("message_too_long", "content")
    assert "4000" in refused.message
    assert len(desk.log.all(TENANT, conversation_id)) == 2


@pytest.mark.parametrize(
    "stranger",
    [a_visitor("visitor-2").principal(ADA.expires_at), an_agent(tenant_id="other")],
    ids=["another visitor", "an agent of another tenant"],
)
@pytest.mark.parametrize(
    "frame",
    [
        {"type": "message.send", "client_id": "c", "content": "Hi"},
        {"type": "message.read", "seq": 1},
        {"type": "typing", "on": True},
        {"type": "conversation.resolve"},
        {"type": "conversation.end"},
    ],
    ids=lambda frame: frame["type"],
)
def test_the_conversation_of_others_does_not_exist(stranger: Principal, frame: dict[str, Any]) -> None:
    desk, conversation_id = a_desk()
    before = stored(desk, conversation_id)
    assert desk.connections.open("stranger", stranger, ())
    assert ask(desk, "stranger", conversation_id=conversation_id, **frame).code == "not_found"
    assert ask(desk, "stranger", type="resume", conversations={conversation_id: 0}).code == "not_found"
    assert (stored(desk, conversation_id), len(desk.log.all(TENANT, conversation_id))) == (before, 2)
    assert desk.gateway.posts == []


def test_who_is_not_known_and_whose_session_has_ended_is_told_so() -> None:
    desk, _ = a_desk()
    assert ask(desk, "never-opened", type="ping").code == "unauthorized"
    connected(desk, "short", an_agent(expires_at=START + timedelta(hours=1)))
    assert isinstance(ask(desk, "short", type="ping"), Pong)
    desk.clock.advance(hours=1)
    assert ask(desk, "short", type="ping").code == "session_expired"


def test_a_second_agent_is_refused_politely() -> None:
    desk, conversation_id = a_desk()
    connected(desk, "ben", BEN)
    refused = ask(desk, "ben", type="conversation.accept", conversation_id=conversation_id)
    assert (refused.code, refused.message) == ("already_assigned", "Ada has already taken this conversation.")
    assert stored(desk, conversation_id).agent_id == ADA.id


def test_a_closed_conversation_takes_no_message() -> None:
    desk = make_desk()
    found = in_status(desk, Status.CLOSED)
    connected(desk, "vera", VERA_HERSELF)
    assert ask(desk, "vera", **send(found.id)).code == "invalid_transition"
    assert started(desk).id == found.id


def test_a_frame_of_16_kilobytes_is_read_and_one_byte_more_is_too_large() -> None:
    desk, _ = a_desk()
    text = json.dumps({"type": "ping", "request_id": "request-1"}).ljust(FRAME_BYTES)
    assert answer(desk, "vera", text).model_dump()["type"] == "pong"
    refused = answer(desk, "vera", text + " ")
    assert isinstance(refused, Error)
    assert (refused.code, refused.message) == ("too_large", "A frame holds up to 16384 bytes.")
    assert isinstance(answer(desk, "vera", text[: -FRAME_BYTES // 2] + "é" * (FRAME_BYTES // 2)), Error)


def test_frames_that_come_too_fast_are_told_when_to_come_again_and_others_are_not_concerned() -> None:
    desk, _ = a_desk()
    slow = replace(desk, policy=replace(desk.policy, frame_rates={SenderType.VISITOR: Rate(4)}))
    pacer = Pacer()
    beat = json.dumps({"type": "ping", "request_id": "request-1"})
    answers = [answer(slow, "vera", beat, pacer) for _ in range(5)]
    assert [told.model_dump()["type"] for told in answers] == ["pong"] * 4 + ["error"]
    refused = answers[-1]
    assert isinstance(refused, Error)
    assert (refused.request_id, refused.code, refused.retryable, refused.retry_after) == (
        "request-1",
        "rate_limited",
        True,
        15,
    )
    assert answer(slow, "ada", beat, pacer).model_dump()["type"] == "pong"
    desk.clock.advance(seconds=15)
    assert answer(slow, "vera", beat, pacer).model_dump()["type"] == "pong"


def test_a_message_too_many_is_answered_with_when_to_send_it_again() -> None:
    desk, conversation_id = a_desk()
    slow = replace(desk, policy=replace(desk.policy, message_rates={SenderType.VISITOR: Rate(1)}))
    frame = {"type": "message.send", "request_id": "request-1", "conversation_id": conversation_id, "content": "Hello?"}
    assert answer(slow, "vera", json.dumps({**frame, "client_id": "one"})).model_dump()["type"] == "ack"
    refused = answer(slow, "vera", json.dumps({**frame, "client_id": "two"}))
    assert isinstance(refused, Error)
    assert (refused.code, refused.retryable, refused.retry_after) == ("rate_limited", True, 60)
