"""Every event becomes its frame; a visitor's view of things holds nothing that is for agents."""

from typing import Any

import pytest

from frontdesk.contract import rendering
from frontdesk.contract.frame_rendering import push_frame
from frontdesk.contract.records import VisitorConversation
from frontdesk.contract.server_frames import SERVER_FRAME, ConversationAssigned
from frontdesk.domain import events
from frontdesk.domain.escalating import Call, escalated
from frontdesk.domain.escalation import EscalationReason
from frontdesk.domain.events import Event
from frontdesk.domain.message import Announcement, SystemEvent, announcing
from frontdesk.domain.notification import Notification, Reason
from frontdesk.domain.party import Party
from frontdesk.domain.topics import agent_topic, agents_topic, conversation_topic, viewers_topic
from frontdesk.domain.vocabulary import SenderType, Status
from tests.fakes.people import ADA, ADMIN, TENANT, VERA_HERSELF, a_conversation, a_message, record_of
from tests.fakes.system import START

# What no visitor may read, wherever it stands.
MARKER = "for agents alone"
SECRETS: dict[str, Any] = {"subject": MARKER, "tags": (MARKER,), "attributes": {"plan": MARKER}}
ACTIVE = a_conversation(Status.ACTIVE, **SECRETS)
PENDING = a_conversation(Status.PENDING, **SECRETS)
CALL = Call(reason=EscalationReason.AGENT, by=Party("a", MARKER), metadata={"told": MARKER})
ESCALATED = escalated(ACTIVE, CALL, START)
ENDED = a_conversation(Status.CLOSED, **SECRETS)
NOTIFICATION = Notification(
    tenant_id=TENANT,
    agent_id=ADA.id,
    conversation_id=ACTIVE.id,
    reason=Reason.MESSAGE,
    number=3,
    title="Vera",
    preview=MARKER,
    created_at=START,
)
EVENTS: dict[str, Event] = {
    "message.created": events.MessageCreated(ACTIVE, START, a_message(3)),
    "message.read": events.MessageRead(ACTIVE, START, SenderType.VISITOR, 3),
    "bot.writing": events.BotWriting(ACTIVE, START, "Assistant", "You can return"),
    "typing": events.Typing(ACTIVE, START, VERA_HERSELF, True),
    "conversation.created": events.ConversationCreated(PENDING, START, a_message(1)),
    "conversation.assigned": events.ConversationAssigned(
        ACTIVE, START, urgent=True, by=Party(ADMIN.id, ADMIN.name), reason=MARKER
    ),
    "conversation.updated": events.ConversationUpdated(ACTIVE, START),
    "conversation.escalated": events.ConversationEscalated(ESCALATED, START),
    "conversation.ended": events.ConversationEnded(ENDED, START),
    "queue.updated": events.QueueUpdated(PENDING, START, True),
    "note.created": events.NoteCreated(ACTIVE, START, a_message(1, SenderType.AGENT, content=MARKER, after_seq=3)),
    "viewers.changed": events.ViewersChanged(ACTIVE, START, [ADA.id]),
    "presence.changed": events.PresenceChanged(record_of(ADA), START),
    "notification.created": events.NotificationCreated(NOTIFICATION, START),
}
OF_TENANTS = {"presence.changed", "notification.created"}
FOLLOWERS = conversation_topic(TENANT, ACTIVE.id)
AGENTS = agents_topic(TENANT)
VIEWERS = viewers_topic(TENANT, ACTIVE.id)


def final_kinds() -> set[type[Event]]:
    kinds = [kind for kind in vars(events).values() if isinstance(kind, type) and issubclass(kind, Event)]
    return {kind for kind in kinds if not any(other is not kind and issubclass(other, kind) for other in kinds)}


def test_every_kind_of_event_is_rendered_here() -> None:
    assert {type(event) for event in EVENTS.values()} == final_kinds()


@pytest.mark.parametrize("frame_type", EVENTS)
@pytest.mark.parametrize("for_agents", [True, False])
def test_an_event_becomes_its_frame_and_survives_the_wire(frame_type: str, for_agents: bool) -> None:
    frame = push_frame(EVENTS[frame_type], for_agents=for_agents)
    assert frame.type == frame_type
    assert (frame.tenant_id, frame.timestamp) == (TENANT, START)
    if frame_type not in OF_TENANTS:
        assert getattr(frame, "conversation_id", None) == ACTIVE.id
    assert SERVER_FRAME.validate_json(frame.model_dump_json(exclude_none=True)) == frame


@pytest.mark.parametrize("kind", [Event, events.ConversationEvent, events.AgentsEvent])
def test_an_unknown_event_is_an_error(kind: type[Event]) -> None:
    with pytest.raises(TypeError, match=f"No frame tells {kind.__name__}"):
        push_frame(kind(*((ACTIVE, START) if kind is not Event else ())), for_agents=True)


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
        ("note.created", {FOLLOWERS}),
        ("viewers.changed", {VIEWERS}),
        ("presence.changed", {AGENTS}),
        ("notification.created", {agent_topic(TENANT, ADA.id)}),
    ],
)
def test_who_hears_of_it(frame_type: str, audience: set[str]) -> None:
    assert set(EVENTS[frame_type].audience) == audience


def test_every_agent_hears_a_message_that_nobody_is_responsible_for() -> None:
    assert set(events.MessageCreated(PENDING, START, a_message(1)).audience) == {FOLLOWERS, AGENTS}


@pytest.mark.parametrize("frame_type", EVENTS)
def test_what_may_reach_a_visitor_holds_nothing_that_is_for_agents(frame_type: str) -> None:
    event = EVENTS[frame_type]
    if not event.for_agents_only:
        assert MARKER not in push_frame(event, for_agents=False).model_dump_json()


def test_agents_are_shown_more_of_a_change() -> None:
    for event in EVENTS.values():
        if event.shows_agents_more:
            assert MARKER in push_frame(event, for_agents=True).model_dump_json()
    assigned = push_frame(EVENTS["conversation.assigned"], for_agents=True)
    assert isinstance(assigned, ConversationAssigned)
    assert assigned.by is not None
    assert (assigned.urgent, assigned.by.name, assigned.reason) == (True, "Olga", MARKER)


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
