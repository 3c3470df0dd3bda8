"""Keep callers to a rate as far as one process can tell, for what must not cost a request to count.

A Lambda function runs in as many processes as it has invocations at once, and each knows its own callers alone: all
of them together let so many times the rate through, and reserved concurrency is what bounds that.
"""

from collections import OrderedDict
from datetime import datetime

from frontdesk.domain.rate_limit import Rate, spend

REMEMBERED = 10_000


class Pacer:
    """Remembers the latest callers; one who is forgotten has rested."""

    def __init__(self, remembered: int = REMEMBERED) -> None:
        self._remembered = remembered
        self._paces: OrderedDict[str, datetime] = OrderedDict()

    def admit(self, caller: str, rate: Rate, now: datetime) -> None:
        """Raises RateLimited."""
        self._paces[caller] = spend(self._paces.get(caller), now, rate)
        self._paces.move_to_end(caller)
        if len(self._paces) > self._remembered:
            self._paces.popitem(last=False)
