"""A participant over real HTTP and real WebSockets, with mishaps of its own."""

import asyncio
import json
from collections import Counter
from dataclasses import asdict, dataclass, field
from random import Random
from time import monotonic
from typing import Any

import httpx
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from frontdesk.use_cases.send_message import Outgoing
from tests.e2e.people import Person
from tests.reliability.participant import WORTH_TRYING_AGAIN, Frame, Participant, shown_of

ANSWER_SECONDS = 4.0
BEAT_SECONDS = 4.0
LOOK_SECONDS = 0.4
LONGEST_PAUSE_SECONDS = 0.25
# How many conversations one frame asks for.
AT_ONCE = 10
HTTP_SHARE = 0.3
UNREACHABLE = (OSError, WebSocketException, httpx.TransportError, TimeoutError)


@dataclass(slots=True)
class Mishaps:
    """The chance of each, at each message; and how often it happened."""

    random: Random
    socket_dropped: float = 0.0
    sent_by_both: float = 0.0
    sent_again_later: float = 0.0
    happened: Counter[str] = field(default_factory=Counter)

    def strike(self, kind: str) -> bool:
        chance: float = getattr(self, kind)
        strikes = self.random.random() < chance
        self.happened[kind] += strikes
        return strikes


class WireClient(Participant):
    def __init__(
        self, person: Person, name: str, http: httpx.AsyncClient, mishaps: Mishaps, turns: asyncio.Semaphore
    ) -> None:
        """`turns` bounds how many clients send at once: all handlers share one process here."""
        super().__init__(name)
        self.answered_at = 0.0
        self._person = person
        self._http = http
        self._mishaps = mishaps
        self._turns = turns
        self._random = mishaps.random
        self._socket: ClientConnection | None = None
        self._answers: dict[str, asyncio.Future[Frame]] = {}
        self._requests = 0

    async def stay_connected(self) -> None:
        """Until cancelled: a fresh ticket for each connection, and a pause before the next one."""
        while True:
            try:
                await self._live_one_connection()
            except (*UNREACHABLE, httpx.HTTPStatusError, json.JSONDecodeError):
                pass
            finally:
                self._hang_up()
            await self._pause()

    async def converse(self, conversation_id: str, count: int) -> None:
        """Write so many messages, each once the one before it is acknowledged."""
        for _ in range(count):
            if self._mishaps.strike("socket_dropped"):
                self._drop_socket()
            entry = self.write(conversation_id, anchored=self._random.random() < 0.9)
            while entry in self.outbox:
                if not await self._send(entry):
                    await self._pause()
            if self._mishaps.strike("sent_again_later"):
                await self._send(entry)

    async def read_log(self, conversation_id: str) -> list[Frame]:
        """The whole log over HTTP."""
        messages: list[Frame] = []
        while True:
            page = await self._get(
                f"/conversations/{conversation_id}/messages", after_seq=messages[-1]["seq"] if messages else 0
            )
            messages += page["items"]
            if page.get("next_after_seq") is None:
                return messages

    # --- the socket -------------------------------------------------------------------------------------------

    async def _live_one_connection(self) -> None:
        ticket = await self._post("/ws-ticket", None)
        ticket.raise_for_status()
        url = f"{ticket.json()['url']}?ticket={ticket.json()['ticket']}"
        async with connect(url, origin=self._person.origin, open_timeout=ANSWER_SECONDS) as socket:  # type: ignore[arg-type]
            self._socket = socket
            keeping_up = asyncio.create_task(self._keep_up())
            try:
                async for text in socket:
                    self._take(json.loads(text))
            finally:
                keeping_up.cancel()

    async def _keep_up(self) -> None:
        """Ask for what is missing; a heartbeat now and then tells what is missing unnoticed."""
        beaten_at = monotonic()
        while True:
            for at in range(0, len(self.wanting), AT_ONCE):
                wanted = self.wanting[at : at + AT_ONCE]
                await self._ask(type="resume", conversations=self.watermarks(wanted))
            await asyncio.sleep(LOOK_SECONDS * self._random.uniform(0.5, 1))
            if monotonic() - beaten_at > BEAT_SECONDS:
                await self._ask(type="ping")
                beaten_at = monotonic()

    def _take(self, frame: Frame) -> None:
        self.hear(frame)
        waiting = self._answers.pop(str(frame.get("request_id")), None)
        if waiting is not None and not waiting.done():
            waiting.set_result(frame)
            self.answered_at = monotonic()
        if frame["type"] == "error" and frame["code"] == "unauthorized":
            self._drop_socket()

    async def _ask(self, **frame: Any) -> Frame | None:
        """The answer, if there is one."""
        if self._socket is None:
            return None
        self._requests += 1
        request_id = str(self._requests)
        answer = self._answers[request_id] = asyncio.get_running_loop().create_future()
        try:
            await self._socket.send(json.dumps({**frame, "request_id": request_id}))
            return await asyncio.wait_for(answer, ANSWER_SECONDS)
        except UNREACHABLE:
            self._answers.pop(request_id, None)
            return None

    def _hang_up(self) -> None:
        """Nobody waits any longer for what can no longer come."""
        self._socket = None
        self.followed_here.clear()
        for answer in self._answers.values():
            if not answer.done():
                answer.set_exception(ConnectionResetError())
        self._answers.clear()

    def _drop_socket(self) -> None:
        """As a closed lid does: no goodbye."""
        if self._socket is not None:
            self._socket.transport.abort()

    async def _pause(self) -> None:
        await asyncio.sleep(self._random.uniform(0, LONGEST_PAUSE_SECONDS))

    # --- sending ----------------------------------------------------------------------------------------------

    async def _send(self, entry: Outgoing) -> bool:
        """By one transport or by both at once; True when an acknowledgement came."""
        routes = [self._send_frame, self._send_http]
        if self._random.random() < HTTP_SHARE:
            routes.reverse()
        chosen = routes if self._mishaps.strike("sent_by_both") else routes[:1]
        async with self._turns:
            return any(await asyncio.gather(*(route(entry) for route in chosen)))

    async def _send_frame(self, entry: Outgoing) -> bool:
        answer = await self._ask(type="message.send", **asdict(entry))
        if answer is None or answer["type"] == "ack":
            return answer is not None
        return self._refused(answer)

    async def _send_http(self, entry: Outgoing) -> bool:
        body = {"client_id": entry.client_id, "base_seq": entry.base_seq, "content": entry.content}
        try:
            response = await self._post(f"/conversations/{entry.conversation_id}/messages", body)
        except UNREACHABLE:
            return False
        if response.is_success:
            self.acknowledge(entry.conversation_id, shown_of(response.json()["message"]))
            return True
        is_problem = response.headers.get("content-type") == "application/problem+json"
        return self._refused(response.json()) if is_problem else False

    def _refused(self, problem: Frame) -> bool:
        """Nothing that is sent here may be refused for good."""
        if problem["code"] not in WORTH_TRYING_AGAIN | {"unauthorized"}:
            raise AssertionError(problem)
        return False

    async def _post(self, path: str, body: Any) -> httpx.Response:
        return await self._http.post(self._person.base + path, headers=self._person.headers, json=body)

    async def _get(self, path: str, **query: Any) -> Any:
        answer = await self._http.get(self._person.base + path, headers=self._person.headers, params=query)
        return answer.raise_for_status().json()
