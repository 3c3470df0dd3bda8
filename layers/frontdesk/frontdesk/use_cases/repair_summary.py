"""What must survive a crash: a message whose sender's invocation died before it brought the summary up to date."""

from frontdesk.use_cases.apply_message import catch_up, replaced
from frontdesk.use_cases.change_conversation import events_of_change
from frontdesk.use_cases.deliver import deliver
from frontdesk.use_cases.ports import Desk


def repair_summary(desk: Desk, tenant_id: str, conversation_id: str, seq: int) -> bool:
    """Account for message `seq` of the log and all before it; True when something was amiss, and has been told.

    Safe to call again, late, or out of order: what is accounted for already changes nothing.
    """
    while True:
        stored = desk.conversations.get(tenant_id, conversation_id, consistent=True)
        if stored is None or stored.applied_seq >= seq:
            return False
        known = catch_up(desk, stored)
        if known.version == stored.version:
            return False
        if replaced(desk, stored, known):
            deliver(desk, *events_of_change(stored, known, desk.clock.now()))
            return True
