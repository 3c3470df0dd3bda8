"""The demo tenant: two agents and a widget. May be run again at each start; what is there stays as it is."""

import secrets
from typing import TYPE_CHECKING

import boto3

from frontdesk.bootstrap import desk_from
from frontdesk.domain.vocabulary import Role
from frontdesk.domain.widget import Widget
from local.config import Outputs
from local.demo import AGENTS, COLOUR, PASSWORD, SHOP, TENANT, WIDGET_TOKEN
from operations.tenants import add_agent

if TYPE_CHECKING:
    from types_boto3_cognito_idp import CognitoIdentityProviderClient


def seed(outputs: Outputs) -> None:
    cognito: CognitoIdentityProviderClient = boto3.client(
        "cognito-idp",
        endpoint_url=outputs.environment["AWS_ENDPOINT_URL"],
        region_name=outputs.region,
        aws_access_key_id="local",
        aws_secret_access_key="local",  # noqa: S106
    )
    pool = outputs.references["UserPool"]
    for email, name, role in AGENTS:
        add_agent(cognito, pool, tenant_id=TENANT, email=email, name=name, role=Role(role), password=PASSWORD)
    add_widget(outputs, TENANT, WIDGET_TOKEN, SHOP)


def add_widget(outputs: Outputs, tenant: str, token: str, name: str) -> None:
    directory = desk_from(outputs.functions["HttpApiFunction"]).directory
    if directory.widget_by_token(token) is None:
        widget = Widget(
            tenant_id=tenant,
            id=f"widget_{secrets.token_hex(8)}",
            name=name,
            token=token,
            appearance={"primary_colour": COLOUR},
        )
        directory.put_widget(widget)
