"""Each fault does what it says, and is counted."""

import json
import uuid
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from local.testing import RunningStack, wait_for


@pytest.fixture(autouse=True)
def _calm_again(sample: RunningStack) -> Iterator[None]:
    yield
    sample.inject()


@pytest.fixture
def url(sample: RunningStack) -> str:
    return sample.outputs().websockets["WebSocketApi"]


def counted(sample: RunningStack, fault: str) -> int:
    return sample.injected().get(fault, 0)


@pytest.mark.parametrize(
    ("fault", "answer"),
    [
        ("post_gone", "GoneException"),
        ("post_too_large", "PayloadTooLargeException"),
        ("post_throttled", "LimitExceededException"),
        ("post_lost", "ok"),
    ],
)
def test_posts_fail_as_asked(sample: RunningStack, url: str, fault: str, answer: str) -> None:
    before = counted(sample, fault)
    sample.inject(**{fault: 1})
    with connect(url) as socket:
        socket.send('{"do": "post", "data": "never seen"}')
        assert json.loads(socket.recv(timeout=30)) == {"posted": answer}
    assert counted(sample, fault) > before


def test_a_dropped_disconnect_never_reaches_the_function(sample: RunningStack, url: str) -> None:
    sample.inject(disconnect_dropped=1)
    with connect(url) as socket:
        socket.send("{}")
        me = json.loads(socket.recv(timeout=30))["event"]["requestContext"]["connectionId"]
    wait_for(lambda: counted(sample, "disconnect_dropped"))
    key = {"pk": {"S": "gone"}, "sk": {"S": me}}
    table = sample.outputs().references["Table"]
    assert "Item" not in sample.client("dynamodb").get_item(TableName=table, Key=key)


def test_a_connection_is_cut(sample: RunningStack, url: str) -> None:
    sample.inject(connection_cut=1)
    with connect(url) as socket:
        socket.send("{}")
        with pytest.raises(ConnectionClosed):
            socket.recv(timeout=30)
    assert counted(sample, "connection_cut")


def test_an_invocation_is_killed(sample: RunningStack, url: str) -> None:
    with connect(url) as socket:
        sample.inject(invocation_killed=1, kill_within=0.2, kill_functions=["SocketFunction"])
        for times in range(1, 4):
            socket.send(json.dumps({"do": "sleep", "seconds": 30}))
            assert json.loads(socket.recv(timeout=30))["message"] == "Internal server error"
            assert counted(sample, "invocation_killed") == times
    assert httpx.get(sample.url("HttpApi") + "/items/1", timeout=30).status_code == 200


def test_stream_batches_are_doubled_and_shuffled(sample: RunningStack) -> None:
    sample.inject(stream_duplicated=1, stream_shuffled=1)
    dynamodb, references, name = sample.client("dynamodb"), sample.outputs().references, uuid.uuid4().hex
    for seq in range(10):
        dynamodb.put_item(TableName=references["Log"], Item={"pk": {"S": name}, "seq": {"N": str(seq)}})

    def seen() -> Any:
        answer = dynamodb.query(
            TableName=references["Table"],
            KeyConditionExpression="pk = :pk",
            ExpressionAttributeValues={":pk": {"S": f"stream#{name}"}},
        )
        times = [int(item["times"]["N"]) for item in answer["Items"]]
        return len(times) == 10 and sum(times) == 20

    wait_for(seen)
    assert counted(sample, "stream_duplicated")


def test_a_plan_that_makes_no_sense_is_refused(sample: RunningStack) -> None:
    with pytest.raises(ValueError, match="post_gone"):
        sample.inject(post_gone=2)
    with pytest.raises(ValueError, match="nonsense"):
        sample.inject(nonsense=1)
