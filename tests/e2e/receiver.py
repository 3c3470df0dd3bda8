"""A tenant's own server: takes webhooks, checks that they are Frontdesk's, and fails when it is told to."""

import hmac
import json
from base64 import b64decode, b64encode
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any


@dataclass(frozen=True)
class Taken:
    id: str
    body: dict[str, Any]
    status: int


@dataclass
class Receiver:
    """Answers each type of event with its `statuses`, one after the other, and then with 204."""

    url: str
    secret: str = ""
    statuses: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    taken: list[Taken] = field(default_factory=list)

    def told(self, kind: str, of: str = "") -> list[Taken]:
        """Of events of that type; of one conversation, by its id."""
        return [taken for taken in self.taken if taken.body["type"] == kind and of in json.dumps(taken.body)]

    def take(self, headers: Any, body: bytes) -> int:
        if not self._is_signed(headers, body):
            return 401
        event = json.loads(body)
        statuses = self.statuses[event["type"]]
        status = statuses.pop(0) if statuses else 204
        self.taken.append(Taken(headers["webhook-id"], event, status))
        return status

    def _is_signed(self, headers: Any, body: bytes) -> bool:
        signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
        digest = hmac.new(b64decode(self.secret.removeprefix("whsec_")), signed, sha256).digest()
        return f"v1,{b64encode(digest).decode()}" in headers["webhook-signature"].split(" ")


@contextmanager
def receiving() -> Iterator[Receiver]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            status = receiver.take(self.headers, self.rfile.read(int(self.headers["content-length"])))
            self.send_response(status)
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Nothing is printed."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        receiver = Receiver(f"http://localhost:{server.server_port}/frontdesk")
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield receiver
        finally:
            server.shutdown()
