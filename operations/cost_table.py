"""What a million messages cost, and a month in which nobody chats: measured requests times public prices.

`make costs` measures again and writes the tables into docs/operations/costs.md. What is measured, what is assumed and
what is charged are three files beside this one.
"""

import argparse
import json
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from frontdesk.domain.escalation import EscalationReason
from frontdesk.domain.vocabulary import Handler, Role, SenderType
from frontdesk.metrics import METRICS, Metric

HERE = Path(__file__).parent
PRICES, MEASURED, WORKLOAD = HERE / "prices.json", HERE / "measured.json", HERE / "workload.json"
TEMPLATE = HERE.parent / "template.yaml"
PAGE = HERE.parent / "docs" / "operations" / "costs.md"
MILLION = 1_000_000
MINUTES_OF_A_MONTH = 43_200
# Lambda asks each queue by this many long polls of twenty seconds at once, whether there is anything or not.
POLLERS, POLL_SECONDS = 5, 20
# What Lambda asks SQS for one job when jobs come one by one: to take it, and to delete it.
REQUESTS_TO_TAKE = 2
# The sweeps of presence (twice), of the queue, of what is to be closed; the load, of two kinds.
EMPTY_READS = 7
COUNTED = ("dynamodb_requests", "read_units", "write_units", "posts", "log_bytes")
PARTS = ("API Gateway", "Lambda", "DynamoDB", "SQS", "logs")
# The refusals of a socket that there are.
VALUES = {
    "sender": len(SenderType),
    "handler": len(Handler),
    "reason": len(EscalationReason),
    "role": len(Role),
    "code": 4,
}
Figures = Mapping[str, float]


def _series(metric: Metric) -> int:
    return VALUES[metric.dimension] if metric.dimension else 1


SERIES = sum(map(_series, METRICS))


@dataclass(frozen=True)
class Row:
    """`times` per message; the invocations and the dollars of one, by the service that charges them."""

    name: str
    times: float
    invocations: int
    dollars: Mapping[str, float]

    @property
    def per_million(self) -> dict[str, float]:
        return {part: self.dollars.get(part, 0.0) * self.times * MILLION for part in PARTS}


@dataclass(frozen=True)
class Tariff:
    price: Figures
    free: Figures
    measured: Mapping[str, Figures]
    workload: Mapping[str, Any]

    def invocation(self, function: str) -> float:
        seconds = self.workload["milliseconds"][function] / 1000
        gigabytes = self.workload["megabytes"][function] / 1024
        return float(self.price["lambda_request"] + seconds * gigabytes * self.price["lambda_gb_second_arm64"])

    def store(self, figures: Figures) -> float:
        reads, writes = figures["read_units"], figures["write_units"]
        return reads * self.price["read_unit"] + writes * self.price["write_unit"]

    def logs(self, figures: Figures) -> float:
        return figures["log_bytes"] / 1e9 * self.price["log_gb"]

    def frame(self, figures: Figures) -> float:
        """What a client sends, what answers it, and what is pushed to others: a message of API Gateway's each."""
        return (2 + figures["posts"]) * self.price["websocket_message"]

    def rows(self) -> list[Row]:
        """Each message as if it came alone: while many come at once, the stream takes up to a hundred at a time."""
        done, workload = self.measured, self.workload
        per_conversation = 1 / workload["messages_per_conversation"]
        beats = workload["minutes_per_conversation"] * 60 / workload["heartbeat_seconds"] * per_conversation
        minutes = workload["minutes_per_conversation"] * per_conversation
        share = 1 / workload["conversations_at_once_per_agent"]
        # Every second message is a visitor's, which its agent may have to be notified of.
        jobs = done["stream"]["jobs"] / 2
        return [
            Row("stored, acknowledged and pushed to the other side", 1, 1, self._frame("message")),
            Row("what follows from it: two records of the streams", 1, 3, self._stream()),
            Row(
                "whether the agent is to be notified; they look at it",
                jobs,
                1,
                {
                    "Lambda": self.invocation("push"),
                    "DynamoDB": self.store(done["push"]),
                    "SQS": (1 + REQUESTS_TO_TAKE) * self.price["sqs_request"],
                    "logs": self.logs(done["push"]),
                },
            ),
            Row("the visitor's heartbeats", beats, 1, self._frame("visitors_heartbeat")),
            Row("the agent's heartbeats", beats * share, 1, self._frame("agents_heartbeat")),
            Row(
                "two sockets that are open",
                minutes * (1 + share),
                0,
                {"API Gateway": self.price["websocket_connection_minute"]},
            ),
            Row(
                "the conversation begun, accepted, resolved",
                per_conversation,
                6,
                {
                    "API Gateway": 3 * self.price["http_request"]
                    + done["conversation"]["posts"] * self.price["websocket_message"],
                    "Lambda": 3 * (self.invocation("http") + self.invocation("table_stream")),
                    "DynamoDB": self.store(done["conversation"]),
                    "logs": self.logs(done["conversation"]),
                },
            ),
        ]

    def _frame(self, what: str) -> dict[str, float]:
        figures = self.measured[what]
        return {
            "API Gateway": self.frame(figures),
            "Lambda": self.invocation("websocket"),
            "DynamoDB": self.store(figures),
            "logs": self.logs(figures),
        }

    def _stream(self) -> dict[str, float]:
        figures = self.measured["stream"]
        return {
            "API Gateway": figures["posts"] * self.price["websocket_message"],
            "Lambda": 2 * self.invocation("table_stream") + self.invocation("analytics"),
            "DynamoDB": self.store(figures),
            "logs": self.logs(figures),
        }

    def traces(self) -> float:
        """Of a million messages, where each invocation is one."""
        return float(sum(row.times * row.invocations for row in self.rows()) * MILLION * self.price["trace"])

    def idle(self, template: str) -> list[tuple[str, float, float]]:
        """A month, by what is billed though nobody is there: in full, and beyond what is always free."""
        price, free, runs = self.price, self.free, MINUTES_OF_A_MONTH
        # An alarm on a formula is billed by the metrics in it.
        formulas = len(re.findall(r"^      Metrics:$", template, re.MULTILINE))
        alarms = template.count("Type: AWS::CloudWatch::Alarm") - formulas + template.count("MetricStat:")
        dashboards = template.count("Type: AWS::CloudWatch::Dashboard")
        queues = len(re.findall(r"EventSourceArn: !GetAtt \w+Queue\.Arn", template))
        polls = runs * 60 / POLL_SECONDS * POLLERS * queues
        reads = runs * EMPTY_READS * 0.5 * price["read_unit"]

        def billed(name: str, count: float, each: float, allowance: float) -> tuple[str, float, float]:
            return name, count * each, max(0.0, count - allowance) * each

        return [
            ("servers, databases, capacity by the hour: there are none", 0.0, 0.0),
            billed(f"the timers, {runs:,} runs", runs, self.invocation("timers"), free["lambda_requests"]),
            ("what they read: indexes without an entry", reads, reads),
            billed("their traces in X-Ray", runs, price["trace"], free["traces"]),
            billed(
                f"Lambda asking {queues} queues, {polls / MILLION:.1f} million times",
                polls,
                price["sqs_request"],
                free["sqs_requests"],
            ),
            billed(f"alarms, on {alarms} metrics", alarms, price["alarm_month"], free["alarms"]),
            billed(f"{dashboards} CloudWatch dashboards", dashboards, price["dashboard_month"], free["dashboards"]),
            ("custom metrics: none is told while nobody is there", 0.0, 0.0),
        ]


def message_table(tariff: Tariff) -> list[str]:
    rows = tariff.rows()
    lines = [
        f"| of a million messages | times | {' | '.join(PARTS)} | together |",
        f"|---|{'---:|' * (len(PARTS) + 2)}",
    ]
    for row in rows:
        lines.append(_line(row.name, f"{row.times:.2f}", row.per_million))
    total = {part: sum(row.per_million[part] for row in rows) for part in PARTS}
    lines.append(_line("**all of it**", "", total))
    lines += ["", f"X-Ray, where every invocation is traced (`Tracing=Active`): up to {_money(tariff.traces())} more."]
    return lines


def idle_table(tariff: Tariff, template: str) -> list[str]:
    rows = tariff.idle(template)
    full, beyond = sum(row[1] for row in rows), sum(row[2] for row in rows)
    lines = ["| a month in which nobody chats | in full | beyond what is always free |", "|---|---:|---:|"]
    lines += [f"| {name} | {_money(dollars)} | {_money(rest)} |" for name, dollars, rest in rows]
    return [*lines, f"| **all of it** | **{_money(full)}** | **{_money(beyond)}** |"]


def counted_table(tariff: Tariff) -> list[str]:
    lines = ["| measured | requests | read units | write units | frames pushed | bytes of log |", "|---|" + "---:|" * 5]
    for name, figures in tariff.measured.items():
        counts = (f"{figures[what]:g}" for what in COUNTED)
        lines.append(f"| {name.replace('_', ' ')} | {' | '.join(counts)} |")
    return lines


def page(text: str, tariff: Tariff, template: str) -> str:
    """The page with each table in its place anew."""
    tables = {
        "messages": message_table(tariff),
        "idle": idle_table(tariff, template),
        "counted": counted_table(tariff),
        "metrics": [_metrics_line(tariff)],
    }
    for name, lines in tables.items():
        begin, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
        before, _, rest = text.partition(begin)
        _, _, after = rest.partition(end)
        text = "\n".join([before + begin, *lines, end + after])
    return text


def _metrics_line(tariff: Tariff) -> str:
    month = _money(SERIES * tariff.price["custom_metric_month"])
    return (
        f"{len(METRICS)} metrics are {SERIES} with the values of their dimensions: {month} if all are told all month."
    )


def read_tariff() -> Tariff:
    prices, measured, workload = (json.loads(path.read_text()) for path in (PRICES, MEASURED, WORKLOAD))
    return Tariff(prices["price"], prices["free"], measured, workload)


def _line(name: str, times: str, dollars: Mapping[str, float]) -> str:
    cells = [_money(dollars[part]) if dollars[part] else "" for part in PARTS]
    return f"| {name} | {times} | {' | '.join(cells)} | {_money(sum(dollars.values()))} |"


def _money(dollars: float) -> str:
    return f"${dollars:.2f}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="only say whether the page is as it would be written")
    fresh = page(PAGE.read_text(), read_tariff(), TEMPLATE.read_text())
    if parser.parse_args().check:
        if fresh != PAGE.read_text():
            print("docs/operations/costs.md is stale: run `make costs` and commit the result", file=sys.stderr)
            return 1
        return 0
    PAGE.write_text(fresh)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
