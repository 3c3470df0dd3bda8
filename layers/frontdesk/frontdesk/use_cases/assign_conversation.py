"""Put a conversation into an agent's hands."""

from datetime import datetime
from functools import partial

from frontdesk.domain.agent import Agent
from frontdesk.domain.assignment import assigned, transferred_to_agent
from frontdesk.domain.conversation import Conversation
from frontdesk.domain.errors import AgentUnavailable, Forbidden, NotFound
from frontdesk.domain.events import ConversationAssigned
from frontdesk.domain.party import Party
from frontdesk.domain.principal import Principal
from frontdesk.domain.topics import agent_topic, conversation_topic
from frontdesk.domain.vocabulary import Presence, Role, Status
from frontdesk.use_cases.change_conversation import Rule, Tell, announce, change_conversation, change_stored
from frontdesk.use_cases.find_conversation import find_conversation
from frontdesk.use_cases.ports import Desk


def assign_conversation(desk: Desk, admin: Principal, conversation_id: str, agent_id: str) -> Conversation:
    """Out of the queue, or out of another agent's hands.

    Raises Forbidden for who is no admin, NotFound, AgentUnavailable, AgentAtCapacity, InvalidTransition.
    """
    if admin.role is not Role.ADMIN:
        raise Forbidden("Only an admin assigns conversations. You can accept one yourself.")
    find_conversation(desk, admin, conversation_id)
    agent = receiver(desk, admin, agent_id)

    def rule(conversation: Conversation, now: datetime) -> Conversation:
        if conversation.status is Status.PENDING:
            return assigned(conversation, agent, admin.id, now)
        return transferred_to_agent(conversation, agent, admin, None, now)

    tell = partial(ConversationAssigned, urgent=agent.id != admin.id, by=Party(admin.id, admin.name))
    return handed_over(desk, change_conversation(desk, admin, conversation_id, rule, tell=tell))


def receiver(desk: Desk, giver: Principal, agent_id: str) -> Agent:
    """The agent to whom somebody wants to give a conversation. Raises NotFound, AgentUnavailable."""
    agent = desk.agents.get(giver.tenant_id, agent_id)
    if agent is None or agent.removed:
        raise NotFound("There is no such agent.")
    if agent.presence_at(desk.clock.now(), desk.policy.presence) is Presence.OFFLINE:
        raise AgentUnavailable(f"{agent.name} is offline. Choose somebody who is here, or a department.")
    return agent


def hand_to(desk: Desk, conversation: Conversation, agent: Agent, rule: Rule, *, expected_load: int) -> Conversation:
    """What automatic routing has decided. Raises AgentAtCapacity where the agent's load is another by now."""
    tell: Tell = partial(ConversationAssigned, urgent=True)
    where = (agent.tenant_id, conversation.id)
    return handed_over(desk, change_stored(desk, *where, rule, tell=tell, expected_load=expected_load))


def handed_over(desk: Desk, conversation: Conversation) -> Conversation:
    """The new agent's connections follow it from now on, and its log says who has come."""
    if conversation.agent_id is not None:
        topic = conversation_topic(conversation.tenant_id, conversation.id)
        for own in desk.connections.listeners(agent_topic(conversation.tenant_id, conversation.agent_id)):
            principal = desk.connections.principal(own.connection_id)
            if principal is not None:
                desk.connections.follow(own.connection_id, principal, [topic])
    announce(desk, conversation)
    return conversation
