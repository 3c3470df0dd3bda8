"""Amazon's side of things for integration tests: moto with the template's own tables, and a small @connections API."""

import json
import pickle
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event as Signal
from threading import Thread
from typing import Any
from urllib.parse import unquote

import boto3
from moto.core.models import DEFAULT_ACCOUNT_ID
from moto.dynamodb.models import DynamoDBBackend, dynamodb_backends

from frontdesk.adapters.connection_gateway import ConnectionGateway
from tests.contract.sam_template import REGION, of_type, written

STAGE = "dev"
ONLY_DEPLOYED = {"PointInTimeRecoverySpecification", "TimeToLiveSpecification", "DeletionProtectionEnabled"}
CREDENTIALS = {
    "AWS_ACCESS_KEY_ID": "x",
    "AWS_SECRET_ACCESS_KEY": "x",
    "AWS_DEFAULT_REGION": REGION,
    "AWS_REGION": REGION,
}
ENVIRONMENT = {
    "FRONTDESK_STAGE": STAGE,
    "FRONTDESK_LOG_LEVEL": "WARNING",
    "FRONTDESK_CONNECTIONS_TABLE": "ConnectionsTable",
    "FRONTDESK_CONVERSATIONS_TABLE": "ConversationsTable",
    "FRONTDESK_MESSAGES_TABLE": "MessagesTable",
    "FRONTDESK_DIRECTORY_TABLE": "DirectoryTable",
    "FRONTDESK_SEARCH_TABLE": "SearchTable",
    "FRONTDESK_ARTICLES_TABLE": "ArticlesTable",
    "FRONTDESK_COUNTERS_TABLE": "CountersTable",
    "FRONTDESK_ATTACHMENTS_BUCKET": "AttachmentsBucket",
    "FRONTDESK_WEBSOCKET_URL": "wss://sockets.example/dev",
    "FRONTDESK_KEYS_TABLE": "KeysTable",
    "FRONTDESK_ASSETS_URL": "/widget",
    "FRONTDESK_COGNITO_URL": "https://sign-in.example/",
    "FRONTDESK_USER_POOL_CLIENT_ID": "client-of-the-dashboard",
}


class Tables:
    """The template's tables, empty again for each test."""

    def __init__(self) -> None:
        self.client: Any = boto3.client("dynamodb", region_name=REGION)
        self._create()
        self._new = pickle.dumps(self._backend.tables)

    def clear(self) -> None:
        """As they were made, but not made again, which takes moto longer than most tests take."""
        dynamodb_backends.reset()
        self._backend.tables = pickle.loads(self._new)

    @property
    def _backend(self) -> DynamoDBBackend:
        return dynamodb_backends[DEFAULT_ACCOUNT_ID][REGION]

    def _create(self) -> None:
        for name, properties in of_type("AWS::DynamoDB::Table", written()).items():
            wanted = {key: value for key, value in properties.items() if key not in ONLY_DEPLOYED}
            if "StreamSpecification" in wanted:
                wanted["StreamSpecification"] = {**wanted["StreamSpecification"], "StreamEnabled": True}
            self.client.create_table(TableName=name, **wanted)

    def fill(self, table: str, rows: list[dict[str, Any]]) -> None:
        """Many rows at once, past the API, which would take seconds."""
        stored = self._backend.get_table(table)
        for row in rows:
            stored.put_item(row)

    def rows(self, table: str) -> list[dict[str, Any]]:
        """Everything in a table, in DynamoDB's own notation."""
        found: list[dict[str, Any]] = self.client.scan(TableName=table)["Items"]
        return found


@dataclass(frozen=True, slots=True)
class Posted:
    connection_id: str
    frame: Any


@dataclass
class SocketsApi:
    """Answers each connection's posts with the statuses in `script`, then with 200; 0 is silence."""

    url: str = ""
    script: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    posted: list[Posted] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    closing: Signal = field(default_factory=Signal)
    signatures: list[str] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)

    def clear(self) -> None:
        self.script.clear()
        self.posted.clear()
        self.asked.clear()
        self.signatures.clear()
        self.ended.clear()

    def types(self, connection_id: str) -> list[str]:
        return [post.frame["type"] for post in self.posted if post.connection_id == connection_id]


def hang_up(gateway: object) -> None:
    """Close the lines that a gateway keeps open for the next invocation."""
    assert isinstance(gateway, ConnectionGateway)
    for line in gateway._idle:
        line.close()


@contextmanager
def sockets_api() -> Iterator[SocketsApi]:
    api = SocketsApi()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            connection_id = unquote(self.path.rsplit("/", 1)[1])
            body = self.rfile.read(int(self.headers["Content-Length"]))
            api.asked.append(connection_id)
            api.signatures.append(self.headers.get("Authorization", ""))
            status = api.script[connection_id].pop(0) if api.script[connection_id] else 200
            if status == 0:
                api.closing.wait(5)
                self.close_connection = True
                return
            if status == 200:
                api.posted.append(Posted(connection_id, json.loads(body)))
            answer = b"" if status == 200 else b'{"message": "No"}'
            self.send_response(status)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def do_DELETE(self) -> None:
            api.ended.append(unquote(self.path.rsplit("/", 1)[1]))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Tests read `posted` and `ended`."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 128

    server = Server(("127.0.0.1", 0), Handler)
    api.url = f"http://127.0.0.1:{server.server_port}/{STAGE}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield api
    finally:
        api.closing.set()
        server.shutdown()
        server.server_close()
        thread.join()
