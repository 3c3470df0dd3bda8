"""`/{stage}/@connections/{id}`: post to, look at and end a connection from the back end, as boto3's
`apigatewaymanagementapi` does."""

from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import unquote

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from local.connections import Connection, ConnectionGone, Connections
from local.faults import Faults

POST_LIMIT = 128 * 1024
NORMAL_CLOSURE = 1000


@dataclass(frozen=True)
class ConnectionsApi:
    connections: Connections
    faults: Faults

    async def respond(self, request: Request, connection_id: str) -> Response:
        if not request.headers.get("authorization", "").startswith("AWS4-HMAC-SHA256"):
            return _error(403, "MissingAuthenticationTokenException", "Missing Authentication Token")
        connection = self.connections.get(unquote(connection_id))
        match request.method:
            case "POST":
                return await self._post(connection, await request.body())
            case "GET":
                return _gone() if connection is None else JSONResponse(_description(connection))
            case "DELETE":
                return _gone() if connection is None else self._end(connection)
        return _error(403, "ForbiddenException", "Forbidden")

    async def _post(self, connection: Connection | None, body: bytes) -> Response:
        if len(body) > POST_LIMIT or self.faults.strike("post_too_large"):
            return _error(413, "PayloadTooLargeException", "Payload too large")
        if connection is None:
            return _gone()
        if self.faults.strike("post_throttled"):
            return _error(429, "LimitExceededException", "Too Many Requests")
        if self.faults.strike("post_gone"):
            return _gone()
        if not self.faults.strike("post_lost"):
            try:
                await connection.send_text(body.decode())
            except ConnectionGone:
                return _gone()
        return Response(status_code=200)

    def _end(self, connection: Connection) -> Response:
        connection.end(NORMAL_CLOSURE)
        return Response(status_code=204)


def _gone() -> Response:
    return _error(410, "GoneException", "Gone")


def _error(status: int, kind: str, message: str) -> Response:
    return JSONResponse({"message": message}, status, {"x-amzn-errortype": kind})


def _description(connection: Connection) -> dict[str, object]:
    context = connection.context
    return {
        "connectedAt": _iso(connection.opened_at),
        "lastActiveAt": _iso(connection.active_at),
        "identity": {"sourceIp": context.source_ip, "userAgent": context.user_agent},
    }


def _iso(moment: float) -> str:
    return datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
