"""Send: stored once, numbered without a gap, told to whoever listens."""

from collections.abc import Sequence

import pytest

from frontdesk.domain.errors import Busy, Forbidden, InvalidInput, InvalidTransition, MessageTooLong, NotFound
from frontdesk.domain.message import Message
from frontdesk.domain.vocabulary import Status
from frontdesk.use_cases import append_message
from frontdesk.use_cases.end_conversation import end_conversation
from frontdesk.use_cases.ports import Policy
from tests.fakes import FakeDesk, make_desk
from tests.fakes.interruptions import Interruption
from tests.fakes.people import ADA, BEN, TENANT, VERA_HERSELF, a_message, a_visitor, an_agent
from tests.fakes.scenes import connected, in_status, say, started, stored

ANCHORED = "1.0b8fd4a1-33bd-4a58-8f0e-8a1b0f0f1c41"


def seqs(desk: FakeDesk, conversation_id: str) -> list[int]:
    return [message.seq for message in desk.log.all(TENANT, conversation_id)]


def test_the_same_message_again_is_answered_with_the_same_seq() -> None:
    desk = make_desk()
    found = started(desk)
    first = say(desk, VERA_HERSELF, found.id, "One more thing.")
    say(desk, VERA_HERSELF, found.id, "And another.")
    again = say(desk, VERA_HERSELF, found.id, "One more thing.")
    assert (first.message, first.duplicate, again.duplicate) == (again.message, False, True)
    assert seqs(desk, found.id) == [1, 2, 3]


@pytest.mark.parametrize("client_id", ["plain", ANCHORED])
def test_a_stored_message_stays_acknowledged_after_the_conversation_has_closed(client_id: str) -> None:
    desk = make_desk()
    found = started(desk)
    first = say(desk, VERA_HERSELF, found.id, "Bye.", client_id=client_id)
    end_conversation(desk, VERA_HERSELF, found.id)
    again = say(desk, VERA_HERSELF, found.id, "Bye.", client_id=client_id)
    assert (again.message, again.duplicate) == (first.message, True)
    with pytest.raises(InvalidTransition, match="closed"):
        say(desk, VERA_HERSELF, found.id, "Something new.")
    assert seqs(desk, found.id) == [1, 2, 3]


def test_a_closed_conversation_stores_nothing_and_stays_closed() -> None:
    desk = make_desk()
    found = in_status(desk, Status.CLOSED)
    before = seqs(desk, found.id)
    for sender in (VERA_HERSELF, ADA):
        with pytest.raises(InvalidTransition):
            say(desk, sender, found.id, "Hello?")
    assert (seqs(desk, found.id), stored(desk, found.id)) == (before, found)


def test_a_stranger_is_told_that_there_is_no_such_conversation() -> None:
    desk = make_desk()
    found = started(desk)
    for stranger in (a_visitor("visitor-2").principal(ADA.expires_at), an_agent(tenant_id="other")):
        with pytest.raises(NotFound):
            say(desk, stranger, found.id, "Hello?")
    assert seqs(desk, found.id) == [1]


def test_only_the_responsible_agent_answers() -> None:
    desk = make_desk()
    found = in_status(desk, Status.ACTIVE)
    with pytest.raises(Forbidden, match="Ada"):
        say(desk, BEN, found.id, "I can help.")
    assert seqs(desk, found.id) == [1, 2]


def test_the_turn_goes_back_and_forth() -> None:
    desk = make_desk()
    found = in_status(desk, Status.ACTIVE)
    say(desk, ADA, found.id, "Let me see.")
    assert stored(desk, found.id).status is Status.WAITING
    say(desk, VERA_HERSELF, found.id, "Thanks.")
    assert stored(desk, found.id).status is Status.ACTIVE


def test_a_resolved_conversation_comes_back_to_its_agent_or_to_the_queue() -> None:
    for online, status in ((True, Status.ACTIVE), (False, Status.PENDING)):
        desk = make_desk()
        found = in_status(desk, Status.RESOLVED)
        if online:
            connected(desk, "ada", ADA)
        connected(desk, "ben", BEN)
        say(desk, VERA_HERSELF, found.id, "It is broken again.")
        assert stored(desk, found.id).status is status
        queued = ["queue.updated"] if status is Status.PENDING else []
        assert [kind for kind in desk.gateway.types("ben") if kind != "message.created"] == [
            "conversation.updated",
            *queued,
        ]


def test_a_message_is_refused_whole_above_the_limit_and_taken_whole_at_it() -> None:
    desk = make_desk(policy=Policy(message_length=5))
    found = started(desk, content=None)
    assert say(desk, VERA_HERSELF, found.id, "\N{WAVING HAND SIGN}" * 5, client_id="a").message.content == "👋" * 5
    with pytest.raises(MessageTooLong, match="up to 5 characters; this one has 6"):
        say(desk, VERA_HERSELF, found.id, "123456", client_id="b")
    assert seqs(desk, found.id) == [1]


def test_another_base_seq_than_the_client_id_was_made_with_is_refused() -> None:
    desk = make_desk()
    found = started(desk)
    with pytest.raises(InvalidInput, match="must stay 1"):
        say(desk, VERA_HERSELF, found.id, "Hi.", client_id=ANCHORED, base_seq=2)


def test_an_anchor_beyond_the_log_is_refused() -> None:
    desk = make_desk()
    found = started(desk)
    with pytest.raises(InvalidInput, match="no message 9"):
        say(desk, VERA_HERSELF, found.id, "Hi.", client_id=f"9{ANCHORED[1:]}")
    assert seqs(desk, found.id) == [1]


def test_everyone_but_the_sender_is_told_and_the_gone_are_forgotten() -> None:
    desk = make_desk()
    found = in_status(desk, Status.ACTIVE)
    connected(desk, "vera", VERA_HERSELF, found.id)
    connected(desk, "ada", ADA, found.id)
    connected(desk, "ada-old", ADA, found.id)
    desk.gateway.gone.add("ada-old")
    say(desk, VERA_HERSELF, found.id, "Hello again.")
    assert (desk.gateway.types("vera"), desk.gateway.types("ada")) == (["message.created"], ["message.created"])
    assert desk.connections.principal("ada-old") is None
    assert desk.connections.principal("ada") is not None


def test_a_repeated_send_is_told_again() -> None:
    """The first one may have died between storing and telling."""
    desk = make_desk()
    found = in_status(desk, Status.ACTIVE)
    connected(desk, "ada", ADA, found.id)
    for _ in range(2):
        say(desk, VERA_HERSELF, found.id, "Hello again.")
    assert desk.gateway.types("ada") == ["message.created", "message.created"]


def test_agents_at_the_queue_hear_the_messages_of_a_pending_conversation() -> None:
    desk = make_desk()
    connected(desk, "ben", BEN)
    found = started(desk)
    say(desk, VERA_HERSELF, found.id, "Anybody there?")
    assert desk.gateway.types("ben")[-1] == "message.created"


def test_a_read_that_is_behind_neither_refuses_nor_loses_anything() -> None:
    behind = [0]
    desk = make_desk(lag=lambda: behind[0])
    found = started(desk)
    behind[0] = 1
    assert say(desk, VERA_HERSELF, found.id, "Just started.").message.seq == 2
    in_time = in_status(make_desk(), Status.ACTIVE)
    assert in_time.status is Status.ACTIVE


def test_an_acceptance_that_a_cheap_read_does_not_show_yet_lets_the_agent_answer() -> None:
    behind = [0]
    desk = make_desk(lag=lambda: behind[0])
    found = in_status(desk, Status.ACTIVE)
    behind[0] = 1
    assert say(desk, ADA, found.id, "Here I am.").message.seq == 3


def test_whoever_loses_the_place_takes_the_next() -> None:
    interruption = Interruption()
    desk = make_desk(interruption)
    found = in_status(desk, Status.ACTIVE)
    interruption.arm(3, lambda: say(desk, ADA, found.id, "I was faster."))
    slower = say(desk, VERA_HERSELF, found.id, "I was slower.")
    assert [message.content for message in desk.log.all(TENANT, found.id)][2:] == ["I was faster.", "I was slower."]
    assert slower.message.seq == 4


def test_a_place_that_is_lost_every_time_ends_in_busy(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = make_desk()
    found = in_status(desk, Status.ACTIVE)
    monkeypatch.setattr(append_message, "ATTEMPTS", 3)
    monkeypatch.setattr(desk.log, "append", lambda _message: False)
    with pytest.raises(Busy) as caught:
        say(desk, VERA_HERSELF, found.id, "Hello?")
    assert caught.value.retryable


def test_a_torn_read_is_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = make_desk()
    found = in_status(desk, Status.ACTIVE)
    whole = desk.log.read_from
    reads = iter([[a_message(2)]])

    def torn_once(tenant_id: str, conversation_id: str, seq: int) -> Sequence[Message]:
        return next(reads, None) or whole(tenant_id, conversation_id, seq)

    monkeypatch.setattr(desk.log, "read_from", torn_once)
    assert say(desk, VERA_HERSELF, found.id, "Third.").message.seq == 3
