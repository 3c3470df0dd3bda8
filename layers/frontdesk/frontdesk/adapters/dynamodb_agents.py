"""The agents' rows of the Directory table.

key                                          access pattern
tenant#id, agent#id                          one agent of a tenant; all of them
by_presence   "present" / tenant#id          whom the sweep has to look at (sparse)

What an agent is holding changes only together with the conversation that they take or leave, and their ratings only
together with the one that is rated: `moves_of` and `ratings_of` give the agents' part of that transaction.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime, time
from typing import Any

from pynamodb.attributes import (
    BooleanAttribute,
    JSONAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UnicodeSetAttribute,
    UTCDateTimeAttribute,
)
from pynamodb.connection import Connection
from pynamodb.exceptions import UpdateError
from pynamodb.expressions.condition import size
from pynamodb.expressions.update import Action
from pynamodb.indexes import GlobalSecondaryIndex, KeysOnlyProjection
from pynamodb.models import Model
from pynamodb.transactions import TransactWrite

from frontdesk.adapters.dynamodb import CONDITION_FAILED, assigning, holds, together, took_place, without_none
from frontdesk.domain.agent import Agent
from frontdesk.domain.agent_settings import AgentSettings, QuietHours
from frontdesk.domain.conversation import Conversation
from frontdesk.domain.errors import NotFound
from frontdesk.domain.vocabulary import Presence, Role

PRESENT = "present"
ABSENT = frozenset({Presence.OFFLINE, Presence.AWAY})


class ByPresence(GlobalSecondaryIndex["AgentRow"]):
    class Meta:
        index_name = "by_presence"
        projection = KeysOnlyProjection()

    present = UnicodeAttribute(hash_key=True)
    owner = UnicodeAttribute(range_key=True)


class AgentRow(Model):
    class Meta:
        table_name = "Directory"

    owner = UnicodeAttribute(hash_key=True)
    record = UnicodeAttribute(range_key=True)
    tenant_id = UnicodeAttribute()
    id = UnicodeAttribute()
    name = UnicodeAttribute()
    email = UnicodeAttribute()
    role = UnicodeAttribute()
    skills = JSONAttribute()
    department_ids = JSONAttribute()
    max_chats = NumberAttribute()
    status = UnicodeAttribute()
    presence = UnicodeAttribute()
    seen_at = UTCDateTimeAttribute(null=True)
    active_at = UTCDateTimeAttribute(null=True)
    free_since = UTCDateTimeAttribute(null=True)
    holding = UnicodeSetAttribute(null=True)
    total_chats = NumberAttribute()
    ratings_sum = NumberAttribute(null=True)
    ratings_count = NumberAttribute(null=True)
    settings = JSONAttribute(null=True)
    removed = BooleanAttribute(null=True)
    present = UnicodeAttribute(null=True)

    by_presence = ByPresence()


class DynamoAgents:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, tenant_id: str, agent_id: str) -> Agent | None:
        try:
            return _agent(AgentRow.get(*_key(tenant_id, agent_id), consistent_read=True))
        except AgentRow.DoesNotExist:
            return None

    def of_tenant(self, tenant_id: str) -> Sequence[Agent]:
        rows = AgentRow.query(f"tenant#{tenant_id}", AgentRow.record.startswith("agent#"), consistent_read=True)
        there = (_agent(row) for row in rows)
        return sorted((agent for agent in there if not agent.removed), key=lambda agent: (agent.name, agent.id))

    def enrol(self, agent: Agent) -> bool:
        row = AgentRow(*_key(agent.tenant_id, agent.id), **without_none(_values(agent)))
        return took_place(lambda: row.save(condition=AgentRow.record.does_not_exist()))

    def edit(self, before: Agent, after: Agent, *, beside: Agent | None = None) -> bool:
        old = _edited(before)
        changes = assigning(AgentRow, old, _edited(after))
        if not changes:
            return True
        row, same = AgentRow(*_key(before.tenant_id, before.id)), holds(AgentRow, old)
        if beside is None:
            return took_place(lambda: row.update(changes, condition=same))
        other = _key(beside.tenant_id, beside.id)
        is_admin = (AgentRow.role == Role.ADMIN.value) & AgentRow.removed.does_not_exist()
        failed = together(
            self._connection,
            lambda transaction: transaction.update(row, changes, condition=same),
            lambda transaction: transaction.condition_check(AgentRow, *other, condition=is_admin),
        )
        return failed is None

    def note_seen(self, tenant_id: str, agent_id: str, now: datetime, *, active: bool) -> Agent:
        signs = [AgentRow.seen_at.set(now), AgentRow.present.set(PRESENT)]
        return _changed(tenant_id, agent_id, [*signs, AgentRow.active_at.set(now)] if active else signs)

    def choose(self, tenant_id: str, agent_id: str, status: Presence) -> Agent:
        return _changed(tenant_id, agent_id, [AgentRow.status.set(status.value)])

    def tell_presence(self, agent: Agent, presence: Presence, now: datetime) -> bool:
        actions: list[Action] = [AgentRow.presence.set(presence.value)]
        if presence is Presence.ONLINE and agent.presence in ABSENT:
            actions.append(AgentRow.free_since.set(now))
        row = AgentRow(*_key(agent.tenant_id, agent.id))
        return took_place(lambda: row.update(actions, condition=AgentRow.presence == agent.presence.value))

    def present(self) -> Sequence[Agent]:
        keys = [(row.owner, row.record) for row in AgentRow.by_presence.query(PRESENT)]
        return [_agent(row) for row in AgentRow.batch_get(keys, consistent_read=True)]

    def leave(self, agent: Agent) -> None:
        row = AgentRow(*_key(agent.tenant_id, agent.id))
        gone = AgentRow.holding.does_not_exist() & (AgentRow.presence == Presence.OFFLINE.value)
        unseen = gone & holds(AgentRow, {"seen_at": agent.seen_at})
        took_place(lambda: row.update([AgentRow.present.remove()], condition=unseen))


def _changed(tenant_id: str, agent_id: str, actions: list[Any]) -> Agent:
    row = AgentRow(*_key(tenant_id, agent_id))
    try:
        row.update(actions, condition=AgentRow.record.exists() & AgentRow.removed.does_not_exist())
    except UpdateError as error:
        if error.cause_response_code != CONDITION_FAILED:
            raise
        raise NotFound("There is no such agent.") from error
    return _agent(row)


def moves_of(old: Conversation, new: Conversation, expected_load: int | None) -> list[Callable[[TransactWrite], None]]:
    """What agents are holding after the change, as parts of its transaction; none where it stays in the same hands."""
    before, after = old.holder_id, new.holder_id
    if before == after:
        return []
    moves = []
    if after is not None:
        moves.append(_taken(new, after, expected_load))
    if before is not None:
        moves.append(_left(old, before))
    return moves


def ratings_of(old: Conversation, new: Conversation) -> list[Callable[[TransactWrite], None]]:
    """What the change of a rating does to its agents' sums, as parts of its transaction; none where it stays."""
    if old.rating == new.rating:
        return []
    sums: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    for rating, sign in ((old.rating, -1), (new.rating, 1)):
        if rating is not None and rating.agent_id is not None:
            sums[rating.agent_id] += sign * rating.stars
            counts[rating.agent_id] += sign
    return [_counted(old.tenant_id, agent_id, sums[agent_id], counts[agent_id]) for agent_id in sums]


def _counted(tenant_id: str, agent_id: str, stars: int, ratings: int) -> Callable[[TransactWrite], None]:
    row = AgentRow(*_key(tenant_id, agent_id))
    actions: list[Action] = [AgentRow.ratings_sum.add(stars), AgentRow.ratings_count.add(ratings)]
    return lambda transaction: transaction.update(row, actions, condition=AgentRow.record.exists())


def _taken(conversation: Conversation, agent_id: str, expected_load: int | None) -> Callable[[TransactWrite], None]:
    load = size("holding")
    room = AgentRow.holding.does_not_exist() | (load < AgentRow.max_chats)
    if expected_load is not None:
        some = AgentRow.holding.exists() & (load == expected_load)
        room = room & (some if expected_load else AgentRow.holding.does_not_exist())
    actions: list[Action] = [
        AgentRow.holding.add({conversation.id}),
        AgentRow.total_chats.add(1),
        AgentRow.free_since.set(conversation.assigned_at or conversation.created_at),
        AgentRow.present.set(PRESENT),
    ]
    condition = AgentRow.record.exists() & AgentRow.removed.does_not_exist() & room
    row = AgentRow(*_key(conversation.tenant_id, agent_id))
    return lambda transaction: transaction.update(row, actions, condition=condition)


def _left(conversation: Conversation, agent_id: str) -> Callable[[TransactWrite], None]:
    row = AgentRow(*_key(conversation.tenant_id, agent_id))
    return lambda transaction: transaction.update(row, [AgentRow.holding.delete({conversation.id})])


def _key(tenant_id: str, agent_id: str) -> tuple[str, str]:
    return f"tenant#{tenant_id}", f"agent#{agent_id}"


def _edited(agent: Agent) -> dict[str, Any]:
    names = ("name", "role", "skills", "department_ids", "max_chats", "settings", "removed")
    values = _values(agent)
    return {name: values[name] for name in names}


def _values(agent: Agent) -> dict[str, Any]:
    return {
        "tenant_id": agent.tenant_id,
        "id": agent.id,
        "name": agent.name,
        "email": agent.email,
        "role": agent.role.value,
        "skills": list(agent.skills),
        "department_ids": list(agent.department_ids),
        "max_chats": agent.max_chats,
        "status": agent.status.value,
        "presence": agent.presence.value,
        "seen_at": agent.seen_at,
        "active_at": agent.active_at,
        "free_since": agent.free_since,
        "holding": set(agent.holding) or None,
        "total_chats": agent.total_chats,
        "ratings_sum": agent.ratings_sum or None,
        "ratings_count": agent.ratings_count or None,
        "settings": _settings_values(agent.settings),
        "removed": agent.removed or None,
    }


def _settings_values(settings: AgentSettings) -> dict[str, Any] | None:
    """Only what differs from the defaults."""
    quiet = settings.quiet_hours
    hours = {"start": str(quiet.start), "end": str(quiet.end), "time_zone": quiet.time_zone} if quiet else None
    plain = {name: getattr(settings, name) for name in ("sounds", "preview", "while_offline")}
    changed = {name: value for name, value in plain.items() if value != getattr(AgentSettings(), name)}
    return without_none({**changed, "quiet_hours": hours}) or None


def _settings(values: dict[str, Any]) -> AgentSettings:
    hours = values.get("quiet_hours")
    quiet = hours and QuietHours(
        start=time.fromisoformat(hours["start"]), end=time.fromisoformat(hours["end"]), time_zone=hours["time_zone"]
    )
    return AgentSettings(**{**values, "quiet_hours": quiet or None})


def _agent(row: AgentRow) -> Agent:
    return Agent(
        tenant_id=row.tenant_id,
        id=row.id,
        name=row.name,
        email=row.email,
        role=Role(row.role),
        skills=tuple(row.skills),
        department_ids=tuple(row.department_ids),
        max_chats=int(row.max_chats),
        status=Presence(row.status),
        presence=Presence(row.presence),
        seen_at=row.seen_at,
        active_at=row.active_at,
        free_since=row.free_since,
        holding=frozenset(row.holding or ()),
        total_chats=int(row.total_chats),
        ratings_sum=int(row.ratings_sum or 0),
        ratings_count=int(row.ratings_count or 0),
        settings=_settings(row.settings or {}),
        removed=bool(row.removed),
    )
