"""Close resolved conversations that nobody has written to for the auto-close time."""

from functools import partial

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.events import ConversationEnded
from frontdesk.domain.vocabulary import Status
from frontdesk.use_cases.apply_message import catch_up, replaced
from frontdesk.use_cases.deliver import deliver
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.sweeping import each
from frontdesk.use_cases.tenant_policy import cutoffs_of

BATCH = 100


def auto_close(desk: Desk) -> int:
    """How many were closed. Safe to run twice, and beside itself: each one is looked at again before it closes."""
    cutoffs = cutoffs_of(desk, lambda policy: policy.auto_close)
    due = desk.conversations.resolved_before(cutoffs, BATCH)
    return each(due, partial(_close, desk))


def _close(desk: Desk, listed: Conversation) -> bool:
    stored = desk.conversations.get(listed.tenant_id, listed.id, consistent=True)
    if stored is None or stored.status is not Status.RESOLVED:
        return False
    known = catch_up(desk, stored)
    now = desk.clock.now()
    changed = known.auto_closed(now) if known.status is Status.RESOLVED else known
    if not replaced(desk, stored, changed) or changed.status is not Status.CLOSED:
        return False
    deliver(desk, ConversationEnded(changed, now))
    return True
