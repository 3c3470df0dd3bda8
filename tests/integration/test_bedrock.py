"""Bedrock's Converse API over HTTP, as it answers, refuses, stalls, falls silent and breaks off."""

import threading
from collections.abc import Iterator
from time import monotonic
from typing import Any
from unittest.mock import Mock

import pytest
from botocore.session import get_session

from frontdesk.adapters import bedrock as adapter
from frontdesk.adapters.bedrock import READER, BedrockModel
from frontdesk.use_cases.composing_ports import ModelFailed, Usage
from local.testing import wait_for
from tests.fakes.bedrock_server import CUT, BedrockServer, Frames, bedrock_server, frame, written
from tests.integration.cloud import CREDENTIALS

PATIENCE = 20
IMPATIENCE = 0.5
GOOD = written("Two days [1]. ", "Up to five elsewhere [1].")
"""Its first sentence is the second frame."""


@pytest.fixture(scope="module")
def server() -> Iterator[BedrockServer]:
    with bedrock_server() as running:
        yield running


@pytest.fixture
def model(server: BedrockServer, monkeypatch: pytest.MonkeyPatch) -> BedrockModel:
    server.frames, server.refusal, server.silent = (), None, None
    server.asked.clear()
    for name, value in CREDENTIALS.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", server.url)
    return BedrockModel(get_session(), "a-model", PATIENCE)


def reading() -> set[threading.Thread]:
    return {thread for thread in threading.enumerate() if thread.name == READER}


def test_words_come_in_their_pieces_and_their_cost_at_last(server: BedrockServer, model: BedrockModel) -> None:
    server.frames = written("Two days ", "[1].")
    assert list(model.write("Rules", "Question", 99)) == ["Two days ", "[1].", Usage(321)]
    (asked,) = server.asked
    assert asked["system"] == [{"text": "Rules"}]
    assert asked["messages"] == [{"role": "user", "content": [{"text": "Question"}]}]
    assert asked["inferenceConfig"] == {"maxTokens": 99, "temperature": 0}
    assert "toolConfig" not in asked


@pytest.mark.parametrize(
    ("status", "name"), [(429, "ThrottlingException"), (403, "AccessDeniedException"), (500, "InternalServerException")]
)
def test_a_refusal_is_named_and_not_tried_again(
    server: BedrockServer, model: BedrockModel, status: int, name: str
) -> None:
    server.refusal = (status, name)
    with pytest.raises(ModelFailed, match=name):
        list(model.write("Rules", "Question", 99))
    assert len(server.asked) == 1


def test_throttling_in_the_middle_of_an_answer(server: BedrockServer, model: BedrockModel) -> None:
    server.frames = [*written("Two ")[:2], frame("throttlingException", {"message": "slow down"}, of="exception")]
    words = model.write("Rules", "Question", 99)
    assert next(words) == "Two "
    with pytest.raises(ModelFailed, match="throttlingException"):
        list(words)


def test_an_answer_that_is_damaged_on_its_way(server: BedrockServer, model: BedrockModel) -> None:
    good = written("Two days [1].")
    server.frames = [*good[:1], good[1][:-4] + b"\0\0\0\0", *good[2:]]
    with pytest.raises(ModelFailed, match="ChecksumMismatch"):
        list(model.write("Rules", "Question", 99))


@pytest.mark.parametrize("frames", [written("Two days [1].")[:2], written("Two days [1].", stop="max_tokens"), []])
def test_an_answer_that_breaks_off_is_none(server: BedrockServer, model: BedrockModel, frames: list[bytes]) -> None:
    server.frames = frames
    with pytest.raises(ModelFailed):
        list(model.write("Rules", "Question", 99))


def test_a_sentence_is_heard_before_the_next_has_been_sent(server: BedrockServer, model: BedrockModel) -> None:
    heard = threading.Event()
    server.frames = [*GOOD[:2], heard, *GOOD[2:]]
    words = model.write("Rules", "Question", 99)
    assert next(words) == "Two days [1]. "
    heard.set()
    assert list(words) == ["Up to five elsewhere [1].", Usage(321)]


def test_a_connection_that_breaks_in_the_middle(server: BedrockServer, model: BedrockModel) -> None:
    server.frames = [*GOOD[:2], CUT]
    words = model.write("Rules", "Question", 99)
    assert next(words) == "Two days [1]. "
    with pytest.raises(ModelFailed, match="ProtocolError"):
        list(words)


@pytest.mark.parametrize(
    "frames",
    [
        pytest.param([*GOOD[:2], threading.Event()], id="it-stalls"),
        pytest.param([part for byte in GOOD[1] * 2 for part in (bytes([byte]), 0.1)], id="each-byte-is-slow"),
        pytest.param([part for _ in range(300) for part in (GOOD[0], 0.1)], id="it-says-nothing-for-ever"),
    ],
)
def test_all_of_an_answer_has_so_many_seconds(server: BedrockServer, model: BedrockModel, frames: Frames) -> None:
    server.frames = frames
    impatient, began = BedrockModel(get_session(), "a-model", IMPATIENCE), monotonic()
    with pytest.raises(ModelFailed, match="TooSlow"):
        list(impatient.write("Rules", "Question", 99))
    assert monotonic() - began < PATIENCE


@pytest.mark.usefixtures("model")
def test_silence_ends_in_time(server: BedrockServer) -> None:
    server.silent = threading.Event()
    with pytest.raises(ModelFailed, match="TooSlow"):
        list(BedrockModel(get_session(), "a-model", IMPATIENCE).write("Rules", "Question", 99))
    server.silent.set()


def test_who_stops_listening_ends_the_reading(server: BedrockServer, model: BedrockModel) -> None:
    gone = threading.Event()
    server.frames = [*GOOD[:2], gone, *GOOD[2:3] * 20, threading.Event()]
    before = reading()
    for _ in model.write("Rules", "Question", 99):
        assert reading() - before
        break
    gone.set()
    wait_for(lambda: not reading() - before, PATIENCE / 2)


@pytest.mark.parametrize("payload", [["two", "days"], "two days", 7, None])
@pytest.mark.parametrize("kind", ["contentBlockDelta", "messageStop", "metadata"])
def test_an_event_that_is_no_object(server: BedrockServer, model: BedrockModel, kind: str, payload: Any) -> None:
    server.frames = [*GOOD[:3], frame(kind, payload)]
    with pytest.raises(ModelFailed, match="Malformed"):
        list(model.write("Rules", "Question", 99))


@pytest.mark.parametrize(
    ("kind", "payload"),
    [
        ("contentBlockDelta", {"delta": ["two days"]}),
        ("contentBlockDelta", {"delta": "two days"}),
        ("contentBlockDelta", {"delta": {"text": ["two days"]}}),
        ("contentBlockDelta", {"delta": {"text": 2}}),
        ("contentBlockDelta", {"delta": {"reasoningContent": {"redactedContent": "x"}}}),
        ("metadata", {"usage": 321}),
        ("metadata", {"usage": {"totalTokens": "abc"}}),
        ("metadata", {"usage": {"totalTokens": "321"}}),
        ("metadata", {"usage": {"totalTokens": -321}}),
        ("metadata", {"usage": {"totalTokens": True}}),
    ],
)
def test_a_part_of_an_event_that_is_of_another_kind(
    server: BedrockServer, model: BedrockModel, kind: str, payload: Any
) -> None:
    server.frames = [*GOOD[:4], frame(kind, payload)]
    with pytest.raises(ModelFailed, match="Malformed"):
        list(model.write("Rules", "Question", 99))


@pytest.mark.parametrize("metadata", [{}, {"usage": {}}, {"usage": {"inputTokens": 300}}])
def test_a_cost_that_is_not_said_is_not_nothing(
    server: BedrockServer, model: BedrockModel, metadata: dict[str, Any]
) -> None:
    server.frames = [*GOOD[:-1], frame("metadata", metadata)]
    assert not [piece for piece in model.write("Rules", "Question", 99) if isinstance(piece, Usage)]


def test_an_error_that_nobody_has_named_is_logged_and_not_waited_out(
    model: BedrockModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    logged: list[threading.ExceptHookArgs] = []
    # Who has been given up may still read.
    before = reading()
    monkeypatch.setattr(threading, "excepthook", logged.append)
    monkeypatch.setattr(adapter, "_read", Mock(side_effect=KeyError))
    with pytest.raises(ModelFailed, match="Broken"):
        list(model.write("Rules", "Question", 99))

    def own() -> list[type[BaseException]]:
        return [error.exc_type for error in logged if error.thread not in before]

    assert wait_for(own, PATIENCE) == [KeyError]


def test_nobody_there(model: BedrockModel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", "http://127.0.0.1:9")
    with pytest.raises(ModelFailed, match="EndpointConnectionError"):
        list(model.write("Rules", "Question", 99))
