"""The bot put together."""

from collections.abc import Mapping

from aws_lambda_powertools import Logger
from botocore.session import Session, get_session

from frontdesk.adapters.bedrock import BedrockModel
from frontdesk.adapters.dynamodb import DynamoDb
from frontdesk.adapters.dynamodb_budgets import BudgetRow, DynamoBudgets
from frontdesk.adapters.dynamodb_workflows import DynamoWorkflows
from frontdesk.adapters.sqs_bot_queue import SqsBotQueue
from frontdesk.bootstrap import make_desk
from frontdesk.bootstrap_knowledge import make_knowledge_desk
from frontdesk.observability import make_logger
from frontdesk.settings import BotSettings, read_settings
from frontdesk.use_cases.bot_ports import BotDesk, BotInbox
from frontdesk.use_cases.composing_ports import ComposingDesk
from frontdesk.use_cases.ports import Desk


def bot_from(environment: Mapping[str, str]) -> tuple[Desk, BotDesk, BotInbox, Logger]:
    settings = read_settings(BotSettings, environment)
    session = get_session()
    dynamodb = DynamoDb(session)
    desk = make_desk(settings, session, dynamodb)
    dynamodb.bind(BudgetRow, settings.directory_table)
    logger = make_logger(settings.log_level)
    work = BotDesk(
        knowledge=make_knowledge_desk(desk, session, settings),
        workflows=DynamoWorkflows(dynamodb),
        composing=_composing(session, settings, logger) if settings.answer_provider == "bedrock" else None,
    )
    return desk, work, SqsBotQueue(session, settings.bot_queue_url), logger


def _composing(session: Session, settings: BotSettings, logger: Logger) -> ComposingDesk:
    return ComposingDesk(
        model=BedrockModel(session, settings.bedrock_model, settings.bedrock_seconds),
        budgets=DynamoBudgets(),
        provider="bedrock",
        daily_tokens=settings.bedrock_daily_tokens,
        report=lambda why: logger.warning("answer_not_composed", extra={"why": why}),
    )
