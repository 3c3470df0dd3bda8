"""Jobs from the queue: each is done, tried again later, or put with the dead letters."""

from typing import Any

from aws_lambda_powertools import Logger
from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
from pydantic import ValidationError

from frontdesk.contract.push_job import job_of
from frontdesk.use_cases.notify_agent import notify_agent
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.push_ports import PushDelayed, PushDesk, PushInbox, PushRefused


def handle(
    desk: Desk, pushes: PushDesk, inbox: PushInbox, logger: Logger, event: dict[str, Any], context: Any
) -> dict[str, Any]:
    """Which of the batch are to be delivered again; what fails for long enough ends with the dead letters."""

    def work(record: SQSRecord) -> None:
        try:
            job = job_of(record.body)
            reached = notify_agent(desk, pushes, job)
        except ValidationError:
            logger.warning("push_job_not_understood", extra={"message_id": record.message_id})
            inbox.bury(record.body)
        except PushRefused as refused:
            logger.warning("push_refused", extra={"message_id": record.message_id, "why": str(refused)})
            inbox.bury(record.body)
        except PushDelayed as delayed:
            inbox.postpone(record.receipt_handle, delayed.after)
            raise
        else:
            logger.info("agent_notified", extra={"tenant_id": job.tenant_id, "devices": reached})

    processor = BatchProcessor(event_type=EventType.SQS, raise_on_entire_batch_failure=False)
    return dict(process_partial_response(event, work, processor, context))
