"""The queue of notifications, and where those end that could not be told."""

from dataclasses import dataclass
from typing import Any

from local.testing import RunningStack


@dataclass
class Queue:
    client: Any
    url: str
    dead_letters: str

    def put(self, *bodies: str) -> None:
        for first in range(0, len(bodies), 10):
            entries = [{"Id": str(n), "MessageBody": body} for n, body in enumerate(bodies[first : first + 10])]
            assert not self.client.send_message_batch(QueueUrl=self.url, Entries=entries).get("Failed")

    def dead(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.client.receive_message(
            QueueUrl=self.dead_letters, MaxNumberOfMessages=10, VisibilityTimeout=0
        ).get("Messages", [])
        return found

    def forget_the_dead(self) -> None:
        self.client.purge_queue(QueueUrl=self.dead_letters)

    def redrive(self) -> None:
        """What StartMessageMoveTask does, which the stack's SQS does not know."""
        for dead in self.dead():
            self.put(dead["Body"])
            self.client.delete_message(QueueUrl=self.dead_letters, ReceiptHandle=dead["ReceiptHandle"])

    def left(self) -> int:
        names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
        told = self.client.get_queue_attributes(QueueUrl=self.url, AttributeNames=names)["Attributes"]
        return sum(int(told[name]) for name in names)


def queue_of(stack: RunningStack) -> Queue:
    references = stack.outputs().references
    return Queue(stack.client("sqs"), references["PushQueue"], references["PushDeadLetters"])
