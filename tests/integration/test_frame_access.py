"""Every frame of a client, from nobody, from another tenant, from another visitor, and from a visitor where an agent
is needed. The frames are read from the contract: one that is added is sent here, or fails for want of an example."""

import json
from collections.abc import Iterator
from typing import Any, get_args

import pytest

from frontdesk.contract import client_frames
from frontdesk.domain.conversation import Conversation
from frontdesk.domain.principal import Principal
from frontdesk.domain.topics import agents_topic, conversation_topic
from frontdesk.entrypoints.websocket_frames import KNOWN_TYPES, answer
from frontdesk.use_cases.ports import Desk
from tests.fakes.people import ADA, FAR_AWAY, TENANT, VERA_HERSELF, a_conversation, a_visitor, an_agent

STRANGER = an_agent("stranger-1", name="Mallory", tenant_id="elsewhere")
OTHER_VISITOR = a_visitor("visitor-2", name="Victor").principal(FAR_AWAY)
ID = "conversation-1"
EXAMPLES: dict[str, dict[str, Any]] = {
    "resume": {"conversations": {ID: 0}},
    "message.send": {"conversation_id": ID, "client_id": "said-1", "content": "Hello"},
    "message.read": {"conversation_id": ID, "seq": 1},
    "typing": {"conversation_id": ID, "on": True},
    "conversation.accept": {"conversation_id": ID},
    "conversation.transfer": {"conversation_id": ID, "agent_id": ADA.id},
    "conversation.resolve": {"conversation_id": ID},
    "conversation.end": {"conversation_id": ID},
    "conversation.view": {"conversation_id": ID},
    "conversation.unview": {"conversation_id": ID},
    "canned_response.use": {"conversation_id": ID, "canned_response_id": "canned-1"},
    "presence.set": {"status": "busy"},
    "ping": {},
}
ABOUT_A_CONVERSATION = [kind for kind in KNOWN_TYPES if ID in str(EXAMPLES.get(kind))]
AGENTS_ONLY = [get_args(frame.model_fields["type"].annotation)[0] for frame in get_args(client_frames.AgentFrame)]


def connected(desk: Desk, principal: Principal) -> str:
    connection_id = f"connection-of-{principal.id}"
    assert desk.connections.open(connection_id, principal, [agents_topic(principal.tenant_id)])
    return connection_id


def sent(desk: Desk, connection_id: str, kind: str) -> dict[str, Any]:
    frame = {"type": kind, "request_id": "r1", **EXAMPLES[kind]}
    return json.loads(answer(desk, connection_id, json.dumps(frame)).model_dump_json())


@pytest.fixture
def conversation(desk: Desk) -> Iterator[Conversation]:
    """Vera's, waiting; whatever is refused leaves it, and the list of who follows it, as it was."""
    found = a_conversation(id=ID)
    assert desk.conversations.create(found)
    yield found
    assert desk.conversations.get(TENANT, found.id) == found
    assert desk.connections.listeners(conversation_topic(TENANT, found.id)) == []


def test_every_frame_has_an_example() -> None:
    assert sorted(EXAMPLES) == KNOWN_TYPES


@pytest.mark.parametrize("kind", KNOWN_TYPES)
def test_a_connection_that_nobody_opened_is_told_nothing(desk: Desk, conversation: Conversation, kind: str) -> None:
    assert sent(desk, "unknown", kind)["code"] == "unauthorized"


@pytest.mark.parametrize("kind", ABOUT_A_CONVERSATION)
def test_a_conversation_of_another_tenant_is_not_there(desk: Desk, conversation: Conversation, kind: str) -> None:
    assert sent(desk, connected(desk, STRANGER), kind)["code"] == "not_found"


@pytest.mark.parametrize("kind", [kind for kind in ABOUT_A_CONVERSATION if kind not in AGENTS_ONLY])
def test_a_conversation_of_another_visitor_is_not_there(desk: Desk, conversation: Conversation, kind: str) -> None:
    assert sent(desk, connected(desk, OTHER_VISITOR), kind)["code"] == "not_found"


@pytest.mark.parametrize("kind", AGENTS_ONLY)
def test_a_visitor_does_nothing_that_is_for_agents(desk: Desk, conversation: Conversation, kind: str) -> None:
    assert sent(desk, connected(desk, VERA_HERSELF), kind)["code"] == "forbidden"
