"""The consumer of the webhooks' queue put together."""

from collections.abc import Mapping
from concurrent.futures import Executor, ThreadPoolExecutor
from datetime import timedelta

from aws_lambda_powertools import Logger
from botocore.session import get_session

from frontdesk.adapters.dynamodb_webhooks import DynamoDeliveries, DynamoWebhooks
from frontdesk.adapters.http_webhooks import HttpWebhooks
from frontdesk.adapters.sqs_webhook_queue import SqsWebhookQueue
from frontdesk.adapters.system import RANDOM
from frontdesk.bootstrap import make_desk
from frontdesk.observability import make_logger
from frontdesk.settings import WebhookSettings, read_settings
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.webhook_ports import WebhookInbox, WebhookPost

# As many as the event source mapping hands over at once.
AT_ONCE = 10


def webhooks_from(environment: Mapping[str, str]) -> tuple[Desk, WebhookPost, WebhookInbox, Executor, Logger]:
    settings = read_settings(WebhookSettings, environment)
    session = get_session()
    desk = make_desk(settings, session)
    post = WebhookPost(
        webhooks=DynamoWebhooks(),
        deliveries=DynamoDeliveries(desk.clock),
        sender=HttpWebhooks(local=settings.webhook_local == "on"),
        first_pause=timedelta(seconds=settings.webhook_retry_seconds),
        chance=RANDOM.random,
    )
    pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="webhook")
    return desk, post, SqsWebhookQueue(session, settings.webhook_queue_url), pool, make_logger(settings.log_level)
