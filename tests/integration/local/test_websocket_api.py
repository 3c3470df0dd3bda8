"""A WebSocket API behaves like API Gateway's."""

import json
import time
from collections.abc import Iterator
from socket import SHUT_RDWR, create_connection
from typing import Any

import boto3
import httpx
import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from local.testing import RunningStack, wait_for


@pytest.fixture
def url(sample: RunningStack) -> str:
    return sample.outputs().websockets["WebSocketApi"]


@pytest.fixture
def socket(url: str) -> Iterator[ClientConnection]:
    with connect(url) as connection:
        yield connection


def ask(socket: ClientConnection, **frame: Any) -> Any:
    socket.send(json.dumps(frame))
    return json.loads(socket.recv(timeout=30))


def connection_id(socket: ClientConnection) -> str:
    return str(ask(socket)["event"]["requestContext"]["connectionId"])


def noted(sample: RunningStack, kind: str, connection: str) -> Any:
    table = sample.outputs().references["Table"]
    key = {"pk": {"S": kind}, "sk": {"S": connection}}
    return wait_for(lambda: sample.client("dynamodb").get_item(TableName=table, Key=key).get("Item"))


def test_connect_may_refuse_with_a_status_and_a_body(url: str) -> None:
    with pytest.raises(InvalidStatus) as refused, connect(url + "?do=refuse"):
        pass
    assert refused.value.response.status_code == 401
    assert json.loads(refused.value.response.body or b"") == {"code": "expired"}


def test_connect_that_fails_answers_502(url: str) -> None:
    with pytest.raises(InvalidStatus) as refused, connect(url + "?do=raise"):
        pass
    assert refused.value.response.status_code == 502


def test_another_path_is_forbidden(url: str) -> None:
    with pytest.raises(InvalidStatus) as refused, connect(url.replace("/test", "/other")):
        pass
    assert refused.value.response.status_code == 403


def test_connect_may_choose_the_subprotocol(url: str) -> None:
    with connect(url + "?do=subprotocol", subprotocols=[Subprotocol("chat.v1"), Subprotocol("chat.v2")]) as socket:
        assert socket.subprotocol == "chat.v1"


def test_a_route_response_goes_back_only_where_the_template_asks_for_it(socket: ClientConnection) -> None:
    socket.send('{"action": "quiet"}')
    assert ask(socket, action="loud")["event"]["requestContext"]["routeKey"] == "$default"


def test_functions_of_equal_module_names_do_not_meet(socket: ClientConnection) -> None:
    answer = ask(socket)
    assert (answer["name"], answer["sibling"]) == ("socket", "socket's own")


@pytest.mark.parametrize("body", ["not JSON", "[1]", '"text"', "{}"])
def test_whatever_has_no_route_goes_to_default(socket: ClientConnection, body: str) -> None:
    socket.send(body)
    event = json.loads(socket.recv(timeout=30))["event"]
    assert (event["requestContext"]["routeKey"], event["body"]) == ("$default", body)


def test_a_handler_that_fails_is_told_in_api_gateways_own_frame(socket: ClientConnection) -> None:
    told = ask(socket, do="raise")
    assert told["message"] == "Internal server error"
    assert set(told) == {"message", "connectionId", "requestId"}
    assert ask(socket, do="nothing")["name"] == "socket"


def test_frames_of_one_connection_are_handled_at_the_same_time(sample: RunningStack, socket: ClientConnection) -> None:
    socket.send(json.dumps({"do": "wait", "who": "slow"}))
    first = json.loads(ask(socket, who="quick")["event"]["body"])
    let_go(sample, "slow")
    second = json.loads(json.loads(socket.recv(timeout=30))["event"]["body"])
    assert (first["who"], second["who"]) == ("quick", "slow")


def test_a_frame_whose_handler_takes_too_long_is_told(sample: RunningStack, socket: ClientConnection) -> None:
    assert ask(socket, do="wait", who="left alone")["message"] == "Internal server error"
    let_go(sample, "left alone")


def test_posting_to_oneself_and_to_another(url: str, socket: ClientConnection) -> None:
    with connect(url) as other:
        assert ask(socket, do="post", to=connection_id(other), data='{"hello": 1}') == {"posted": "ok"}
        assert json.loads(other.recv(timeout=30)) == {"hello": 1}


def test_posting_to_a_connection_that_has_gone(sample: RunningStack, url: str, socket: ClientConnection) -> None:
    with connect(url) as other:
        gone = connection_id(other)
    noted(sample, "gone", gone)
    assert ask(socket, do="post", to=gone) == {"posted": "GoneException"}


def test_posting_too_much(socket: ClientConnection, sample: RunningStack) -> None:
    client = boto3.client(
        "apigatewaymanagementapi",
        endpoint_url=sample.url("WebSocketApi") + "/test",
        region_name="us-east-1",
        aws_access_key_id="local",
        aws_secret_access_key="local",
    )
    me = connection_id(socket)
    with pytest.raises(client.exceptions.PayloadTooLargeException):
        client.post_to_connection(ConnectionId=me, Data=b"x" * (128 * 1024 + 1))
    client.post_to_connection(ConnectionId=me, Data=b"x" * 1024)
    assert len(socket.recv(timeout=30)) == 1024


def test_posting_without_a_signature_is_forbidden(sample: RunningStack) -> None:
    response = httpx.post(sample.url("WebSocketApi") + "/test/@connections/abc", content="{}")
    assert response.status_code == 403
    assert response.headers["x-amzn-errortype"] == "MissingAuthenticationTokenException"


def test_looking_at_a_connection(socket: ClientConnection) -> None:
    seen = ask(socket, do="look")
    assert seen["identity"]["SourceIp"] == "127.0.0.1"
    assert seen["identity"]["UserAgent"].startswith("Python")


def test_ending_a_connection_from_the_back_end(sample: RunningStack, socket: ClientConnection) -> None:
    me = connection_id(socket)
    socket.send('{"do": "end"}')
    assert [json.loads(frame)["name"] for frame in socket] in ([], ["socket"])
    assert noted(sample, "gone", me)["code"]["N"] == "1000"


@pytest.mark.parametrize(("code", "noted_code"), [(1000, "1000"), (4001, "4001")])
def test_disconnect_carries_the_close_code(sample: RunningStack, url: str, code: int, noted_code: str) -> None:
    with connect(url) as socket:
        me = connection_id(socket)
        socket.close(code, "why not")
    item = noted(sample, "gone", me)
    assert (item["code"]["N"], item["reason"]["S"]) == (noted_code, "why not")


def test_a_client_that_vanishes_is_disconnected_too(sample: RunningStack, url: str) -> None:
    with connect(url) as socket:
        me = connection_id(socket)
        socket.socket.shutdown(SHUT_RDWR)
        assert noted(sample, "gone", me)["code"]["N"] == "1005"


def test_a_frame_over_32_kilobytes_closes_the_connection(socket: ClientConnection) -> None:
    socket.send("x" * (32 * 1024 + 1))
    with pytest.raises(ConnectionClosed) as closed:
        socket.recv(timeout=30)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 1009


def test_a_message_may_come_in_frames_up_to_128_kilobytes(socket: ClientConnection) -> None:
    parts = ["x" * (32 * 1024)] * 4
    socket.send(parts)
    assert len(json.loads(socket.recv(timeout=30))["event"]["body"]) == 128 * 1024
    socket.send([*parts, "x"])
    with pytest.raises(ConnectionClosed) as closed:
        socket.recv(timeout=30)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 1009


def test_an_idle_connection_is_closed_after_ten_minutes(sample: RunningStack, url: str) -> None:
    """Ten seconds, as this stack runs sixty times faster. A frame in between puts it off."""
    with connect(url) as socket:
        begun = time.monotonic()
        me = connection_id(socket)
        with pytest.raises(ConnectionClosed) as closed:
            socket.recv(timeout=60)
        assert time.monotonic() - begun >= 10
    assert closed.value.rcvd is not None
    assert (closed.value.rcvd.code, closed.value.rcvd.reason) == (1001, "Going away")
    assert noted(sample, "gone", me)["code"]["N"] == "1001"


def test_a_client_that_leaves_while_connect_runs_is_disconnected_all_the_same(sample: RunningStack) -> None:
    request = (
        "GET /test?do=wait HTTP/1.1\r\nHost: local\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\nX-Name: hasty\r\n\r\n"
    )
    with create_connection(("127.0.0.1", sample.ports["WebSocketApi"])) as raw:
        raw.sendall(request.encode())
        connected = wait_for(lambda: named(sample, "connected", "hasty"))
    let_go(sample, "hasty")
    assert noted(sample, "gone", connected)["code"]["N"] == "1006"


def let_go(sample: RunningStack, name: str) -> None:
    """The handler that waits for this."""
    left = {"pk": {"S": "left"}, "sk": {"S": name}}
    sample.client("dynamodb").put_item(TableName=sample.outputs().references["Table"], Item=left)


def named(sample: RunningStack, kind: str, name: str) -> str | None:
    """The connection whose handshake carried this X-Name."""
    found = sample.client("dynamodb").query(
        TableName=sample.outputs().references["Table"],
        KeyConditionExpression="pk = :pk",
        ExpressionAttributeValues={":pk": {"S": kind}},
    )
    for item in found["Items"]:
        if json.loads(item["event"]["S"])["headers"].get("X-Name") == name:
            return str(item["sk"]["S"])
    return None
