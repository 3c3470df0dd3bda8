"""The Connections port, in memory and in DynamoDB."""

from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from frontdesk.domain.principal import Principal
from frontdesk.domain.topics import Listener, Topic, agents_topic, conversation_topic
from frontdesk.domain.vocabulary import Role
from frontdesk.use_cases.ports import Connections, Desk, SocketTicket
from tests.fakes import make_desk
from tests.fakes.people import ADA, TENANT, VERA_HERSELF, an_agent
from tests.fakes.system import START, FakeClock

AGENTS = agents_topic(TENANT)
ONE, TWO = (conversation_topic(TENANT, f"conversation-{number}") for number in (1, 2))
LONG = replace(ADA, expires_at=START + timedelta(days=300))


@dataclass
class Sockets:
    connections: Connections
    clock: FakeClock

    def listening(self, topic: Topic) -> list[str]:
        return sorted(listener.connection_id for listener in self.connections.listeners(topic))


@pytest.fixture(params=["in memory", "in DynamoDB"])
def sockets_of(request: pytest.FixtureRequest, clock: FakeClock) -> Sockets:
    if request.param == "in memory":
        return Sockets(make_desk(clock=clock).connections, clock)
    desk: Desk = request.getfixturevalue("desk")
    return Sockets(desk.connections, clock)


@pytest.fixture
def connections(sockets_of: Sockets) -> Connections:
    return sockets_of.connections


@pytest.mark.parametrize("principal", [VERA_HERSELF, ADA])
@pytest.mark.parametrize("origin", [None, "https://shop.example"])
def test_a_ticket_is_redeemed_once(connections: Connections, principal: Principal, origin: str | None) -> None:
    grant = SocketTicket(principal, origin, START + timedelta(seconds=30))
    connections.add_ticket("ticket-1", grant)
    assert connections.redeem_ticket("ticket-2") is None
    assert connections.redeem_ticket("ticket-1") == grant
    assert connections.redeem_ticket("ticket-1") is None


def test_ends_are_kept_in_whole_seconds(connections: Connections) -> None:
    late = timedelta(microseconds=999_999)
    grant = SocketTicket(replace(ADA, expires_at=ADA.expires_at + late), None, START + late)
    connections.add_ticket("ticket-1", grant)
    assert connections.redeem_ticket("ticket-1") == SocketTicket(ADA, None, START)


def test_who_is_on_a_connection(connections: Connections) -> None:
    assert connections.principal("socket-1") is None
    assert connections.open("socket-1", VERA_HERSELF, [])
    assert connections.principal("socket-1") == VERA_HERSELF
    connections.close("socket-1")
    assert connections.principal("socket-1") is None


def test_what_a_connection_listens_to(sockets_of: Sockets) -> None:
    connections = sockets_of.connections
    connections.open("socket-1", ADA, [AGENTS])
    connections.open("socket-2", VERA_HERSELF, [])
    connections.follow("socket-1", ADA, [ONE, TWO])
    connections.follow("socket-1", ADA, [ONE])
    connections.follow("socket-2", VERA_HERSELF, [ONE])
    assert connections.topics("socket-1") == sorted([AGENTS, ONE, TWO])
    assert connections.topics("socket-2") == [ONE]
    assert connections.topics("unknown") == []
    assert sorted(connections.listeners(ONE), key=lambda listener: listener.connection_id) == [
        Listener("socket-1", ADA.id, Role.AGENT),
        Listener("socket-2", VERA_HERSELF.id, Role.VISITOR),
    ]
    assert sockets_of.listening(agents_topic("other")) == []


def test_a_closed_connection_listens_to_nothing(sockets_of: Sockets) -> None:
    connections = sockets_of.connections
    for connection_id in ("socket-1", "socket-2"):
        connections.open(connection_id, ADA, [AGENTS])
        connections.follow(connection_id, ADA, [ONE])
    connections.close("socket-1")
    assert (sockets_of.listening(AGENTS), sockets_of.listening(ONE)) == (["socket-2"], ["socket-2"])
    assert connections.topics("socket-1") == []
    connections.close("socket-1")


def test_a_closed_connection_does_not_come_back(sockets_of: Sockets) -> None:
    connections = sockets_of.connections
    connections.open("socket-1", ADA, [AGENTS])
    connections.close("socket-1")
    connections.follow("socket-1", ADA, [ONE])
    assert not connections.open("socket-1", ADA, [AGENTS])
    assert (sockets_of.listening(AGENTS), sockets_of.listening(ONE)) == ([], [])
    assert connections.principal("socket-1") is None


def test_an_end_before_the_beginning_keeps_it_shut(sockets_of: Sockets) -> None:
    sockets_of.connections.close("socket-1")
    assert not sockets_of.connections.open("socket-1", ADA, [AGENTS])
    assert sockets_of.listening(AGENTS) == []


def test_a_connection_is_opened_once(connections: Connections) -> None:
    assert connections.open("socket-1", ADA, [AGENTS])
    assert not connections.open("socket-1", VERA_HERSELF, [])
    assert connections.principal("socket-1") == ADA


def test_one_that_never_opened_follows_nothing(sockets_of: Sockets) -> None:
    sockets_of.connections.follow("socket-1", ADA, [ONE])
    assert sockets_of.listening(ONE) == []
    assert sockets_of.connections.topics("socket-1") == []


def test_nobody_listens_longer_than_their_credential(sockets_of: Sockets) -> None:
    connections = sockets_of.connections
    connections.open("short", an_agent(expires_at=START + timedelta(minutes=5)), [AGENTS])
    connections.open("long", LONG, [AGENTS])
    sockets_of.clock.advance(minutes=4, seconds=59)
    assert sockets_of.listening(AGENTS) == ["long", "short"]
    sockets_of.clock.advance(seconds=1)
    assert sockets_of.listening(AGENTS) == ["long"]


def test_nobody_listens_longer_than_a_socket_can_live(sockets_of: Sockets) -> None:
    sockets_of.connections.open("socket-1", LONG, [AGENTS])
    sockets_of.clock.advance(hours=2, minutes=10)
    assert sockets_of.listening(AGENTS) == []


def test_where_it_was_met_it_is_forgotten_too(sockets_of: Sockets) -> None:
    sockets_of.connections.open("socket-1", ADA, [ONE])
    sockets_of.connections.close("socket-1", heard_on=[ONE, TWO])
    assert sockets_of.listening(ONE) == []


def test_following_a_hundred_conversations(sockets_of: Sockets) -> None:
    """DynamoDB writes 25 rows at most by one batch."""
    topics = [conversation_topic(TENANT, f"conversation-{number}") for number in range(100)]
    sockets_of.connections.open("socket-1", ADA, [])
    sockets_of.connections.follow("socket-1", ADA, topics)
    assert all(sockets_of.listening(topic) == ["socket-1"] for topic in topics)
    sockets_of.connections.close("socket-1")
    assert not any(sockets_of.listening(topic) for topic in topics)


def test_following_until_a_moment(sockets_of: Sockets) -> None:
    sockets_of.connections.open("ada", ADA, [ONE])
    sockets_of.connections.follow("ada", ADA, [TWO], until=START + timedelta(seconds=120))
    assert sockets_of.connections.topics("ada") == [ONE, TWO]
    sockets_of.clock.advance(seconds=119)
    assert sockets_of.listening(TWO) == ["ada"]
    sockets_of.clock.advance(seconds=1)
    assert (sockets_of.listening(ONE), sockets_of.listening(TWO)) == (["ada"], [])


def test_following_again_puts_the_end_off(sockets_of: Sockets) -> None:
    sockets_of.connections.open("ada", ADA, [])
    for _ in range(3):
        sockets_of.connections.follow("ada", ADA, [ONE], until=sockets_of.clock.now() + timedelta(seconds=120))
        sockets_of.clock.advance(seconds=60)
    assert sockets_of.listening(ONE) == ["ada"]


def test_nobody_follows_longer_than_their_credential_whatever_was_asked(sockets_of: Sockets) -> None:
    short = an_agent(expires_at=START + timedelta(seconds=30))
    sockets_of.connections.open("ada", short, [])
    sockets_of.connections.follow("ada", short, [ONE], until=START + timedelta(hours=1))
    sockets_of.clock.advance(seconds=30)
    assert sockets_of.listening(ONE) == []


def test_what_is_unfollowed_is_heard_no_more(sockets_of: Sockets) -> None:
    connections = sockets_of.connections
    connections.open("ada", ADA, [AGENTS, ONE, TWO])
    connections.open("ben", ADA, [ONE])
    connections.unfollow("ada", [ONE, TWO])
    connections.unfollow("ada", [TWO])
    assert connections.topics("ada") == [AGENTS]
    assert (sockets_of.listening(ONE), sockets_of.listening(TWO)) == (["ben"], [])


def test_unfollowing_opens_no_connection(sockets_of: Sockets) -> None:
    sockets_of.connections.unfollow("never", [ONE])
    assert sockets_of.connections.principal("never") is None
    assert sockets_of.connections.open("never", ADA, [])


def test_the_end_gives_back_what_was_listened_to(sockets_of: Sockets) -> None:
    sockets_of.connections.open("ada", ADA, [AGENTS, ONE])
    assert sockets_of.connections.close("ada", heard_on=[TWO]) == [AGENTS, ONE, TWO]
    assert sockets_of.connections.close("ada") == []
    assert sockets_of.connections.close("never") == []
