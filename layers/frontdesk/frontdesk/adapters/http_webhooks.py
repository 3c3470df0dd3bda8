"""Requests to webhooks' addresses, which strangers choose.

A host's name is looked up once. Every address that it has must be public, and it is one of those that is connected:
nobody who answers DNS twice can lead Frontdesk to another one. The certificate is checked against the name.
Redirects are not followed, the answer's body is not read, and everything ends by the deadline.
"""

import socket
import ssl
import time
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from datetime import datetime
from email.utils import parsedate_to_datetime
from functools import cached_property
from http.client import HTTPException
from ipaddress import ip_address
from threading import Lock, Timer

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError
from urllib3.response import BaseHTTPResponse

from frontdesk.contract.webhook_rendering import body_of
from frontdesk.domain.errors import InvalidInput
from frontdesk.domain.webhook import Webhook
from frontdesk.domain.webhook_address import Target, is_public, target_of
from frontdesk.domain.webhook_delivery import Failure, Reply
from frontdesk.domain.webhook_event import WebhookEvent
from frontdesk.domain.webhook_signature import signed_headers
from frontdesk.use_cases.webhook_ports import Subject

CONNECT_SECONDS = 3.0
READ_SECONDS = 8.0
# A receiver that sends its answer byte by byte keeps within every other limit.
DEADLINE_SECONDS = 10.0
MOST_ADDRESSES = 3
ASKS_FOR_PATIENCE = (429, 503)
HEADERS = {"content-type": "application/json", "user-agent": "Frontdesk-Webhooks/1"}

Resolve = Callable[[str, int], Sequence[str]]


class AddressRefused(Exception):
    """The host's name leads into a private network."""


class Deadline:
    """Ends a connection from outside, however busy it is."""

    def __init__(self, seconds: float) -> None:
        self._socket: socket.socket | None = None
        # Without it, a socket closed in the midst of `_end` might end whichever connection has its descriptor next.
        self._lock = Lock()
        self._timer = Timer(seconds, self._end)
        self._timer.daemon = True
        self.passed = False

    def __enter__(self) -> "Deadline":
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        with self._lock:
            if self._socket is not None:
                self._socket.close()

    def watch(self, connected: socket.socket) -> None:
        """A duplicate, for TLS takes the socket itself over. Raises TimeoutError where it is too late for any."""
        with self._lock:
            if self.passed:
                raise TimeoutError
            self._socket = connected.dup()

    def _end(self) -> None:
        with self._lock, suppress(OSError):
            self.passed = True
            if self._socket is not None:
                self._socket.shutdown(socket.SHUT_RDWR)


class HttpWebhooks:
    """`local` allows plain http, and addresses that are not public, on a stack that runs on one machine."""

    def __init__(
        self,
        *,
        local: bool = False,
        resolve: Resolve | None = None,
        deadline_seconds: float = DEADLINE_SECONDS,
        trust: ssl.SSLContext | None = None,
    ) -> None:
        self._local = local
        self._resolve = resolve or looked_up
        self._deadline_seconds = deadline_seconds
        self._given_trust = trust

    def send(self, webhook: Webhook, event: WebhookEvent, subject: Subject, now: datetime) -> Reply:
        body = body_of(event, subject)
        headers = {**HEADERS, **signed_headers(event.id, now, body, webhook.secrets_at(now))}
        began = time.monotonic()
        with Deadline(self._deadline_seconds) as deadline:
            try:
                status, patience = self._post(webhook.url, body, headers, deadline)
                failure = None
            except (InvalidInput, OSError, HTTPException, HTTPError, UnicodeError, AddressRefused) as error:
                status, patience = None, None
                failure = Failure.TIMEOUT if deadline.passed else _failure(error)
        return Reply(
            status=status,
            failure=failure,
            latency_ms=round((time.monotonic() - began) * 1000),
            retry_after=_seconds(patience, now) if status in ASKS_FOR_PATIENCE else None,
        )

    def _post(self, url: str, body: bytes, headers: dict[str, str], deadline: Deadline) -> tuple[int, str | None]:
        """The answer's status, and its Retry-After."""
        target = target_of(url, local=self._local)
        addresses = self._checked(target)
        with closing(self._connection(target, addresses, deadline)) as connection:
            connection.request("POST", target.path, body=body, headers=headers, preload_content=False)
            answer: BaseHTTPResponse = connection.getresponse()
            return answer.status, answer.headers.get("retry-after")

    def _checked(self, target: Target) -> Sequence[str]:
        """One that is not public is enough to refuse them all."""
        addresses = self._resolve(target.host, target.port)
        if not self._local and not all(is_public(ip_address(address)) for address in addresses):
            raise AddressRefused
        return addresses[:MOST_ADDRESSES]

    def _connection(
        self, target: Target, addresses: Sequence[str], deadline: Deadline
    ) -> "PinnedConnection | PinnedTlsConnection":
        connection = (
            PinnedTlsConnection(target.host, target.port, timeout=READ_SECONDS, ssl_context=self._trust)
            if target.secure
            else PinnedConnection(target.host, target.port, timeout=READ_SECONDS)
        )
        connection.pin(addresses, deadline)
        return connection

    @cached_property
    def _trust(self) -> ssl.SSLContext:
        """Made by the first request: it reads every root that the machine trusts."""
        return self._given_trust or ssl.create_default_context()


class Pinned:
    """Connects to addresses that have been checked, and asks nobody for others."""

    _addresses: Sequence[str]
    _deadline: Deadline
    port: int

    def pin(self, addresses: Sequence[str], deadline: Deadline) -> None:
        self._addresses = addresses
        self._deadline = deadline

    def _new_conn(self) -> socket.socket:
        failed: OSError = OSError("no address")
        for address in self._addresses:
            try:
                connected = socket.create_connection((address, self.port), CONNECT_SECONDS)
            except OSError as error:
                failed = error
                continue
            connected.settimeout(READ_SECONDS)
            try:
                self._deadline.watch(connected)
            except TimeoutError:
                connected.close()
                raise
            return connected
        raise failed


class PinnedConnection(Pinned, HTTPConnection):
    pass


class PinnedTlsConnection(Pinned, HTTPSConnection):
    pass


def looked_up(host: str, port: int) -> Sequence[str]:
    """Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_ADDRCONFIG)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def _failure(error: Exception) -> Failure:
    kinds: tuple[tuple[tuple[type[Exception], ...], Failure], ...] = (
        ((InvalidInput, AddressRefused), Failure.REFUSED_ADDRESS),
        ((socket.gaierror, UnicodeError), Failure.UNKNOWN_HOST),
        ((ssl.SSLError,), Failure.TLS),
        ((TimeoutError,), Failure.TIMEOUT),
        ((HTTPException, HTTPError), Failure.BAD_ANSWER),
    )
    return next((failure for kind, failure in kinds if isinstance(error, kind)), Failure.NO_CONNECTION)


def _seconds(header: str | None, now: datetime) -> float | None:
    """Of a header that gives seconds or a date."""
    if header is None or (header.isascii() and header.isdecimal()):
        return float(header) if header else None
    try:
        return (parsedate_to_datetime(header) - now).total_seconds()
    except (TypeError, ValueError):
        return None
