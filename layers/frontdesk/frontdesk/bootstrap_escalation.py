"""The steps of escalations put together: for the function that takes them, and for the stream that starts them."""

from collections.abc import Mapping
from datetime import timedelta

from aws_lambda_powertools import Logger
from botocore.session import Session, get_session

from frontdesk.adapters.dynamodb_escalations import DynamoEscalationSteps
from frontdesk.adapters.dynamodb_webhooks import DynamoWebhooks, RememberedSubscriptions
from frontdesk.adapters.ses_mailer import SesMailer
from frontdesk.adapters.sqs_push_queue import SqsPushQueue
from frontdesk.adapters.sqs_webhook_queue import SqsWebhookQueue
from frontdesk.adapters.step_functions import StepFunctionsMachine
from frontdesk.bootstrap import make_desk
from frontdesk.observability import make_logger
from frontdesk.settings import EscalationSettings, read_settings
from frontdesk.use_cases.escalation_ports import EscalationDesk, EscalationRuns
from frontdesk.use_cases.ports import Clock, Desk
from frontdesk.use_cases.webhook_ports import WebhookOutlet


def make_escalation_runs(session: Session, clock: Clock, machine_arn: str) -> EscalationRuns:
    return EscalationRuns(DynamoEscalationSteps(clock), StepFunctionsMachine(session, machine_arn))


def escalation_from(environment: Mapping[str, str]) -> tuple[Desk, EscalationDesk, Logger]:
    settings = read_settings(EscalationSettings, environment)
    session = get_session()
    desk = make_desk(settings, session)
    work = EscalationDesk(
        runs=make_escalation_runs(session, desk.clock, settings.escalation_machine_arn),
        pushes=SqsPushQueue(session, settings.push_queue_url),
        webhooks=WebhookOutlet(
            RememberedSubscriptions(DynamoWebhooks(), desk.clock, timedelta(seconds=settings.webhook_seconds)),
            SqsWebhookQueue(session, settings.webhook_queue_url),
        ),
        mailer=SesMailer(session, settings.sender_email) if settings.sender_email else None,
        site_url=settings.site_url,
    )
    return desk, work, make_logger(settings.log_level)
