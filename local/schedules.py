"""The schedules of the template: `rate(…)` and `cron(…)`."""

import asyncio
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from local.apis import function_name
from local.errors import TemplateError
from local.events import scheduled_event
from local.functions import FunctionError, FunctionRuntime
from local.model import Model

RATE = re.compile(r"^rate\((\d+) (minute|hour|day)s?\)$")
CRON = re.compile(r"^cron\(([^)]+)\)$")
SECONDS = {"minute": 60, "hour": 3600, "day": 86400}
MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
DAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"]


@dataclass(frozen=True)
class Cron:
    """The six fields of EventBridge: minute, hour, day of month, month, day of week, year."""

    fields: tuple[frozenset[int], ...]

    @classmethod
    def parse(cls, text: str) -> "Cron":
        parts = text.upper().split()
        if len(parts) != 6:
            raise TemplateError(f"cron({text}) must have six fields.")
        bounds = [(0, 59), (0, 23), (1, 31), (1, 12), (1, 7), (1970, 2199)]
        return cls(tuple(frozenset(_values(part, *bound)) for part, bound in zip(parts, bounds, strict=True)))

    def matches(self, moment: datetime) -> bool:
        day_of_week = moment.isoweekday() % 7 + 1
        values = (moment.minute, moment.hour, moment.day, moment.month, day_of_week, moment.year)
        return all(value in allowed for value, allowed in zip(values, self.fields, strict=True))


def _values(part: str, low: int, high: int) -> Iterator[int]:
    names = {name: index + 1 for index, name in enumerate(MONTHS if high == 12 else DAYS)}
    for item in part.split(","):
        span, _, step = item.partition("/")
        first, _, last = span.partition("-")
        try:
            start = low if first in "*?" else int(names.get(first, first))
            open_ended = high if first in "*?" or step else start
            end = int(names.get(last, last)) if last else open_ended
            yield from range(start, end + 1, int(step or 1))
        except ValueError:
            raise TemplateError(f"The local stack does not know {item!r} in a cron expression.") from None


@dataclass(frozen=True)
class Schedule:
    name: str
    function: str
    rule_arn: str
    region: str
    input: str | None
    """The JSON that the template gives to the function instead of the usual event."""
    every: float | None
    """Seconds of a rate; None for a cron expression."""
    cron: Cron | None = None

    def event(self) -> Any:
        return scheduled_event(self.rule_arn, self.region) if self.input is None else json.loads(self.input)

    async def run(self, runtime: FunctionRuntime, time_scale: float) -> None:
        while True:
            await self._wait(time_scale)
            try:
                await runtime.invoke(self.function, self.event())
            except FunctionError as error:
                print(f"{self.function} (schedule {self.name}): {error}", flush=True)

    async def _wait(self, time_scale: float) -> None:
        if self.every is not None:
            await asyncio.sleep(self.every / time_scale)
            return
        while True:
            now = datetime.now(UTC)
            following = now.replace(second=0, microsecond=0) + timedelta(minutes=1)
            await asyncio.sleep((following - now).total_seconds())
            if self.cron is not None and self.cron.matches(following):
                return


def schedules(model: Model) -> list[Schedule]:
    found = []
    for rule in model.of_type("AWS::Events::Rule"):
        properties = model.properties(rule)
        if "ScheduleExpression" in properties and properties.get("State") != "DISABLED":
            found += [_schedule(model, rule.name, properties, target) for target in properties["Targets"]]
    for schedule in model.of_type("AWS::Scheduler::Schedule"):
        properties = model.properties(schedule)
        if properties.get("State") != "DISABLED":
            found.append(_schedule(model, schedule.name, properties, properties["Target"]))
    return found


def _schedule(model: Model, name: str, properties: dict[str, Any], target: dict[str, Any]) -> Schedule:
    every, cron = parse_expression(properties["ScheduleExpression"])
    place = model.place
    rule_arn = place.arn("events", f"rule/{name}")
    return Schedule(name, function_name(model, target["Arn"]), rule_arn, place.region, target.get("Input"), every, cron)


def parse_expression(expression: str) -> tuple[float | None, Cron | None]:
    rate = RATE.match(expression)
    if rate:
        return int(rate[1]) * SECONDS[rate[2]], None
    cron = CRON.match(expression)
    if cron:
        return None, Cron.parse(cron[1])
    raise TemplateError(f"{expression!r} is neither a rate nor a cron expression.")
