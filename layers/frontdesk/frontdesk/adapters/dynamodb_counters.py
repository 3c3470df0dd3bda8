"""The Counters table: what counts, by half hours, and what each conversation has added to it.

key                                                access pattern
tenant#all | tenant#widget#id | …, slot            change with a contribution; those of a period
tenant#agents, day#agent                           the same of every agent's days, next to one another
tenant#conversation#id, "contribution"             one; replaced together with the counters that it adds to
tenant#online, day#agent                           note one more tick; those of some days

A counter is an attribute of its own: adding to it needs no read. Counters and contributions change in one
transaction, so that the counters are the sum of the contributions at every moment.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from pynamodb.attributes import JSONAttribute, NumberAttribute, NumberSetAttribute, UnicodeAttribute
from pynamodb.connection import Connection
from pynamodb.expressions.operand import Path
from pynamodb.expressions.update import Action
from pynamodb.models import Model

from frontdesk.adapters.dynamodb import Part, together
from frontdesk.domain.analytics.contribution import Contribution, changes_between
from frontdesk.domain.analytics.counts import Counts
from frontdesk.domain.analytics.figures import Slots
from frontdesk.domain.analytics.online import tick_of
from frontdesk.domain.analytics.period import Period
from frontdesk.domain.analytics.scope import AGENTS_DAYS, Place, Scope, when_of
from frontdesk.use_cases.analytics_ports import AgentsDay, OnlineDay

ONLINE = "online"
CONTRIBUTION = "contribution"
KEYS = frozenset({"owner", "place"})
# Above every id that follows a day.
HIGHEST = "\U0010ffff"


class CounterRow(Model):
    """Its counters are attributes that no model can name beforehand."""

    class Meta:
        table_name = "Counters"

    owner = UnicodeAttribute(hash_key=True)
    place = UnicodeAttribute(range_key=True)


class ContributionRow(Model):
    class Meta:
        table_name = "Counters"

    owner = UnicodeAttribute(hash_key=True)
    place = UnicodeAttribute(range_key=True)
    version = NumberAttribute()
    revision = NumberAttribute()
    slot = UnicodeAttribute()
    widget_id = UnicodeAttribute()
    department_id = UnicodeAttribute(null=True)
    agent_id = UnicodeAttribute(null=True)
    answers = JSONAttribute(null=True)
    counts = JSONAttribute()


class OnlineRow(Model):
    class Meta:
        table_name = "Counters"

    owner = UnicodeAttribute(hash_key=True)
    place = UnicodeAttribute(range_key=True)
    ticks = NumberSetAttribute(null=True)


class DynamoCounters:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def contribution(self, tenant_id: str, conversation_id: str) -> Contribution | None:
        try:
            row = ContributionRow.get(*_contribution_key(tenant_id, conversation_id), consistent_read=True)
        except ContributionRow.DoesNotExist:
            return None
        return _contribution(tenant_id, conversation_id, row)

    def replace(self, before: Contribution | None, after: Contribution) -> bool:
        changes = changes_between(before, after)
        counted = [_added(after.tenant_id, place, changes[place]) for place in changes]
        return together(self._connection, _replaced(before, after), *counted) is None

    def slots(self, tenant_id: str, scope: Scope, period: Period) -> Slots:
        rows = self._rows(f"{tenant_id}#{scope.name}", when_of(period.start), when_of(period.end))
        found = [(_instant(row["place"]["S"]), _counts(row)) for row in rows]
        return [(at, counts) for at, counts in found if period.holds(at)]

    def agents_days(self, tenant_id: str, first: date, last: date) -> Sequence[AgentsDay]:
        rows = self._rows(f"{tenant_id}#{AGENTS_DAYS.name}", first.isoformat(), f"{last.isoformat()}#{HIGHEST}")
        return [AgentsDay(agent_id, day, _counts(row)) for row in rows for day, agent_id in [_day(row["place"]["S"])]]

    def note_online(self, tenant_id: str, agent_id: str, now: datetime) -> None:
        moment = now.astimezone(UTC)
        row = OnlineRow(f"{tenant_id}#{ONLINE}", f"{moment.date().isoformat()}#{agent_id}")
        row.update([OnlineRow.ticks.add({tick_of(moment)})])

    def online_days(self, tenant_id: str, first: date, last: date) -> Sequence[OnlineDay]:
        rows = OnlineRow.query(
            f"{tenant_id}#{ONLINE}", OnlineRow.place.between(first.isoformat(), f"{last.isoformat()}#{HIGHEST}")
        )
        return [
            OnlineDay(agent_id, day, frozenset(int(tick) for tick in row.ticks or ()))
            for row in rows
            for day, agent_id in [_day(row.place)]
        ]

    def _rows(self, owner: str, first: str, last: str) -> Iterator[Mapping[str, Any]]:
        """Rows with attributes that are not known beforehand, which a model would leave out."""
        asked: dict[str, Any] = {
            "TableName": CounterRow.Meta.table_name,
            "KeyConditionExpression": "#owner = :owner AND place BETWEEN :first AND :last",
            "ExpressionAttributeNames": {"#owner": "owner"},
            "ExpressionAttributeValues": {":owner": {"S": owner}, ":first": {"S": first}, ":last": {"S": last}},
        }
        while True:
            answer = self._connection.dispatch("Query", dict(asked))
            yield from answer["Items"]
            if "LastEvaluatedKey" not in answer:
                return
            asked["ExclusiveStartKey"] = answer["LastEvaluatedKey"]


def _replaced(before: Contribution | None, after: Contribution) -> Part:
    row = ContributionRow(
        *_contribution_key(after.tenant_id, after.conversation_id),
        version=after.version,
        revision=after.revision,
        slot=when_of(after.slot),
        widget_id=after.widget_id,
        department_id=after.department_id,
        agent_id=after.agent_id,
        answers={str(seq): tenth for seq, tenth in after.answers.items()} or None,
        counts=dict(after.counts),
    )
    unchanged = ContributionRow.revision == before.revision if before else ContributionRow.place.does_not_exist()
    return lambda transaction: transaction.save(row, condition=unchanged)


def _added(tenant_id: str, place: Place, changes: Mapping[str, int]) -> Part:
    row = CounterRow(f"{tenant_id}#{place.scope}", place.when)
    actions: list[Action] = [Path([name]).add(change) for name, change in changes.items()]
    return lambda transaction: transaction.update(row, actions)


def _contribution_key(tenant_id: str, conversation_id: str) -> tuple[str, str]:
    return f"{tenant_id}#conversation#{conversation_id}", CONTRIBUTION


def _contribution(tenant_id: str, conversation_id: str, row: ContributionRow) -> Contribution:
    return Contribution(
        tenant_id=tenant_id,
        conversation_id=conversation_id,
        version=int(row.version),
        revision=int(row.revision),
        slot=_instant(row.slot),
        widget_id=row.widget_id,
        department_id=row.department_id,
        agent_id=row.agent_id,
        answers={int(seq): tenth for seq, tenth in (row.answers or {}).items()},
        counts=row.counts,
    )


def _counts(row: Mapping[str, Any]) -> Counts:
    return {name: int(value["N"]) for name, value in row.items() if name not in KEYS}


def _instant(when: str) -> datetime:
    return datetime.fromisoformat(when)


def _day(place: str) -> tuple[date, str]:
    day, _, agent_id = place.partition("#")
    return date.fromisoformat(day), agent_id
