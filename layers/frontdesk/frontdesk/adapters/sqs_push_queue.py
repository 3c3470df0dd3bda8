"""The queue of push jobs, as those see it who put jobs in and as its consumer does."""

from collections.abc import Sequence

from botocore.session import Session

from frontdesk.adapters.sqs import SqsQueue
from frontdesk.contract.push_job import body_of
from frontdesk.domain.notification import PushJob


class SqsPushQueue:
    """The message group is the tenant: on a standard queue it keeps one tenant's burst from delaying the others."""

    def __init__(self, session: Session, url: str) -> None:
        self._queue = SqsQueue(session, url, "notifications")

    def put(self, jobs: Sequence[PushJob]) -> None:
        self._queue.put([{"MessageBody": body_of(job), "MessageGroupId": job.tenant_id} for job in jobs])


class SqsPushInbox:
    def __init__(self, session: Session, url: str, dead_letters_url: str) -> None:
        self._queue = SqsQueue(session, url, "notifications")
        self._dead_letters = SqsQueue(session, dead_letters_url, "dead letters")

    def postpone(self, receipt: str, seconds: float) -> None:
        self._queue.postpone(receipt, seconds)

    def bury(self, body: str) -> None:
        self._dead_letters.put([{"MessageBody": body}])
