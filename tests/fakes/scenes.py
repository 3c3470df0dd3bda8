"""Short ways into a situation, by the use cases themselves."""

from dataclasses import replace
from typing import Any

from frontdesk.domain.agent import Agent
from frontdesk.domain.conversation import Conversation
from frontdesk.domain.principal import Principal
from frontdesk.domain.topics import agent_topic, agents_topic, conversation_topic
from frontdesk.domain.vocabulary import Status
from frontdesk.use_cases.accept_conversation import accept_conversation
from frontdesk.use_cases.append_message import Appended
from frontdesk.use_cases.end_conversation import end_conversation
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.resolve_conversation import resolve_conversation
from frontdesk.use_cases.send_message import Outgoing, send_message
from frontdesk.use_cases.start_conversation import Beginning, start_conversation
from tests.fakes.people import ADA, TENANT, VERA, VERA_HERSELF, WIDGET, record_of


def started(desk: Desk, client_id: str = "start-1", content: str | None = "Where is my order?") -> Conversation:
    """Vera's conversation, with her first message where she wrote one."""
    first = f"{client_id}-first" if content else None
    beginning = Beginning(client_id=client_id, message_client_id=first, message_content=content)
    return start_conversation(desk, WIDGET, VERA, VERA_HERSELF, beginning)[0].conversation


def in_status(desk: Desk, status: Status) -> Conversation:
    """Vera's conversation, with Ada responsible for it where it is not pending."""
    found = started(desk)
    if status is Status.PENDING:
        return found
    accept_conversation(desk, ADA, found.id)
    if status is Status.WAITING:
        say(desk, ADA, found.id, "Let me see.")
    if status in (Status.RESOLVED, Status.CLOSED):
        resolve_conversation(desk, ADA, found.id)
    if status is Status.CLOSED:
        end_conversation(desk, ADA, found.id)
    return stored(desk, found.id)


def stored(desk: Desk, conversation_id: str) -> Conversation:
    found = desk.conversations.get(TENANT, conversation_id, consistent=True)
    assert found is not None
    return found


def say(
    desk: Desk,
    sender: Principal,
    conversation_id: str,
    content: str,
    *,
    client_id: str | None = None,
    base_seq: int = 0,
) -> Appended:
    """`client_id` comes from the words where it is not given: the same words are the same message."""
    plain = client_id or f"said-{content.replace(' ', '-').strip('.?')}"
    outgoing = Outgoing(conversation_id=conversation_id, client_id=plain, base_seq=base_seq, content=content)
    return send_message(desk, sender, outgoing)


def online(desk: Desk, principal: Principal, **changes: Any) -> Agent:
    """The principal's record, as that of an agent who has just done something and whose presence has been told."""
    desk.agents.enrol(record_of(principal, **changes))
    now = desk.clock.now()
    agent = desk.agents.note_seen(principal.tenant_id, principal.id, now, active=True)
    presence = agent.presence_at(now, desk.policy.presence)
    desk.agents.tell_presence(agent, presence, now)
    return replace(agent, presence=presence)


def agent_of(desk: Desk, principal: Principal) -> Agent:
    found = desk.agents.get(principal.tenant_id, principal.id)
    assert found is not None
    return found


def connected(desk: Desk, connection_id: str, principal: Principal, *conversation_ids: str) -> str:
    """An open WebSocket that follows these conversations. An agent on it is online, and everybody knows."""
    own = () if principal.is_visitor else (agents_topic(TENANT), agent_topic(TENANT, principal.id))
    if not principal.is_visitor:
        online(desk, principal)
    assert desk.connections.open(connection_id, principal, own)
    if conversation_ids:
        topics = [conversation_topic(TENANT, conversation_id) for conversation_id in conversation_ids]
        desk.connections.follow(connection_id, principal, topics)
    return connection_id
