"""A visitor says what they think of a conversation that is over."""

from datetime import datetime

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.errors import Forbidden
from frontdesk.domain.events import NoteCreated
from frontdesk.domain.principal import ANONYMOUS, Principal
from frontdesk.domain.rating import noting
from frontdesk.domain.transitions import OPEN
from frontdesk.use_cases.append_message import append_message
from frontdesk.use_cases.change_conversation import change_conversation
from frontdesk.use_cases.deliver import deliver
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.tenant_policy import policy_of


def rate_conversation(
    desk: Desk, visitor: Principal, conversation_id: str, stars: int, feedback: str | None
) -> Conversation:
    """Its rating counts for its agent at once, in the place of an earlier one. The same again changes nothing.

    Raises Forbidden for an agent, NotFound, InvalidTransition.
    """
    if not visitor.is_visitor:
        raise Forbidden("A conversation is rated by its visitor.")
    auto_close = policy_of(desk, visitor.tenant_id).auto_close
    changed = change_conversation(
        desk,
        visitor,
        conversation_id,
        lambda conversation, now: conversation.rated(stars, feedback, now, auto_close),
    )
    note_rating(desk, None, changed)
    return changed


def rateable_until(desk: Desk, conversation: Conversation) -> datetime | None:
    """Until when its visitor may rate it; None while it goes on, and where there is nobody to be rated."""
    if conversation.status in OPEN:
        return None
    return conversation.rateable_until(policy_of(desk, conversation.tenant_id).auto_close)


def note_rating(desk: Desk, before: Conversation | None, after: Conversation) -> None:
    """Put a rating that is new among the internal notes, once however often this is called."""
    if after.rating is None or (before is not None and before.rating == after.rating):
        return
    draft = noting(after.rating, after.visitor_name or ANONYMOUS, after_seq=after.applied_seq)
    noted = append_message(desk, after.tenant_id, after.id, draft, log=desk.notes)
    if not noted.duplicate:
        deliver(desk, NoteCreated(after, noted.message.created_at, noted.message))
