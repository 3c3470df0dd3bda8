"""How responsibility for a conversation moves: by assignment, by transfer, and back to the queue."""

from dataclasses import replace
from datetime import datetime

from frontdesk.domain.agent import Agent
from frontdesk.domain.conversation import Conversation, Transfer
from frontdesk.domain.errors import InvalidTransition
from frontdesk.domain.message import Announcement, SystemEvent
from frontdesk.domain.party import Party
from frontdesk.domain.principal import Principal
from frontdesk.domain.transitions import OPEN, Cause
from frontdesk.domain.vocabulary import Handler, Status

# Older ones are still told by the log.
TRANSFERS_KEPT = 20


def assigned(conversation: Conversation, agent: Agent, by: str, now: datetime) -> Conversation:
    """Out of the queue into the agent's hands; `by` is an admin's id, or ROUTING. Raises InvalidTransition."""
    return replace(
        conversation.moved(Cause.ASSIGNED, Status.ACTIVE).settled(now),
        handler=Handler.AGENT,
        agent_id=agent.id,
        agent_name=agent.name,
        assigned_at=now,
        assigned_by=by,
        wait_seconds=conversation.waited(now),
        announcement=Announcement(SystemEvent.ACCEPTED, agent.name),
    )


def transferred_to_agent(
    conversation: Conversation, agent: Agent, by: Principal, reason: str | None, now: datetime
) -> Conversation:
    """Whose turn it is stays as it is; the same object when the agent has it already.

    Raises Forbidden, and InvalidTransition where nobody has it yet.
    """
    conversation.check_held_by(by)
    if conversation.status is Status.PENDING:
        raise InvalidTransition("Nobody has this conversation yet. Accept it, or have an admin assign it.")
    _check_open(conversation)
    if conversation.agent_id == agent.id:
        return conversation
    return replace(
        conversation,
        handler=Handler.AGENT,
        agent_id=agent.id,
        agent_name=agent.name,
        assigned_at=now,
        assigned_by=by.id,
        transfers=_with(conversation, _transfer(conversation, by, reason, now, to_agent=Party(agent.id, agent.name))),
        announcement=Announcement(SystemEvent.TRANSFERRED, by.name, agent.name),
        version=conversation.version + 1,
    )


def transferred_to_department(
    conversation: Conversation, department: Party, by: Principal, reason: str | None, now: datetime
) -> Conversation:
    """Into the queue, for the agents of that department; one that was waiting for the visitor goes there too.

    Raises Forbidden and InvalidTransition.
    """
    conversation.check_held_by(by)
    _check_open(conversation)
    pending = conversation.status is Status.PENDING
    if pending and conversation.department_id == department.id:
        return conversation
    moved = conversation.changed() if pending else _queued(conversation.moved(Cause.TRANSFERRED, Status.PENDING), now)
    return replace(
        moved,
        department_id=department.id,
        transfers=_with(conversation, _transfer(conversation, by, reason, now, to_department=department)),
        announcement=Announcement(SystemEvent.TRANSFERRED, by.name, department.name),
    )


def released(conversation: Conversation, now: datetime) -> Conversation:
    """Back to the queue, since its agent is gone. Raises InvalidTransition."""
    told = Announcement(SystemEvent.RELEASED, conversation.agent_name or "")
    return replace(_queued(conversation.moved(Cause.RELEASED, Status.PENDING), now), announcement=told)


def _queued(conversation: Conversation, now: datetime) -> Conversation:
    """The visitor's wait began with what nobody has answered, not with the agent's leaving."""
    return replace(
        conversation,
        handler=Handler.AGENT,
        agent_id=None,
        agent_name=None,
        queued_at=conversation.unanswered_since or now,
    )


def _check_open(conversation: Conversation) -> None:
    if conversation.status not in OPEN:
        raise InvalidTransition(f"This conversation is {conversation.status}; it cannot be transferred now.")


def _transfer(
    conversation: Conversation,
    by: Principal,
    reason: str | None,
    now: datetime,
    *,
    to_agent: Party | None = None,
    to_department: Party | None = None,
) -> Transfer:
    has_agent = conversation.agent_id is not None and conversation.agent_name is not None
    return Transfer(
        from_agent=Party(conversation.agent_id or "", conversation.agent_name or "") if has_agent else None,
        to_agent=to_agent,
        to_department=to_department,
        by=Party(by.id, by.name),
        reason=reason,
        at=now,
    )


def _with(conversation: Conversation, transfer: Transfer) -> tuple[Transfer, ...]:
    return (*conversation.transfers, transfer)[-TRANSFERS_KEPT:]
