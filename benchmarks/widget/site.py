"""A plain page with the widget that was built, or with a script that does nothing; compressed as by a CDN."""

import gzip
import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from frontdesk.contract.http_models import ClientLimits
from frontdesk.contract.widget_models import Appearance, WidgetBehaviour, WidgetConfig, WidgetTexts
from frontdesk.domain.attachment import TYPES_BY_EXTENSION
from frontdesk.entrypoints.http_widget import SCRIPT

DIST = Path(__file__).parents[2] / "widget" / "dist"
EMPTY, WIDGET = "empty script", "Frontdesk"
WORDS = "<p>A page of a shop, with words and nothing else.</p>" * 40
PAGE = "<!doctype html><html lang=en><title>Shop</title><link rel=icon href='data:,'><main>{words}</main>{tag}</html>"
TAGS = {
    EMPTY: '<script src="/empty.js" async></script>',
    WIDGET: '<script src="/api/widget/bench/script.js" async></script>',
}
CONFIG = WidgetConfig(
    widget_id="widget_bench",
    name="Shop",
    active=True,
    handler_type="agent",
    bot_name="Assistant",
    open_now=True,
    opens_at=None,
    appearance=Appearance(),
    texts=WidgetTexts(),
    behaviour=WidgetBehaviour(),
    limits=ClientLimits(
        message_length=4000,
        attachment_bytes=10_485_760,
        attachment_types=dict(TYPES_BY_EXTENSION),
        page_size=50,
        heartbeat_seconds=25,
    ),
)


def contents() -> dict[str, tuple[str, bytes]]:
    """What is at each path: its media type, and itself."""
    pages = {path_of(name): ("text/html", PAGE.format(words=WORDS, tag=tag).encode()) for name, tag in TAGS.items()}
    files = {f"/widget/{file.name}": ("text/javascript", file.read_bytes()) for file in DIST.glob("*.js")}
    script = SCRIPT % (json.dumps("bench"), json.dumps("/widget"))
    return {
        **pages,
        **files,
        "/empty.js": ("text/javascript", b""),
        "/api/widget/bench/script.js": ("text/javascript", script.encode()),
        "/api/widget/bench/config": ("application/json", CONFIG.model_dump_json().encode()),
    }


def path_of(name: str) -> str:
    return "/" + name.replace(" ", "-")


@contextmanager
def served() -> Iterator[str]:
    """Its origin."""
    known = {path: (kind, gzip.compress(body, 9)) for path, (kind, body) in contents().items()}

    class Site(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            kind, body = known.get(self.path, ("", b""))
            self.send_response(200 if kind else 404)
            for name, value in (
                ("Content-Type", f"{kind}; charset=utf-8"),
                ("Content-Encoding", "gzip"),
                ("Content-Length", str(len(body))),
            ):
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    with ThreadingHTTPServer(("localhost", 0), Site) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}"
        server.shutdown()
