"""The queue of what is to be erased and given out."""

from collections.abc import Sequence
from datetime import timedelta

from botocore.session import Session

from frontdesk.adapters.sqs import SqsQueue
from frontdesk.contract.privacy_job import body_of
from frontdesk.domain.privacy import PrivacyJob
from frontdesk.use_cases.privacy_ports import AT_ONCE


class SqsPrivacyQueue:
    """The message group is the tenant: on a standard queue it keeps one tenant's burst from delaying the others."""

    def __init__(self, session: Session, url: str) -> None:
        self._queue = SqsQueue(session, url, "what is to be erased")

    def put(self, jobs: Sequence[PrivacyJob], *, later: timedelta = AT_ONCE) -> None:
        delay = int(later.total_seconds())
        self._queue.put(
            [{"MessageBody": body_of(job), "MessageGroupId": job.tenant_id, "DelaySeconds": delay} for job in jobs]
        )

    def postpone(self, receipt: str, seconds: float) -> None:
        self._queue.postpone(receipt, seconds)
