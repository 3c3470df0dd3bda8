"""A desk with thousands of conversations that exist in this file alone: what the dashboard asks for, answered."""

import json
import mimetypes
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, Route, WebSocketRoute

ORIGIN = "https://desk.example"
SOCKET = "wss://desk.example/socket"
API = "/api/v1/live-chat"
CONVERSATIONS = 5_000
PUSH_EACH_MS = 50
BEGUN = datetime(2026, 11, 20, 8, tzinfo=UTC)
NAMES = ("Amelia Hart", "Budi Santoso", "Chidi Okafor", "Dewi Lestari", "Émile Roux", "Fatima Zahra", "Goran Ilić")
ME = {
    "id": "ana",
    "tenant_id": "demo",
    "name": "Ana",
    "email": "ana@demo.example",
    "role": "admin",
    "status": "online",
    "presence": "online",
    "skills": [],
    "department_ids": [],
    "max_concurrent_chats": 5,
    "current_chats": 0,
    "total_chats": 0,
    "limits": {
        "message_length": 4000,
        "attachment_bytes": 10_485_760,
        "attachment_types": {},
        "page_size": 50,
        "heartbeat_seconds": 25,
    },
}


def instant(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def conversation(number: int, version: int = 1) -> dict[str, Any]:
    """The higher the number, the older it is."""
    name = NAMES[number % len(NAMES)]
    created = BEGUN - timedelta(minutes=number)
    held = number % 3 > 0
    return {
        "id": f"c{number}",
        "tenant_id": "demo",
        "widget_id": f"w{number % 2}",
        "status": "active" if held else "pending",
        "handler": "agent",
        "agent": {"id": "budi", "name": "Budi"} if held else None,
        "version": version,
        "created_at": instant(created),
        "tail_seq": version,
        "visitor_read_seq": 0,
        "agent_read_seq": 0,
        "last_message": message(number, version, name, created),
        "visitor": {"id": f"v{number}", "name": name, "verified": number % 4 == 0},
        "priority": ("normal", "normal", "high", "low", "urgent")[number % 5],
        "required_skills": [],
        "tags": ["refund", "parcel"][: number % 3],
        "attributes": {},
        "transfers": [],
        "unanswered_since": instant(created) if number % 2 else None,
    }


def message(number: int, seq: int, name: str, at: datetime) -> dict[str, Any]:
    return {
        "conversation_id": f"c{number}",
        "seq": seq,
        "client_id": f"{number}.{seq}",
        "sender_type": "visitor",
        "sender_id": f"v{number}",
        "sender_name": name,
        "type": "text",
        "content": f"Message {seq}: where is my order {8000 + number}? I have been looking for it since Monday.",
        "created_at": instant(at),
    }


class Desk:
    """Serves the built dashboard and its API to one page, and tells it of changes as a socket would."""

    def __init__(self, built: Path) -> None:
        self.built = built
        self.pushed = 0
        self._socket: WebSocketRoute | None = None

    def serve(self, page: Page) -> None:
        session = {"idToken": "token", "refreshToken": None, "expiresAt": 4102444800000}
        page.add_init_script(f"sessionStorage.setItem('frontdesk.session', JSON.stringify({json.dumps(session)}))")
        page.route(f"{ORIGIN}/**", self._answer)
        page.route_web_socket(f"{SOCKET}**", self._connected)

    @contextmanager
    def chatter(self, page: Page) -> Iterator[None]:
        """Visitors all over the list write, for as long as the block lasts."""
        page.expose_function("pushNext", self._push)
        page.evaluate(f"() => {{ globalThis.chatter = setInterval(() => pushNext(), {PUSH_EACH_MS}); }}")
        yield
        page.evaluate("() => clearInterval(globalThis.chatter)")

    def _push(self) -> None:
        self.pushed += 1
        number, version = self.pushed * 37 % CONVERSATIONS, 2 + self.pushed * 37 // CONVERSATIONS
        changed = conversation(number, version)
        frame = {
            "type": "message.created",
            "tenant_id": "demo",
            "timestamp": instant(BEGUN),
            "conversation_id": changed["id"],
            "message": changed["last_message"],
            "conversation": {key: changed[key] for key in ("id", "status", "handler", "agent", "version")},
            "visitor_id": changed["visitor"]["id"],
            "widget_id": changed["widget_id"],
            "handler": "agent",
        }
        if self._socket:
            self._socket.send(json.dumps(frame))

    def _connected(self, socket: WebSocketRoute) -> None:
        self._socket = socket

        def heard(text: str | bytes) -> None:
            frame = json.loads(text)
            answer: dict[str, Any] = {"type": "ack", "request_id": frame["request_id"]}
            if frame["type"] == "ping":
                answer |= {"type": "pong", "tails": {}, "timestamp": instant(BEGUN)}
            socket.send(json.dumps(answer))

        socket.on_message(heard)

    def _answer(self, route: Route) -> None:
        url = urlsplit(route.request.url)
        if url.path.startswith(API):
            route.fulfill(json=self._api(url.path.removeprefix(API), parse_qs(url.query)))
            return
        file = self.built / (url.path.lstrip("/") or "index.html")
        if file.is_file():
            kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
            route.fulfill(body=file.read_bytes(), content_type=kind)
        else:
            route.fulfill(status=404)

    def _api(self, path: str, query: dict[str, list[str]]) -> dict[str, Any]:
        if path == "/conversations" and query.get("scope") == ["all"]:
            return self._page(int(query.get("cursor", ["0"])[0]), int(query["limit"][0]))
        answers: dict[str, dict[str, Any]] = {
            "/sign-in": {"user_pool_client_id": "client", "cognito_url": f"{ORIGIN}/cognito"},
            "/agents/me": ME,
            "/agents": {"items": [ME], "next_cursor": None},
            "/ws-ticket": {"ticket": "ticket", "url": SOCKET, "expires_in": 30},
            "/queue/stats": {"total": 0, "by_priority": {}, "longest_wait_seconds": None, "waits": []},
        }
        return answers.get(path, {"items": [], "next_cursor": None})

    def _page(self, begin: int, limit: int) -> dict[str, Any]:
        end = min(begin + limit, CONVERSATIONS)
        items = [conversation(number) for number in range(begin, end)]
        return {"items": items, "next_cursor": str(end) if end < CONVERSATIONS else None}
