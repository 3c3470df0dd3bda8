"""The demo tenant: two agents and a widget. May be run again at each start; what is there stays as it is."""

import secrets
from typing import TYPE_CHECKING

import boto3

from frontdesk.bootstrap import desk_from
from frontdesk.domain.vocabulary import Role
from frontdesk.domain.widget import Widget
from local.config import Outputs
from local.demo import AGENTS, COLOUR, PASSWORD, SHOP, TENANT, WIDGET_TOKEN

if TYPE_CHECKING:
    from types_boto3_cognito_idp import CognitoIdentityProviderClient


def seed(outputs: Outputs) -> None:
    for email, name, role in AGENTS:
        add_agent(outputs, TENANT, email, name, Role(role))
    add_widget(outputs, TENANT, WIDGET_TOKEN, SHOP)


def add_agent(outputs: Outputs, tenant: str, email: str, name: str, role: Role, password: str = PASSWORD) -> None:
    client: CognitoIdentityProviderClient = boto3.client(
        "cognito-idp",
        endpoint_url=outputs.environment["AWS_ENDPOINT_URL"],
        region_name=outputs.region,
        aws_access_key_id="local",
        aws_secret_access_key="local",  # noqa: S106
    )
    pool = outputs.references["UserPool"]
    try:
        client.admin_create_user(
            UserPoolId=pool,
            Username=email,
            MessageAction="SUPPRESS",
            UserAttributes=[
                {"Name": "email", "Value": email},
                {"Name": "email_verified", "Value": "true"},
                {"Name": "name", "Value": name},
                {"Name": "custom:tenant_id", "Value": tenant},
            ],
        )
    except client.exceptions.UsernameExistsException:
        return
    client.admin_set_user_password(UserPoolId=pool, Username=email, Password=password, Permanent=True)
    client.admin_add_user_to_group(UserPoolId=pool, Username=email, GroupName=role.value)


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
