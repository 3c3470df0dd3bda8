"""The functions as the template deploys them, on tables of moto's, in a world that the sample events know."""

import importlib.util
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any
from unittest.mock import patch

import boto3
from botocore.client import BaseClient
from moto import mock_aws
from moto.core.models import DEFAULT_ACCOUNT_ID

from frontdesk.adapters.connection_gateway import SENT, ConnectionGateway
from frontdesk.bootstrap import desk_from
from frontdesk.domain.agent import Agent
from frontdesk.domain.principal import Principal
from frontdesk.domain.topics import conversation_topic
from frontdesk.domain.visitor import Particulars, Visitor
from frontdesk.domain.vocabulary import Role, Routing
from frontdesk.domain.widget import Widget
from frontdesk.use_cases.ports import Desk, SocketTicket
from frontdesk.use_cases.start_conversation import Beginning, start_conversation
from tests.contract.actions import ANSWERED_HERE, Call, actions_of
from tests.contract.sam_template import PROJECT, REGION, functions, of_type, written

TENANT = "demo"
ORIGIN = "https://shop.example"
WIDGET_TOKEN = "demoWidget00000000000000000token"
VISITOR_TOKEN = "visitor-token-of-the-sample-events-0000000"
TICKET = "ticket-of-the-sample-events"
BEGINNING = Beginning(
    client_id="0.3f8c7a52-7f0e-4d55-9a53-8f2a2f1c9b11",
    message_client_id="0.9a1d2c44-0a55-4a38-9f0c-1f6f2b7f3e22",
    message_content="Where is my order?",
)
AGENT_ID = "agt_sample"
AUTOMATIC_WIDGET = "wdg_automatic"
CONNECTION = "UqfQ0cSeDoECFkA="
OTHER_CONNECTION = "UqfR0dTfDoECFkA="

Handler = Callable[[dict[str, Any], object], Any]


@dataclass(frozen=True)
class Context:
    """What the runtime tells of an invocation, as far as anything here reads it."""

    function_name: str
    aws_request_id: str = "9c6a3a4e-5f3c-4c5e-9a57-1b1c0a3c1f11"

    def get_remaining_time_in_millis(self) -> int:
        return 30_000


@dataclass
class Deployment:
    """`calls` is every call to AWS that the functions have made."""

    desk: Desk
    visitor: Principal
    conversation_id: str
    calls: set[Call]

    def invoke(self, function: str, event: dict[str, Any]) -> Any:
        self.calls.clear()
        return load(function)(event, Context(function))

    def give_ticket(self) -> None:
        until = datetime.now(UTC) + timedelta(seconds=30)
        self.desk.connections.add_ticket(TICKET, SocketTicket(self.visitor, ORIGIN, until))

    def connect(self) -> None:
        """The visitor on one connection, an agent who listens on another."""
        agent = Principal(TENANT, AGENT_ID, "Ayu", Role.AGENT, self.visitor.expires_at)
        topic = conversation_topic(TENANT, self.conversation_id)
        self.desk.connections.open(CONNECTION, self.visitor, [topic])
        self.desk.connections.open(OTHER_CONNECTION, agent, [topic])


def environment(function: str, **parameters: str) -> dict[str, str]:
    """The variables that the template gives, with a value of the right shape for each intrinsic function."""
    shared = written()["Globals"]["Function"]["Environment"]["Variables"]
    own = functions()[function].get("Environment", {}).get("Variables", {})
    return {name: _value(given, parameters) for name, given in {**shared, **own}.items()}


def _value(given: Any, parameters: Mapping[str, str]) -> str:
    if isinstance(given, str):
        return given
    (kind, argument), *_ = given.items()
    if kind == "Fn::Sub":
        return (
            str(argument)
            .replace("${WebSocketApi}", "f6g7h8i9j0")
            .replace("${AWS::Partition}", "aws")
            .replace("${AWS::AccountId}", DEFAULT_ACCOUNT_ID)
            .replace("${AWS::StackName}", "frontdesk-dev")
            .replace("${AWS::Region}", REGION)
            .replace("${AWS::URLSuffix}", "amazonaws.com")
            .replace("${Stage}", "dev")
        )
    if kind == "Fn::Select":
        return "51af3dc0-da77-11e4-872e-1234567db123"
    if kind == "Fn::If":
        return _value(argument[2], parameters)
    if kind == "Fn::GetAtt" and argument[1] == "QueueUrl":
        return f"https://sqs.{REGION}.amazonaws.com/{DEFAULT_ACCOUNT_ID}/{argument[0]}"
    if kind == "Fn::GetAtt":
        return f"https://cognito-idp.{REGION}.amazonaws.com/{REGION}_sample"
    if argument in parameters:
        return parameters[argument]
    parameter = written()["Parameters"].get(argument)
    return str(parameter["Default"] if parameter else argument)


def load(function: str, **parameters: str) -> Handler:
    """The function's handler as a cold start makes it."""
    handler = PROJECT / functions()[function]["CodeUri"] / "handler.py"
    found = importlib.util.spec_from_file_location(f"handler_of_{function}", handler)
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    with patch.dict(os.environ, environment(function, **parameters)):
        found.loader.exec_module(module)
    return module.lambda_handler  # type: ignore[no-any-return]


@contextmanager
def deployment() -> Iterator[Deployment]:
    calls: set[Call] = set()
    send = BaseClient._make_api_call  # type: ignore[attr-defined]

    def recorded(client: Any, operation: str, arguments: dict[str, Any]) -> Any:
        calls.update(actions_of(operation, arguments))
        if operation in ANSWERED_HERE:
            return {"stream": BytesIO()}
        return send(client, operation, arguments)

    def posted(_gateway: ConnectionGateway, connection_ids: Sequence[str], _data: bytes) -> dict[str, int]:
        calls.add(("execute-api:ManageConnections", "WebSocketApi"))
        return dict.fromkeys(connection_ids, SENT)

    aws = {"AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": "x", "AWS_DEFAULT_REGION": REGION, "AWS_REGION": REGION}
    with (
        patch.dict(os.environ, aws),
        mock_aws(),
        patch.object(BaseClient, "_make_api_call", recorded),
        patch.object(ConnectionGateway, "send", posted),
    ):
        _create_tables()
        for queue in of_type("AWS::SQS::Queue", written()):
            boto3.client("sqs").create_queue(QueueName=queue)
        _create_buckets()
        calls.clear()
        desk = desk_from(environment("WebSocketFunction"))
        visitor, conversation_id = _seed(desk)
        yield Deployment(desk, visitor, conversation_id, calls)


def _create_buckets() -> None:
    for bucket in of_type("AWS::S3::Bucket", written()):
        boto3.client("s3").create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": REGION})


def _create_tables() -> None:
    dynamodb = boto3.client("dynamodb")
    only_deployed = {"PointInTimeRecoverySpecification", "TimeToLiveSpecification", "DeletionProtectionEnabled"}
    for name, properties in of_type("AWS::DynamoDB::Table", written()).items():
        wanted = {key: value for key, value in properties.items() if key not in only_deployed}
        if "StreamSpecification" in wanted:
            wanted["StreamSpecification"] = {**wanted["StreamSpecification"], "StreamEnabled": True}
        dynamodb.create_table(TableName=name, **wanted)


def _seed(desk: Desk) -> tuple[Principal, str]:
    now = datetime.now(UTC)
    widget = Widget(tenant_id=TENANT, id="wdg_sample", name="Shop", token=WIDGET_TOKEN)
    visitor = Visitor(
        tenant_id=TENANT,
        id="vis_sample",
        widget_id=widget.id,
        particulars=Particulars(name="Sari"),
        first_seen_at=now,
        last_seen_at=now,
    )
    desk.directory.put_widget(widget)
    desk.directory.put_widget(
        replace(widget, id=AUTOMATIC_WIDGET, token=f"automatic-{WIDGET_TOKEN}", routing=Routing.AUTOMATIC)
    )
    desk.agents.enrol(Agent(tenant_id=TENANT, id=AGENT_ID, name="Ayu", email="ayu@example.com", role=Role.AGENT))
    desk.directory.put_visitor(visitor)
    desk.directory.add_visitor_token(VISITOR_TOKEN, visitor, now + timedelta(days=30))
    principal = visitor.principal(now + timedelta(days=30))
    view, _ = start_conversation(desk, widget, visitor, principal, BEGINNING)
    return principal, view.conversation.id
