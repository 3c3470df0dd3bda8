"""Creates what the template's resources stand for: tables in dynoxide; queues, buckets, user pools, state machines
and the functions that those call in MiniStack. Everything may exist already; nothing is deleted."""

import json
from typing import TYPE_CHECKING, Any

import boto3

from local.callbacks import create_called_functions, create_state_machines
from local.clients import CLIENT
from local.errors import TemplateError
from local.model import Model
from local.ttl import ExpiringTable
from local.user_pools import create_user_pools

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient
    from types_boto3_s3 import S3Client
    from types_boto3_sqs import SQSClient

TABLE_PROPERTIES = (
    "AttributeDefinitions",
    "KeySchema",
    "GlobalSecondaryIndexes",
    "LocalSecondaryIndexes",
    "BillingMode",
    "ProvisionedThroughput",
)


def create_all(model: Model, proxy_url: str) -> None:
    """`proxy_url` is where MiniStack invokes a function: the name follows it."""
    create_tables(model)
    create_queues(model)
    create_buckets(model)
    create_user_pools(model)
    create_called_functions(model, proxy_url)
    create_state_machines(model)


# --- tables ---------------------------------------------------------------------------------------------------


def create_tables(model: Model) -> None:
    client: DynamoDBClient = boto3.client("dynamodb", config=CLIENT)
    for table in model.of_type("AWS::DynamoDB::Table"):
        name = model.ref(table.name)
        properties = model.properties(table)
        request = {key: properties[key] for key in TABLE_PROPERTIES if key in properties}
        if "StreamSpecification" in properties:
            request["StreamSpecification"] = {"StreamEnabled": True, **properties["StreamSpecification"]}
        try:
            client.create_table(TableName=name, **request)
        except client.exceptions.ResourceInUseException:
            _refuse_other_keys(client, table.name, name, properties)
        description = client.describe_table(TableName=name)["Table"]
        if "LatestStreamArn" in description:
            model.know(table.name, name, Arn=description["TableArn"], StreamArn=description["LatestStreamArn"])


def _refuse_other_keys(client: "DynamoDBClient", logical_id: str, name: str, properties: dict[str, Any]) -> None:
    def names(of: Any) -> tuple[Any, ...]:
        indexes = {index["IndexName"] for index in of.get("GlobalSecondaryIndexes", [])}
        return [(key["AttributeName"], key["KeyType"]) for key in of["KeySchema"]], indexes

    if names(client.describe_table(TableName=name)["Table"]) != names(properties):
        raise TemplateError(f"The keys of {logical_id} have changed since its table was made: start with RESET=1.")


def expiring_tables(model: Model) -> list[ExpiringTable]:
    found = []
    for table in model.of_type("AWS::DynamoDB::Table"):
        properties = model.properties(table)
        ttl = properties.get("TimeToLiveSpecification", {})
        if ttl.get("Enabled"):
            keys = tuple(key["AttributeName"] for key in properties["KeySchema"])
            found.append(ExpiringTable(model.ref(table.name), ttl["AttributeName"], keys))
    return found


# --- queues and buckets ---------------------------------------------------------------------------------------


def create_queues(model: Model) -> None:
    client: SQSClient = boto3.client("sqs", config=CLIENT)
    dead_letters_first = sorted(model.of_type("AWS::SQS::Queue"), key=lambda queue: "RedrivePolicy" in queue.raw)
    for queue in dead_letters_first:
        properties = model.properties(queue)
        name = properties.pop("QueueName", None) or model.attribute(queue.name, "QueueName")
        attributes = {
            key: json.dumps(value) if isinstance(value, dict) else str(value).lower() if value is True else str(value)
            for key, value in properties.items()
            if key not in ("Tags", "SqsManagedSseEnabled", "KmsMasterKeyId")
        }
        client.create_queue(QueueName=name, Attributes=attributes)  # type: ignore[arg-type]


def create_buckets(model: Model) -> None:
    client: S3Client = boto3.client("s3", config=CLIENT)
    for bucket in model.of_type("AWS::S3::Bucket"):
        name = model.ref(bucket.name)
        try:
            client.create_bucket(Bucket=name)
        except client.exceptions.BucketAlreadyOwnedByYou:
            continue
        rules = model.properties(bucket).get("CorsConfiguration", {}).get("CorsRules")
        if rules:
            client.put_bucket_cors(Bucket=name, CORSConfiguration={"CORSRules": [_cors_rule(rule) for rule in rules]})


def _cors_rule(rule: dict[str, Any]) -> Any:
    return {{"MaxAge": "MaxAgeSeconds"}.get(key, key): value for key, value in rule.items() if key != "Id"}
