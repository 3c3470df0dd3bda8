"""A participant's client in the simulated world: sockets, requests, and the timers that set them off."""

import json
from collections import defaultdict
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from typing import Any, TypeVar

from frontdesk.contract import rendering
from frontdesk.domain.conversation import Conversation
from frontdesk.domain.message import Message
from frontdesk.domain.principal import Principal
from frontdesk.entrypoints.websocket_frames import answer
from frontdesk.use_cases.issue_ticket import issue_ticket
from frontdesk.use_cases.open_connection import open_connection
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.read_history import read_history
from frontdesk.use_cases.send_message import Outgoing, send_message
from frontdesk.use_cases.view_conversation import close_connection
from tests.reliability.log_view import Shown
from tests.reliability.participant import Frame, Participant
from tests.reliability.simulation.attempts import Done, Tried, attempt
from tests.reliability.simulation.network import Mailbox, Socket
from tests.reliability.simulation.world import World

T = TypeVar("T")
ORIGIN = "https://acme.example"
# How long a client waits for an answer before it sends again.
PATIENCE_TURNS = 120


class Client(Participant):
    def __init__(self, world: World, me: Principal, name: str) -> None:
        super().__init__(name, world.parts.log_view)
        self.me = me
        self.accepted: defaultdict[str, set[tuple[str, int]]] = defaultdict(set)
        self.resends = 0
        self._world = world
        self._random = world.random
        self._mailbox = Mailbox(world.random, world.faults)
        self._socket: Socket | None = None
        self._sent_at: dict[str, int] = {}
        self._asked: dict[str, Outgoing] = {}
        self._accepting: set[str] = set()
        self._requests = 0

    @property
    def expects_mail(self) -> bool:
        return bool(self._mailbox.deliveries)

    def take_mail(self) -> None:
        if self.expects_mail:
            self._mailbox.take()

    def act(self) -> None:
        """One thing, drawn by lot, as timers and the network would have it."""
        chance = self._random.random()
        if self.expects_mail and chance < 0.6:
            self.take_mail()
        elif self._socket is None:
            self._without_socket()
        elif self._world.faults.strikes("socket lost"):
            self._lose_socket()
        elif chance < 0.66 and self._world.parts.heartbeat:
            self._send_frame({"type": "ping"})
        elif chance < 0.72:
            self._catch_up()
        else:
            self._send_next()

    def _without_socket(self) -> None:
        chance = self._random.random()
        if chance < 0.3:
            self.connect()
        elif chance < 0.5 and self.logs:
            self._fetch(self._random.choice(list(self.logs)))
        else:
            self._send_next()

    # --- the socket -------------------------------------------------------------------------------------------

    def connect(self) -> None:
        if self._socket is None:
            self._requests += 1
            connection_id = f"{self.name}-connection-{self._requests}"
            socket = Socket(connection_id, lambda text: self._mailbox.put(partial(self._hear, connection_id, text)))
            self._world.network.open(socket)
            self._world.network.request(partial(self._handshake, connection_id), partial(self._connected, socket))

    def _handshake(self, connection_id: str) -> bool:
        desk = self._world.desk
        ticket, _ = issue_ticket(desk, self.me, ORIGIN)
        return isinstance(attempt(lambda: open_connection(desk, connection_id, ticket, ORIGIN)), Done)

    def _connected(self, socket: Socket, ok: bool) -> None:
        if ok and self._socket is None:
            socket.alive = True
            self._socket = socket
            self.followed_here.clear()
            if self.logs:
                self._resume(list(self.logs))

    def _lose_socket(self) -> None:
        """The line is dead; whether the gateway ever notices is another matter."""
        if self._socket is None:
            return
        self._socket.alive = False
        connection_id, self._socket = self._socket.connection_id, None
        if not self._world.faults.strikes("$disconnect lost"):
            self._world.scheduler.start(partial(close_connection, self._world.desk, connection_id))

    def _hear(self, connection_id: str, text: str) -> None:
        if self._socket is None or self._socket.connection_id != connection_id:
            return
        frame = json.loads(text)
        self.hear(frame)
        if frame["type"] == "error":
            self._hear_error(frame)
        elif frame.get("request_id") in self._accepting:
            self._note_acceptance(frame["conversation"])

    def _hear_error(self, frame: Frame) -> None:
        if frame["code"] in ("unauthorized", "session_expired"):
            self._lose_socket()
        elif frame["request_id"] in self._asked:
            self.refuse(self._asked.pop(frame["request_id"]), frame["code"])

    def _send_frame(self, frame: dict[str, Any]) -> str | None:
        """The request's id, where there is a socket to send it on."""
        socket = self._socket
        if socket is None:
            return None
        self._requests += 1
        request_id = str(self._requests)
        text = json.dumps({**frame, "request_id": request_id})
        self._world.network.request(partial(_answer_text, self._world.desk, socket.connection_id, text), socket.hear)
        return request_id

    # --- what it asks for -------------------------------------------------------------------------------------

    def _catch_up(self) -> None:
        """By either transport."""
        wanting = self.wanting
        if wanting and self._random.random() < 0.3:
            self._fetch(self._random.choice(wanting))
        elif wanting:
            self._resume(wanting)

    def _resume(self, conversation_ids: list[str]) -> None:
        self._send_frame({"type": "resume", "conversations": self.watermarks(conversation_ids)})

    def _fetch(self, conversation_id: str) -> None:
        after = self.logs[conversation_id].watermark

        def work() -> tuple[list[Shown], int]:
            desk = self._world.desk
            page = read_history(desk, self.me, conversation_id, after_seq=after, limit=desk.policy.page_size)
            return [shown(each) for each in page.messages], page.tail_seq

        self.http(work, lambda got: self.news(conversation_id, *got))

    def _send_next(self) -> None:
        if not self.outbox:
            return
        entry = self._random.choice(self.next_entries)
        if self._waits_for(entry):
            return
        self.resends += entry.client_id in self._sent_at
        self._sent_at[entry.client_id] = self._world.turns
        by_frame = self._random.random() < 0.7 and self._send_frame({"type": "message.send", **asdict(entry)})
        if by_frame:
            self._asked[by_frame] = entry
        else:
            self.http(
                lambda: send_message(self._world.desk, self.me, entry),
                lambda sent: self.acknowledge(entry.conversation_id, shown(sent.message)),
                lambda code: self.refuse(entry, code),
            )
        if self._world.faults.strikes("page closed"):
            self._close_page(entry)

    def _close_page(self, entry: Outgoing) -> None:
        """Whoever opens it again has forgotten what was not yet acknowledged."""
        self.outbox.remove(entry)
        self.forgotten.add(entry.client_id)
        self._lose_socket()

    def _waits_for(self, entry: Outgoing) -> bool:
        """Whether an answer may still come; a client in a hurry sends again all the same."""
        if entry.client_id not in self._sent_at:
            return False
        in_a_hurry = not self._world.faults.ceased and self._random.random() < 0.1
        return self._world.turns < self._sent_at[entry.client_id] + PATIENCE_TURNS and not in_a_hurry

    def command(self, kind: str, conversation_id: str) -> None:
        """A frame that is sent once and not waited for."""
        request_id = self._send_frame({"type": kind, "conversation_id": conversation_id})
        if request_id and kind == "conversation.accept":
            self._accepting.add(request_id)

    def http(
        self,
        work: Callable[[], T],
        then: Callable[[T], None],
        refused: Callable[[str], None] = lambda _code: None,
    ) -> None:
        """Ask over HTTP: `then` hears what came of it, or `refused` the code of the refusal."""

        def heard(tried: Tried[T]) -> None:
            if isinstance(tried, Done):
                then(tried.value)
            else:
                refused(tried.code)

        self._world.network.request(partial(attempt, work), lambda tried: self._mailbox.put(partial(heard, tried)))

    # --- what it is told over HTTP ----------------------------------------------------------------------------

    def started(self, conversation: Conversation, first: Message | None) -> None:
        """The server has made the conversation, with its first message if it was given one."""
        self.follow([conversation.id])
        self.learn(conversation)
        if first is not None:
            self.acknowledge(conversation.id, shown(first))

    def learn(self, conversation: Conversation) -> None:
        self.learn_state(_state(conversation))

    def won(self, conversation: Conversation) -> None:
        self.learn(conversation)
        self._note_acceptance(_state(conversation))

    def _note_acceptance(self, state: Frame) -> None:
        self.accepted[state["id"]].add((state["agent"]["id"], state["version"]))


def _answer_text(desk: Desk, connection_id: str, text: str) -> str:
    return answer(desk, connection_id, text).model_dump_json(exclude_none=True)


def _state(conversation: Conversation) -> Frame:
    return rendering.state(conversation).model_dump(mode="json", exclude_none=True)


def shown(message: Message) -> Shown:
    return Shown(message.seq, message.client_id)
