"""Other people's sites: pages of any content, under any policy, and what a guest may not change on them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

Publish = Callable[[str, str | None], str]
"""A page's body and its content security policy; gives its address."""

STRICT_POLICY = (
    "default-src 'none'; script-src 'nonce-n1'; connect-src http://localhost:* ws://localhost:*;"
    " require-trusted-types-for 'script'; trusted-types 'none'"
)


@contextmanager
def published() -> Iterator[Publish]:
    pages: dict[str, tuple[str, str | None]] = {}

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body, policy = pages.get(self.path, ("", None))
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            if policy is not None:
                self.send_header("Content-Security-Policy", policy)
            self.end_headers()
            self.wfile.write(f"<!doctype html><html lang=en><title>Site</title><main>{body}</main></html>".encode())

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    def put(body: str, policy: str | None = None) -> str:
        path = f"/{len(pages)}"
        pages[path] = (body, policy)
        return f"http://localhost:{server.server_port}{path}"

    with ThreadingHTTPServer(("localhost", 0), Site) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield put
        finally:
            server.shutdown()
