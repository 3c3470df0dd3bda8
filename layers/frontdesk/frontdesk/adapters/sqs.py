"""A queue of SQS, as those see it who put jobs in, ten at a time, and who take them out."""

from collections.abc import Sequence
from functools import cached_property
from math import ceil
from typing import Any

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from botocore.session import Session

from frontdesk.domain.errors import Busy

BATCH = 10
CLIENT = Config(connect_timeout=2, read_timeout=4, retries={"total_max_attempts": 3}, parameter_validation=False)


class SqsQueue:
    """`called` is how people know it."""

    def __init__(self, session: Session, url: str, called: str) -> None:
        self._session = session
        self._url = url
        self._called = called

    def put(self, entries: Sequence[dict[str, Any]]) -> None:
        """Each entry as SendMessageBatch takes it, less its Id. Raises Busy."""
        for first in range(0, len(entries), BATCH):
            batch = [{"Id": str(number), **entry} for number, entry in enumerate(entries[first : first + BATCH])]
            try:
                answer = self._client.send_message_batch(QueueUrl=self._url, Entries=batch)
            except (BotoCoreError, ClientError) as error:
                raise Busy(f"The queue of {self._called} cannot be reached.") from error
            if answer.get("Failed"):
                raise Busy(f"The queue of {self._called} takes no more now.")

    def postpone(self, receipt: str, seconds: float) -> None:
        """Let what was taken out come again after that. Raises Busy."""
        try:
            self._client.change_message_visibility(
                QueueUrl=self._url, ReceiptHandle=receipt, VisibilityTimeout=ceil(seconds)
            )
        except (BotoCoreError, ClientError) as error:
            raise Busy("The job comes again when its time in the queue is over.") from error

    @cached_property
    def _client(self) -> Any:
        return self._session.create_client("sqs", config=CLIENT)
