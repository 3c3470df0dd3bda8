"""What the streams' records give the bot to do. A record that comes again names the same jobs."""

from collections.abc import Iterator

from frontdesk.domain.bot_job import BotJob, due_to_change, due_to_message
from frontdesk.entrypoints.stream_records import Batch


def bot_jobs(batch: Batch) -> Iterator[BotJob]:
    """Raises Busy."""
    for conversation, seq in batch.visitor_messages():
        if job := due_to_message(conversation, seq):
            yield job
    for before, after in batch.changes():
        if job := due_to_change(before, after):
            yield job
