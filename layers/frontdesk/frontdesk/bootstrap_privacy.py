"""Erasing and giving out what is known of visitors put together: the asking for it, and the function that does it."""

from collections.abc import Mapping

from aws_lambda_powertools import Logger
from botocore.session import Session, get_session

from frontdesk.adapters.dynamodb import DynamoDb
from frontdesk.adapters.dynamodb_privacy import DynamoPrivacyRecords, ErasureRow, ExportRow
from frontdesk.adapters.dynamodb_remains import DynamoRemains
from frontdesk.adapters.dynamodb_unanswered_questions import DynamoUnansweredQuestions
from frontdesk.adapters.s3_private_files import S3PrivateFiles
from frontdesk.adapters.sqs_privacy_queue import SqsPrivacyQueue
from frontdesk.bootstrap import make_desk
from frontdesk.bootstrap_escalation import make_escalation_runs
from frontdesk.observability import make_logger
from frontdesk.settings import PrivacySettings, Settings, read_settings
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.privacy_ports import ErasingDesk, PrivacyDesk, PrivacyInbox


def make_privacy_desk(session: Session, dynamodb: DynamoDb, settings: Settings, queue_url: str) -> PrivacyDesk:
    for row in (ErasureRow, ExportRow):
        dynamodb.bind(row, settings.directory_table)
    return PrivacyDesk(
        queue=SqsPrivacyQueue(session, queue_url),
        records=DynamoPrivacyRecords(),
        files=S3PrivateFiles(session, settings.attachments_bucket),
    )


def privacy_from(environment: Mapping[str, str]) -> tuple[Desk, ErasingDesk, PrivacyInbox, Logger]:
    settings = read_settings(PrivacySettings, environment)
    session = get_session()
    dynamodb = DynamoDb(session)
    desk = make_desk(settings, session, dynamodb)
    privacy = make_privacy_desk(session, dynamodb, settings, settings.privacy_queue_url)
    work = ErasingDesk(
        queue=privacy.queue,
        records=privacy.records,
        files=privacy.files,
        remains=DynamoRemains(),
        runs=make_escalation_runs(session, desk.clock, settings.escalation_machine_arn),
        questions=DynamoUnansweredQuestions(),
    )
    return desk, work, SqsPrivacyQueue(session, settings.privacy_queue_url), make_logger(settings.log_level)
