"""Posts to WebSockets: in memory as through @connections, with what API Gateway answers."""

from collections.abc import Iterator
from dataclasses import dataclass
from socket import SHUT_RDWR
from typing import Any

import pytest
from botocore.session import get_session

from frontdesk.adapters import connection_gateway
from frontdesk.adapters.connection_gateway import ConnectionGateway
from frontdesk.contract.server_frames import SERVER_FRAME
from frontdesk.domain.events import ConversationUpdated, Event, MessageCreated
from frontdesk.domain.vocabulary import Status
from frontdesk.metrics import Meter
from frontdesk.observability import make_logger
from tests.contract.sam_template import REGION
from tests.fakes.gateway import FakeGateway
from tests.fakes.people import a_conversation, a_message
from tests.fakes.system import START, FakeClock
from tests.integration.cloud import SocketsApi, Tables, hang_up

EVENT: Event = MessageCreated(a_conversation(Status.ACTIVE), START, a_message(3, content="Grüße 👋"))
PATIENCE = 30
"""Seconds, on a machine that does much else: silence alone is given up after as many as really are."""
TIMEOUT_SECONDS = connection_gateway.TIMEOUT_SECONDS
SILENCE = 0
FEW, MANY = ["a", "b", "c"], [f"socket-{number}" for number in range(25)]


@dataclass
class Gateways:
    gateway: ConnectionGateway
    sockets: SocketsApi
    warnings: list[dict[str, Any]]


@pytest.fixture
def real(tables: Tables, sockets: SocketsApi, clock: FakeClock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Gateways]:
    """`tables` brings the credentials that requests are signed with."""
    monkeypatch.setattr(connection_gateway, "TIMEOUT_SECONDS", PATIENCE)
    logger = make_logger("WARNING")
    warnings: list[dict[str, Any]] = []
    monkeypatch.setattr(logger, "warning", lambda _name, extra: warnings.append(extra))
    gateway = ConnectionGateway(get_session(), sockets.url, clock, logger, Meter())
    yield Gateways(gateway, sockets, warnings)
    hang_up(gateway)


def test_the_fake_gives_back_who_is_gone_as_the_real_one_does(real: Gateways) -> None:
    fake = FakeGateway()
    fake.gone.add("b")
    real.sockets.script["b"] = [410]
    assert fake.post(EVENT, FEW, for_agents=False) == real.gateway.post(EVENT, FEW, for_agents=False) == ["b"]
    sent = {post.connection_id: SERVER_FRAME.validate_python(post.frame) for post in real.sockets.posted}
    assert sent == {post.connection_id: post.frame for post in fake.posts}


@pytest.mark.parametrize("connection_ids", [["a"], FEW, MANY], ids=["one", "few", "many"])
def test_everyone_gets_the_frame_once(real: Gateways, connection_ids: list[str]) -> None:
    for _ in range(2):
        real.sockets.clear()
        assert real.gateway.post(EVENT, connection_ids, for_agents=False) == []
        assert sorted(real.sockets.asked) == sorted(connection_ids)
        assert {post.frame["message"]["content"] for post in real.sockets.posted} == {"Grüße 👋"}
    assert real.warnings == []


@pytest.mark.parametrize("connection_ids", [FEW, MANY], ids=["few", "many"])
@pytest.mark.parametrize(
    ("answers", "asked", "gone", "got", "failed"),
    [
        ([410], 1, True, False, False),
        ([429], 2, False, True, False),
        ([429, 429], 2, False, False, True),
        ([429, 410], 2, True, False, False),
        ([413], 1, False, False, True),
        ([403], 1, False, False, True),
        ([500], 1, False, False, True),
        ([SILENCE], 1, False, False, True),
    ],
    ids=["gone", "patience", "no patience", "gone later", "too large", "forbidden", "broken", "silent"],
)
def test_what_comes_of_each_answer(
    real: Gateways,
    monkeypatch: pytest.MonkeyPatch,
    connection_ids: list[str],
    answers: list[int],
    asked: int,
    gone: bool,
    got: bool,
    failed: bool,
) -> None:
    if SILENCE in answers:
        monkeypatch.setattr(connection_gateway, "TIMEOUT_SECONDS", TIMEOUT_SECONDS)
    about, *others = connection_ids
    real.sockets.script[about] = list(answers)
    assert real.gateway.post(EVENT, connection_ids, for_agents=False) == ([about] if gone else [])
    assert real.sockets.asked.count(about) == asked
    assert len(real.sockets.types(about)) == got
    assert {post.connection_id for post in real.sockets.posted} >= set(others)
    assert [warning["failed"] for warning in real.warnings] == ([1] if failed else [])


def test_a_dead_endpoint_loses_the_posts_and_nothing_else(tables: Tables) -> None:
    logger = make_logger("CRITICAL")
    gateway = ConnectionGateway(get_session(), "http://127.0.0.1:9/dev", FakeClock(), logger, Meter())
    assert gateway.post(EVENT, ["a"], for_agents=False) == []
    assert gateway.post(EVENT, MANY, for_agents=False) == []
    hang_up(gateway)


def test_connection_ids_of_any_letters_reach_their_socket(real: Gateways) -> None:
    """API Gateway's ids end in `=`."""
    ids = ["UqfQ0cSeDoECFkA=", "a/b+c="]
    assert real.gateway.post(EVENT, ids, for_agents=False) == []
    assert sorted(real.sockets.asked) == sorted(ids)
    assert real.gateway.post(EVENT, ids * 6, for_agents=False) == []
    assert set(real.sockets.asked) == set(ids)


def test_every_request_is_signed(real: Gateways) -> None:
    real.gateway.post(EVENT, FEW, for_agents=False)
    assert len(real.sockets.signatures) == len(FEW)
    for signature in real.sockets.signatures:
        assert signature.startswith("AWS4-HMAC-SHA256 ")
        assert f"/{REGION}/execute-api/aws4_request" in signature


def test_a_line_that_was_closed_from_the_other_side_is_replaced(real: Gateways) -> None:
    real.gateway.post(EVENT, FEW, for_agents=False)
    for line in real.gateway._idle:
        line.sock.shutdown(SHUT_RDWR)
    assert real.gateway.post(EVENT, FEW, for_agents=False) == []
    assert len(real.sockets.posted) == 2 * len(FEW)
    assert real.warnings == []


def test_agents_are_sent_more_of_a_change_than_visitors(real: Gateways) -> None:
    event = ConversationUpdated(a_conversation(Status.ACTIVE, tags=("vip",)), START)
    assert real.gateway.post(event, ["agent"], for_agents=True) == []
    assert real.gateway.post(event, ["visitor"], for_agents=False) == []
    frames = {post.connection_id: post.frame for post in real.sockets.posted}
    assert frames["agent"]["details"]["tags"] == ["vip"]
    assert "details" not in frames["visitor"]


def test_connections_are_ended_one_by_one_whatever_becomes_of_each(real: Gateways) -> None:
    fake = FakeGateway()
    for gateway in (fake, real.gateway):
        gateway.end(["UqfQ0cSeDoECFkA=", "b"])
    # They are asked for at the same time, and the API hears them in any order.
    assert sorted(fake.ended) == sorted(real.sockets.ended) == ["UqfQ0cSeDoECFkA=", "b"]
    assert (real.sockets.asked, real.warnings) == ([], [])
