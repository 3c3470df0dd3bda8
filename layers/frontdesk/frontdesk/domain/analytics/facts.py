"""What of a conversation counts: a pure function of its record."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.escalating import BOT
from frontdesk.domain.escalation import EscalationReason
from frontdesk.domain.transitions import OPEN
from frontdesk.domain.vocabulary import Handler, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Durations are None for what has not come about. `needed_human`: the bot alone has not been enough."""

    began_at: datetime
    widget_id: str
    department_id: str | None
    agent_id: str | None
    first_response: timedelta | None
    resolution: timedelta | None
    wait: timedelta | None
    handled: bool
    abandoned: bool
    rateable: bool
    stars: int | None
    escalations: tuple[EscalationReason, ...]
    with_bot: bool
    needed_human: bool


def facts_of(conversation: Conversation) -> Facts:
    called_bot = any(escalation.by == BOT for escalation in conversation.escalations)
    handled = conversation.assigned_at is not None
    return Facts(
        began_at=conversation.created_at,
        widget_id=conversation.widget_id,
        department_id=conversation.department_id,
        agent_id=conversation.agent_id,
        first_response=_since(conversation.first_response_at, _human_needed_at(conversation)),
        resolution=_since(_resolved_at(conversation), conversation.created_at),
        wait=None if conversation.wait_seconds is None else timedelta(seconds=conversation.wait_seconds),
        handled=handled,
        abandoned=_is_abandoned(conversation),
        rateable=conversation.rating is not None or conversation.rateable_until(timedelta()) is not None,
        stars=conversation.rating.stars if conversation.rating else None,
        escalations=tuple(escalation.reason for escalation in conversation.escalations),
        with_bot=Handler.BOT in (conversation.began_with, conversation.handler) or called_bot,
        needed_human=handled or conversation.queued_at is not None or bool(conversation.escalations),
    )


def _human_needed_at(conversation: Conversation) -> datetime | None:
    """None where an agent took it from the bot or a workflow unasked: nobody was waiting for them."""
    if conversation.began_with is Handler.AGENT:
        return conversation.created_at
    return conversation.escalations[0].at if conversation.escalations else None


def _is_abandoned(conversation: Conversation) -> bool:
    """It ended in the queue. One that was made a ticket goes on there; a message left behind was never in the queue."""
    ended = conversation.status is Status.CLOSED and conversation.resolved_at is None
    waited = conversation.queued_at is not None and conversation.assigned_at is None
    return ended and waited and conversation.ticket_number is None


def _resolved_at(conversation: Conversation) -> datetime | None:
    """When it was over, if somebody was there for it: an agent, the bot or a workflow."""
    if conversation.status in OPEN:
        return None
    if conversation.assigned_at is None and conversation.handler is Handler.AGENT:
        return conversation.resolved_at
    return conversation.resolved_at or conversation.closed_at


def _since(moment: datetime | None, start: datetime | None) -> timedelta | None:
    return None if moment is None or start is None else max(timedelta(), moment - start)
