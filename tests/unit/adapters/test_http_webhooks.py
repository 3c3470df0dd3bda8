"""Requests to webhooks' addresses: what arrives, and what is never sent."""

import json
import socket
import ssl
import threading
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from hmac import new as mac
from pathlib import Path
from threading import Event, Thread
from unittest.mock import patch

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from frontdesk.adapters import http_webhooks
from frontdesk.adapters.http_webhooks import HttpWebhooks
from frontdesk.domain.message import written_by
from frontdesk.domain.webhook import Webhook
from frontdesk.domain.webhook_delivery import Failure, Reply
from frontdesk.domain.webhook_event import SUBSCRIBABLE, of_message
from frontdesk.domain.webhook_signature import secret_of
from tests.fakes.people import TENANT, VERA_HERSELF
from tests.fakes.system import START

HOST = "hooks.example.com"
SECRET = secret_of(b"0123456789abcdef0123456789abcdef")
WEBHOOK = Webhook(
    tenant_id=TENANT,
    id="webhook-1",
    url=f"https://{HOST}/desk?key=1",
    events=frozenset(SUBSCRIBABLE),
    secret=SECRET,
    created_at=START,
    updated_at=START,
)
EVENT = of_message(TENANT, "c1", 1, START)
MESSAGE = written_by(VERA_HERSELF, client_id="said", content="Hello", limit=100).at(TENANT, "c1", 1, START)
OK = b"HTTP/1.1 204 No Content\r\n\r\n"
PATIENCE = 10
"""Seconds: a receiver that drips would go on for twice as long."""


@dataclass
class Receiver:
    """Says `answer` to each connection, whatever it was sent; with `drip`, byte by byte and never to the end."""

    listener: socket.socket
    answer: bytes = OK
    drip: bool = False
    trust: ssl.SSLContext | None = None
    heard: list[bytes] = field(default_factory=list)
    ended: bool = False
    hung_up_on: Event = field(default_factory=Event)

    @property
    def port(self) -> int:
        return int(self.listener.getsockname()[1])

    def serve(self) -> None:
        while True:
            try:
                connection, _ = self.listener.accept()
                with self.trust.wrap_socket(connection, server_side=True) if self.trust else connection as talking:
                    self.heard.append(read_request(talking))
                    self.reply(talking)
            except OSError:
                if self.ended:
                    return

    def reply(self, talking: socket.socket) -> None:
        if not self.drip:
            talking.sendall(self.answer)
            return
        talking.settimeout(0.02)
        for _ in range(1000):
            try:
                talking.sendall(b"H")
                more(talking)
            except TimeoutError:
                continue
            except ConnectionError:
                self.hung_up_on.set()
                return


def read_request(talking: socket.socket) -> bytes:
    data = b""
    while b"\r\n\r\n" not in data:
        data += more(talking)
    head, _, body = data.partition(b"\r\n\r\n")
    length = next(
        int(line.split(b":")[1]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length")
    )
    while len(body) < length:
        body += more(talking)
    return head + b"\r\n\r\n" + body


def more(talking: socket.socket) -> bytes:
    """Raises ConnectionError where nothing follows."""
    data = talking.recv(65_536)
    if not data:
        raise ConnectionError
    return data


@contextmanager
def receiving(trust: ssl.SSLContext | None = None) -> Iterator[Receiver]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        receiver = Receiver(listener, trust=trust)
        serving = Thread(target=receiver.serve, daemon=True)
        serving.start()
        try:
            yield receiver
        finally:
            receiver.ended = True
            listener.shutdown(socket.SHUT_RDWR)
            # Closed under the thread's hands, its descriptor may be the next receiver's before `accept` looks at it.
            serving.join()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as found:
        yield found


def send(sender: HttpWebhooks, url: str, webhook: Webhook = WEBHOOK) -> Reply:
    return sender.send(replace(webhook, url=url), EVENT, MESSAGE, START)


def test_what_arrives_is_signed_and_tells_of_the_event(receiver: Receiver) -> None:
    reply = send(HttpWebhooks(local=True), f"http://127.0.0.1:{receiver.port}/desk?key=1")
    assert (reply.status, reply.failure) == (204, None)
    head, _, body = receiver.heard[0].partition(b"\r\n\r\n")
    first, *lines = head.decode().split("\r\n")
    headers = {name.lower(): value for name, value in (line.split(": ", 1) for line in lines)}
    assert first == "POST /desk?key=1 HTTP/1.1"
    assert headers["content-type"] == "application/json"
    assert json.loads(body)["data"]["message"]["content"] == "Hello"
    signed = f"{EVENT.id}.{int(START.timestamp())}.".encode() + body
    digest = mac(b64decode(SECRET.removeprefix("whsec_")), signed, sha256).digest()
    assert headers["webhook-signature"] == f"v1,{b64encode(digest).decode()}"
    assert (headers["webhook-id"], headers["webhook-timestamp"]) == (EVENT.id, str(int(START.timestamp())))


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_an_answer_and_is_never_followed(receiver: Receiver, status: int) -> None:
    with receiving() as elsewhere:
        location = f"http://127.0.0.1:{elsewhere.port}/".encode()
        receiver.answer = b"HTTP/1.1 %d Moved\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n" % (status, location)
        reply = send(HttpWebhooks(local=True), f"http://127.0.0.1:{receiver.port}/")
        assert (reply.status, reply.accepted) == (status, False)
        assert elsewhere.heard == []


@contextmanager
def connections() -> Iterator[list[tuple[str, int]]]:
    """Every attempt to connect, which comes to nothing."""
    tried: list[tuple[str, int]] = []

    def connect(address: tuple[str, int], _timeout: float) -> socket.socket:
        tried.append(address)
        raise ConnectionRefusedError

    with patch.object(http_webhooks.socket, "create_connection", connect):
        yield tried


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "fd00:ec2::254", "::ffff:127.0.0.1", "64:ff9b::a9fe:a9fe"],
)
def test_a_name_that_leads_into_a_private_network_is_not_connected(address: str) -> None:
    with connections() as tried:
        reply = send(HttpWebhooks(resolve=lambda _host, _port: [address]), WEBHOOK.url)
    assert (reply.failure, tried) == (Failure.REFUSED_ADDRESS, [])


def test_one_private_address_among_public_ones_refuses_them_all() -> None:
    with connections() as tried:
        reply = send(HttpWebhooks(resolve=lambda _host, _port: ["8.8.8.8", "127.0.0.1"]), WEBHOOK.url)
    assert (reply.failure, tried) == (Failure.REFUSED_ADDRESS, [])


@pytest.mark.parametrize("host", ["2130706433", "0x7f.1", "0177.0.0.1", "127.1"])
def test_a_loopback_in_disguise_is_known_by_where_it_leads(host: str) -> None:
    with connections() as tried:
        reply = send(HttpWebhooks(), f"https://{host}/")
    assert (reply.failure, tried) == (Failure.REFUSED_ADDRESS, [])


def test_the_address_that_was_checked_is_the_one_that_is_connected() -> None:
    """A name server that gives a private address the second time is not asked a second time."""
    answers = [["8.8.8.8"], ["127.0.0.1"]]
    with connections() as tried, patch.object(socket, "getaddrinfo", side_effect=AssertionError("asked again")):
        reply = send(HttpWebhooks(resolve=lambda _host, _port: answers.pop(0)), WEBHOOK.url)
    assert (reply.failure, tried) == (Failure.NO_CONNECTION, [("8.8.8.8", 443)])


def test_a_plain_address_is_refused_where_the_stack_is_no_local_one(receiver: Receiver) -> None:
    assert send(HttpWebhooks(), f"http://127.0.0.1:{receiver.port}/").failure is Failure.REFUSED_ADDRESS
    assert receiver.heard == []


def test_a_name_that_nobody_knows_is_a_failure_of_its_own() -> None:
    def unknown(_host: str, _port: int) -> list[str]:
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    assert send(HttpWebhooks(resolve=unknown), WEBHOOK.url).failure is Failure.UNKNOWN_HOST


def test_an_answer_that_comes_byte_by_byte_ends_with_the_deadline(receiver: Receiver) -> None:
    receiver.drip = True
    reply = send(HttpWebhooks(local=True, deadline_seconds=0.2), f"http://127.0.0.1:{receiver.port}/")
    assert reply.failure is Failure.TIMEOUT
    assert receiver.hung_up_on.wait(PATIENCE)


def test_a_name_that_is_found_after_the_deadline_is_not_spoken_to(receiver: Receiver) -> None:
    """What ends a connection at the deadline finds none there yet."""
    receiver.drip = True

    def slow(host: str, _port: int) -> list[str]:
        for timer in [thread for thread in threading.enumerate() if isinstance(thread, threading.Timer)]:
            timer.join()
        return [host]

    sender = HttpWebhooks(local=True, resolve=slow, deadline_seconds=0.01)
    assert send(sender, f"http://127.0.0.1:{receiver.port}/").failure is Failure.TIMEOUT
    assert receiver.heard == []


def test_a_body_of_any_length_is_left_unread(receiver: Receiver) -> None:
    receiver.answer = b"HTTP/1.1 200 OK\r\nContent-Length: 1000000000000\r\n\r\nand so on"
    assert send(HttpWebhooks(local=True), f"http://127.0.0.1:{receiver.port}/").accepted


@pytest.mark.parametrize("answer", [b"nonsense\r\n\r\n", b""])
def test_what_does_not_speak_http_is_a_failure(receiver: Receiver, answer: bytes) -> None:
    receiver.answer = answer
    reply = send(HttpWebhooks(local=True), f"http://127.0.0.1:{receiver.port}/")
    assert reply.failure in (Failure.BAD_ANSWER, Failure.NO_CONNECTION)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("120", 120.0), ("Mon, 05 Jan 2026 09:01:00 GMT", 60.0), ("soon", None), ("-1", None)],
)
def test_a_busy_receiver_says_when_to_come_again(receiver: Receiver, header: str, seconds: float | None) -> None:
    receiver.answer = f"HTTP/1.1 429 Slow\r\nRetry-After: {header}\r\nContent-Length: 0\r\n\r\n".encode()
    assert send(HttpWebhooks(local=True), f"http://127.0.0.1:{receiver.port}/").retry_after == seconds


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of HOST, signed by itself, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, HOST)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path_factory.mktemp("tls") / "receiver.pem"
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file.write_bytes(private + made.public_bytes(Encoding.PEM))
    return file


@contextmanager
def behind_a_public_address(port: int) -> Iterator[None]:
    """Who connects to 8.8.8.8 finds the receiver."""
    connect: Callable[..., socket.socket] = socket.create_connection

    def led(address: tuple[str, int], timeout: float) -> socket.socket:
        assert address == ("8.8.8.8", 443)
        return connect(("127.0.0.1", port), timeout)

    with patch.object(http_webhooks.socket, "create_connection", led):
        yield


def over_tls(certificate: Path, url: str, trust: ssl.SSLContext | None) -> tuple[Reply, list[bytes]]:
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(certificate)
    with receiving(server) as receiver, behind_a_public_address(receiver.port):
        reply = send(HttpWebhooks(resolve=lambda _host, _port: ["8.8.8.8"], trust=trust), url)
        return reply, receiver.heard


def test_the_certificate_and_the_host_header_are_those_of_the_name_though_an_address_is_connected(
    certificate: Path,
) -> None:
    reply, heard = over_tls(certificate, WEBHOOK.url, ssl.create_default_context(cafile=str(certificate)))
    assert reply.accepted, reply
    assert f"host: {HOST}\r\n".encode() in heard[0].lower()


def test_a_certificate_of_another_name_is_refused_before_anything_is_sent(certificate: Path) -> None:
    trust = ssl.create_default_context(cafile=str(certificate))
    reply, heard = over_tls(certificate, "https://other.example.com/", trust)
    assert (reply.failure, heard) == (Failure.TLS, [])


def test_a_certificate_that_nobody_trusts_is_refused(certificate: Path) -> None:
    reply, heard = over_tls(certificate, WEBHOOK.url, None)
    assert (reply.failure, heard) == (Failure.TLS, [])
