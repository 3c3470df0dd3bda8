"""The demo tenant: two agents and a widget. May be run again at each start; what is there stays as it is."""

import secrets
from typing import TYPE_CHECKING

import boto3

from frontdesk.bootstrap import desk_from
from frontdesk.domain.vocabulary import Role
from frontdesk.domain.widget import Widget
from local.config import Outputs

if TYPE_CHECKING:
    from types_boto3_cognito_idp import CognitoIdentityProviderClient

TENANT = "demo"
WIDGET_TOKEN = "frontdeskdemowidget0000000000001"  # noqa: S105 - public by nature
PASSWORD = "Frontdesk-demo-1"  # noqa: S105 - of the demo, on this machine alone
AGENTS = (
    ("ana@demo.example", "Ana Putri", Role.ADMIN),
    ("budi@demo.example", "Budi Santoso", Role.AGENT),
)


def seed(outputs: Outputs) -> None:
    for email, name, role in AGENTS:
        add_agent(outputs, TENANT, email, name, role)
    add_widget(outputs, TENANT, WIDGET_TOKEN, "Kopi Pagi")


def sign_in_lines() -> list[str]:
    """How to sign in to the demo, for people."""
    return [f"Sign in as {email:<19} ({role}), password {PASSWORD}" for email, _, role in AGENTS]


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
        directory.put_widget(Widget(tenant_id=tenant, id=f"widget_{secrets.token_hex(8)}", name=name, token=token))
