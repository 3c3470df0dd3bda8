"""Posts frames to open WebSockets through API Gateway's @connections.

Every request is written before the first answer is read. Over connections that are kept open, one thread scatters
the requests and then gathers the answers, so that API Gateway works on all of them at once; a client or a thread for
each post costs more than the post itself. `python -m benchmarks.fan_out` measures it.
"""

import ssl
from collections.abc import Sequence
from contextlib import suppress
from functools import cached_property
from http.client import HTTPConnection, HTTPException, HTTPSConnection, ResponseNotReady
from time import monotonic
from urllib.parse import quote, urlsplit

from aws_lambda_powertools import Logger
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.exceptions import NoCredentialsError
from botocore.session import Session

from frontdesk.contract.frame_rendering import push_frame
from frontdesk.domain.events import Event
from frontdesk.metrics import FAN_OUT, FAN_OUT_FAILURES, FAN_OUT_POSTS, Meter
from frontdesk.use_cases.ports import Clock

SERVICE = "execute-api"
TIMEOUT_SECONDS = 2.0
SHORTEST_WAIT_SECONDS = 0.01
RETRY_PAUSE_SECONDS = 0.1
AT_ONCE = 64
SENT = 200
GONE = 410
TOO_MANY = 429
HEADERS = {"Content-Type": "application/octet-stream"}


class ConnectionGateway:
    """A post that fails is tried once more when API Gateway asked for patience, and is otherwise left to the
    heartbeat, by which the client finds out what it has missed."""

    def __init__(self, session: Session, url: str, clock: Clock, logger: Logger, meter: Meter) -> None:
        self._session = session
        self._url = url.rstrip("/")
        self._where = urlsplit(url)
        self._clock = clock
        self._logger = logger
        self._meter = meter
        self._idle: list[HTTPConnection] = []

    def post(self, event: Event, connection_ids: Sequence[str], *, for_agents: bool) -> Sequence[str]:
        data = push_frame(event, for_agents=for_agents).model_dump_json(exclude_none=True).encode()
        began = monotonic()
        statuses = self.send(connection_ids, data)
        throttled = [connection_id for connection_id, status in statuses.items() if status == TOO_MANY]
        if throttled:
            self._clock.pause(RETRY_PAUSE_SECONDS)
            statuses |= self.send(throttled, data)
        failed = sum(status not in (SENT, GONE) for status in statuses.values())
        if failed:
            told = {"failed": failed, "tenant_id": event.tenant_id, "event": type(event).__name__}
            self._logger.warning("posts_failed", extra=told)
        self._measure(monotonic() - began, len(connection_ids), failed)
        return [connection_id for connection_id, status in statuses.items() if status == GONE]

    def _measure(self, seconds: float, posts: int, failed: int) -> None:
        self._meter.add(FAN_OUT, seconds * 1000)
        self._meter.add(FAN_OUT_POSTS, posts)
        self._meter.add(FAN_OUT_FAILURES, failed)
        self._meter.tell_in_time()

    def end(self, connection_ids: Sequence[str]) -> None:
        """One that is not reached is left to API Gateway, which ends every connection in time."""
        self._ask("DELETE", connection_ids, b"")

    def send(self, connection_ids: Sequence[str], data: bytes) -> dict[str, int | None]:
        """The HTTP status of each post; None where there was no answer."""
        return self._ask("POST", connection_ids, data)

    def _ask(self, method: str, connection_ids: Sequence[str], data: bytes) -> dict[str, int | None]:
        statuses: dict[str, int | None] = {}
        for first in range(0, len(connection_ids), AT_ONCE):
            statuses |= self._round(method, connection_ids[first : first + AT_ONCE], data)
        return statuses

    def _round(self, method: str, connection_ids: Sequence[str], data: bytes) -> dict[str, int | None]:
        lines = [(self._take(), connection_id) for connection_id in connection_ids]
        for line, connection_id in lines:
            self._scatter(line, method, connection_id, data)
        deadline = monotonic() + TIMEOUT_SECONDS
        statuses = {
            connection_id: self._gather(line, method, connection_id, data, deadline) for line, connection_id in lines
        }
        self._idle.extend(line for line, _ in lines)
        return statuses

    def _scatter(self, line: HTTPConnection, method: str, connection_id: str, data: bytes) -> None:
        """A line that cannot be written to is closed; reading its answer will show that."""
        request = self._signed(method, connection_id, data)
        try:
            line.request(method, urlsplit(str(request.url)).path, data, dict(request.headers.items()))
        except (OSError, HTTPException):
            line.close()

    def _gather(
        self, line: HTTPConnection, method: str, connection_id: str, data: bytes, deadline: float
    ) -> int | None:
        """A kept line may have been closed from the other side, above all after a function has slept: then once more
        on a new one. A frame that arrives twice is shown once."""
        try:
            return _answer(line, deadline)
        except (ConnectionError, ResponseNotReady):
            line.close()
            self._scatter(line, method, connection_id, data)
        except (OSError, HTTPException):
            line.close()
            return None
        try:
            return _answer(line, deadline)
        except (OSError, HTTPException):
            line.close()
            return None

    def _signed(self, method: str, connection_id: str, data: bytes) -> AWSRequest:
        request = AWSRequest(method, f"{self._url}/@connections/{quote(connection_id, safe='')}", HEADERS, data)
        credentials = self._session.get_credentials()
        if credentials is None:
            raise NoCredentialsError
        SigV4Auth(credentials, SERVICE, self._session.get_config_variable("region")).add_auth(request)
        return request

    def _take(self) -> HTTPConnection:
        with suppress(IndexError):
            line = self._idle.pop()
            if line.sock:
                line.sock.settimeout(TIMEOUT_SECONDS)
            return line
        host, port = self._where.hostname or "", self._where.port
        if self._where.scheme == "https":
            return HTTPSConnection(host, port, timeout=TIMEOUT_SECONDS, context=self._trust)
        return HTTPConnection(host, port, timeout=TIMEOUT_SECONDS)

    @cached_property
    def _trust(self) -> ssl.SSLContext:
        """The roots that every other AWS call of the function trusts, loaded once for all lines."""
        return ssl.create_default_context(cafile=self._session.get_config_variable("ca_bundle"))


def _answer(line: HTTPConnection, deadline: float) -> int:
    """All of a round wait together: many silent lines must not outlast the function."""
    if line.sock:
        line.sock.settimeout(max(deadline - monotonic(), SHORTEST_WAIT_SECONDS))
    response = line.getresponse()
    response.read()
    return response.status
