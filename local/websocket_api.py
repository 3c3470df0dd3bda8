"""A WebSocket API of API Gateway: $connect and its refusals, routes, concurrent dispatch, limits of time and size."""

import asyncio
import json
import time
from collections.abc import Coroutine
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket, WebSocketDisconnect

from local.apis import SocketApiSpec, SocketRoute
from local.connections import Connection, ConnectionGone, Connections
from local.connections_api import ConnectionsApi
from local.events import Event, SocketContext, connect_event, disconnect_event, message_event
from local.faults import Faults
from local.functions import FunctionError, FunctionRuntime

MESSAGE_LIMIT = 128 * 1024
FRAME_LIMIT = 32 * 1024
IDLE_SECONDS = 10 * 60
LIFE_SECONDS = 2 * 60 * 60
GOING_AWAY = 1001
NO_CODE = 1005
VANISHED = 1006
DISCONNECT_REASONS = {
    1000: "Normal closure",
    GOING_AWAY: "Going away",
    NO_CODE: "Client-side close frame status not set",
    VANISHED: "Connection closed abnormally",
    1009: "Message too big",
}


@dataclass
class SocketApi:
    spec: SocketApiSpec
    runtime: FunctionRuntime
    faults: Faults
    time_scale: float = 1.0
    connections: Connections = field(default_factory=Connections)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await self._serve(WebSocket(scope, receive, send))
        else:
            await (await self._respond(Request(scope, receive)))(scope, receive, send)

    async def _respond(self, request: Request) -> Response:
        prefix = f"/{self.spec.stage}/@connections/"
        path = request.scope.get("raw_path", b"").decode() or request.url.path
        if path.lower().replace("%40", "@").startswith(prefix.lower()):
            tail = path[path.rindex("/") + 1 :]
            return await ConnectionsApi(self.connections, self.faults).respond(request, tail)
        return JSONResponse({"message": "Forbidden"}, 403)

    async def _serve(self, socket: WebSocket) -> None:
        if socket.url.path.rstrip("/") != f"/{self.spec.stage}":
            await socket.send_denial_response(JSONResponse({"message": "Forbidden"}, 403))
            return
        context = self._context(socket)
        answer = await self._connect(socket, context)
        if isinstance(answer, Response):
            await socket.send_denial_response(answer)
            return
        try:
            await socket.accept(subprotocol=answer)
        except (WebSocketDisconnect, OSError):  # the client left while $connect ran, which has recorded it
            await self._disconnect(context, VANISHED, DISCONNECT_REASONS[VANISHED])
            return
        connection = Connection(context, socket.send)
        self.connections.add(connection)
        code, reason = await self._exchange(socket, connection)
        self.connections.remove(connection)
        await self._disconnect(context, code, reason)

    def _context(self, socket: WebSocket) -> SocketContext:
        return SocketContext(
            api=self.spec.name.lower(),
            stage=self.spec.stage,
            host=socket.headers.get("host", ""),
            source_ip=socket.client.host if socket.client else "127.0.0.1",
            user_agent=socket.headers.get("user-agent", ""),
        )

    async def _connect(self, socket: WebSocket, context: SocketContext) -> Response | str | None:
        """A refusal, or the subprotocol to open the connection with."""
        await socket.receive()
        route = self.spec.routes.get("$connect")
        if route is None:
            return None
        query = socket.scope["query_string"].decode("latin-1")
        event = connect_event(context, socket.headers.items(), query)
        try:
            answer = await self.runtime.invoke(route.function, event)
        except FunctionError:
            return JSONResponse({"message": "Internal server error", "connectionId": context.connection_id}, 502)
        status = int(answer.get("statusCode", 500)) if isinstance(answer, dict) else 500
        if not 200 <= status < 300:
            return _refusal(answer, status)
        headers = {name.lower(): value for name, value in (answer.get("headers") or {}).items()}
        return headers.get("sec-websocket-protocol")

    async def _exchange(self, socket: WebSocket, connection: Connection) -> tuple[int, str]:
        """Take frames until somebody ends the connection; each is dispatched while the next is read."""
        tasks: set[asyncio.Task[None]] = set()
        ending = asyncio.create_task(self._service_ends(connection))
        try:
            while True:
                receiving = asyncio.create_task(_receive(socket))
                await asyncio.wait({receiving, ending}, return_when=asyncio.FIRST_COMPLETED)
                if not receiving.done():
                    receiving.cancel()
                    code = ending.result()
                    await socket.close(code, DISCONNECT_REASONS[code])
                    return code, DISCONNECT_REASONS[code]
                message = receiving.result()
                if message["type"] == "websocket.disconnect":
                    code = message.get("code", NO_CODE)
                    return code, message.get("reason") or DISCONNECT_REASONS.get(code, "")
                connection.touch()
                _spawn(tasks, self._dispatch(connection, message.get("text") or message.get("bytes") or ""))
                if self.faults.strike("connection_cut"):
                    connection.end(GOING_AWAY)
        finally:
            ending.cancel()

    async def _service_ends(self, connection: Connection) -> int:
        """The close code with which the service ends the connection, once it has a reason to."""
        death = connection.opened_at + LIFE_SECONDS / self.time_scale
        while True:
            idle_end = connection.active_at + IDLE_SECONDS / self.time_scale
            left = min(death, idle_end) - time.time()
            if left <= 0:
                return GOING_AWAY
            await asyncio.wait({connection.ending}, timeout=left)
            if connection.ending.done():
                return connection.ending.result()

    async def _dispatch(self, connection: Connection, body: str | bytes) -> None:
        key, route = self._route(body)
        event = message_event(connection.context, key, body)
        if route is None:
            await self._tell(connection, event, "Forbidden")
            return
        try:
            answer = await self.runtime.invoke(route.function, event)
        except FunctionError as error:
            print(f"{route.function} {key}: {error}", flush=True)
            await self._tell(connection, event, "Internal server error")
            return
        if route.answers and isinstance(answer, dict) and answer.get("body"):
            await self._send(connection, str(answer["body"]))

    def _route(self, body: str | bytes) -> tuple[str, SocketRoute | None]:
        key = _selected(self.spec.selection, body)
        if key in self.spec.routes and not key.startswith("$"):
            return key, self.spec.routes[key]
        return "$default", self.spec.routes.get("$default")

    async def _tell(self, connection: Connection, event: Event, message: str) -> None:
        request = event["requestContext"]["requestId"]
        frame = {"message": message, "connectionId": connection.id, "requestId": request}
        await self._send(connection, json.dumps(frame))

    async def _send(self, connection: Connection, text: str) -> None:
        if self.connections.get(connection.id) is connection:
            with suppress(ConnectionGone):
                await connection.send_text(text)

    async def _disconnect(self, context: SocketContext, code: int, reason: str) -> None:
        route = self.spec.routes.get("$disconnect")
        if route is None or self.faults.strike("disconnect_dropped"):
            return
        try:
            await self.runtime.invoke(route.function, disconnect_event(context, code, reason))
        except FunctionError as error:
            print(f"{route.function} $disconnect: {error}", flush=True)


def _refusal(answer: Any, status: int) -> Response:
    if not isinstance(answer, dict) or not answer.get("body"):
        return JSONResponse({"message": "Forbidden" if status == 403 else "Internal server error"}, status)
    headers = {name: str(value) for name, value in (answer.get("headers") or {}).items()}
    return Response(str(answer["body"]), status, headers)


async def _receive(socket: WebSocket) -> dict[str, Any]:
    return dict(await socket.receive())


def _spawn(tasks: set[asyncio.Task[None]], work: Coroutine[Any, Any, None]) -> None:
    task = asyncio.create_task(work)
    tasks.add(task)
    task.add_done_callback(tasks.discard)


def _selected(expression: str, body: str | bytes) -> str:
    """The route key in a JSON body; what is not JSON goes to $default."""
    field_path = expression.removeprefix("${").removesuffix("}").removeprefix("$").removeprefix("request.body.")
    try:
        value: Any = json.loads(body)
        for name in field_path.split("."):
            value = value[name]
    except (ValueError, KeyError, TypeError):
        return "$default"
    return value if isinstance(value, str) else "$default"
