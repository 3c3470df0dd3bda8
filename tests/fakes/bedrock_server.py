"""Bedrock's ConverseStream as it is on the wire: HTTP in chunks, each an event in the binary framing of streams."""

import json
import struct
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import sleep
from typing import Any
from zlib import crc32

STRING = 7
CUT = b""
"""Among frames: here the connection breaks, in the middle of one."""
Frames = Sequence[bytes | float | threading.Event]
"""What is sent, one after another: after so many seconds, or not before an event is set."""


def frame(kind: str, payload: Any, *, of: str = "event") -> bytes:
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

    frames: Frames = ()
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
        for held in (state.silent, *state.frames):
            if isinstance(held, threading.Event):
                held.set()
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(state: BedrockServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_POST(self) -> None:
            state.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            if state.refusal:
                status, name = state.refusal
                self._begin(status, {"x-amzn-ErrorType": name, "Content-Length": "2"})
                self._send(b"{}")
                return
            if state.silent:
                state.silent.wait()
            self._begin(200, {"Content-Type": "application/vnd.amazon.eventstream", "Transfer-Encoding": "chunked"})
            self._stream(state.frames)

        def _begin(self, status: int, headers: dict[str, str]) -> None:
            self.send_response(status)
            for name, value in {**headers, "Connection": "close"}.items():
                self.send_header(name, value)
            with suppress(BrokenPipeError, ConnectionResetError):  # whoever asked has given up
                self.end_headers()

        def _stream(self, frames: Frames) -> None:
            for one in frames:
                if isinstance(one, threading.Event):
                    one.wait()
                elif isinstance(one, float):
                    sleep(one)
                elif one == CUT:
                    self._send(b"40\r\n\0")
                    return
                else:
                    self._send(b"%x\r\n%b\r\n" % (len(one), one))
            self._send(b"0\r\n\r\n")

        def _send(self, data: bytes) -> None:
            with suppress(BrokenPipeError, ConnectionResetError):
                self.wfile.write(data)

        def log_message(self, format: str, *args: Any) -> None:
            """Tests say what they see themselves."""

    return Handler
