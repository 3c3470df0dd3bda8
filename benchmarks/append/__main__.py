"""What a message costs by three ways of appending it, on one dynoxide: `python -m benchmarks.append`.

The ways take turns, so that a machine that slows down slows all of them. Each message has 200 bytes of text; the
sender has seen the whole log, as somebody who is writing mostly has.
"""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import median
from typing import Any

import boto3
from botocore.config import Config

from benchmarks.append.algorithms import TABLE, Append, Meter, counter_then_put, tail_append, transaction
from benchmarks.store import dynoxide

WAYS: dict[str, Append] = {
    "transaction of 3": transaction,
    "tail append": tail_append,
    "counter, then put": counter_then_put,
}
BASELINE = "transaction of 3"
CONTENT = "x" * 200
MESSAGES = 200
WRITERS = (1, 4)


@dataclass(slots=True)
class Cost:
    meter: Meter
    milliseconds: list[float] = field(default_factory=list)

    def of(self, way: Append, log: str, client_id: str, base_seq: int) -> int:
        begun = time.perf_counter()
        seq = way(self.meter, log, client_id, base_seq, CONTENT)
        self.milliseconds.append((time.perf_counter() - begun) * 1000)
        return seq


@contextmanager
def table() -> Iterator[Any]:
    """A client of a fresh store with the one table that is appended to."""
    with dynoxide() as address:
        client = boto3.client(
            "dynamodb",
            endpoint_url=address,
            region_name="eu-west-1",
            aws_access_key_id="local",
            aws_secret_access_key="local",
            config=Config(parameter_validation=False, max_pool_connections=16, retries={"total_max_attempts": 1}),
        )
        _make_table(client)
        yield client


def _make_table(client: Any) -> None:
    client.create_table(
        TableName=TABLE,
        KeySchema=[{"AttributeName": "conversation", "KeyType": "HASH"}, {"AttributeName": "seq", "KeyType": "RANGE"}],
        AttributeDefinitions=[
            {"AttributeName": "conversation", "AttributeType": "S"},
            {"AttributeName": "seq", "AttributeType": "N"},
        ],
        BillingMode="PAY_PER_REQUEST",
    )


def measure(client: Any, writers: int) -> dict[str, list[Cost]]:
    """Every writer appends its share to one log, in step with the others; the ways take turns."""
    costs = {name: [Cost(Meter(client)) for _ in range(writers)] for name in WAYS}
    seen = dict.fromkeys(WAYS, 0)
    with ThreadPoolExecutor(writers) as pool:
        for number in range(MESSAGES // writers):
            for name, way in WAYS.items():
                log = f"{name}, {writers} at once"
                appends = [
                    pool.submit(cost.of, way, log, f"{writer}-{number}", seen[name])
                    for writer, cost in enumerate(costs[name])
                ]
                seen[name] = max(append.result() for append in appends)
    return costs


def lines(costs: dict[str, list[Cost]]) -> Iterator[str]:
    yield "| way | ms, median | ratio to the transaction | write units | read units | requests | lost races |"
    yield "|---|---|---|---|---|---|---|"
    baseline = median(_milliseconds(costs[BASELINE]))
    for name, found in costs.items():
        count = len(_milliseconds(found))
        taken = median(_milliseconds(found))
        ratio = "1 (baseline)" if name == BASELINE else f"{taken / baseline:.2f}"
        per_message = [
            sum(getattr(cost.meter, what) for cost in found) / count
            for what in ("write_units", "read_units", "requests", "conflicts")
        ]
        yield f"| {name} | {taken:.1f} | {ratio} | " + " | ".join(f"{value:.2f}" for value in per_message) + " |"


def _milliseconds(costs: list[Cost]) -> list[float]:
    return [each for cost in costs for each in cost.milliseconds]


def main() -> None:
    with table() as client:
        for writers in WRITERS:
            print(f"\n{writers} at once into one log, {MESSAGES} messages by each way; all figures per message")
            print("\n".join(lines(measure(client, writers))), flush=True)


if __name__ == "__main__":
    main()
