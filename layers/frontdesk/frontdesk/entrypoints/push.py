"""Jobs from the queue: each is done, tried again later, or put with the dead letters."""

from functools import partial
from typing import Any, cast

from aws_lambda_powertools import Logger
from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
from pydantic import ValidationError

from frontdesk.contract.push_job import job_of
from frontdesk.domain.errors import Busy
from frontdesk.entrypoints.queued import concerning_job
from frontdesk.use_cases.notify_agent import notify_agent
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.push_ports import PushDelayed, PushDesk, PushInbox, PushRefused

# Enough for a job whose devices answer slowly: one that is begun should end before the invocation does.
LEAST_MILLISECONDS = 12_000
BUSY_SECONDS = 10


def handle(
    desk: Desk, pushes: PushDesk, inbox: PushInbox, logger: Logger, event: dict[str, Any], context: Any
) -> dict[str, Any]:
    """Which of the batch are to be delivered again; what fails for long enough ends with the dead letters."""
    processor = BatchProcessor(event_type=EventType.SQS, raise_on_entire_batch_failure=False)
    work = partial(_observed_work, desk, pushes, inbox, logger, context)
    with processor(records=event["Records"], handler=work):
        outcomes = processor.process()
    for (_, error, _), record in zip(processor.exceptions, processor.fail_messages, strict=True):
        if not isinstance(error, PushDelayed | Busy):
            with concerning_job(cast("SQSRecord", record).body):
                logger.error("push_failed", exc_info=error)
    reached = sum(int(outcome[1]) for outcome in outcomes if outcome[0] == "success")
    again = len(processor.fail_messages)
    logger.info("agents_notified", extra={"jobs": len(outcomes), "devices": reached, "again": again})
    return dict(processor.response())


def _observed_work(
    desk: Desk, pushes: PushDesk, inbox: PushInbox, logger: Logger, context: Any, record: SQSRecord
) -> int:
    with concerning_job(record.body):
        return _work(desk, pushes, inbox, logger, context, record)


def _work(desk: Desk, pushes: PushDesk, inbox: PushInbox, logger: Logger, context: Any, record: SQSRecord) -> int:
    """How many devices were reached. Raises what makes the job come again."""
    if context.get_remaining_time_in_millis() < LEAST_MILLISECONDS:
        inbox.postpone(record.receipt_handle, 0)
        raise PushDelayed(0)
    try:
        return notify_agent(desk, pushes, job_of(record.body))
    except (PushRefused, ValidationError) as hopeless:
        why = str(hopeless) if isinstance(hopeless, PushRefused) else "not understood"
        logger.warning("push_job_buried", extra={"message_id": record.message_id, "why": why})
        inbox.bury(record.body)
        return 0
    except PushDelayed as delayed:
        inbox.postpone(record.receipt_handle, delayed.after)
        raise
    except Busy:
        inbox.postpone(record.receipt_handle, BUSY_SECONDS)
        raise
