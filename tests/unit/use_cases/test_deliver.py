"""What is for agents alone reaches no visitor, whatever a visitor's connection listens to."""

from itertools import chain

import pytest

from frontdesk.domain.events import Event
from frontdesk.domain.topics import agent_topic, agents_topic, conversation_topic, viewers_topic
from frontdesk.use_cases.deliver import deliver
from tests.fakes import FakeDesk, make_desk
from tests.fakes.people import ADA, BEN, TENANT, VERA_HERSELF
from tests.unit.entrypoints.test_rendering import ACTIVE, EVENTS, MARKER

TOPICS = (
    conversation_topic(TENANT, ACTIVE.id),
    viewers_topic(TENANT, ACTIVE.id),
    agents_topic(TENANT),
    agent_topic(TENANT, ADA.id),
)


def all_ears() -> FakeDesk:
    """Everybody listens to everything, which no visitor ever should."""
    desk = make_desk()
    for connection_id, principal in (("vera", VERA_HERSELF), ("ada", ADA), ("ben", BEN)):
        desk.connections.open(connection_id, principal, TOPICS)
    return desk


@pytest.mark.parametrize("frame_type", EVENTS)
def test_no_visitor_gets_what_is_for_agents(frame_type: str) -> None:
    desk, event = all_ears(), EVENTS[frame_type]
    deliver(desk, event)
    assert desk.gateway.types("vera") == ([] if event.for_agents_only else [frame_type])
    seen = [post.frame.model_dump_json() for post in desk.gateway.posts if post.connection_id == "vera"]
    assert MARKER not in "".join(seen)


@pytest.mark.parametrize("frame_type", EVENTS)
def test_everybody_who_listens_is_told_once(frame_type: str) -> None:
    desk, event = all_ears(), EVENTS[frame_type]
    deliver(desk, event)
    assert desk.gateway.types("ada") == desk.gateway.types("ben") == [frame_type]
    for post in desk.gateway.posts:
        if event.shows_agents_more:
            assert (MARKER in post.frame.model_dump_json()) is (post.connection_id != "vera")


@pytest.mark.parametrize("frame_type", EVENTS)
def test_who_caused_it_is_left_out_and_who_is_gone_is_forgotten(frame_type: str) -> None:
    desk, event = all_ears(), EVENTS[frame_type]
    desk.gateway.gone.add("ada")
    deliver(desk, event, but_not_to="ben")
    assert desk.gateway.types("ben") == []
    listening = chain.from_iterable(desk.connections.listeners(topic) for topic in TOPICS)
    assert "ada" not in {listener.connection_id for listener in listening}


def test_nobody_listening_costs_no_post() -> None:
    desk = make_desk()
    deliver(desk, *(event for event in EVENTS.values() if isinstance(event, Event)))
    assert desk.gateway.posts == []
