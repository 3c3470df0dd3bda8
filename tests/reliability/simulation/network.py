"""Requests, answers, sockets and posts, each of which may be lost, doubled or late."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from random import Random
from typing import TypeVar

from tests.reliability.simulation.faults import Faults
from tests.reliability.simulation.scheduler import Scheduler

T = TypeVar("T")
Delivery = Callable[[], None]


@dataclass(slots=True, eq=False)
class Socket:
    """`alive` while both ends hold it. A client that vanished may still have it open at the gateway."""

    connection_id: str
    hear: Callable[[str], None]
    alive: bool = False


@dataclass(slots=True, eq=False)
class Mailbox:
    """What is on its way to one client."""

    random: Random
    faults: Faults
    deliveries: list[Delivery] = field(default_factory=list)

    def put(self, delivery: Delivery) -> None:
        self.deliveries.append(delivery)

    def take(self) -> None:
        """Let one delivery arrive, perhaps before those that were sent earlier."""
        several = len(self.deliveries) > 1
        overtakes = several and self.faults.strikes("delivery reordered")
        self.deliveries.pop(self.random.randrange(1, len(self.deliveries)) if overtakes else 0)()


class Network:
    def __init__(self, scheduler: Scheduler, faults: Faults) -> None:
        self._scheduler = scheduler
        self._faults = faults
        self._sockets: dict[str, Socket] = {}
        self.posts_to_the_dead = 0

    def request(self, work: Callable[[], T], on_answer: Callable[[T], None]) -> None:
        """Ask the server; the answer may come twice, late, or never."""
        if self._faults.strikes("request lost"):
            return
        for _ in range(2 if self._faults.strikes("request doubled") else 1):
            self._scheduler.start(partial(self._serve, work, on_answer))

    def _serve(self, work: Callable[[], T], on_answer: Callable[[T], None]) -> None:
        answer = work()
        self._scheduler.step()
        if self._faults.strikes("answer lost"):
            return
        for _ in range(2 if self._faults.strikes("answer doubled") else 1):
            on_answer(answer)

    def open(self, socket: Socket) -> None:
        """The handshake begins: posts reach the socket only when its client has it."""
        self._sockets[socket.connection_id] = socket

    def post(self, connection_id: str, text: str) -> bool:
        """False when the gateway answers 410."""
        self._scheduler.step()
        socket = self._sockets.get(connection_id)
        if socket is None or not socket.alive:
            self.posts_to_the_dead += 1
            return self._faults.strikes("410 withheld")
        if not self._faults.strikes("post lost"):
            for _ in range(2 if self._faults.strikes("post doubled") else 1):
                socket.hear(text)
        return True
