"""The Frontdesk that a command works on: a stack on AWS, or the one on this machine."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import boto3
from botocore.exceptions import ClientError

from operations.failure import CommandFailed

# Each setting that the commands need, with the stack's output that tells it.
OUTPUTS = {
    "FRONTDESK_CONNECTIONS_TABLE": "ConnectionsTableName",
    "FRONTDESK_CONVERSATIONS_TABLE": "ConversationsTableName",
    "FRONTDESK_MESSAGES_TABLE": "MessagesTableName",
    "FRONTDESK_DIRECTORY_TABLE": "DirectoryTableName",
    "FRONTDESK_SEARCH_TABLE": "SearchTableName",
    "FRONTDESK_ARTICLES_TABLE": "ArticlesTableName",
    "FRONTDESK_COUNTERS_TABLE": "CountersTableName",
    "FRONTDESK_KEYS_TABLE": "KeysTableName",
    "FRONTDESK_ATTACHMENTS_BUCKET": "AttachmentsBucketName",
    "FRONTDESK_KNOWLEDGE_BUCKET": "KnowledgeBucketName",
    "FRONTDESK_WEBSOCKET_URL": "WebSocketUrl",
}
# The stack's own door is one of the first behind its first port.
DOORS = 10
SECONDS = 2


@dataclass(frozen=True, slots=True)
class Deployment:
    """`environment` holds settings as the functions are given them."""

    environment: Mapping[str, str]
    user_pool_id: str
    site_url: str


def deployed(stack: str) -> Deployment:
    """Raises CommandFailed where there is no such stack, or where it is too old for these commands."""
    outputs = _outputs(stack)
    needed = [*OUTPUTS.values(), "UserPoolId", "SiteUrl"]
    missing = [name for name in needed if name not in outputs]
    if missing:
        raise CommandFailed(
            f"The stack {stack} does not tell {missing[0]}: it was deployed by an older Frontdesk, or is another one.",
            "Deploy it again with `make deploy`, or name another stack with --stack.",
        )
    told = {setting: outputs[output] for setting, output in OUTPUTS.items()}
    connections_url = told["FRONTDESK_WEBSOCKET_URL"].replace("wss://", "https://", 1)
    environment = {"FRONTDESK_STAGE": stack, "FRONTDESK_CONNECTIONS_URL": connections_url, **told}
    return Deployment(environment, outputs["UserPoolId"], outputs["SiteUrl"])


def local(first_port: int) -> Deployment:
    """Raises CommandFailed where nothing runs there. From then on this process speaks to that stack alone."""
    for port in range(first_port + 1, first_port + DOORS):
        told = _told_at(port)
        if told is not None:
            os.environ.update(told["environment"])
            pool, site = told["references"]["UserPool"], told["doors"]["Site"]
            return Deployment(told["functions"]["HttpApiFunction"], pool, site)
    raise CommandFailed(
        f"No Frontdesk runs on this machine at port {first_port}.",
        "Start it with `make dev`, or say where it listens with --port.",
    )


def _outputs(stack: str) -> dict[str, str]:
    try:
        found = boto3.client("cloudformation").describe_stacks(StackName=stack)["Stacks"][0]
    except ClientError as error:
        if error.response["Error"]["Code"] != "ValidationError":
            raise
        raise CommandFailed(
            f"There is no stack {stack} in this account and region.",
            "Name it with --stack, and choose account and region with AWS_PROFILE and AWS_REGION.",
        ) from None
    return {output["OutputKey"]: output["OutputValue"] for output in found.get("Outputs", [])}


def _told_at(port: int) -> dict[str, Any] | None:
    """What the stack's own door says; None where that is not behind this port."""
    try:
        with urlopen(f"http://localhost:{port}/_stack", timeout=SECONDS) as answer:
            told = json.load(answer)
    except (URLError, ValueError, OSError):
        return None
    return told if isinstance(told, dict) and "functions" in told else None
