"""How busy the desk is, told once a minute; not told while nobody is there, so that an idle desk has no metrics."""

from aws_lambda_powertools import Logger

from frontdesk.domain.errors import Busy
from frontdesk.metrics import ACTIVE_CONVERSATIONS, AGENTS_PRESENT, OLDEST_PENDING, PENDING_CONVERSATIONS, Meter
from frontdesk.use_cases.load_ports import Queues
from frontdesk.use_cases.measure_load import measure_load
from frontdesk.use_cases.ports import Desk


def tell_load(desk: Desk, queues: Queues, meter: Meter, logger: Logger) -> None:
    try:
        load = measure_load(desk, queues)
    except Busy:
        logger.warning("load_not_measured")
        return
    if load.idle:
        return
    meter.add(AGENTS_PRESENT, load.agents)
    meter.add(ACTIVE_CONVERSATIONS, load.active)
    meter.add(PENDING_CONVERSATIONS, load.pending)
    meter.add(OLDEST_PENDING, load.oldest_seconds)
    meter.tell()
