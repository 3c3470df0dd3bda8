"""What calls of DynamoDB are billed, by its own account, and what they carry."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

from botocore.session import Session

# An eventually consistent read takes half a unit for each of these.
READ_BYTES = 4096


@dataclass(slots=True)
class Meter:
    requests: int = 0
    units: float = 0.0
    received: int = 0
    milliseconds: float = 0.0
    by_operation: Counter[str] = field(default_factory=Counter)

    def watch(self, session: Session) -> None:
        """Count every call of the clients that are made from this session."""
        session.register("provide-client-params.dynamodb.*", _ask_for_units)
        session.register("after-call.dynamodb.*", self._count)

    def _count(self, **told: Any) -> None:
        parsed, model = told["parsed"], told["model"]
        consumed = parsed.get("ConsumedCapacity", [])
        several = consumed if isinstance(consumed, list) else [consumed]
        self.requests += 1
        units = sum(each["CapacityUnits"] for each in several)
        self.units += units
        self.by_operation[model.name] += units
        self.received += int(parsed["ResponseMetadata"]["HTTPHeaders"].get("content-length", 0))

    @contextmanager
    def of(self) -> Iterator["Meter"]:
        """What is counted within."""
        found = Meter()
        before = self.requests, self.units, self.received
        begun = perf_counter()
        yield found
        found.milliseconds = (perf_counter() - begun) * 1000
        found.requests, found.units = self.requests - before[0], self.units - before[1]
        found.received = self.received - before[2]


def _ask_for_units(**told: Any) -> Any:
    params, known = told["params"], told["model"].input_shape.members
    return {**params, "ReturnConsumedCapacity": "TOTAL"} if "ReturnConsumedCapacity" in known else params
