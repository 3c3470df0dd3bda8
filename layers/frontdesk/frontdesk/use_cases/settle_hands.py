"""What follows when a conversation has entered the queue, or has left an agent's hands or come into them."""

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.vocabulary import Status
from frontdesk.use_cases.drain_queue import drain_queue
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.tell_presence import tell_presence


def settle_hands(desk: Desk, before: Conversation | None, after: Conversation) -> None:
    """Agents become busy or free, and whoever waits goes to who is free. Safe to call again, late, or out of order."""
    left = before.holder_id if before else None
    if left != after.holder_id:
        for agent_id in {left, after.holder_id} - {None}:
            agent = desk.agents.get(after.tenant_id, agent_id or "")
            if agent is not None:
                tell_presence(desk, agent)
    joined = after.status is Status.PENDING
    if joined or (left is not None and left != after.holder_id):
        drain_queue(desk, after.tenant_id, after if joined else None)
