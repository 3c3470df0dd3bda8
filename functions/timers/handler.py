"""Once a minute: whatever is due."""

from collections.abc import Callable, Mapping
from functools import partial
from os import environ
from typing import Any

from frontdesk.bootstrap_timers import timers_from
from frontdesk.domain.errors import Busy
from frontdesk.entrypoints.load_metrics import tell_load
from frontdesk.metrics import Meter
from frontdesk.observability import make_logger, observed
from frontdesk.use_cases.auto_close import auto_close
from frontdesk.use_cases.note_online import note_online
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.sweep_escalations import sweep_queue, sweep_silence
from frontdesk.use_cases.sweep_presence import sweep_presence

DESK, QUEUES, COUNTERS = timers_from(environ)
METER = Meter()
LOGGER = make_logger(environ.get("FRONTDESK_LOG_LEVEL", "INFO"))
SWEEPS: Mapping[str, Callable[[Desk], int]] = {
    "closed": auto_close,
    "agents": sweep_presence,
    "online": partial(note_online, counters=COUNTERS),
    "left_waiting": sweep_queue,
    "left_unanswered": sweep_silence,
}


@observed
def lambda_handler(_event: dict[str, Any], _context: object) -> None:
    """A sweep that cannot even begin is left to the next minute, and the others are made."""
    swept: dict[str, int] = {}
    for name, sweep in SWEEPS.items():
        try:
            swept[name] = sweep(DESK)
        except Busy:
            LOGGER.warning("sweep_put_off", extra={"sweep": name})
    tell_load(DESK, QUEUES, METER, LOGGER)
    LOGGER.info("timers_swept", extra=swept)
