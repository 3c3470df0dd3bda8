"""What a message costs in DynamoDB, sent and delivered, while an agent and a visitor talk."""

import json
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from frontdesk.domain.principal import Principal
from frontdesk.domain.visitor import Particulars
from frontdesk.domain.vocabulary import Role, SenderType
from frontdesk.entrypoints.websocket_frames import answer
from frontdesk.use_cases.accept_conversation import accept_conversation
from frontdesk.use_cases.open_session import Session, authenticate_visitor, open_session
from frontdesk.use_cases.ping import Tails, ping
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.queue_position import LAST_TOLD
from frontdesk.use_cases.resolve_conversation import resolve_conversation
from frontdesk.use_cases.send_message import Outgoing, send_message
from frontdesk.use_cases.start_conversation import Beginning, start_conversation
from tests.fakes.people import FAR_AWAY, TENANT, WIDGET, record_of
from tests.fakes.scenes import connected
from tests.fakes.system import FakeClock
from tests.figures import Tell
from tests.integration.capacity import Meter, metered, size
from tests.integration.cloud import Tables

# As long as what real people carry with them: Cognito's ids, long addresses, a kilobyte of words.
AGENT = Principal(TENANT, str(uuid4()), "Adelheid Großmann", Role.AGENT, FAR_AWAY)
WORDS = ("I ordered it two weeks ago, and it has not come yet. " * 20)[:500]
PAGE = "https://www.shop.example/customer/orders/2026-01-05/7004211?from=mail&campaign=january"
LONG_LOG = 5000

Send = Callable[[int], Any]


class Talk:
    """An active conversation, with its agent and its visitor connected."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        desk.directory.put_widget(WIDGET)
        desk.directory.widget_by_token(WIDGET.token)
        particulars = Particulars(name="Veronika Muster", email="veronika.muster@mail.example", page_url=PAGE)
        self.session: Session = open_session(desk, WIDGET, particulars)
        self.visitor = self.session.visitor.principal(self.session.expires_at)
        self.id = self.start()
        desk.agents.enrol(record_of(AGENT, email="adelheid.grossmann@shop.example", skills=("german", "shipping")))
        accept_conversation(desk, AGENT, self.id)
        connected(desk, "visitor-socket", self.visitor, self.id)
        connected(desk, "agent-socket", AGENT, self.id)
        self.tail = 2

    def start(self) -> str:
        beginning = Beginning(
            client_id=f"0.{uuid4()}",
            message_client_id=f"0.{uuid4()}",
            message_content=WORDS,
            page_url=PAGE,
            page_title="Your orders",
            subject="Where is my order 7004211?",
        )
        view, _ = start_conversation(self.desk, WIDGET, self.session.visitor, self.visitor, beginning)
        return view.conversation.id

    def by_socket(self, connection_id: str) -> Any:
        frame = {
            "type": "message.send",
            "request_id": "r1",
            "conversation_id": self.id,
            "client_id": f"{self.tail}.{uuid4()}",
            "base_seq": self.tail,
            "content": WORDS,
        }
        ack: Any = answer(self.desk, connection_id, json.dumps(frame))
        self.tail += 1
        assert ack.message.seq == self.tail
        return ack

    def by_http(self) -> None:
        """A visitor's request: who they are, and then the same use case."""
        assert self.desk.directory.widget_by_token(WIDGET.token)
        _, sender = authenticate_visitor(self.desk, WIDGET, self.session.token)
        client_id = f"{self.tail}.{uuid4()}"
        outgoing = Outgoing(conversation_id=self.id, client_id=client_id, base_seq=self.tail, content=WORDS)
        self.tail += 1
        assert send_message(self.desk, sender, outgoing).message.seq == self.tail


@pytest.fixture
def talk(desk: Desk) -> Talk:
    return Talk(desk)


def check(meter: Meter, *, turns: bool) -> None:
    """The limits that hold for every message, however it comes."""
    append_read = next(call for call in meter.calls if (call.operation, call.table) == ("Query", "MessagesTable"))
    assert append_read.units <= 1
    assert meter.units("PutItem", "MessagesTable") == 1
    assert meter.units("UpdateItem", "ConversationsTable") == (1 if turns else 0)
    assert meter.units("GetItem", "ConversationsTable") <= 0.5
    assert meter.units("Query", "ConnectionsTable") <= 1
    assert meter.writes == (2 if turns else 1)


def show(tell: Tell, rows: list[tuple[str, Meter]]) -> None:
    lines = [f"{'a message sent and delivered':<44} {'requests':>8} {'read units':>10} {'write units':>11}"]
    lines += [f"{name:<44} {len(meter.calls):>8} {meter.reads:>10} {meter.writes:>11}" for name, meter in rows]
    tell("\n".join(lines))


def test_a_message_over_each_transport(talk: Talk, tables: Tables, tell: Tell) -> None:
    for connection_id in ("agent-socket", "visitor-socket"):
        talk.by_socket(connection_id)
    rows: list[tuple[str, Meter]] = []

    def measure(name: str, send: Callable[[], object], *, turns: bool) -> Meter:
        with metered(tables) as meter:
            send()
        check(meter, turns=turns)
        rows.append((name, meter))
        return meter

    measure("agent, WebSocket, the turn changes", lambda: talk.by_socket("agent-socket"), turns=True)
    by_socket = measure("visitor, WebSocket, the turn changes", lambda: talk.by_socket("visitor-socket"), turns=True)
    again = measure("visitor, WebSocket, once more", lambda: talk.by_socket("visitor-socket"), turns=False)
    after_two = measure("agent, WebSocket, after two messages", lambda: talk.by_socket("agent-socket"), turns=True)
    by_http = measure("visitor, HTTP, the turn changes", talk.by_http, turns=True)
    measure("visitor, HTTP, once more", talk.by_http, turns=False)
    assert (len(by_socket.calls), by_socket.reads) == (5, 2)
    assert (len(again.calls), again.reads) == (4, 2)
    # Whoever turns the conversation reads what the summary does not account for yet.
    assert (len(after_two.calls), after_two.reads) == (6, 3)
    assert size(tables.rows("ConversationsTable")[0]) < 1000
    assert by_http.reads - by_socket.reads == by_http.units("GetItem", "DirectoryTable") <= 2
    show(tell, rows)


def test_a_message_in_a_long_log(talk: Talk, tables: Tables, tell: Tell) -> None:
    lengthen(tables, talk)
    talk.by_socket("agent-socket")
    with metered(tables) as meter:
        talk.by_socket("visitor-socket")
    check(meter, turns=True)
    assert meter.units("Query", "MessagesTable") == 1
    show(tell, [(f"visitor, WebSocket, behind {LONG_LOG} messages", meter)])


def lengthen(tables: Tables, talk: Talk) -> None:
    row = tables.rows("MessagesTable")[0]
    seqs = range(talk.tail + 1, LONG_LOG + 1)
    tables.fill("MessagesTable", [{**row, "seq": {"N": f"{seq}"}, "client_id": {"S": f"f-{seq}"}} for seq in seqs])
    tables.client.update_item(
        TableName="ConversationsTable",
        Key={"conversation_key": {"S": f"{TENANT}#{talk.id}"}},
        UpdateExpression="SET applied_seq = :tail",
        ExpressionAttributeValues={":tail": {"N": f"{LONG_LOG}"}},
    )
    talk.tail = LONG_LOG


def test_a_heartbeat_reads_what_is_followed_and_no_more(talk: Talk, tables: Tables) -> None:
    with metered(tables) as meter:
        assert ping(talk.desk, talk.visitor, "visitor-socket") == Tails({talk.id: 2})
    assert (len(meter.calls), meter.reads, meter.writes) == (2, 1.5, 0)


@pytest.mark.parametrize("active", [False, True])
def test_an_agents_heartbeat_also_notes_that_they_are_here(talk: Talk, tables: Tables, active: bool) -> None:
    with metered(tables) as meter:
        assert ping(talk.desk, AGENT, "agent-socket", active=active) == Tails({talk.id: 2}, {})
    assert meter.units("UpdateItem", "DirectoryTable") == meter.writes == 1
    assert (len(meter.calls), meter.reads) == (4, 2)


def test_a_place_in_the_queue_costs_one_small_read(talk: Talk, tables: Tables, clock: FakeClock) -> None:
    first = talk.start()
    clock.advance(seconds=1)
    for _ in range(LAST_TOLD + 9):
        talk.start()
    connected(talk.desk, "waiting-socket", talk.visitor, first)
    with metered(tables) as meter:
        told = ping(talk.desk, talk.visitor, "waiting-socket", in_queue=True)
    assert told.queue_positions == {first: 1}
    assert meter.units("Query", "ConversationsTable") <= 2
    assert [call.operation for call in meter.calls if call.table == "ConversationsTable"] == ["Query"]
    with metered(tables) as without:
        ping(talk.desk, talk.visitor, "waiting-socket")
    assert without.units("Query", "ConversationsTable") == 0


def test_taking_a_conversation_costs_a_transaction(talk: Talk, tables: Tables, tell: Tell) -> None:
    waiting = talk.start()
    with metered(tables) as accepting:
        accept_conversation(talk.desk, AGENT, waiting)
    # Two for each of the two rows, one each for leaving the queue's list and what is due, one for joining the agent's.
    assert accepting.units("TransactWriteItems", "ConversationsTable") == 5
    assert accepting.units("TransactWriteItems", "DirectoryTable") == 2
    # The log tells who has come, and the agent's connection follows the conversation.
    assert accepting.units("PutItem", "MessagesTable") == 1
    assert (
        accepting.units("UpdateItem", "ConnectionsTable") + accepting.units("BatchWriteItem", "ConnectionsTable") == 2
    )
    assert accepting.writes == 10
    with metered(tables) as resolving:
        resolve_conversation(talk.desk, AGENT, waiting)
    assert resolving.units("TransactWriteItems", "DirectoryTable") == 2
    show(tell, [("a conversation accepted", accepting), ("a conversation resolved", resolving)])


def test_a_repeated_message_writes_nothing(talk: Talk, tables: Tables) -> None:
    frame = {
        "type": "message.send",
        "request_id": "r1",
        "conversation_id": talk.id,
        "client_id": f"2.{uuid4()}",
        "content": WORDS,
    }
    answer(talk.desk, "visitor-socket", json.dumps(frame))
    with metered(tables) as meter:
        again: Any = answer(talk.desk, "visitor-socket", json.dumps(frame))
    assert again.duplicate
    assert meter.writes == 0


def test_recipients_come_with_one_small_read_however_many_others_are_connected(talk: Talk, tables: Tables) -> None:
    for number in range(50):
        assert talk.desk.connections.open(f"other-{number}", AGENT, [])
    with metered(tables) as meter:
        talk.by_socket("agent-socket")
    assert meter.units("Query", "ConnectionsTable") == 0.5
    assert {call.operation for call in meter.calls} == {"GetItem", "Query", "PutItem", "UpdateItem"}
    assert [message.sender_type for message in talk.desk.log.read_from(TENANT, talk.id, 3)] == [SenderType.AGENT]
