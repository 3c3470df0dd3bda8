"""Every metric that Frontdesk has of itself: lines of log that CloudWatch reads, so that telling one calls nothing.

A metric has one dimension beside the stack's name at most, of few values: each combination is billed by the month.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from time import monotonic

from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.metrics.provider.cloudwatch_emf.cloudwatch import AmazonCloudWatchEMFProvider

NAMESPACE = "Frontdesk"
SECONDS_BETWEEN_LINES = 60.0
# A line holds a hundred values of a metric at most.
VALUES_OF_A_LINE = 99


@dataclass(frozen=True, slots=True)
class Metric:
    name: str
    unit: MetricUnit
    dimension: str | None = None


MESSAGES = Metric("Messages", MetricUnit.Count, "sender")
CONVERSATIONS_STARTED = Metric("ConversationsStarted", MetricUnit.Count, "handler")
FIRST_RESPONSE = Metric("FirstResponse", MetricUnit.Seconds)
QUEUE_WAIT = Metric("QueueWait", MetricUnit.Seconds)
ESCALATIONS = Metric("Escalations", MetricUnit.Count, "reason")
BOT_CONFIDENCE = Metric("BotConfidence", MetricUnit.NoUnit)
CONNECTIONS_OPENED = Metric("ConnectionsOpened", MetricUnit.Count, "role")
CONNECTIONS_REFUSED = Metric("ConnectionsRefused", MetricUnit.Count, "code")
FAN_OUT = Metric("FanOut", MetricUnit.Milliseconds)
FAN_OUT_POSTS = Metric("FanOutPosts", MetricUnit.Count)
FAN_OUT_FAILURES = Metric("FanOutFailures", MetricUnit.Count)
ACTIVE_CONVERSATIONS = Metric("ActiveConversations", MetricUnit.Count)
AGENTS_PRESENT = Metric("AgentsPresent", MetricUnit.Count)
PENDING_CONVERSATIONS = Metric("PendingConversations", MetricUnit.Count)
OLDEST_PENDING = Metric("OldestPending", MetricUnit.Seconds)

METRICS = (
    MESSAGES,
    CONVERSATIONS_STARTED,
    FIRST_RESPONSE,
    QUEUE_WAIT,
    ESCALATIONS,
    BOT_CONFIDENCE,
    CONNECTIONS_OPENED,
    CONNECTIONS_REFUSED,
    FAN_OUT,
    FAN_OUT_POSTS,
    FAN_OUT_FAILURES,
    ACTIVE_CONVERSATIONS,
    AGENTS_PRESENT,
    PENDING_CONVERSATIONS,
    OLDEST_PENDING,
)


class Meter:
    """Gathers values, and tells them in a line for each value of a dimension.

    What is added for every message is told once a minute: a line each would cost $0.18 for a million. What a sandbox
    has gathered and not told when it is taken away is lost.
    """

    def __init__(self, seconds: Callable[[], float] = monotonic) -> None:
        self._seconds = seconds
        self._told_at: float | None = None
        self._lock = Lock()
        self._values: dict[tuple[str | None, str | None], dict[Metric, list[float]]] = {}

    def add(self, metric: Metric, value: float = 1, label: str | None = None) -> None:
        """`label` is the value of the metric's dimension."""
        with self._lock:
            gathered = self._values.setdefault((metric.dimension, label), defaultdict(list))
            gathered[metric].append(value)

    def tell_in_time(self) -> None:
        """Tell, unless that was done within the last minute."""
        if self._told_at is None or self._seconds() - self._told_at >= SECONDS_BETWEEN_LINES:
            self.tell()

    def tell(self) -> None:
        with self._lock:
            gathered, self._values = self._values, {}
            self._told_at = self._seconds()
        for (dimension, label), values in gathered.items():
            _tell(dimension, label, values)


def _tell(dimension: str | None, label: str | None, values: dict[Metric, list[float]]) -> None:
    longest = max(map(len, values.values()))
    for first in range(0, longest, VALUES_OF_A_LINE):
        line = AmazonCloudWatchEMFProvider(namespace=NAMESPACE)
        if dimension is not None and label is not None:
            line.add_dimension(dimension, label)
        for metric, each in values.items():
            for value in _within(metric, each, first):
                line.add_metric(metric.name, metric.unit, value)
        if line.metric_set:
            # In one write, so that threads do not cut into each other's lines.
            sys.stdout.write(json.dumps(line.serialize_metric_set(), separators=(",", ":")) + "\n")


def _within(metric: Metric, values: list[float], first: int) -> list[float]:
    """Counts add up, and are told in the first line; of anything else each value counts."""
    if metric.unit is MetricUnit.Count:
        return [sum(values)] if first == 0 else []
    return values[first : first + VALUES_OF_A_LINE]
