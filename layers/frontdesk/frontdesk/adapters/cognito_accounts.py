"""Where agents sign in: accounts of Cognito's user pool. Their names there are the agents' ids."""

from functools import cached_property
from typing import Any

from botocore.exceptions import ClientError
from botocore.session import Session

from frontdesk.domain.agent import Agent
from frontdesk.domain.errors import NameTaken
from frontdesk.domain.vocabulary import Role

KNOWN_ALREADY = "UsernameExistsException"
UNKNOWN = "UserNotFoundException"
TENANT = "custom:tenant_id"


class CognitoAccounts:
    """The client is made when it is first needed: hardly any request manages agents."""

    def __init__(self, session: Session, user_pool_id: str) -> None:
        self._session = session
        self._pool = user_pool_id

    def invite(self, tenant_id: str, email: str, name: str, role: Role) -> str:
        account = self._made(tenant_id, email, name) or self._known(tenant_id, email)
        self._client.admin_add_user_to_group(UserPoolId=self._pool, Username=account, GroupName=role.value)
        return account

    def set_role(self, agent: Agent, role: Role) -> None:
        """The groups that they belong to; a token that they hold still tells the old ones."""
        for group in (Role.ADMIN, Role.AGENT):
            act = self._client.admin_add_user_to_group if group is role else self._client.admin_remove_user_from_group
            act(UserPoolId=self._pool, Username=agent.id, GroupName=group.value)

    def remove(self, agent: Agent) -> None:
        """Who is gone already stays gone."""
        try:
            self._client.admin_user_global_sign_out(UserPoolId=self._pool, Username=agent.id)
            self._client.admin_delete_user(UserPoolId=self._pool, Username=agent.id)
        except ClientError as error:
            if error.response["Error"]["Code"] != UNKNOWN:
                raise

    def _made(self, tenant_id: str, email: str, name: str) -> str | None:
        attributes = {"email": email, "email_verified": "true", "name": name, TENANT: tenant_id}
        try:
            made = self._client.admin_create_user(
                UserPoolId=self._pool,
                Username=email,
                UserAttributes=[{"Name": key, "Value": value} for key, value in attributes.items()],
                DesiredDeliveryMediums=["EMAIL"],
            )
        except ClientError as error:
            if error.response["Error"]["Code"] == KNOWN_ALREADY:
                return None
            raise
        return _values(made["User"]["Attributes"])["sub"]

    def _known(self, tenant_id: str, email: str) -> str:
        found = self._client.admin_get_user(UserPoolId=self._pool, Username=email)
        attributes = _values(found["UserAttributes"])
        if attributes.get(TENANT) != tenant_id:
            raise NameTaken("email", "Somebody of another company signs in with this email.")
        return attributes["sub"]

    @cached_property
    def _client(self) -> Any:
        return self._session.create_client("cognito-idp")


def _values(attributes: list[dict[str, str]]) -> dict[str, str]:
    return {attribute["Name"]: attribute["Value"] for attribute in attributes}
