"""Resume: what a connection has missed, as much as one frame holds; and the heartbeat, by which it knows."""

import json
from dataclasses import replace

import pytest

from frontdesk.contract.server_frames import Ack
from frontdesk.domain.errors import NotFound
from frontdesk.domain.message import Message
from frontdesk.domain.principal import Principal
from frontdesk.domain.vocabulary import SenderType, Status
from frontdesk.entrypoints.websocket_frames import answer
from frontdesk.use_cases.accept_conversation import accept_conversation
from frontdesk.use_cases.ping import Tails, ping
from frontdesk.use_cases.ports import Policy
from frontdesk.use_cases.resume import resume
from tests.fakes import FakeDesk, make_desk
from tests.fakes.people import ADA, TENANT, VERA_HERSELF, a_message, a_visitor, record_of
from tests.fakes.scenes import connected, in_status, say, started

FRAME_LIMIT = 128 * 1024


def fill(desk: FakeDesk, conversation_id: str, messages: list[Message]) -> None:
    for message in messages:
        assert desk.log.append(replace(message, conversation_id=conversation_id))


def test_what_was_missed_comes_in_order_without_a_gap() -> None:
    desk = make_desk()
    found = started(desk, content=None)
    fill(desk, found.id, [a_message(seq) for seq in range(1, 8)])
    connected(desk, "vera", VERA_HERSELF)
    resumed = resume(desk, VERA_HERSELF, "vera", {found.id: 3})[found.id]
    assert ([message.seq for message in resumed.messages], resumed.tail_seq) == ([4, 5, 6, 7], 7)
    assert resume(desk, VERA_HERSELF, "vera", {found.id: 7})[found.id].messages == []


def test_from_then_on_the_connection_listens() -> None:
    desk = make_desk()
    found = in_status(desk, Status.ACTIVE)
    connected(desk, "vera", VERA_HERSELF)
    resume(desk, VERA_HERSELF, "vera", {found.id: 0})
    say(desk, ADA, found.id, "Hello.")
    assert desk.gateway.types("vera") == ["message.created"]
    assert ping(desk, VERA_HERSELF, "vera") == Tails({found.id: 3})


def test_one_conversation_that_is_not_ours_follows_none() -> None:
    desk = make_desk()
    found = started(desk)
    connected(desk, "vera", VERA_HERSELF)
    connected(desk, "wim", wim := a_visitor("visitor-2").principal(VERA_HERSELF.expires_at))
    for principal, connection_id, unknown in ((VERA_HERSELF, "vera", "unknown"), (wim, "wim", "unknown")):
        with pytest.raises(NotFound):
            resume(desk, principal, connection_id, {found.id: 0, unknown: 0})
        assert desk.connections.topics(connection_id) == []


def test_a_page_is_the_most_that_comes_of_one_conversation() -> None:
    desk = make_desk(policy=Policy(page_size=5))
    found = started(desk, content=None)
    fill(desk, found.id, [a_message(seq) for seq in range(1, 9)])
    connected(desk, "vera", VERA_HERSELF)
    resumed = resume(desk, VERA_HERSELF, "vera", {found.id: 0})[found.id]
    assert ([message.seq for message in resumed.messages], resumed.tail_seq) == ([1, 2, 3, 4, 5], 8)


def test_what_does_not_fit_is_left_to_the_next_time_from_the_front_of_the_gap() -> None:
    desk = make_desk()
    found = started(desk, content=None)
    fill(desk, found.id, [replace(a_message(seq), content="\N{WAVING HAND SIGN}" * 4000) for seq in range(1, 21)])
    connected(desk, "vera", VERA_HERSELF)
    seen: list[int] = []
    while True:
        after = seen[-1] if seen else 0
        resumed = resume(desk, VERA_HERSELF, "vera", {found.id: after})[found.id]
        seen += [message.seq for message in resumed.messages]
        if seen[-1] == resumed.tail_seq:
            break
        assert resumed.messages
    assert seen == list(range(1, 21))


# As long as a request body lets a message be, in what it takes as JSON.
LONG = {"letters": "x", "emoji": "\N{WAVING HAND SIGN}" * 4000, "control characters": "\x01" * 10_900}


@pytest.mark.parametrize("content", LONG)
@pytest.mark.parametrize("conversations", [1, 100])
def test_the_longest_answer_fits_into_one_websocket_message(content: str, conversations: int) -> None:
    desk = make_desk(policy=Policy(message_length=16_000, page_size=100))
    wordy = Principal(TENANT, "a" * 64, "\N{WAVING HAND SIGN}" * 120, ADA.role, ADA.expires_at)
    wordily = {"client_id": "c" * 64, "sender_id": wordy.id, "sender_name": wordy.name, "content": LONG[content]}
    desk.agents.enrol(record_of(wordy, max_chats=conversations))
    ids = [held_by(desk, f"start-{number}", wordy) for number in range(conversations)]
    for conversation_id in ids:
        fill(desk, conversation_id, [a_message(seq, SenderType.AGENT, **wordily) for seq in range(1, 101)])
    connected(desk, "vera", VERA_HERSELF)
    asked = dict.fromkeys(ids, 0)
    frame = answer(desk, "vera", json.dumps({"type": "resume", "request_id": "1", "conversations": asked}))
    assert isinstance(frame, Ack)
    assert frame.conversations is not None
    assert len(frame.model_dump_json(exclude_none=True).encode()) <= FRAME_LIMIT
    if conversations == 1 or content != "control characters":
        assert any(resumed.messages for resumed in frame.conversations.values())


def held_by(desk: FakeDesk, client_id: str, agent: Principal) -> str:
    new = started(desk, client_id, None)
    accept_conversation(desk, agent, new.id)
    desk.log.clear(TENANT, new.id)
    return new.id


def test_the_heartbeat_tells_the_tails_of_what_is_followed() -> None:
    desk = make_desk()
    one, two, empty = started(desk, "start-1"), started(desk, "start-2"), started(desk, "start-3", None)
    connected(desk, "vera", VERA_HERSELF, one.id, empty.id)
    say(desk, VERA_HERSELF, two.id, "Not followed.")
    assert ping(desk, VERA_HERSELF, "vera") == Tails({one.id: 1})
    assert ping(desk, VERA_HERSELF, "unknown") == Tails({})
