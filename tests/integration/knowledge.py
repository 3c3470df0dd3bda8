"""A knowledge base of real adapters, on moto's DynamoDB and S3, and what the indexer is told of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import boto3
from aws_lambda_powertools import Logger
from botocore.session import get_session

from frontdesk.adapters.article_knowledge import ArticleKnowledge
from frontdesk.adapters.cached_engines import CachedEngines
from frontdesk.adapters.dynamodb_knowledge_indexes import DynamoKnowledgeIndexes
from frontdesk.adapters.dynamodb_outcomes import DynamoOutcomes
from frontdesk.adapters.engine_version import engine_version
from frontdesk.adapters.s3_indexes import S3Indexes
from frontdesk.domain.answering.article import Article as Entry
from frontdesk.domain.party import Party
from frontdesk.entrypoints.indexer import handle
from frontdesk.use_cases.index_ports import IndexDesk
from frontdesk.use_cases.ports import Desk
from tests.contract.sam_template import REGION
from tests.fakes.knowledge import published
from tests.fakes.people import TENANT
from tests.fakes.system import FakeClock
from tests.integration.cloud import Tables

BUCKET = "knowledge"
TABLE = "ArticlesTable"
LOOK_AGAIN = timedelta(seconds=5)
Row = dict[str, Any]


@dataclass
class Stream:
    """The Articles table's records since it was read last, from how the table was and is."""

    tables: Tables
    before: dict[tuple[str, str], Row] = field(default_factory=dict)

    def read(self) -> list[Row]:
        now = {(row["owner"]["S"], row["record"]["S"]): row for row in self.tables.rows(TABLE)}
        changed = [key for key in sorted(now.keys() | self.before.keys()) if now.get(key) != self.before.get(key)]
        records = [self._record(number, key, now.get(key)) for number, key in enumerate(changed, 1)]
        self.before = now
        return records

    def _record(self, number: int, key: tuple[str, str], new: Row | None) -> Row:
        old = self.before.get(key)
        return {
            "dynamodb": {
                "Keys": {"owner": {"S": key[0]}, "record": {"S": key[1]}},
                "SequenceNumber": str(number),
                **({"OldImage": old} if old else {}),
                **({"NewImage": new} if new else {}),
            }
        }


class Bucket:
    """Its clients take long to make: one of these serves a module. It is gone with the tables of each test."""

    def __init__(self) -> None:
        self.client: Any = boto3.client("s3")
        self.store = S3Indexes(get_session(), BUCKET)

    def create(self) -> None:
        self.client.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": REGION})

    def keys(self) -> list[str]:
        return [found["Key"] for found in self.client.list_objects_v2(Bucket=BUCKET).get("Contents", [])]


@dataclass
class KnowledgeBase:
    """`answering` is a function that has been warm for long; `another` is one that starts now."""

    desk: Desk
    tables: Tables
    clock: FakeClock
    bucket: Bucket
    lines: list[dict[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.stream = Stream(self.tables)
        self.s3, self.store = self.bucket.client, self.bucket.store
        self.indexes = DynamoKnowledgeIndexes()
        self.outcomes = DynamoOutcomes()
        self.engine = engine_version()
        self.logger = Logger(service=f"test-{id(self)}", level="INFO")
        self.logger.addFilter(lambda record: bool(self.lines.append(vars(record))))  # type: ignore[func-returns-value]
        self.answering = self.another()

    def another(self) -> ArticleKnowledge:
        engines = CachedEngines(self.indexes, self.store, self.clock, self.logger, LOOK_AGAIN, engine_version)
        return ArticleKnowledge(engines, self.desk.articles)

    def publish(self, entries: Iterable[Entry]) -> None:
        for entry in entries:
            self.desk.articles.add(published(entry))

    def change(self, article_id: str, **changes: Any) -> None:
        before = self.desk.articles.get(TENANT, article_id)
        assert before is not None
        assert self.desk.articles.edit(before, before.written(changes, Party("a", "A"), self.clock.now()))

    def index(self) -> dict[str, Any]:
        """The indexer is told of what has changed, a second later."""
        self.clock.advance(seconds=1)
        desk = IndexDesk(self.desk.articles, self.outcomes, self.indexes, self.store, self.engine)
        return handle(desk, self.clock, self.logger, {"Records": self.stream.read()})

    def later(self) -> None:
        """Past the time for which an engine is not looked after."""
        self.clock.advance(seconds=LOOK_AGAIN.total_seconds())

    def objects(self) -> list[str]:
        return self.bucket.keys()

    def marked(self, key: str) -> bool:
        tags = self.s3.get_object_tagging(Bucket=BUCKET, Key=key)["TagSet"]
        return {"Key": "replaced", "Value": "true"} in tags

    def key(self) -> str:
        return f"indexes/{TENANT}/{self.indexes.get(TENANT).fingerprint}"
