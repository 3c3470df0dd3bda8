"""The queue of the bot's jobs: first in, first out within a conversation; the same job twice is one."""

from collections.abc import Sequence

from botocore.session import Session

from frontdesk.adapters.sqs import SqsQueue
from frontdesk.contract.bot_job import body_of
from frontdesk.domain.bot_job import BotJob


class SqsBotQueue:
    def __init__(self, session: Session, url: str) -> None:
        self._queue = SqsQueue(session, url, "the bot's jobs")

    def put(self, jobs: Sequence[BotJob]) -> None:
        self._queue.put([_entry(job) for job in jobs])

    def postpone(self, receipt: str, seconds: float) -> None:
        self._queue.postpone(receipt, seconds)


def _entry(job: BotJob) -> dict[str, str]:
    group = f"{job.tenant_id}-{job.conversation_id}"
    same = f"{group}-{job.seq}" if job.version is None else f"{group}-{job.seq}-{job.version}"
    return {"MessageBody": body_of(job), "MessageGroupId": group, "MessageDeduplicationId": same}
