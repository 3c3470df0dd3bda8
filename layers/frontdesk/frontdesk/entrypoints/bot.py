"""Jobs from the bot's queue: each is done, or tried again shortly; what fails again and again is a human's."""

from contextlib import suppress
from functools import partial
from typing import Any, cast

from aws_lambda_powertools import Logger
from aws_lambda_powertools.utilities.batch import SqsFifoPartialProcessor
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord

from frontdesk.contract.bot_job import job_of
from frontdesk.domain.errors import Busy
from frontdesk.entrypoints.queued import concerning_job
from frontdesk.use_cases.answer_visitor import answer_visitor
from frontdesk.use_cases.bot_ports import BotDesk, BotInbox
from frontdesk.use_cases.give_up import give_up
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.take_workflow_turn import take_workflow_turn

# From this receipt of a job on, the bot no longer tries to answer.
TOO_OFTEN = 3
AGAIN_SECONDS = 2


def handle(
    desk: Desk, work: BotDesk, inbox: BotInbox, logger: Logger, event: dict[str, Any], _context: object
) -> dict[str, Any]:
    """Which of the batch are to be delivered again; those of a conversation stay in their order."""
    processor = SqsFifoPartialProcessor(skip_group_on_error=True)
    processor.raise_on_entire_batch_failure = False
    with processor(records=event["Records"], handler=partial(_observed_work, desk, work)):
        outcomes = processor.process()
    for (_, error, _), failed in zip(processor.exceptions, processor.fail_messages, strict=True):
        record = cast("SQSRecord", failed)
        with concerning_job(record.body):
            if not isinstance(error, Busy):
                logger.error("bot_failed", exc_info=error)
            _try_again_soon(inbox, record)
    spoken = sum(outcome[0] == "success" and bool(outcome[1]) for outcome in outcomes)
    again = len(processor.fail_messages)
    logger.info("bot_worked", extra={"jobs": len(outcomes), "spoken": spoken, "again": again})
    return dict(processor.response())


def _observed_work(desk: Desk, work: BotDesk, record: SQSRecord) -> bool:
    with concerning_job(record.body):
        return _work(desk, work, record)


def _work(desk: Desk, work: BotDesk, record: SQSRecord) -> bool:
    """Whether the bot has said something, or called somebody. Raises what makes the job come again."""
    job = job_of(record.body)
    if _came_too_often(record):
        give_up(desk, work.workflows, job)
        return True
    return answer_visitor(desk, work.knowledge, job, work.composing) or take_workflow_turn(desk, work.workflows, job)


def _came_too_often(record: SQSRecord) -> bool:
    return int(record.attributes.approximate_receive_count) >= TOO_OFTEN


def _try_again_soon(inbox: BotInbox, record: SQSRecord) -> None:
    """Whatever failed, as a visitor waits. Where nobody could be called either, the queue's usual time is left to what
    is down: the job has one attempt more.
    """
    if not _came_too_often(record):
        with suppress(Busy):
            inbox.postpone(record.receipt_handle, AGAIN_SECONDS)
