"""A push service for browsers (RFC 8030) with the browsers in it: it checks who sends (RFC 8292), and opens what only
a subscription's keys can open (RFC 8291).

POST   /push/{id}                        what a site's server sends
POST   /subscriptions                    subscribe, as a browser does: `{"applicationServerKey": …}` may bind it
GET    /subscriptions/{id}               what the browser has been given, in order, and what waits for it
DELETE /subscriptions/{id}               the subscription expires
PUT    /subscriptions/{id}/connection    `{"online": false}`: the browser is asleep; what comes waits by its topic
PUT    /subscriptions/{id}/answers       `{"statuses": [429, 500], "retry_after": 2}`: the next answers
"""

import json
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from local.push_browser import Browser, Unreadable
from local.vapid import Stranger, sender_of

LONGEST_BODY = 4096
LONGEST_TOPIC = 32
URGENCIES = ("very-low", "low", "normal", "high")


class Refused(Exception):
    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


@dataclass
class Subscription:
    browser: Browser
    sender: str | None
    """Whose it is: the first public key that sends, where the browser did not name one."""
    expired: bool = False
    online: bool = True
    answers: list[int] = field(default_factory=list)
    retry_after: int | None = None
    given: list[dict[str, Any]] = field(default_factory=list)
    waiting: list[dict[str, Any]] = field(default_factory=list)
    requests: int = 0

    def take(self, message: dict[str, Any]) -> None:
        if self.online:
            self.given.append(message)
            return
        if message["topic"] is not None:
            self.waiting = [other for other in self.waiting if other["topic"] != message["topic"]]
        if message["ttl"] > 0:
            self.waiting.append(message)

    def wake(self) -> None:
        now = time.time()
        self.given += [message for message in self.waiting if message["at"] + message["ttl"] > now]
        self.waiting = []


class PushService:
    """Keeps everything in memory: who restarts the stack has lost the browsers too."""

    def __init__(self, origin: str) -> None:
        self._origin = origin
        self._subscriptions: dict[str, Subscription] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        try:
            response = self._answer(request, await request.body())
        except Refused as refused:
            response = JSONResponse({"message": str(refused)}, refused.status)
        await response(scope, receive, send)

    def _answer(self, request: Request, body: bytes) -> Response:
        match request.method, request.url.path.strip("/").split("/"):
            case "POST", ["push", name]:
                return self._push(name, request, body)
            case "POST", ["subscriptions"]:
                return self._subscribe(body)
            case method, ["subscriptions", name]:
                return self._about(method, self._known(name))
            case "PUT", ["subscriptions", name, "connection" | "answers" as what]:
                change: Callable[[Subscription, Any], None] = _connect if what == "connection" else _script
                change(self._known(name), json.loads(body))
                return Response(status_code=204)
        raise Refused(404, "Not Found")

    def _known(self, name: str) -> Subscription:
        if name not in self._subscriptions:
            raise Refused(404, "There is no such subscription.")
        return self._subscriptions[name]

    def _subscribe(self, body: bytes) -> Response:
        name = secrets.token_urlsafe(16)
        wanted = json.loads(body or b"{}")
        made = Subscription(Browser.new(), wanted.get("applicationServerKey"))
        self._subscriptions[name] = made
        subscription = {"endpoint": f"{self._origin}/push/{name}", "keys": made.browser.keys, "id": name}
        return JSONResponse(subscription, 201)

    def _about(self, method: str, found: Subscription) -> Response:
        if method == "DELETE":
            found.expired = True
            return Response(status_code=204)
        if method != "GET":
            raise Refused(405, "Method Not Allowed")
        return JSONResponse({"given": found.given, "waiting": found.waiting, "requests": found.requests})

    def _push(self, name: str, request: Request, body: bytes) -> Response:
        found = self._known(name)
        found.requests += 1
        if found.expired:
            raise Refused(410, "The subscription has expired.")
        if found.answers:
            headers = {} if found.retry_after is None else {"Retry-After": str(found.retry_after)}
            return Response(status_code=found.answers.pop(0), headers=headers)
        self._check_sender(found, request)
        message = {**_headers(request, body), "payload": _opened(found.browser, body), "at": time.time()}
        found.take(message)
        return Response(status_code=201, headers={"Location": f"{self._origin}/message/{secrets.token_urlsafe(16)}"})

    def _check_sender(self, found: Subscription, request: Request) -> None:
        try:
            sender = sender_of(request.headers.get("Authorization", ""), self._origin)
        except Stranger as stranger:
            raise Refused(401 if stranger.unknown else 403, str(stranger)) from None
        found.sender = found.sender or sender
        if sender != found.sender:
            raise Refused(403, "The subscription belongs to another sender's key.")


def _connect(found: Subscription, wanted: dict[str, Any]) -> None:
    found.online = bool(wanted["online"])
    if found.online:
        found.wake()


def _script(found: Subscription, wanted: dict[str, Any]) -> None:
    found.answers = list(wanted["statuses"])
    found.retry_after = wanted.get("retry_after")


def _headers(request: Request, body: bytes) -> dict[str, Any]:
    """What a sender says of its message, checked."""
    headers = request.headers
    ttl, topic, urgency = headers.get("TTL", ""), headers.get("Topic"), headers.get("Urgency", "normal")
    if len(body) > LONGEST_BODY:
        raise Refused(413, f"A message has no more than {LONGEST_BODY} bytes.")
    if not ttl.isdecimal():
        raise Refused(400, "TTL is missing or no number.")
    if topic is not None and not (len(topic) <= LONGEST_TOPIC and topic.replace("-", "").replace("_", "").isalnum()):
        raise Refused(400, "Topic is no base64url of 32 characters at most.")
    if urgency not in URGENCIES:
        raise Refused(400, "Urgency is none that is known.")
    if headers.get("Content-Encoding") != "aes128gcm":
        raise Refused(415, "Content-Encoding is not aes128gcm.")
    return {"ttl": int(ttl), "topic": topic, "urgency": urgency}


def _opened(browser: Browser, body: bytes) -> Any:
    """A browser drops what it cannot read without a word; here somebody wants to know."""
    try:
        return json.loads(browser.open(body))
    except (Unreadable, ValueError) as error:
        raise Refused(400, f"The browser cannot read this: {error}") from None
