"""Creates what the template's resources stand for: tables in dynoxide; queues, buckets, user pools, state machines
and the functions that those call in MiniStack. Everything may exist already; nothing is deleted."""

import io
import json
import zipfile
from typing import TYPE_CHECKING, Any

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from local.apis import function_name
from local.errors import TemplateError
from local.model import Model, Resource
from local.ttl import ExpiringTable

if TYPE_CHECKING:
    from types_boto3_cognito_idp import CognitoIdentityProviderClient
    from types_boto3_dynamodb import DynamoDBClient
    from types_boto3_s3 import S3Client
    from types_boto3_sqs import SQSClient
    from types_boto3_stepfunctions import SFNClient

# dynoxide's shard ids are shorter than botocore's minimum; the templates are checked by CloudFormation.
CLIENT = Config(parameter_validation=False, retries={"max_attempts": 2}, connect_timeout=2, read_timeout=10)
ROLE = "arn:aws:iam::000000000000:role/local"
TABLE_PROPERTIES = (
    "AttributeDefinitions",
    "KeySchema",
    "GlobalSecondaryIndexes",
    "LocalSecondaryIndexes",
    "BillingMode",
    "ProvisionedThroughput",
)
POOL_PROPERTIES = (
    "Policies",
    "Schema",
    "AutoVerifiedAttributes",
    "AliasAttributes",
    "UsernameAttributes",
    "UsernameConfiguration",
    "MfaConfiguration",
    "AdminCreateUserConfig",
    "AccountRecoverySetting",
)
POOL_CLIENT_PROPERTIES = (
    "GenerateSecret",
    "ExplicitAuthFlows",
    "ReadAttributes",
    "WriteAttributes",
    "AccessTokenValidity",
    "IdTokenValidity",
    "RefreshTokenValidity",
    "TokenValidityUnits",
    "PreventUserExistenceErrors",
    "EnableTokenRevocation",
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


# --- user pools -----------------------------------------------------------------------------------------------


def create_user_pools(model: Model) -> None:
    pools = list(model.of_type("AWS::Cognito::UserPool"))
    if not pools:
        return
    client: CognitoIdentityProviderClient = boto3.client("cognito-idp", config=CLIENT)
    for pool in pools:
        _create_user_pool(client, model, pool)
    for group in model.of_type("AWS::Cognito::UserPoolGroup"):
        properties = model.properties(group)
        try:
            client.create_group(GroupName=properties["GroupName"], UserPoolId=properties["UserPoolId"])
        except client.exceptions.GroupExistsException:
            continue
    for pool_client in model.of_type("AWS::Cognito::UserPoolClient"):
        _create_user_pool_client(client, model, pool_client)


def _create_user_pool(client: "CognitoIdentityProviderClient", model: Model, pool: Resource) -> None:
    properties = model.properties(pool)
    name = properties.get("UserPoolName") or f"{model.place.stack_name}-{pool.name}"
    existing = client.list_user_pools(MaxResults=60)["UserPools"]
    known = next((found["Id"] for found in existing if found["Name"] == name), None)
    request = {key: properties[key] for key in POOL_PROPERTIES if key in properties}
    pool_id = known or client.create_user_pool(PoolName=name, **request)["UserPool"]["Id"]
    provider = f"cognito-idp.{model.place.region}.amazonaws.com/{pool_id}"
    arn = model.place.arn("cognito-idp", f"userpool/{pool_id}")
    model.know(
        pool.name, pool_id, Arn=arn, ProviderName=provider, ProviderURL=f"https://{provider}", UserPoolId=pool_id
    )


def _create_user_pool_client(client: "CognitoIdentityProviderClient", model: Model, resource: Resource) -> None:
    properties = model.properties(resource)
    pool_id = properties["UserPoolId"]
    name = properties.get("ClientName") or resource.name
    existing = client.list_user_pool_clients(UserPoolId=pool_id, MaxResults=60)["UserPoolClients"]
    known = next((found["ClientId"] for found in existing if found["ClientName"] == name), None)
    request = {key: properties[key] for key in POOL_CLIENT_PROPERTIES if key in properties}
    client_id = (
        known
        or client.create_user_pool_client(UserPoolId=pool_id, ClientName=name, **request)["UserPoolClient"]["ClientId"]
    )
    model.know(resource.name, client_id, ClientId=client_id)


# --- functions that queues and state machines call ------------------------------------------------------------


def create_called_functions(model: Model, proxy_url: str) -> None:
    mappings = [
        mapping
        for mapping in model.of_type("AWS::Lambda::EventSourceMapping")
        if ":sqs:" in str(model.properties(mapping).get("EventSourceArn"))
    ]
    called = {function_name(model, model.properties(mapping)["FunctionName"]) for mapping in mappings}
    if next(model.of_type("AWS::StepFunctions::StateMachine"), None):
        called |= {function.name for function in model.of_type("AWS::Lambda::Function")}
    if not called:
        return
    client: Any = boto3.client("lambda", config=CLIENT)
    for name in sorted(called):
        _register(client, model, name, f"{proxy_url}/{name}")
    for mapping in mappings:
        _map_queue(client, model.properties(mapping))


def _register(client: Any, model: Model, name: str, url: str) -> None:
    """MiniStack need not have the code: it posts each event to the URL in this variable."""
    deployed_name = model.ref(name)
    environment = {"Variables": {"MINISTACK_LAMBDA_PROXY_URL": url}}
    timeout = model.resources[name].raw.get("Timeout", 3)
    try:
        client.create_function(
            FunctionName=deployed_name,
            Runtime="python3.13",
            Role=ROLE,
            Handler="elsewhere.handler",
            Code={"ZipFile": _empty_archive()},
            Timeout=timeout,
            Environment=environment,
        )
    except client.exceptions.ResourceConflictException:
        client.update_function_configuration(FunctionName=deployed_name, Timeout=timeout, Environment=environment)


def _empty_archive() -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("elsewhere.py", "")
    return archive.getvalue()


def _map_queue(client: Any, properties: dict[str, Any]) -> None:
    request = {key: value for key, value in properties.items() if key != "Tags"}
    known = client.list_event_source_mappings(
        FunctionName=request["FunctionName"], EventSourceArn=request["EventSourceArn"]
    )["EventSourceMappings"]
    if not known:
        client.create_event_source_mapping(**request)


# --- state machines -------------------------------------------------------------------------------------------


def create_state_machines(model: Model) -> None:
    client: SFNClient = boto3.client("stepfunctions", config=CLIENT)
    for machine in model.of_type("AWS::StepFunctions::StateMachine"):
        arn = model.ref(machine.name)
        definition = _definition(model, machine)
        try:
            client.create_state_machine(
                name=model.attribute(machine.name, "Name"),
                definition=definition,
                roleArn=ROLE,
                type=machine.raw.get("StateMachineType", "STANDARD"),
            )
        except ClientError as error:
            if error.response["Error"]["Code"] != "StateMachineAlreadyExists":
                raise
            client.update_state_machine(stateMachineArn=arn, definition=definition)


def _definition(model: Model, machine: Resource) -> str:
    properties = model.properties(machine)
    if "DefinitionString" in properties:
        text = properties["DefinitionString"]
    elif "Definition" in properties:
        text = json.dumps(properties["Definition"])
    else:
        text = model.translation.code[machine.name].read_text()
    for name, value in properties.get("DefinitionSubstitutions", {}).items():
        text = text.replace(f"${{{name}}}", str(value))
    return str(text)
