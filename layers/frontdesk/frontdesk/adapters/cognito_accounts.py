"""Where agents sign in: accounts of Cognito's user pool."""

from functools import cached_property
from typing import Any

from botocore.exceptions import ClientError
from botocore.session import Session

from frontdesk.domain.agent import Agent
from frontdesk.domain.errors import Conflict
from frontdesk.domain.vocabulary import Role

KNOWN_ALREADY = "UsernameExistsException"
UNKNOWN = "UserNotFoundException"


class CognitoAccounts:
    """The client is made when it is first needed: hardly any request manages agents."""

    def __init__(self, session: Session, user_pool_id: str) -> None:
        self._session = session
        self._pool = user_pool_id

    def invite(self, tenant_id: str, email: str, name: str, role: Role) -> str:
        attributes = {"email": email, "email_verified": "true", "name": name, "custom:tenant_id": tenant_id}
        try:
            made = self._client.admin_create_user(
                UserPoolId=self._pool,
                Username=email,
                UserAttributes=[{"Name": key, "Value": value} for key, value in attributes.items()],
                DesiredDeliveryMediums=["EMAIL"],
            )
        except ClientError as error:
            if error.response["Error"]["Code"] == KNOWN_ALREADY:
                raise Conflict("Somebody signs in with this email already.") from error
            raise
        self._client.admin_add_user_to_group(UserPoolId=self._pool, Username=email, GroupName=role.value)
        return str(next(one["Value"] for one in made["User"]["Attributes"] if one["Name"] == "sub"))

    def set_role(self, agent: Agent, role: Role) -> None:
        """The groups that they belong to; a token that they hold still tells the old ones."""
        for group in (Role.ADMIN, Role.AGENT):
            act = self._client.admin_add_user_to_group if group is role else self._client.admin_remove_user_from_group
            act(UserPoolId=self._pool, Username=agent.email, GroupName=group.value)

    def remove(self, agent: Agent) -> None:
        """Who is gone already stays gone."""
        try:
            self._client.admin_user_global_sign_out(UserPoolId=self._pool, Username=agent.email)
            self._client.admin_delete_user(UserPoolId=self._pool, Username=agent.email)
        except ClientError as error:
            if error.response["Error"]["Code"] != UNKNOWN:
                raise

    @cached_property
    def _client(self) -> Any:
        return self._session.create_client("cognito-idp")
