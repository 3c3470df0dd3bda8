"""The events that handlers get have the fields, and kinds of values, of API Gateway's own."""

import json
from pathlib import Path
from typing import Any

import httpx
import pytest
from websockets.sync.client import connect

from local.testing import RunningStack, wait_for

SHAPES = Path(__file__).parent / "shapes"
HTTP_ONLY_OF_THE_EXAMPLE = {"headers", "queryStringParameters", "pathParameters"}
"""Their keys are the caller's."""
ABSENT_BEHIND_NO_PROXY = {"Sec-WebSocket-Extensions"}


def shape(value: Any, free: frozenset[str] | set[str] = frozenset()) -> Any:
    """The kinds of a JSON value, with the keys of each object."""
    if isinstance(value, dict):
        return {key: "object" if key in free else shape(item, free) for key, item in value.items()}
    if isinstance(value, list):
        return [shape(value[0], free)] if value else []
    return type(value).__name__


def recorded(name: str) -> Any:
    return json.loads((SHAPES / f"{name}.json").read_text())["event"]


@pytest.fixture(scope="module")
def socket_events(sample: RunningStack) -> dict[str, Any]:
    """What one connection, that told who it was, caused."""
    table = sample.outputs().references["Table"]
    dynamodb = sample.client("dynamodb")

    def noted(kind: str, connection_id: str) -> Any:
        key = {"pk": {"S": kind}, "sk": {"S": connection_id}}
        item = wait_for(lambda: dynamodb.get_item(TableName=table, Key=key).get("Item"))
        return json.loads(item["event"]["S"])

    url = sample.outputs().websockets["WebSocketApi"]
    with connect(url, user_agent_header=None, compression=None) as socket:
        socket.send('{"action": "chat"}')
        message = json.loads(socket.recv(timeout=30))["event"]
    connection_id = message["requestContext"]["connectionId"]
    return {
        "CONNECT": noted("connected", connection_id),
        "MESSAGE": message,
        "DISCONNECT": noted("gone", connection_id),
    }


def test_http(sample: RunningStack) -> None:
    response = httpx.post(
        f"{sample.url('HttpApi')}/files/my?parameter1=value1&parameter1=value2&parameter2=value",
        content="Hello",
        headers=[("cookie", "cookie1; cookie2"), ("header2", "value1"), ("header2", "value2")],
        timeout=30,
    )
    event = response.json()["event"]
    assert shape(event, HTTP_ONLY_OF_THE_EXAMPLE) == shape(recorded("http_2_0"), HTTP_ONLY_OF_THE_EXAMPLE)
    assert event["cookies"] == ["cookie1", "cookie2"]
    assert event["headers"]["header2"] == "value1,value2"
    assert event["queryStringParameters"] == {"parameter1": "value1,value2", "parameter2": "value"}
    assert event["rawQueryString"] == "parameter1=value1&parameter1=value2&parameter2=value"


def test_connect(socket_events: dict[str, Any]) -> None:
    event, expected = socket_events["CONNECT"], recorded("websocket_connect")
    assert shape(event["requestContext"]) == shape(expected["requestContext"])
    assert set(event) == set(expected)
    assert set(expected["headers"]) - ABSENT_BEHIND_NO_PROXY <= set(event["headers"])
    assert all(event["multiValueHeaders"][name] == [value] for name, value in event["headers"].items())


def test_message(socket_events: dict[str, Any]) -> None:
    assert shape(socket_events["MESSAGE"]) == shape(recorded("websocket_message"))
    assert socket_events["MESSAGE"]["requestContext"]["routeKey"] == "$default"


def test_disconnect(socket_events: dict[str, Any]) -> None:
    assert shape(socket_events["DISCONNECT"]) == shape(recorded("websocket_disconnect"))


def test_one_connection_keeps_its_identity(socket_events: dict[str, Any]) -> None:
    contexts = [event["requestContext"] for event in socket_events.values()]
    for name in ("connectionId", "connectedAt", "stage", "apiId", "domainName"):
        assert len({context[name] for context in contexts}) == 1
