"""The open connections of a WebSocket API."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from starlette.types import Message
from starlette.websockets import WebSocketDisconnect

from local.events import SocketContext


class ConnectionGone(Exception):
    """The client went away while something was sent to it."""


@dataclass
class Connection:
    context: SocketContext
    send: Callable[[Message], Awaitable[None]]
    opened_at: float = field(default_factory=time.time)
    active_at: float = field(default_factory=time.time)
    ending: asyncio.Future[int] = field(default_factory=lambda: asyncio.get_running_loop().create_future())
    """The close code, once the service wants the connection to end."""

    @property
    def id(self) -> str:
        return self.context.connection_id

    def touch(self) -> None:
        self.active_at = time.time()

    def end(self, code: int) -> None:
        if not self.ending.done():
            self.ending.set_result(code)

    async def send_text(self, text: str) -> None:
        try:
            await self.send({"type": "websocket.send", "text": text})
        except (WebSocketDisconnect, RuntimeError):  # RuntimeError: after the close frame
            raise ConnectionGone from None
        self.touch()


class Connections:
    def __init__(self) -> None:
        self._open: dict[str, Connection] = {}

    def add(self, connection: Connection) -> None:
        self._open[connection.id] = connection

    def remove(self, connection: Connection) -> None:
        self._open.pop(connection.id, None)

    def get(self, connection_id: str) -> Connection | None:
        return self._open.get(connection_id)

    def __len__(self) -> int:
        return len(self._open)
