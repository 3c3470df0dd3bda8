"""The sweeps of the timers put together."""

from collections.abc import Mapping

from botocore.session import get_session

from frontdesk.adapters.dynamodb import DynamoDb
from frontdesk.adapters.dynamodb_queues import DynamoQueues
from frontdesk.bootstrap import make_desk
from frontdesk.bootstrap_analytics import make_counters
from frontdesk.settings import Settings, read_settings
from frontdesk.use_cases.analytics_ports import Counters
from frontdesk.use_cases.load_ports import Queues
from frontdesk.use_cases.ports import Desk


def timers_from(environment: Mapping[str, str]) -> tuple[Desk, Queues, Counters]:
    settings = read_settings(Settings, environment)
    session = get_session()
    dynamodb = DynamoDb(session)
    return (
        make_desk(settings, session, dynamodb),
        DynamoQueues(),
        make_counters(dynamodb, settings.counters_table),
    )
