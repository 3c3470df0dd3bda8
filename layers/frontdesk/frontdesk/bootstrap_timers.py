"""The sweeps of the timers put together."""

from collections.abc import Mapping

from frontdesk.adapters.dynamodb_queues import DynamoQueues
from frontdesk.bootstrap import desk_from
from frontdesk.use_cases.load_ports import Queues
from frontdesk.use_cases.ports import Desk


def timers_from(environment: Mapping[str, str]) -> tuple[Desk, Queues]:
    return desk_from(environment), DynamoQueues()
