"""Make what a company needs to begin: agents who can sign in, and a widget to embed."""

from __future__ import annotations

import secrets
from contextlib import suppress
from typing import TYPE_CHECKING

from botocore.session import Session

from frontdesk.adapters.dynamodb import DynamoDb
from frontdesk.adapters.dynamodb_directory import DynamoDirectory, PointerRow, VisitorRow, WidgetRow
from frontdesk.adapters.system import SystemClock
from frontdesk.domain.vocabulary import Role
from frontdesk.domain.widget import Widget
from frontdesk.use_cases.ports import Directory

if TYPE_CHECKING:
    from types_boto3_cognito_idp import CognitoIdentityProviderClient
    from types_boto3_cognito_idp.type_defs import AttributeTypeTypeDef

TOKEN_BYTES = 24  # 32 characters


def open_directory(session: Session, table_name: str) -> Directory:
    dynamodb = DynamoDb(session)
    for row in (WidgetRow, VisitorRow, PointerRow):
        dynamodb.bind(row, table_name)
    return DynamoDirectory(SystemClock())


def add_agent(
    cognito: CognitoIdentityProviderClient,
    user_pool_id: str,
    *,
    tenant_id: str,
    email: str,
    name: str,
    role: Role,
    password: str | None = None,
) -> None:
    """Let somebody sign in. Without a password Cognito mails them a temporary one.

    An agent who is there already keeps everything but the password and the role that are given here.
    """
    attributes: list[AttributeTypeTypeDef] = [
        {"Name": "email", "Value": email},
        {"Name": "email_verified", "Value": "true"},
        {"Name": "name", "Value": name},
        {"Name": "custom:tenant_id", "Value": tenant_id},
    ]
    quietly = {"MessageAction": "SUPPRESS"} if password else {"DesiredDeliveryMediums": ["EMAIL"]}
    with suppress(cognito.exceptions.UsernameExistsException):
        cognito.admin_create_user(
            UserPoolId=user_pool_id,
            Username=email,
            UserAttributes=attributes,
            **quietly,
        )
    cognito.admin_add_user_to_group(UserPoolId=user_pool_id, Username=email, GroupName=role.value)
    if password:
        cognito.admin_set_user_password(UserPoolId=user_pool_id, Username=email, Password=password, Permanent=True)


def add_widget(directory: Directory, *, tenant_id: str, name: str, allowed_domains: tuple[str, ...] = ()) -> Widget:
    """A new widget with a token of its own."""
    widget = Widget(
        tenant_id=tenant_id,
        id=secrets.token_hex(8),
        name=name,
        token=secrets.token_urlsafe(TOKEN_BYTES),
        allowed_domains=allowed_domains,
    )
    directory.put_widget(widget)
    return widget
