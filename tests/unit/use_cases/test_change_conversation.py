"""Accept, resolve, end and reopen: one of several wins, and what it announces is in the log once."""

import pytest

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.errors import AlreadyAssigned, Busy, Forbidden, InvalidTransition, NotFound
from frontdesk.domain.message import SystemEvent
from frontdesk.domain.principal import Principal
from frontdesk.domain.vocabulary import SenderType, Status
from frontdesk.use_cases.accept_conversation import accept_conversation
from frontdesk.use_cases.change_conversation import announce
from frontdesk.use_cases.end_conversation import end_conversation
from frontdesk.use_cases.reopen_conversation import reopen_conversation
from frontdesk.use_cases.repair_summary import repair_summary
from frontdesk.use_cases.resolve_conversation import resolve_conversation
from tests.fakes import FakeDesk, make_desk
from tests.fakes.interruptions import Interruption, Killed
from tests.fakes.people import ADA, ADMIN, BEN, TENANT, VERA_HERSELF, a_visitor, an_agent
from tests.fakes.scenes import connected, in_status, say, started, stored


def announced(desk: FakeDesk, conversation_id: str) -> list[SystemEvent]:
    log = desk.log.all(TENANT, conversation_id)
    assert [message.seq for message in log] == list(range(1, len(log) + 1))
    return [message.announcement.event for message in log if message.announcement]


def test_of_two_agents_exactly_one_gets_it_wherever_they_meet() -> None:
    """Ben accepts from beginning to end at each point of Ada's acceptance."""
    point, met = 0, True
    while met:
        point += 1
        interruption = Interruption()
        desk = make_desk(interruption)
        found = started(desk)
        got = [agent.id for agent in _both_accept(desk, interruption, point, found)]
        met = not interruption.armed
        interruption.disarm()
        assert got == [stored(desk, found.id).agent_id]
        assert announced(desk, found.id) == [SystemEvent.ACCEPTED]
    assert point > 5


def _both_accept(desk: FakeDesk, interruption: Interruption, point: int, found: Conversation) -> list[Principal]:
    got: list[Principal] = []

    def accept(agent: Principal) -> None:
        try:
            accept_conversation(desk, agent, found.id)
        except AlreadyAssigned:
            return
        got.append(agent)

    interruption.arm(point, lambda: accept(BEN))
    accept(ADA)
    return got if not interruption.armed else got[:1]


def test_the_slower_one_is_told_who_has_it() -> None:
    desk = make_desk()
    found = started(desk)
    accept_conversation(desk, ADA, found.id)
    with pytest.raises(AlreadyAssigned, match="Ada has already taken"):
        accept_conversation(desk, BEN, found.id)
    assert accept_conversation(desk, ADA, found.id) == stored(desk, found.id)
    assert announced(desk, found.id) == [SystemEvent.ACCEPTED]


def test_a_message_that_comes_between_is_not_lost_to_the_change() -> None:
    point, met = 0, True
    while met:
        point += 1
        interruption = Interruption()
        desk = make_desk(interruption)
        found = started(desk, content=None)
        interruption.arm(point, lambda desk=desk, found=found: say(desk, VERA_HERSELF, found.id, "Quick!"))  # type: ignore[misc]
        accept_conversation(desk, ADA, found.id)
        met = not interruption.armed
        interruption.disarm()
        if met:
            assert stored(desk, found.id).unanswered_since is not None
        assert announced(desk, found.id) == [SystemEvent.ACCEPTED]


def test_every_change_is_announced_in_the_log_and_to_whoever_listens() -> None:
    desk = make_desk()
    found = started(desk)
    connected(desk, "vera", VERA_HERSELF, found.id)
    connected(desk, "ben", BEN)
    accept_conversation(desk, ADA, found.id)
    resolve_conversation(desk, ADA, found.id)
    end_conversation(desk, VERA_HERSELF, found.id)
    reopen_conversation(desk, BEN, found.id)
    assert announced(desk, found.id) == [
        SystemEvent.ACCEPTED,
        SystemEvent.RESOLVED,
        SystemEvent.ENDED,
        SystemEvent.REOPENED,
    ]
    changes = [kind for kind in desk.gateway.types("vera") if kind.startswith("conversation")]
    assert changes == ["conversation.assigned", "conversation.updated", "conversation.ended", "conversation.updated"]
    assert desk.gateway.types("ben").count("queue.updated") == 2
    words = [message.content for message in desk.log.all(TENANT, found.id) if message.announcement]
    assert words[2] == "Vera ended the conversation."


def test_who_accepts_listens_from_then_on_with_every_connection() -> None:
    desk = make_desk()
    found = started(desk)
    for connection_id in ("ada-1", "ada-2"):
        connected(desk, connection_id, ADA)
    accept_conversation(desk, ADA, found.id)
    say(desk, VERA_HERSELF, found.id, "There you are.")
    assert all(desk.gateway.types(each)[-1] == "message.created" for each in ("ada-1", "ada-2"))


def test_reopening_goes_back_to_the_agent_who_is_online() -> None:
    for online, status in ((True, Status.ACTIVE), (False, Status.PENDING)):
        desk = make_desk()
        found = in_status(desk, Status.CLOSED)
        if online:
            connected(desk, "ada", ADA)
        assert reopen_conversation(desk, BEN, found.id).status is status


def test_what_is_refused_changes_nothing() -> None:
    desk = make_desk()
    active = in_status(desk, Status.ACTIVE)
    strangers = [a_visitor("visitor-2").principal(ADA.expires_at), an_agent(tenant_id="other")]
    for stranger in strangers:
        for change in (accept_conversation, resolve_conversation, end_conversation, reopen_conversation):
            with pytest.raises(NotFound):
                change(desk, stranger, active.id)
    with pytest.raises(Forbidden):
        resolve_conversation(desk, BEN, active.id)
    with pytest.raises(InvalidTransition):
        reopen_conversation(desk, ADA, active.id)
    assert stored(desk, active.id) == active
    assert announced(desk, active.id) == [SystemEvent.ACCEPTED]
    assert end_conversation(desk, ADMIN, active.id).status is Status.CLOSED


def test_losing_again_and_again_ends_in_busy(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = make_desk()
    found = started(desk)
    monkeypatch.setattr(desk.conversations, "replace", lambda _old, _new, expected_load: False)
    with pytest.raises(Busy):
        accept_conversation(desk, ADA, found.id)


def test_dying_anywhere_in_an_acceptance_leaves_it_whole_after_the_stream_has_been_read() -> None:
    call, died = 0, True
    while died:
        call += 1
        interruption = Interruption()
        desk = make_desk(interruption)
        found = started(desk)
        changes: list[tuple[Conversation | None, Conversation]] = []
        desk.conversations.on_change = lambda old, new, changes=changes: changes.append((old, new))  # type: ignore[misc]
        interruption.kill(call)
        try:
            accept_conversation(desk, ADA, found.id)
            died = False
        except Killed:
            pass
        interruption.disarm()
        for _ in range(2):
            _read_stream(desk, changes)
        accepted = stored(desk, found.id).status is Status.ACTIVE
        assert announced(desk, found.id) == ([SystemEvent.ACCEPTED] if accepted else [])


def _read_stream(desk: FakeDesk, changes: list[tuple[Conversation | None, Conversation]]) -> None:
    for old, new in changes:
        if old is None or old.version != new.version:
            announce(desk, new)


def test_a_message_whose_sender_died_is_accounted_for_by_the_stream() -> None:
    call, died = 0, True
    while died:
        call += 1
        interruption = Interruption()
        desk = make_desk(interruption)
        found = in_status(desk, Status.WAITING)
        interruption.kill(call)
        try:
            say(desk, VERA_HERSELF, found.id, "Still there?")
            died = False
        except Killed:
            pass
        interruption.disarm()
        written = [message for message in desk.log.all(TENANT, found.id) if message.sender_type is SenderType.VISITOR]
        for message in reversed(written * 2):
            repair_summary(desk, TENANT, found.id, message.seq)
        assert stored(desk, found.id).status is (Status.ACTIVE if len(written) > 1 else Status.WAITING)


def test_a_repair_says_whether_something_was_amiss_and_tells_it() -> None:
    interruption = Interruption()
    desk = make_desk(interruption)
    found = in_status(desk, Status.ACTIVE)
    connected(desk, "ada", ADA, found.id)
    interruption.arm(3, lambda: say(desk, ADA, found.id, "I was faster."))
    seq = say(desk, VERA_HERSELF, found.id, "I was slower.").message.seq
    assert stored(desk, found.id).status is Status.WAITING
    assert repair_summary(desk, TENANT, found.id, seq)
    assert stored(desk, found.id).status is Status.ACTIVE
    assert desk.gateway.types("ada")[-1] == "conversation.updated"
    assert not repair_summary(desk, TENANT, found.id, seq)


def test_a_repair_that_brings_a_conversation_back_to_the_queue_tells_the_agents() -> None:
    interruption = Interruption()
    desk = make_desk(interruption)
    found = in_status(desk, Status.RESOLVED)
    connected(desk, "ben", BEN)
    interruption.kill(4)
    with pytest.raises(Killed):
        say(desk, VERA_HERSELF, found.id, "It is broken again.")
    assert repair_summary(desk, TENANT, found.id, 4)
    assert stored(desk, found.id).status is Status.PENDING
    assert desk.gateway.types("ben") == ["conversation.updated", "queue.updated"]


def test_a_message_of_a_conversation_that_is_gone_needs_no_repair() -> None:
    assert not repair_summary(make_desk(), TENANT, "conversation-1", 1)


def test_announcing_again_writes_and_tells_nothing() -> None:
    desk = make_desk()
    found = started(desk)
    connected(desk, "vera", VERA_HERSELF, found.id)
    accepted = accept_conversation(desk, ADA, found.id)
    told = len(desk.gateway.posts)
    announce(desk, accepted)
    assert len(desk.gateway.posts) == told
    assert announced(desk, found.id) == [SystemEvent.ACCEPTED]


def test_what_is_accounted_for_is_not_read_again() -> None:
    interruption = Interruption()
    desk = make_desk(interruption)
    found = in_status(desk, Status.WAITING)
    interruption.calls.clear()
    assert not repair_summary(desk, TENANT, found.id, found.applied_seq)
    assert interruption.calls == ["conversations.get"]
