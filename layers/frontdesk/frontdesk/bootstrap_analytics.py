"""Analytics put together: for the streams' consumer, the timers, and whoever rebuilds a tenant's counters."""

from collections.abc import Mapping

from aws_lambda_powertools import Logger
from botocore.session import get_session

from frontdesk.adapters.dynamodb import DynamoDb
from frontdesk.adapters.dynamodb_counters import ContributionRow, CounterRow, DynamoCounters, OnlineRow
from frontdesk.bootstrap import make_desk
from frontdesk.observability import make_logger
from frontdesk.settings import Settings, read_settings
from frontdesk.use_cases.ports import Desk


def make_counters(dynamodb: DynamoDb, table_name: str) -> DynamoCounters:
    for row in (CounterRow, ContributionRow, OnlineRow):
        dynamodb.bind(row, table_name)
    return DynamoCounters(dynamodb)


def analytics_from(environment: Mapping[str, str]) -> tuple[Desk, DynamoCounters, Logger]:
    settings = read_settings(Settings, environment)
    session = get_session()
    dynamodb = DynamoDb(session)
    desk = make_desk(settings, session, dynamodb)
    return desk, make_counters(dynamodb, settings.counters_table), make_logger(settings.log_level)
