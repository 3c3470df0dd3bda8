"""DynamoDB streams to functions, as Lambda's event source mappings do it: batches in order, retries, bisection,
partial failures, a queue for what failed for good. How far each shard was read survives a restart."""

import asyncio
import base64
import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from local.faults import Faults
from local.functions import FunctionError, FunctionRuntime
from local.stream_filters import Pattern, lets_through

if TYPE_CHECKING:
    from types_boto3_dynamodbstreams import DynamoDBStreamsClient

# As often as Lambda asks. What comes meanwhile is one batch.
POLL_SECONDS = 0.25
RETRY_SECONDS = 0.5
FOR_EVER = -1
Record = dict[str, Any]
SendToQueue = Callable[[str, str], Awaitable[None]]


@dataclass(frozen=True)
class StreamMapping:
    """An event source mapping of the template."""

    name: str
    stream_arn: str
    function: str
    function_arn: str
    batch_size: int = 100
    starting_position: str = "LATEST"
    maximum_retries: int = FOR_EVER
    bisect: bool = False
    partial_failures: bool = False
    failure_queue: str | None = None
    """The URL of the on-failure destination."""
    patterns: Sequence[Pattern] = ()
    """Of its FilterCriteria."""


class Checkpoints:
    """The last sequence number that each shard of each mapping was read to, in a file."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._read_to: dict[str, str] = json.loads(file.read_text()) if file.exists() else {}

    def get(self, mapping: str, shard: str) -> str | None:
        return self._read_to.get(f"{mapping}/{shard}")

    def put(self, mapping: str, shard: str, sequence: str) -> None:
        self._read_to[f"{mapping}/{shard}"] = sequence
        draft = self._file.with_suffix(".draft")
        draft.write_text(json.dumps(self._read_to))
        draft.replace(self._file)


class StreamPoller:
    def __init__(
        self,
        mapping: StreamMapping,
        client: "DynamoDBStreamsClient",
        runtime: FunctionRuntime,
        faults: Faults,
        checkpoints: Checkpoints,
        send_to_queue: SendToQueue,
    ) -> None:
        self._mapping = mapping
        self._client = client
        self._runtime = runtime
        self._faults = faults
        self._checkpoints = checkpoints
        self._send_to_queue = send_to_queue
        self._shards: dict[str, asyncio.Task[None]] = {}

    async def run(self) -> None:
        """Follow the stream's shards, those that are there and those that appear."""
        async with asyncio.TaskGroup() as group:
            while True:
                for shard in await self._list_shards():
                    if shard not in self._shards:
                        self._shards[shard] = group.create_task(self._follow(shard))
                await asyncio.sleep(1)

    async def _list_shards(self) -> list[str]:
        answer = await asyncio.to_thread(self._client.describe_stream, StreamArn=self._mapping.stream_arn)
        return [shard["ShardId"] for shard in answer["StreamDescription"].get("Shards", [])]

    async def _follow(self, shard: str) -> None:
        iterator: str | None = await self._iterator(shard)
        while iterator is not None:
            try:
                answer: Any = await asyncio.to_thread(
                    self._client.get_records, ShardIterator=iterator, Limit=self._mapping.batch_size
                )
            except ClientError as error:
                if error.response["Error"]["Code"] not in ("ExpiredIteratorException", "TrimmedDataAccessException"):
                    raise
                iterator = await self._iterator(shard)
                continue
            records: list[Record] = answer["Records"]
            if records:
                wanted = [record for record in records if lets_through(self._mapping.patterns, record)]
                if wanted:
                    await self._process(shard, wanted)
                self._checkpoints.put(self._mapping.name, shard, sequence_of(records[-1]))
            if len(records) < self._mapping.batch_size:
                await asyncio.sleep(POLL_SECONDS)
            iterator = answer.get("NextShardIterator")

    async def _iterator(self, shard: str) -> str:
        read_to = self._checkpoints.get(self._mapping.name, shard)
        position: dict[str, Any] = (
            {"ShardIteratorType": self._mapping.starting_position}
            if read_to is None
            else {"ShardIteratorType": "AFTER_SEQUENCE_NUMBER", "SequenceNumber": read_to}
        )
        answer = await asyncio.to_thread(
            self._client.get_shard_iterator, StreamArn=self._mapping.stream_arn, ShardId=shard, **position
        )
        return answer["ShardIterator"]

    async def _process(self, shard: str, records: list[Record]) -> None:
        if self._faults.strike("stream_duplicated"):
            await self._deliver(shard, records)
        if len(records) > 1 and self._faults.strike("stream_shuffled"):
            records = self._faults.random.sample(records, len(records))
        await self._deliver(shard, records)

    async def _deliver(self, shard: str, records: list[Record]) -> None:
        """Until the batch has succeeded, or its retries are used up: then it goes to the failure queue."""
        attempts = 0
        while records:
            left = await self._attempt(records)
            if not left:
                return
            attempts += 1
            if self._mapping.maximum_retries != FOR_EVER and attempts > self._mapping.maximum_retries:
                await self._give_up(shard, left, attempts)
                return
            if self._mapping.bisect and len(left) > 1:
                middle = len(left) // 2
                await self._deliver(shard, left[:middle])
                await self._deliver(shard, left[middle:])
                return
            records = left
            await asyncio.sleep(RETRY_SECONDS)

    async def _attempt(self, records: list[Record]) -> list[Record]:
        """What must be delivered again."""
        event = {"Records": [self._event_record(record) for record in records]}
        try:
            answer = await self._runtime.invoke(self._mapping.function, event)
        except FunctionError as error:
            print(f"{self._mapping.function} (stream): {error}", flush=True)
            return records
        if not self._mapping.partial_failures:
            return []
        return from_first_failure(records, answer)

    def _event_record(self, record: Record) -> Record:
        plain: Record = json.loads(json.dumps(record, default=_plain))
        return {**plain, "eventSourceARN": self._mapping.stream_arn}

    async def _give_up(self, shard: str, records: list[Record], attempts: int) -> None:
        print(
            f"{self._mapping.function} gave up on {len(records)} stream records after {attempts} attempts", flush=True
        )
        if self._mapping.failure_queue is None:
            return
        failure = {
            "requestContext": {
                "functionArn": self._mapping.function_arn,
                "condition": "RetryAttemptsExhausted",
                "approximateInvokeCount": attempts,
            },
            "responseContext": {"statusCode": 200, "executedVersion": "$LATEST", "functionError": "Unhandled"},
            "version": "1.0",
            "DDBStreamBatchInfo": {
                "shardId": shard,
                "startSequenceNumber": sequence_of(records[0]),
                "endSequenceNumber": sequence_of(records[-1]),
                "batchSize": len(records),
                "streamArn": self._mapping.stream_arn,
            },
        }
        await self._send_to_queue(self._mapping.failure_queue, json.dumps(failure))


def _plain(value: Any) -> Any:
    """Binary attributes and times, as they stand in an event."""
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value.timestamp()


def sequence_of(record: Record) -> str:
    return str(record["dynamodb"]["SequenceNumber"])


def from_first_failure(records: list[Record], answer: Any) -> list[Record]:
    """A stream is ordered: everything from the first failed record on is delivered again."""
    failures = answer.get("batchItemFailures", []) if isinstance(answer, dict) else []
    failed = {failure.get("itemIdentifier") for failure in failures}
    if not failed:
        return []
    for index, record in enumerate(records):
        if sequence_of(record) in failed:
            return records[index:]
    return records  # an identifier of no record: Lambda takes the whole batch as failed
