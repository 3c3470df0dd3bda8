"""A user pool as the template describes it, in moto."""

from typing import Any

import boto3

from frontdesk.domain.vocabulary import Role
from tests.contract.sam_template import of_type, written


class UserPool:
    def __init__(self) -> None:
        self.client: Any = boto3.client("cognito-idp")
        properties = of_type("AWS::Cognito::UserPool", written())["UserPool"]
        wanted = ("UsernameAttributes", "UsernameConfiguration", "AutoVerifiedAttributes", "Policies", "Schema")
        made = self.client.create_user_pool(PoolName="agents", **{name: properties[name] for name in wanted})
        self.id = str(made["UserPool"]["Id"])
        for role in (Role.ADMIN, Role.AGENT):
            self.client.create_group(UserPoolId=self.id, GroupName=role.value)

    def user(self, email: str) -> dict[str, Any]:
        found: dict[str, Any] = self.client.admin_get_user(UserPoolId=self.id, Username=email)
        return found

    def groups(self, email: str) -> list[str]:
        found = self.client.admin_list_groups_for_user(UserPoolId=self.id, Username=self.user(email)["Username"])
        return [group["GroupName"] for group in found["Groups"]]
