"""Bedrock's Converse API over HTTP, as it answers, refuses, falls silent and breaks off."""

import threading
from collections.abc import Iterator

import pytest
from botocore.session import get_session

from frontdesk.adapters.bedrock import BedrockModel
from frontdesk.use_cases.composing_ports import ModelFailed, Usage
from tests.fakes.bedrock_server import BedrockServer, bedrock_server, frame, written
from tests.integration.cloud import CREDENTIALS

PATIENCE = 20
IMPATIENCE = 0.2


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


@pytest.mark.usefixtures("model")
def test_silence_ends_in_time(server: BedrockServer) -> None:
    server.silent = threading.Event()
    with pytest.raises(ModelFailed, match="ReadTimeoutError"):
        list(BedrockModel(get_session(), "a-model", IMPATIENCE).write("Rules", "Question", 99))
    server.silent.set()


def test_nobody_there(model: BedrockModel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", "http://127.0.0.1:9")
    with pytest.raises(ModelFailed, match="EndpointConnectionError"):
        list(model.write("Rules", "Question", 99))
