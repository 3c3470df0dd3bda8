"""Amazon Bedrock's Converse API, as a stream."""

from collections.abc import Iterator
from functools import cached_property
from time import monotonic
from typing import Any

from botocore.config import Config
from botocore.eventstream import ParserError
from botocore.exceptions import BotoCoreError, ClientError
from botocore.session import Session

from frontdesk.use_cases.composing_ports import ModelFailed, Usage

CONNECT_SECONDS = 2


class BedrockModel:
    """Without a second try: a visitor waits, and the articles' own words are at hand. `seconds` are for all of it."""

    def __init__(self, session: Session, model_id: str, seconds: float) -> None:
        self._session = session
        self._model_id = model_id
        self._seconds = seconds

    def write(self, system: str, prompt: str, most_tokens: int) -> Iterator[str | Usage]:
        deadline = monotonic() + self._seconds
        try:
            answer = self._client.converse_stream(
                modelId=self._model_id,
                system=[{"text": system}],
                messages=[{"role": "user", "content": [{"text": prompt}]}],
                inferenceConfig={"maxTokens": most_tokens, "temperature": 0},
            )
            yield from _read(answer["stream"], deadline)
        except ClientError as error:  # also one that comes in the middle of the stream
            raise ModelFailed(str(error.response["Error"]["Code"])) from error
        except (BotoCoreError, ParserError) as error:
            raise ModelFailed(type(error).__name__) from error

    @cached_property
    def _client(self) -> Any:
        config = Config(connect_timeout=CONNECT_SECONDS, read_timeout=self._seconds, retries={"total_max_attempts": 1})
        return self._session.create_client("bedrock-runtime", config=config)


def _read(stream: Any, deadline: float) -> Iterator[str | Usage]:
    stopped = False
    for event in stream:
        if monotonic() > deadline:
            stream.close()
            raise ModelFailed("TooSlow")
        if "contentBlockDelta" in event:
            text = event["contentBlockDelta"].get("delta", {}).get("text")
            if text:
                yield text
        elif "messageStop" in event:
            stopped = event["messageStop"].get("stopReason") in ("end_turn", "stop_sequence")
        elif "metadata" in event:
            yield Usage(int(event["metadata"].get("usage", {}).get("totalTokens", 0)))
    if not stopped:
        raise ModelFailed("Unfinished")
