"""The queues of all tenants together, as the index `by_due` of the Conversations table holds them."""

from datetime import UTC, datetime

from frontdesk.adapters.dynamodb_conversation_row import QUEUE_SLA, QUEUED, ConversationRow
from frontdesk.use_cases.load_ports import Pending


class DynamoQueues:
    def pending(self, limit: int) -> Pending:
        since = [
            float(row.due_at) for kind in (QUEUE_SLA, QUEUED) for row in ConversationRow.by_due.query(kind, limit=limit)
        ]
        return Pending(len(since), datetime.fromtimestamp(min(since), UTC) if since else None)
