"""Jobs of the privacy queue: each is done, tried again shortly, or put with the dead letters by the queue."""

from typing import Any

from aws_lambda_powertools import Logger
from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord

from frontdesk.contract.privacy_job import job_of
from frontdesk.domain.errors import Busy
from frontdesk.domain.privacy import EraseConversation, EraseVisitor, ExportVisitor
from frontdesk.use_cases.erase_conversation import erase_remains
from frontdesk.use_cases.erase_visitor import erase_visitor
from frontdesk.use_cases.export_visitor import export_visitor
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.privacy_ports import ErasingDesk, PrivacyInbox

# Enough for the largest conversation: one that is begun should end before the invocation does.
LEAST_MILLISECONDS = 20_000
AGAIN_SECONDS = 10


def handle(
    desk: Desk, work: ErasingDesk, inbox: PrivacyInbox, logger: Logger, event: dict[str, Any], context: Any
) -> dict[str, Any]:
    """Which of the batch are to be delivered again."""

    def in_time() -> bool:
        return bool(context.get_remaining_time_in_millis() > LEAST_MILLISECONDS)

    def carry_out(record: SQSRecord) -> None:
        try:
            match job_of(record.body):
                case EraseVisitor() as job:
                    erase_visitor(desk, work, job, in_time)
                case EraseConversation() as job:
                    _erase_if_gone(desk, work, job)
                case ExportVisitor() as job:
                    export_visitor(desk, work, job)
        except Busy:
            inbox.postpone(record.receipt_handle, AGAIN_SECONDS)
            raise

    processor = BatchProcessor(event_type=EventType.SQS, raise_on_entire_batch_failure=False)
    with processor(records=event["Records"], handler=carry_out):
        outcomes = processor.process()
    for _, error, _ in processor.exceptions:
        if not isinstance(error, Busy):
            logger.error("privacy_failed", exc_info=error)
    logger.info("privacy_worked", extra={"jobs": len(outcomes), "again": len(processor.fail_messages)})
    return dict(processor.response())


def _erase_if_gone(desk: Desk, work: ErasingDesk, job: EraseConversation) -> None:
    """One with the same id that is there again is another conversation, and nobody has asked to erase it."""
    if desk.conversations.get(job.tenant_id, job.conversation_id, consistent=True) is None:
        erase_remains(desk, work, job)
