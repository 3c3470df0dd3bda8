"""Every event becomes its frame; a visitor's view of things holds nothing that is for agents."""

import pytest

from frontdesk.contract import rendering
from frontdesk.contract.records import AgentConversation, VisitorConversation
from frontdesk.contract.server_frames import SERVER_FRAME
from frontdesk.domain import events
from frontdesk.domain.events import Event
from frontdesk.domain.message import Announcement, SystemEvent, announcing
from frontdesk.domain.topics import agents_topic, conversation_topic
from frontdesk.domain.vocabulary import SenderType, Status
from tests.fakes.people import ADA, TENANT, VERA_HERSELF, a_conversation, a_message
from tests.fakes.system import START

ACTIVE = a_conversation(Status.ACTIVE)
PENDING = a_conversation(Status.PENDING)
EVENTS: dict[str, Event] = {
    "message.created": events.MessageCreated(ACTIVE, START, a_message(3)),
    "message.read": events.MessageRead(ACTIVE, START, SenderType.VISITOR, 3),
    "typing": events.Typing(ACTIVE, START, VERA_HERSELF, True),
    "conversation.created": events.ConversationCreated(PENDING, START, a_message(1)),
    "conversation.assigned": events.ConversationAssigned(ACTIVE, START),
    "conversation.updated": events.ConversationUpdated(ACTIVE, START),
    "conversation.ended": events.ConversationEnded(a_conversation(Status.CLOSED), START),
    "queue.updated": events.QueueUpdated(PENDING, START, True),
}
FOLLOWERS = conversation_topic(TENANT, ACTIVE.id)
AGENTS = agents_topic(TENANT)


def final_kinds() -> set[type[Event]]:
    kinds = [kind for kind in vars(events).values() if isinstance(kind, type) and issubclass(kind, Event)]
    return {kind for kind in kinds if not any(other is not kind and issubclass(other, kind) for other in kinds)}


def test_every_kind_of_event_is_rendered_here() -> None:
    assert {type(event) for event in EVENTS.values()} == final_kinds()


@pytest.mark.parametrize("frame_type", EVENTS)
def test_an_event_becomes_its_frame_and_survives_the_wire(frame_type: str) -> None:
    frame = rendering.push_frame(EVENTS[frame_type])
    assert frame.type == frame_type
    assert (frame.tenant_id, frame.conversation_id, frame.timestamp) == (TENANT, ACTIVE.id, START)
    assert SERVER_FRAME.validate_json(frame.model_dump_json(exclude_none=True)) == frame


def test_an_unknown_event_is_an_error() -> None:
    with pytest.raises(TypeError, match="No frame tells Event"):
        rendering.push_frame(Event(ACTIVE, START))


@pytest.mark.parametrize(
    ("frame_type", "audience"),
    [
        ("message.created", {FOLLOWERS}),
        ("message.read", {FOLLOWERS}),
        ("typing", {FOLLOWERS}),
        ("conversation.created", {AGENTS}),
        ("conversation.assigned", {FOLLOWERS, AGENTS}),
        ("conversation.updated", {FOLLOWERS, AGENTS}),
        ("conversation.ended", {FOLLOWERS, AGENTS}),
        ("queue.updated", {AGENTS}),
    ],
)
def test_who_hears_of_it(frame_type: str, audience: set[str]) -> None:
    assert set(EVENTS[frame_type].audience) == audience


def test_every_agent_hears_a_message_that_nobody_is_responsible_for() -> None:
    assert set(events.MessageCreated(PENDING, START, a_message(1)).audience) == {FOLLOWERS, AGENTS}


def test_only_agents_are_told_what_is_for_agents() -> None:
    """A frame that carries the agents' view of a conversation must not reach the conversation's followers."""
    for event in EVENTS.values():
        shown = getattr(rendering.push_frame(event), "conversation", None)
        assert not isinstance(shown, AgentConversation) or set(event.audience) == {AGENTS}


def test_a_visitor_sees_nothing_of_the_agents_view() -> None:
    seen = rendering.visitor_conversation(ACTIVE, a_message(3))
    assert type(seen) is VisitorConversation
    assert seen.agent is not None
    assert (seen.tail_seq, seen.agent.name) == (3, ADA.name)
    for hidden in ("tenant_id", "widget_id", "visitor", "priority", "attributes", "source_url"):
        assert hidden not in seen.model_dump()


def test_an_empty_log_ends_at_zero() -> None:
    seen = rendering.agent_conversation(PENDING, None)
    assert (seen.tail_seq, seen.last_message, seen.agent) == (0, None, None)


def test_a_system_message_says_what_happened_for_clients_to_word() -> None:
    draft = announcing(Announcement(SystemEvent.ACCEPTED, "Ada"), anchor=1, version=2)
    shown = rendering.message(draft.at(TENANT, ACTIVE.id, 2, START))
    assert shown.metadata is not None
    assert (shown.metadata.event, shown.metadata.actor_name) == (SystemEvent.ACCEPTED, "Ada")
    assert rendering.message(a_message(1)).metadata is None
