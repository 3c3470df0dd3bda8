"""The command that sets up a company, against a stack that shows the same outputs as a deployed one."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace

import boto3
import pytest
from botocore.session import get_session

from frontdesk.adapters.dynamodb import DynamoDb
from frontdesk.adapters.dynamodb_agents import DynamoAgents
from frontdesk.adapters.dynamodb_directory import DynamoDirectory
from frontdesk.adapters.system import SystemClock
from frontdesk.domain.vocabulary import Role
from operations import new_tenant
from tests.integration.cloud import Tables

STACK = "frontdesk-dev"
COMMAND = ["new_tenant", "--tenant", "acme", "--name", "Ana Putri", "--email", "ana@acme.example"]


@pytest.fixture
def user_pool(tables: Tables) -> Iterator[str]:
    pool: str = boto3.client("cognito-idp").create_user_pool(
        PoolName="agents",
        UsernameAttributes=["email"],
        Schema=[{"Name": "tenant_id", "AttributeDataType": "String", "Mutable": False}],
    )["UserPool"]["Id"]
    for group in ("admin", "agent"):
        boto3.client("cognito-idp").create_group(UserPoolId=pool, GroupName=group)
    outputs = {"UserPoolId": pool, "DirectoryTableName": "DirectoryTable", "SiteUrl": "https://desk.acme.example"}
    template = {
        "Resources": {"Queue": {"Type": "AWS::SQS::Queue"}},
        "Outputs": {name: {"Value": value} for name, value in outputs.items()},
    }
    stacks = boto3.client("cloudformation")
    stacks.create_stack(StackName=STACK, TemplateBody=json.dumps(template))
    yield pool
    stacks.delete_stack(StackName=STACK)


def test_it_makes_an_admin_and_a_widget_and_prints_the_script_tag(
    user_pool: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", [*COMMAND, "--company", "Acme Inc.", "--domain", "acme.example"])
    assert new_tenant.main() == 0
    token = re.search(r'src="https://desk\.acme\.example/api/widget/([\w-]{32})/script\.js"', capsys.readouterr().out)
    assert token
    widget = DynamoDirectory(SystemClock(), DynamoDb(get_session())).widget_by_token(token[1])
    assert widget
    assert (widget.tenant_id, widget.name, widget.allowed_domains) == ("acme", "Acme Inc.", ("acme.example",))
    user = boto3.client("cognito-idp").admin_get_user(UserPoolId=user_pool, Username="ana@acme.example")
    attributes = {one["Name"]: one["Value"] for one in user["UserAttributes"]}
    assert (attributes["custom:tenant_id"], attributes["name"]) == ("acme", "Ana Putri")
    groups = boto3.client("cognito-idp").admin_list_groups_for_user(UserPoolId=user_pool, Username=user["Username"])
    assert [group["GroupName"] for group in groups["Groups"]] == ["admin"]


def test_the_admin_is_on_the_list_and_is_one_again_when_the_command_is_repeated(
    user_pool: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", COMMAND)
    assert new_tenant.main() == 0
    agents = DynamoAgents(DynamoDb(get_session()))
    (admin,) = agents.of_tenant("acme")
    assert (admin.name, admin.email, admin.role) == ("Ana Putri", "ana@acme.example", Role.ADMIN)
    assert agents.edit(admin, replace(admin, role=Role.AGENT, skills=("tea",)))
    assert new_tenant.main() == 0
    assert agents.of_tenant("acme") == [replace(admin, skills=("tea",))]


def test_who_signs_in_to_another_company_is_refused(
    user_pool: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", COMMAND)
    assert new_tenant.main() == 0
    monkeypatch.setattr("sys.argv", [*COMMAND, "--tenant", "other"])
    assert new_tenant.main() == 1
    assert "another company" in capsys.readouterr().err


def test_a_tenant_with_a_name_that_cannot_be_one_is_refused_before_anything_is_made(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", [*COMMAND, "--tenant", "Acme Inc."])
    assert new_tenant.main() == 2
    assert "small letters" in capsys.readouterr().err


def test_a_stack_that_is_not_there_is_named_by_aws_and_nothing_breaks(
    tables: Tables, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", [*COMMAND, "--stack", "frontdesk-nowhere"])
    assert new_tenant.main() == 1
    assert "frontdesk-nowhere" in capsys.readouterr().err
