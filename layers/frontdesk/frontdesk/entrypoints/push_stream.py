"""What the streams' records give agents to be notified of. A record that comes again names the same jobs."""

from collections.abc import Iterator

from frontdesk.domain.notification import PushJob, due_to_change, due_to_message
from frontdesk.entrypoints.stream_records import Batch


def push_jobs(batch: Batch) -> Iterator[PushJob]:
    """Raises Busy."""
    for conversation, seq in batch.visitor_messages():
        if job := due_to_message(conversation, seq):
            yield job
    for before, after in batch.changes():
        if job := due_to_change(before, after):
            yield job
