"""The Connections table: open WebSockets, what they listen to, and the tickets that open them.

    key                               access pattern
    connection#id, "principal"        who is on a connection, and all that it follows; after its end, a tombstone
    {topic}, connection id            the listeners of a topic
    ticket#hash, "ticket"             redeem a ticket
    tickets#tenant#id, ticket#hash    those that a visitor has been given

A tombstone keeps a `$connect` that comes after its own `$disconnect` from opening anything.
"""

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from pynamodb.attributes import BooleanAttribute, NumberAttribute, UnicodeAttribute, UnicodeSetAttribute
from pynamodb.models import Model

from frontdesk.adapters.dynamodb import epoch, fingerprint, instant, took_place
from frontdesk.domain.principal import Principal
from frontdesk.domain.topics import Listener, Topic
from frontdesk.domain.vocabulary import Role
from frontdesk.use_cases.ports import Clock, SocketTicket

# API Gateway ends a connection after two hours.
LONGEST_LIFE = timedelta(hours=2, minutes=10)
TOMBSTONE_LIFE = timedelta(minutes=10)
REMEMBERED = 10_000
PRINCIPAL = "principal"
TICKET = "ticket"


class ConnectionRow(Model):
    """One of the table's three kinds of row."""

    class Meta:
        table_name = "Connections"

    topic = UnicodeAttribute(hash_key=True)
    member = UnicodeAttribute(range_key=True)
    expires_at = NumberAttribute()
    tenant_id = UnicodeAttribute(null=True)
    principal_id = UnicodeAttribute(null=True)
    name = UnicodeAttribute(null=True)
    role = UnicodeAttribute(null=True)
    widget_id = UnicodeAttribute(null=True)
    credential_ends_at = NumberAttribute(null=True)
    origin = UnicodeAttribute(null=True)
    following = UnicodeSetAttribute(null=True)
    ended = BooleanAttribute(null=True)


class DynamoConnections:
    """Who is on a connection never changes, so a warm function remembers it and spares each frame a read."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._known: OrderedDict[str, Principal] = OrderedDict()

    def add_ticket(self, ticket: str, grant: SocketTicket) -> None:
        key = f"ticket#{fingerprint(ticket)}"
        row = _identity(key, TICKET, grant.principal, grant.expires_at)
        row.origin = grant.origin
        if not grant.principal.is_visitor:
            row.save()
            return
        given = tickets_of(grant.principal.tenant_id, grant.principal.id)
        with ConnectionRow.batch_write() as batch:
            batch.save(ConnectionRow(given, key, expires_at=epoch(grant.expires_at)))
            batch.save(row)

    def redeem_ticket(self, ticket: str) -> SocketTicket | None:
        taken = ConnectionRow._get_connection().delete_item(
            f"ticket#{fingerprint(ticket)}", TICKET, return_values="ALL_OLD"
        )
        if not taken.get("Attributes"):
            return None
        row = ConnectionRow()
        row.deserialize(taken["Attributes"])
        return SocketTicket(_principal(row), row.origin, instant(row.expires_at))

    def open(self, connection_id: str, principal: Principal, topics: Iterable[Topic]) -> bool:
        followed = list(topics)
        row = _identity(_connection(connection_id), PRINCIPAL, principal, self._end())
        row.following = set(followed) or None
        if not took_place(lambda: row.save(condition=ConnectionRow.topic.does_not_exist())):
            return False
        self._remember(connection_id, principal)
        self._listen(connection_id, principal, followed)
        return True

    def close(self, connection_id: str, heard_on: Sequence[Topic] = ()) -> Sequence[Topic]:
        self._known.pop(connection_id, None)
        row = _get(connection_id)
        followed = set(heard_on) | set((row.following if row else None) or ())
        with ConnectionRow.batch_write() as batch:
            for topic in followed:
                batch.delete(ConnectionRow(topic, connection_id))
        until = epoch(self._clock.now() + TOMBSTONE_LIFE)
        ConnectionRow(_connection(connection_id), PRINCIPAL, ended=True, expires_at=until).save()
        return [Topic(topic) for topic in sorted(followed)]

    def principal(self, connection_id: str) -> Principal | None:
        if connection_id in self._known:
            return self._known[connection_id]
        row = _get(connection_id)
        if row is None or row.ended:
            return None
        return self._remember(connection_id, _principal(row))

    def follow(
        self, connection_id: str, principal: Principal, topics: Sequence[Topic], *, until: datetime | None = None
    ) -> None:
        row = ConnectionRow(_connection(connection_id), PRINCIPAL)
        alive = ConnectionRow.topic.exists() & ConnectionRow.ended.does_not_exist()
        if took_place(lambda: row.update([ConnectionRow.following.add(set(topics))], condition=alive)):
            self._listen(connection_id, principal, topics, until)

    def unfollow(self, connection_id: str, topics: Sequence[Topic]) -> None:
        row = ConnectionRow(_connection(connection_id), PRINCIPAL)
        alive = ConnectionRow.topic.exists() & ConnectionRow.ended.does_not_exist()
        took_place(lambda: row.update([ConnectionRow.following.delete(set(topics))], condition=alive))
        with ConnectionRow.batch_write() as batch:
            for topic in topics:
                batch.delete(ConnectionRow(topic, connection_id))

    def topics(self, connection_id: str) -> Sequence[Topic]:
        row = _get(connection_id)
        return [Topic(topic) for topic in sorted((row.following if row else None) or ())]

    def listeners(self, topic: Topic) -> Sequence[Listener]:
        now = epoch(self._clock.now())
        rows = ConnectionRow.query(topic)
        return [Listener(row.member, row.principal_id or "", Role(row.role)) for row in rows if row.expires_at > now]

    def _listen(
        self, connection_id: str, principal: Principal, topics: Sequence[Topic], until: datetime | None = None
    ) -> None:
        end = epoch(min(until or self._end(), self._end(), principal.expires_at))
        with ConnectionRow.batch_write() as batch:
            for topic in topics:
                batch.save(
                    ConnectionRow(
                        topic,
                        connection_id,
                        principal_id=principal.id,
                        role=principal.role,
                        expires_at=end,
                    )
                )

    def _end(self) -> datetime:
        return self._clock.now() + LONGEST_LIFE

    def _remember(self, connection_id: str, principal: Principal) -> Principal:
        self._known[connection_id] = principal
        if len(self._known) > REMEMBERED:
            self._known.popitem(last=False)
        return principal


def tickets_of(tenant_id: str, visitor_id: str) -> str:
    return f"tickets#{tenant_id}#{visitor_id}"


def _connection(connection_id: str) -> str:
    return f"connection#{connection_id}"


def _get(connection_id: str) -> ConnectionRow | None:
    try:
        return ConnectionRow.get(_connection(connection_id), PRINCIPAL, consistent_read=True)
    except ConnectionRow.DoesNotExist:
        return None


def _identity(topic: str, member: str, principal: Principal, expires_at: datetime) -> ConnectionRow:
    return ConnectionRow(
        topic,
        member,
        tenant_id=principal.tenant_id,
        principal_id=principal.id,
        name=principal.name,
        role=principal.role,
        widget_id=principal.widget_id,
        credential_ends_at=epoch(principal.expires_at),
        expires_at=epoch(expires_at),
    )


def _principal(row: ConnectionRow) -> Principal:
    return Principal(
        tenant_id=row.tenant_id or "",
        id=row.principal_id or "",
        name=row.name or "",
        role=Role(row.role),
        expires_at=instant(row.credential_ends_at or 0),
        widget_id=row.widget_id,
    )
