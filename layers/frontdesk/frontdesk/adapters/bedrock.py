"""Amazon Bedrock's Converse API, as a stream."""

from collections.abc import Iterator
from contextlib import closing
from functools import cached_property
from queue import Empty, SimpleQueue
from threading import Event, Thread
from time import monotonic
from typing import Any

from botocore.config import Config
from botocore.eventstream import ParserError
from botocore.exceptions import BotoCoreError, ClientError
from botocore.session import Session
from urllib3.exceptions import HTTPError

from frontdesk.use_cases.composing_ports import ModelFailed, Usage

CONNECT_SECONDS = 2
READER = "bedrock"
Came = SimpleQueue[str | Usage | ModelFailed | None]


class BedrockModel:
    """Without a second try: a visitor waits, and the articles' own words are at hand. `seconds` are for all of it.

    botocore bounds each read, never their sum. So another thread reads, and whatever is late is not waited for. That
    thread ends by itself: at the next event, or when a single read has lasted for `seconds`.
    """

    def __init__(self, session: Session, model_id: str, seconds: float) -> None:
        self._session = session
        self._model_id = model_id
        self._seconds = seconds

    def write(self, system: str, prompt: str, most_tokens: int) -> Iterator[str | Usage]:
        deadline = monotonic() + self._seconds
        came, given_up = Came(), Event()
        words = self._words(_request(system, prompt, most_tokens), given_up)
        Thread(target=_tell, args=(words, came), name=READER, daemon=True).start()
        try:
            while (piece := _next(came, deadline)) is not None:
                yield piece
        finally:
            given_up.set()

    def _words(self, request: dict[str, Any], given_up: Event) -> Iterator[str | Usage]:
        try:
            answer = self._client.converse_stream(modelId=self._model_id, **request)
            with closing(answer["stream"]) as stream:
                yield from _read(stream, given_up)
        except ClientError as error:  # also one that comes in the middle of the stream
            raise ModelFailed(str(error.response["Error"]["Code"])) from error
        except (BotoCoreError, ParserError, HTTPError) as error:  # the last: botocore lets a stream's own through
            raise ModelFailed(type(error).__name__) from error

    @cached_property
    def _client(self) -> Any:
        config = Config(connect_timeout=CONNECT_SECONDS, read_timeout=self._seconds, retries={"total_max_attempts": 1})
        return self._session.create_client("bedrock-runtime", config=config)


def _request(system: str, prompt: str, most_tokens: int) -> dict[str, Any]:
    return {
        "system": [{"text": system}],
        "messages": [{"role": "user", "content": [{"text": prompt}]}],
        "inferenceConfig": {"maxTokens": most_tokens, "temperature": 0},
    }


def _tell(words: Iterator[str | Usage], came: Came) -> None:
    """In a thread of its own; None says that this was all. An error without a name here goes to the log by itself, and
    whoever waits hears of it at once."""
    end: ModelFailed | None = ModelFailed("Broken")
    try:
        for piece in words:
            came.put(piece)
        end = None
    except ModelFailed as failed:
        end = failed
    finally:
        came.put(end)


def _next(came: Came, deadline: float) -> str | Usage | None:
    left = deadline - monotonic()
    try:
        piece = came.get(timeout=left) if left > 0 else ModelFailed("TooSlow")
    except Empty:
        raise ModelFailed("TooSlow") from None
    if isinstance(piece, ModelFailed):
        raise piece
    return piece


def _read(stream: Any, given_up: Event) -> Iterator[str | Usage]:
    stopped = False
    for event in _events(stream):
        if given_up.is_set():
            return
        if "contentBlockDelta" in event:
            yield from _text(_part(_part(event, "contentBlockDelta"), "delta"))
        elif "messageStop" in event:
            stopped = _part(event, "messageStop").get("stopReason") in ("end_turn", "stop_sequence")
        elif "metadata" in event:
            yield from _usage(_part(_part(event, "metadata"), "usage"))
    if not stopped:
        raise ModelFailed("Unfinished")


def _events(stream: Any) -> Iterator[dict[str, Any]]:
    """botocore's parser takes for granted that an event is an object: a list has no `get` and no keys to pop
    (AttributeError, TypeError), and bytes may be neither UTF-8 nor Base64 (ValueError). All of that goes wrong before
    there is something whose type could be checked."""
    events = iter(stream)
    while True:
        try:
            event = next(events, None)
        except (AttributeError, TypeError, ValueError) as error:
            raise ModelFailed("Malformed") from error
        if event is None:
            return
        yield event


def _part(of: dict[str, Any], name: str) -> dict[str, Any]:
    part = of.get(name, {})
    if not isinstance(part, dict):
        raise ModelFailed("Malformed")
    return part


def _text(delta: dict[str, Any]) -> Iterator[str]:
    """Nothing for what is no text, such as a model's reasoning."""
    text = delta.get("text", "")
    if not isinstance(text, str):
        raise ModelFailed("Malformed")
    if text:
        yield text


def _usage(usage: dict[str, Any]) -> Iterator[Usage]:
    """Nothing where it is not said: then what was reserved counts."""
    tokens = usage.get("totalTokens")
    if tokens is None:
        return
    if type(tokens) is not int or tokens < 0:
        raise ModelFailed("Malformed")
    yield Usage(tokens)
