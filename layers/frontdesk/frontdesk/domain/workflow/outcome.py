"""What becomes of a conversation when its workflow is over."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.escalating import WORKFLOW, Call, escalated
from frontdesk.domain.escalation import WANTED_AGENT, EscalationReason
from frontdesk.domain.message import Announcement, SystemEvent
from frontdesk.domain.transitions import HELD, Cause
from frontdesk.domain.vocabulary import Handler, Status
from frontdesk.domain.workflow.executor import Progress
from frontdesk.domain.workflow.steps import (
    CallPerson,
    CreateTicket,
    Effect,
    End,
    RouteToAgent,
    RouteToBot,
    RouteToDepartment,
)


def is_followed(conversation: Conversation) -> bool:
    """Whether a workflow has it."""
    return conversation.handler is Handler.WORKFLOW and conversation.status in HELD


def with_answers(conversation: Conversation, progress: Progress) -> Conversation:
    """Its attributes are what has been answered so far; the same object where it has them already."""
    attributes: Mapping[str, str] = {**conversation.attributes, **progress.attributes}
    email = conversation.visitor_email or progress.email
    if attributes == conversation.attributes and email == conversation.visitor_email:
        return conversation
    return replace(conversation.changed(), attributes=attributes, visitor_email=email)


def concluded(conversation: Conversation, progress: Progress, by: str, heard: int, now: datetime) -> Conversation:
    """Where the workflow leads to, in the name of `by`; a ticket is still to be made. `heard` is the last message
    that it has heard: what comes after that is the bot's to answer.

    The same object while it waits for an answer. Who goes on writing after an end that has left it open is for people.
    """
    effect = progress.effect
    if effect is None:
        return conversation
    if isinstance(effect, RouteToBot):
        return replace(conversation.changed(), handler=Handler.BOT, handler_since=heard)
    if isinstance(effect, CreateTicket | End):
        if effect.resolve:
            return _resolved(conversation, by, now)
        return escalated(conversation, _call(), now) if progress.unheard else conversation
    return escalated(conversation, _call(effect), now)


def _call(effect: Effect | None = None) -> Call:
    department = effect.department_id if isinstance(effect, RouteToDepartment) else None
    wanted = {WANTED_AGENT: effect.agent_id} if isinstance(effect, RouteToAgent) else {}
    asked = isinstance(effect, CallPerson)
    reason = EscalationReason.HUMAN_REQUEST if asked else EscalationReason.WORKFLOW
    return Call(reason=reason, by=WORKFLOW, metadata=wanted, department_id=department)


def _resolved(conversation: Conversation, by: str, now: datetime) -> Conversation:
    return replace(
        conversation.moved(Cause.RESOLVED, Status.RESOLVED),
        resolved_at=now,
        unanswered_since=None,
        announcement=Announcement(SystemEvent.RESOLVED, by),
    )
