"""The bot put together."""

from collections.abc import Mapping

from aws_lambda_powertools import Logger
from botocore.session import get_session

from frontdesk.adapters.dynamodb import DynamoDb
from frontdesk.adapters.dynamodb_workflows import DynamoWorkflows
from frontdesk.adapters.sqs_bot_queue import SqsBotQueue
from frontdesk.bootstrap import make_desk
from frontdesk.bootstrap_knowledge import make_knowledge_desk
from frontdesk.observability import make_logger
from frontdesk.settings import BotSettings, read_settings
from frontdesk.use_cases.bot_ports import BotDesk, BotInbox
from frontdesk.use_cases.ports import Desk


def bot_from(environment: Mapping[str, str]) -> tuple[Desk, BotDesk, BotInbox, Logger]:
    settings = read_settings(BotSettings, environment)
    session = get_session()
    dynamodb = DynamoDb(session)
    desk = make_desk(settings, session, dynamodb)
    work = BotDesk(knowledge=make_knowledge_desk(desk, session, settings), workflows=DynamoWorkflows(dynamodb))
    return desk, work, SqsBotQueue(session, settings.bot_queue_url), make_logger(settings.log_level)
