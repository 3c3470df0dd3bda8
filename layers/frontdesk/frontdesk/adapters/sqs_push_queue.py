"""The queue of push jobs, as those see it who put jobs in and as its consumer does."""

from collections.abc import Sequence
from functools import cached_property
from math import ceil
from typing import Any

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from botocore.session import Session

from frontdesk.contract.push_job import body_of
from frontdesk.domain.errors import Busy
from frontdesk.domain.notification import PushJob

BATCH = 10
CLIENT = Config(connect_timeout=2, read_timeout=4, retries={"total_max_attempts": 3}, parameter_validation=False)


class SqsPushQueue:
    """The message group is the tenant: on a standard queue it keeps one tenant's burst from delaying the others."""

    def __init__(self, session: Session, url: str) -> None:
        self._session = session
        self._url = url

    def put(self, jobs: Sequence[PushJob]) -> None:
        for first in range(0, len(jobs), BATCH):
            entries = [
                {"Id": str(number), "MessageBody": body_of(job), "MessageGroupId": job.tenant_id}
                for number, job in enumerate(jobs[first : first + BATCH])
            ]
            try:
                answer = self._client.send_message_batch(QueueUrl=self._url, Entries=entries)
            except (BotoCoreError, ClientError) as error:
                raise Busy("The queue of notifications cannot be reached.") from error
            if answer.get("Failed"):
                raise Busy("The queue of notifications takes no more now.")

    @cached_property
    def _client(self) -> Any:
        return self._session.create_client("sqs", config=CLIENT)


class SqsPushInbox:
    def __init__(self, session: Session, url: str, dead_letters_url: str) -> None:
        self._session = session
        self._url = url
        self._dead_letters_url = dead_letters_url

    def postpone(self, receipt: str, seconds: float) -> None:
        try:
            self._client.change_message_visibility(
                QueueUrl=self._url, ReceiptHandle=receipt, VisibilityTimeout=ceil(seconds)
            )
        except (BotoCoreError, ClientError) as error:
            raise Busy("The job comes again when its time in the queue is over.") from error

    def bury(self, body: str) -> None:
        try:
            self._client.send_message(QueueUrl=self._dead_letters_url, MessageBody=body)
        except (BotoCoreError, ClientError) as error:
            raise Busy("The queue of dead letters cannot be reached.") from error

    @cached_property
    def _client(self) -> Any:
        return self._session.create_client("sqs", config=CLIENT)
