"""The user pools of the template, with their groups and clients, in MiniStack."""

from typing import TYPE_CHECKING

import boto3

from local.clients import CLIENT
from local.model import Model, Resource

if TYPE_CHECKING:
    from types_boto3_cognito_idp import CognitoIdentityProviderClient

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
