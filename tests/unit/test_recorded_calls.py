"""What the local stack writes down of its functions' calls to AWS."""

from pathlib import Path

import pytest
from botocore import handlers
from botocore.session import get_session
from botocore.stub import Stubber

from local.calls import FUNCTION, naming, record_calls, recorded_calls

SECRET = "what a visitor wrote"


def test_a_call_is_written_down_once_by_the_names_of_what_it_acts_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handlers, "BUILTIN_HANDLERS", [*handlers.BUILTIN_HANDLERS])
    monkeypatch.setenv(FUNCTION, "frontdesk-BotFunction")
    record_calls(tmp_path)
    keys = {"aws_access_key_id": "x", "aws_secret_access_key": "x"}
    client = get_session().create_client("dynamodb", region_name="eu-west-1", **keys)
    with Stubber(client) as answers:
        for _ in range(2):
            answers.add_response("get_item", {})
            client.get_item(TableName="Messages", Key={"log": {"S": SECRET}})
    assert recorded_calls(tmp_path) == [
        {
            "function": "frontdesk-BotFunction",
            "service": "dynamodb",
            "operation": "GetItem",
            "arguments": {"TableName": "Messages"},
        }
    ]


def test_what_the_stack_calls_itself_is_not_written_down(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handlers, "BUILTIN_HANDLERS", [*handlers.BUILTIN_HANDLERS])
    monkeypatch.delenv(FUNCTION, raising=False)
    record_calls(tmp_path)
    keys = {"aws_access_key_id": "x", "aws_secret_access_key": "x"}
    client = get_session().create_client("dynamodb", region_name="eu-west-1", **keys)
    with Stubber(client) as answers:
        answers.add_response("get_item", {})
        client.get_item(TableName="Messages", Key={"log": {"S": SECRET}})
    assert recorded_calls(tmp_path) == []


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        ({"TableName": "T", "IndexName": "i", "Item": {"body": SECRET}}, {"TableName": "T", "IndexName": "i"}),
        ({"RequestItems": {"T": {"Keys": [SECRET]}}}, {"RequestItems": {"T": None}}),
        (
            {"TransactItems": [{"Put": {"TableName": "T", "Item": {"body": SECRET}}}, {"Put": {"TableName": "T"}}]},
            {"TransactItems": [{"Put": {"TableName": "T"}}]},
        ),
        ({"QueueUrl": "http://queue", "MessageBody": SECRET}, {"QueueUrl": "http://queue"}),
        ({"Bucket": "b", "Key": f"pending/{SECRET}", "Body": SECRET}, {"Bucket": "b", "Key": "pending/"}),
        (
            {"Bucket": "b", "Key": "files/x", "CopySource": {"Bucket": "b", "Key": f"pending/{SECRET}"}},
            {"Bucket": "b", "Key": "files/", "CopySource": {"Bucket": "b", "Key": "pending/"}},
        ),
        ({"taskToken": SECRET}, {}),
    ],
)
def test_no_value_is_written_down(arguments: dict[str, object], named: dict[str, object]) -> None:
    assert naming(arguments) == named
