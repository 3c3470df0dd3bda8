"""The queue of webhooks' jobs, as those see it who put jobs in and as its consumer does."""

from collections.abc import Sequence

from botocore.session import Session

from frontdesk.adapters.sqs import SqsQueue
from frontdesk.contract.webhook_job import body_of
from frontdesk.domain.webhook_delivery import WebhookJob


class SqsWebhookQueue:
    """The message group is the tenant: on a standard queue it keeps one tenant's burst from delaying the others."""

    def __init__(self, session: Session, url: str) -> None:
        self._queue = SqsQueue(session, url, "webhooks")

    def put(self, jobs: Sequence[WebhookJob]) -> None:
        self._queue.put([{"MessageBody": body_of(job), "MessageGroupId": job.event.tenant_id} for job in jobs])

    def postpone(self, receipt: str, seconds: float) -> None:
        self._queue.postpone(receipt, seconds)
