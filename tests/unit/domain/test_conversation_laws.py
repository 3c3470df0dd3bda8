"""Laws by which a summary follows its log, however late, twice, or out of order the messages are applied."""

from datetime import timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.message import Message
from frontdesk.domain.vocabulary import Handler, SenderType, Status
from tests.fakes.people import ADA, a_conversation, a_message
from tests.fakes.system import START as NOW

APPLIED = 3
senders = st.sampled_from([SenderType.VISITOR, SenderType.AGENT, SenderType.SYSTEM, SenderType.BOT])
online = st.booleans()


@st.composite
def conversations(draw: st.DrawFn) -> Conversation:
    status = draw(st.sampled_from(Status))
    asked = draw(st.booleans()) and status in (Status.PENDING, Status.ACTIVE)
    held = status is not Status.PENDING and (status is Status.WAITING or draw(st.booleans()))
    return a_conversation(
        status,
        applied_seq=APPLIED,
        version=draw(st.integers(1, 9)),
        unanswered_since=NOW if asked else None,
        agent_id=ADA.id if held else None,
        agent_name=ADA.name if held else None,
    )


@st.composite
def automatic(draw: st.DrawFn) -> Conversation:
    """In the hands of the bot or of a workflow."""
    asked = draw(st.booleans())
    return a_conversation(
        Status.ACTIVE,
        handler=draw(st.sampled_from([Handler.BOT, Handler.WORKFLOW])),
        applied_seq=APPLIED,
        unanswered_since=NOW if asked else None,
        agent_id=None,
        agent_name=None,
    )


@st.composite
def logs(draw: st.DrawFn) -> list[Message]:
    """What the log holds above the seq that the summary accounts for."""
    return [a_message(APPLIED + 1 + place, sender) for place, sender in enumerate(draw(st.lists(senders, max_size=8)))]


def settled(found: Conversation, log: list[Message], *, agent_online: bool) -> Conversation:
    """What the repair makes of it in the end."""
    return found.caught_up([message for message in log if message.seq > found.applied_seq], agent_online=agent_online)


def essence(found: Conversation) -> dict[str, Any]:
    """What lists and rules look at. Times differ by as much as the messages overtook each other."""
    return {
        "status": found.status,
        "agent_id": found.agent_id,
        "handler": found.handler,
        "unanswered": found.unanswered_since is not None,
        "queued": found.queued_at is not None,
        "applied_seq": found.applied_seq,
    }


@given(conversations(), logs(), online)
def test_applying_a_message_twice_changes_nothing(found: Conversation, log: list[Message], agent_online: bool) -> None:
    for message in log:
        found = found.after(message, agent_online=agent_online)
        assert found.after(message, agent_online=agent_online) is found


@given(conversations(), logs(), online)
def test_applying_the_whole_log_again_changes_nothing(
    found: Conversation, log: list[Message], agent_online: bool
) -> None:
    once = settled(found, log, agent_online=agent_online)
    for message in log:
        assert once.after(message, agent_online=agent_online) is once
    assert settled(once, log, agent_online=agent_online) is once


@given(conversations(), logs(), online, st.data())
def test_the_order_of_application_does_not_matter_in_the_end(
    found: Conversation, log: list[Message], agent_online: bool, data: st.DataObject
) -> None:
    """Each writer applies its own message when it gets to it, or dies before; the repair has the last word."""
    in_order = settled(found, log, agent_online=agent_online)
    for message in data.draw(st.lists(st.sampled_from(log), max_size=12) if log else st.just([])):
        found = found.after(message, agent_online=agent_online)
    assert essence(settled(found, log, agent_online=agent_online)) == essence(in_order)


@given(conversations() | automatic(), logs(), online, st.integers(0, 8))
def test_catching_up_in_two_goes_is_catching_up(
    found: Conversation, log: list[Message], agent_online: bool, cut: int
) -> None:
    halfway = found.caught_up(log[:cut], agent_online=agent_online)
    assert halfway.caught_up(log[cut:], agent_online=agent_online) == found.caught_up(log, agent_online=agent_online)


@given(logs(), online)
def test_a_closed_conversation_is_changed_by_no_message(log: list[Message], agent_online: bool) -> None:
    closed = a_conversation(Status.CLOSED, applied_seq=APPLIED)
    for message in log:
        assert closed.after(message, agent_online=agent_online) is closed
    caught_up = closed.caught_up(log, agent_online=agent_online)
    assert caught_up.version == closed.version
    assert essence(caught_up) | {"applied_seq": APPLIED} == essence(closed)


@given(conversations(), logs(), online)
def test_versions_only_rise_and_each_change_of_status_raises_one(
    found: Conversation, log: list[Message], agent_online: bool
) -> None:
    for message in log:
        changed = found.after(message, agent_online=agent_online)
        assert (changed.version == found.version + 1) if changed is not found else changed.status is found.status
        found = changed


@given(conversations(), logs(), online)
def test_nobody_is_unanswered_longer_than_their_message_is_old(
    found: Conversation, log: list[Message], agent_online: bool
) -> None:
    caught_up = found.caught_up(log, agent_online=agent_online)
    if caught_up.unanswered_since not in (None, found.unanswered_since):
        assert caught_up.unanswered_since in {
            message.created_at for message in log if message.sender_type is SenderType.VISITOR
        }
    assert caught_up.unanswered_since is None or caught_up.unanswered_since <= NOW + timedelta(seconds=20)


@given(automatic(), logs())
def test_who_takes_over_from_the_bot_owes_what_was_written_since_somebody_spoke(
    found: Conversation, log: list[Message]
) -> None:
    taken = found.caught_up(log, agent_online=True).accepted(ADA, NOW)
    spoken = [message.seq for message in log if message.sender_type in (SenderType.BOT, SenderType.AGENT)]
    since = [] if spoken or found.unanswered_since is None else [found.unanswered_since]
    since += [
        message.created_at
        for message in log
        if message.sender_type is SenderType.VISITOR and message.seq > max(spoken, default=0)
    ]
    assert taken.owed_since == (since[0] if since else None)


@given(automatic(), logs())
def test_no_message_to_the_bot_or_a_workflow_and_none_of_theirs_costs_a_write(
    found: Conversation, log: list[Message]
) -> None:
    for message in log:
        assert found.after(message, agent_online=True) is found
    known = found.caught_up(log, agent_online=True)
    assert (known.version, known.owed_since) == (found.version, None)
