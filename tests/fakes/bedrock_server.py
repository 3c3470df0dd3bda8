"""Bedrock's ConverseStream as it is on the wire: HTTP, answered in the binary framing of event streams."""

import json
import struct
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from zlib import crc32

STRING = 7


def frame(kind: str, payload: dict[str, Any], *, of: str = "event") -> bytes:
    """One message: lengths, their checksum, headers, payload, and a checksum of it all."""
    names = {":message-type": of, f":{of}-type": kind, ":content-type": "application/json"}
    headers = b"".join(_header(name, value) for name, value in names.items())
    body = json.dumps(payload).encode()
    prelude = struct.pack("!II", 12 + len(headers) + len(body) + 4, len(headers))
    message = prelude + struct.pack("!I", crc32(prelude)) + headers + body
    return message + struct.pack("!I", crc32(message))


def _header(name: str, value: str) -> bytes:
    return bytes([len(name)]) + name.encode() + bytes([STRING]) + struct.pack("!H", len(value)) + value.encode()


def written(*pieces: str, stop: str = "end_turn", tokens: int = 321) -> list[bytes]:
    """What a model sends that says this."""
    return [
        frame("messageStart", {"role": "assistant"}),
        *(frame("contentBlockDelta", {"contentBlockIndex": 0, "delta": {"text": piece}}) for piece in pieces),
        frame("contentBlockStop", {"contentBlockIndex": 0}),
        frame("messageStop", {"stopReason": stop}),
        frame("metadata", {"usage": {"inputTokens": 300, "outputTokens": 21, "totalTokens": tokens}, "metrics": {}}),
    ]


@dataclass
class BedrockServer:
    """`frames` answer each request, unless `refusal`, a status and an error's name, does. `asked` is every body."""

    frames: Sequence[bytes] = ()
    refusal: tuple[int, str] | None = None
    silent: threading.Event | None = None
    asked: list[dict[str, Any]] = field(default_factory=list)
    url: str = ""


@contextmanager
def bedrock_server() -> Iterator[BedrockServer]:
    state = BedrockServer()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(state))
    server.daemon_threads = True
    state.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield state
    finally:
        if state.silent:
            state.silent.set()
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(state: BedrockServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            state.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            if state.refusal:
                status, name = state.refusal
                self._answer(status, json.dumps({"message": "no"}).encode(), {"x-amzn-ErrorType": name})
                return
            if state.silent:
                state.silent.wait()
            self._answer(200, b"".join(state.frames), {"Content-Type": "application/vnd.amazon.eventstream"})

        def _answer(self, status: int, body: bytes, headers: dict[str, str]) -> None:
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            with suppress(BrokenPipeError, ConnectionResetError):  # whoever asked has given up
                self.end_headers()
                self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            """Tests say what they see themselves."""

    return Handler
