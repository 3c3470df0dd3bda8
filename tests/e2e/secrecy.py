"""What people have said and shown while the tests ran, and whether a log has kept any of it."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx

from frontdesk.domain.escalation import EscalationReason
from local import demo

# By the names of their fields: what somebody has written, and what somebody is called or reached by.
TOLD = frozenset({"content", "description", "email", "feedback", "preview", "reason", "subject", "title", "told"})
SHOWN = frozenset({"ticket", "visitor_token", "IdToken", "AccessToken", "RefreshToken", "token"})
# A shorter text may be part of what a log says by itself.
LONG_ENOUGH = 12
EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")
ADDRESS = re.compile(r"\b\d{1,3}(?:\.\d{1,3}){3}\b")
# In the error of a call to one of them that came to nothing. Who calls comes from there too, and is named by no URL.
OWN_SERVICE = re.compile(r"http://127\.0\.0\.1:\d+")


class Secrets:
    """Everything that has gone over the wire by the tests' own hands. Widgets' tokens are public."""

    def __init__(self) -> None:
        self.said: set[str] = set()

    def _note(self, body: Any) -> None:
        for name, value in _fields(body):
            if name in TOLD | SHOWN and isinstance(value, str) and len(value) >= LONG_ENOUGH:
                self.said.add(value)

    def note_request(self, request: httpx.Request) -> None:
        bearer = request.headers.get("authorization", "").partition(" ")[2]
        if bearer:
            self.said.add(bearer)
        self.note_text(request.content)

    def note_response(self, response: httpx.Response) -> None:
        response.read()
        self.note_text(response.content)

    def note_text(self, text: bytes | str) -> None:
        self._note(_json(text))


SECRETS = Secrets()


def kept_by(log: Path) -> list[str]:
    """Lines that hold what nobody is to read in a log.

    What the stack prints at its start is meant to be read, and so are the reasons that are words of the vocabulary.
    """
    public = {demo.WIDGET_TOKEN, demo.PASSWORD, *(agent.email for agent in demo.AGENTS), *EscalationReason}
    text = log.read_text(errors="replace")
    told = [said for said in SECRETS.said - public if said in text]
    return [line for line in text.splitlines() if any(said in line for said in told) or _names_somebody(line)]


def _names_somebody(line: str) -> bool:
    """Of the lines that functions write."""
    told = OWN_SERVICE.sub("", line)
    return line.startswith("{") and bool(EMAIL.search(told) or ADDRESS.search(told))


def _json(content: bytes | str) -> Any:
    try:
        return json.loads(content)
    except ValueError:
        return None


def _fields(body: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(body, dict):
        for name, value in body.items():
            yield name, value
            yield from _fields(value)
    elif isinstance(body, list):
        for value in body:
            yield from _fields(value)
