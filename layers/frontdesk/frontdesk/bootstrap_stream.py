"""The consumer of the tables' streams put together."""

from collections.abc import Mapping
from datetime import timedelta

from botocore.session import get_session

from frontdesk.adapters.dynamodb_outcomes import DynamoOutcomes
from frontdesk.adapters.dynamodb_webhooks import DynamoWebhooks, RememberedSubscriptions
from frontdesk.adapters.sqs_bot_queue import SqsBotQueue
from frontdesk.adapters.sqs_privacy_queue import SqsPrivacyQueue
from frontdesk.adapters.sqs_push_queue import SqsPushQueue
from frontdesk.adapters.sqs_webhook_queue import SqsWebhookQueue
from frontdesk.bootstrap import make_desk
from frontdesk.bootstrap_escalation import make_escalation_runs
from frontdesk.settings import StreamSettings, read_settings
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.stream_ports import StreamDesk
from frontdesk.use_cases.webhook_ports import WebhookOutlet


def stream_from(environment: Mapping[str, str]) -> tuple[Desk, StreamDesk]:
    settings = read_settings(StreamSettings, environment)
    session = get_session()
    desk = make_desk(settings, session)
    onward = StreamDesk(
        pushes=SqsPushQueue(session, settings.push_queue_url),
        bot=SqsBotQueue(session, settings.bot_queue_url),
        escalations=make_escalation_runs(session, desk.clock, settings.escalation_machine_arn),
        webhooks=WebhookOutlet(
            RememberedSubscriptions(DynamoWebhooks(), desk.clock, timedelta(seconds=settings.webhook_seconds)),
            SqsWebhookQueue(session, settings.webhook_queue_url),
        ),
        privacy=SqsPrivacyQueue(session, settings.privacy_queue_url),
        outcomes=DynamoOutcomes(),
    )
    return desk, onward
