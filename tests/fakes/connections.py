"""Open WebSockets in memory: who is on them, what they listen to, and the tickets that open them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from frontdesk.domain.principal import Principal
from frontdesk.domain.topics import Listener, Topic
from frontdesk.use_cases.ports import Clock, SocketTicket
from tests.fakes.step import Step, no_step

LONGEST_LIFE = timedelta(hours=2, minutes=10)


@dataclass(slots=True)
class Opened:
    principal: Principal
    following: set[Topic] = field(default_factory=set)


class FakeConnections:
    """Ends of tickets and credentials are kept in whole seconds here."""

    def __init__(self, clock: Clock, step: Step = no_step) -> None:
        self.step = step
        self._clock = clock
        self._tickets: dict[str, SocketTicket] = {}
        self._open: dict[str, Opened] = {}
        self._ended: set[str] = set()
        self._listeners: defaultdict[Topic, dict[str, tuple[Listener, datetime]]] = defaultdict(dict)

    def add_ticket(self, ticket: str, grant: SocketTicket) -> None:
        self.step("connections.add_ticket")
        self._tickets[ticket] = replace(
            grant, principal=_whole(grant.principal), expires_at=grant.expires_at.replace(microsecond=0)
        )

    def redeem_ticket(self, ticket: str) -> SocketTicket | None:
        self.step("connections.redeem_ticket")
        return self._tickets.pop(ticket, None)

    def open(self, connection_id: str, principal: Principal, topics: Iterable[Topic]) -> bool:
        self.step("connections.open")
        if connection_id in self._open or connection_id in self._ended:
            return False
        self._open[connection_id] = Opened(_whole(principal))
        self._listen(connection_id, principal, topics)
        return True

    def close(self, connection_id: str, heard_on: Sequence[Topic] = ()) -> Sequence[Topic]:
        self.step("connections.close")
        opened = self._open.pop(connection_id, None)
        heard = {*heard_on, *(opened.following if opened else ())}
        for topic in heard:
            self._listeners[topic].pop(connection_id, None)
        self._ended.add(connection_id)
        return sorted(heard)

    def principal(self, connection_id: str) -> Principal | None:
        self.step("connections.principal")
        opened = self._open.get(connection_id)
        return opened.principal if opened else None

    def follow(
        self, connection_id: str, principal: Principal, topics: Sequence[Topic], *, until: datetime | None = None
    ) -> None:
        self.step("connections.follow")
        if connection_id in self._open:
            self._listen(connection_id, principal, topics, until)

    def unfollow(self, connection_id: str, topics: Sequence[Topic]) -> None:
        self.step("connections.unfollow")
        opened = self._open.get(connection_id)
        for topic in topics:
            self._listeners[topic].pop(connection_id, None)
            if opened:
                opened.following.discard(topic)

    def topics(self, connection_id: str) -> Sequence[Topic]:
        self.step("connections.topics")
        opened = self._open.get(connection_id)
        return sorted(opened.following) if opened else []

    def listeners(self, topic: Topic) -> Sequence[Listener]:
        self.step("connections.listeners")
        now = self._clock.now()
        heard = self._listeners[topic]
        return [listener for _, (listener, until) in sorted(heard.items()) if until > now.replace(microsecond=0)]

    def _listen(
        self, connection_id: str, principal: Principal, topics: Iterable[Topic], until: datetime | None = None
    ) -> None:
        longest = self._clock.now() + LONGEST_LIFE
        end = min(until or longest, longest, principal.expires_at).replace(microsecond=0)
        for topic in topics:
            self._open[connection_id].following.add(topic)
            self._listeners[topic][connection_id] = (Listener(connection_id, principal.id, principal.role), end)


def _whole(principal: Principal) -> Principal:
    return replace(principal, expires_at=principal.expires_at.replace(microsecond=0))
