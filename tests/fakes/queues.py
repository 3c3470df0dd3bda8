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
        called_for = [found for found in queued if not unheard_since(found) and found.open_escalation]
        since = [(found.queued_at or found.created_at).replace(microsecond=0) for found in unheard + called_for]
        return Pending(min(len(unheard), limit) + min(len(called_for), limit), min(since, default=None))
