"""The queues of all tenants in memory."""

from frontdesk.domain.escalation_due import unheard_since
from frontdesk.domain.vocabulary import Status
from frontdesk.use_cases.load_ports import Pending
from tests.fakes.conversations import FakeConversations


class FakeQueues:
    def __init__(self, conversations: FakeConversations) -> None:
        self._conversations = conversations

    def pending(self, limit: int) -> Pending:
        """Times are kept in whole seconds here."""
        queued = [found for found in self._conversations.all() if found.status is Status.PENDING]
        unheard = [found for found in queued if unheard_since(found)]
        counted = min(len(unheard), limit) + min(len(queued) - len(unheard), limit)
        since = [(found.queued_at or found.created_at).replace(microsecond=0) for found in queued]
        return Pending(counted, min(since, default=None))
