"""Streams, queues, state machines, schedules and expiry, as the template describes them."""

import json
import time
import uuid
from typing import Any

import pytest

from local.testing import RunningStack, wait_for


@pytest.fixture
def name() -> str:
    return uuid.uuid4().hex


@pytest.fixture
def dynamodb(sample: RunningStack) -> Any:
    return sample.client("dynamodb")


def items(sample: RunningStack, dynamodb: Any, pk: str) -> list[Any]:
    answer = dynamodb.query(
        TableName=sample.outputs().references["Table"],
        KeyConditionExpression="pk = :pk",
        ExpressionAttributeValues={":pk": {"S": pk}},
        ConsistentRead=True,
    )
    return list(answer["Items"])


def append(sample: RunningStack, dynamodb: Any, name: str, seq: int, poison: str | None = None) -> None:
    item = {"pk": {"S": name}, "seq": {"N": str(seq)}} | ({"poison": {"S": poison}} if poison else {})
    dynamodb.put_item(TableName=sample.outputs().references["Log"], Item=item)


def times_seen(sample: RunningStack, dynamodb: Any, name: str) -> list[int]:
    return [int(item["times"]["N"]) for item in items(sample, dynamodb, f"stream#{name}")]


def test_a_stream_is_delivered_to_its_function_once(sample: RunningStack, dynamodb: Any, name: str) -> None:
    for seq in range(12):
        append(sample, dynamodb, name, seq)
    wait_for(lambda: len(times_seen(sample, dynamodb, name)) == 12)
    assert times_seen(sample, dynamodb, name) == [1] * 12


def test_a_failed_record_comes_again_and_those_behind_it_wait(sample: RunningStack, dynamodb: Any, name: str) -> None:
    append(sample, dynamodb, name, 0)
    append(sample, dynamodb, name, 1, poison="once")
    append(sample, dynamodb, name, 2)
    assert wait_for(lambda: (seen := times_seen(sample, dynamodb, name))[2:] and seen) == [1, 2, 1]


def test_a_record_that_fails_for_good_goes_to_the_failure_queue(sample: RunningStack, dynamodb: Any, name: str) -> None:
    append(sample, dynamodb, name, 0, poison="for ever")
    append(sample, dynamodb, name, 1)
    sqs = sample.client("sqs")
    queue = sample.outputs().references["StreamFailures"]
    message = wait_for(lambda: sqs.receive_message(QueueUrl=queue, WaitTimeSeconds=1).get("Messages"))[0]
    failure = json.loads(message["Body"])
    assert failure["requestContext"]["condition"] == "RetryAttemptsExhausted"
    assert failure["DDBStreamBatchInfo"]["batchSize"] >= 1
    append(sample, dynamodb, name, 2)
    wait_for(lambda: len(times_seen(sample, dynamodb, name)) >= 2)


def test_a_queue_redelivers_only_what_failed_and_then_gives_up(sample: RunningStack, dynamodb: Any, name: str) -> None:
    sqs = sample.client("sqs")
    references = sample.outputs().references
    entries = [
        {"Id": str(number), "MessageBody": json.dumps({"name": name, "poison": number == 1})} for number in range(3)
    ]
    sqs.send_message_batch(QueueUrl=references["Queue"], Entries=entries)
    dead = wait_for(lambda: sqs.receive_message(QueueUrl=references["DeadLetters"], WaitTimeSeconds=1).get("Messages"))
    assert json.loads(dead[0]["Body"])["poison"] is True
    handled = [json.loads(item["body"]["S"])["poison"] for item in items(sample, dynamodb, f"queue#{name}")]
    assert sorted(handled) == [False, False, True, True]


def execute(sample: RunningStack, name: str, seconds: int = 1200) -> Any:
    steps = sample.client("stepfunctions")
    machine = sample.outputs().references["Steps"]
    started = steps.start_execution(stateMachineArn=machine, input=json.dumps({"name": name, "seconds": seconds}))
    return steps, started["executionArn"]


def finished(steps: Any, execution: str) -> Any:
    def ended() -> Any:
        description = steps.describe_execution(executionArn=execution)
        return description if description["status"] != "RUNNING" else None

    return wait_for(ended)


def test_a_state_machine_retries_and_waits_for_its_token(sample: RunningStack, dynamodb: Any, name: str) -> None:
    name = f"later-{name}"
    steps, execution = execute(sample, name)
    key = {"pk": {"S": "token"}, "sk": {"S": name}}
    table = sample.outputs().references["Table"]
    item = wait_for(lambda: dynamodb.get_item(TableName=table, Key=key).get("Item"))
    steps.send_task_success(taskToken=item["token"]["S"], output='{"by": "ana"}')
    done = finished(steps, execution)
    assert done["status"] == "SUCCEEDED"
    output = json.loads(done["output"])
    assert output["tried"]["Payload"] == {"tries": 3}
    assert output["answer"] == {"by": "ana"}


def test_a_state_machine_catches_a_named_error(sample: RunningStack, name: str) -> None:
    steps, execution = execute(sample, f"refused-{name}")
    output = json.loads(finished(steps, execution)["output"])
    assert output["outcome"] == "gave up"
    assert output["error"]["Error"] == "Refused"


def test_a_state_machine_waits_for_its_token_as_long_as_it_was_told(sample: RunningStack, name: str) -> None:
    """For a second, as this stack runs sixty times faster."""
    steps, execution = execute(sample, name, seconds=60)
    output = json.loads(finished(steps, execution)["output"])
    assert output["outcome"] == "nobody answered"
    assert output["error"]["Error"] == "States.Timeout"


def test_a_state_machine_waits_for_no_token_that_could_not_be_passed_on(sample: RunningStack, name: str) -> None:
    steps, execution = execute(sample, f"mute-{name}")
    output = json.loads(finished(steps, execution)["output"])
    assert output["error"]["Error"] == "Refused"


def test_schedules_fire(sample: RunningStack, dynamodb: Any) -> None:
    """Each second, as this stack runs sixty times faster."""
    before = len(items(sample, dynamodb, "tick"))
    wait_for(lambda: len(items(sample, dynamodb, "tick")) >= before + 2)
    assert items(sample, dynamodb, "tick")[0]["detail_type"]["S"] == "Scheduled Event"


def test_expired_rows_go_and_others_stay(sample: RunningStack, dynamodb: Any, name: str) -> None:
    now = int(time.time())
    for sk, expires_at in (("old", now - 10), ("new", now + 1000)):
        item = {"pk": {"S": name}, "sk": {"S": sk}, "expires_at": {"N": str(expires_at)}}
        dynamodb.put_item(TableName=sample.outputs().references["Table"], Item=item)
    wait_for(lambda: [item["sk"]["S"] for item in items(sample, dynamodb, name)] == ["new"])


def test_buckets_hold_files(sample: RunningStack, name: str) -> None:
    s3 = sample.client("s3")
    bucket = sample.outputs().references["Files"]
    s3.put_object(Bucket=bucket, Key=name, Body=b"kept")
    assert s3.get_object(Bucket=bucket, Key=name)["Body"].read() == b"kept"


def test_people_sign_in(sample: RunningStack) -> None:
    cognito = sample.client("cognito-idp")
    references = sample.outputs().references
    email = f"{uuid.uuid4().hex}@example.com"
    cognito.admin_create_user(
        UserPoolId=references["Pool"],
        Username=email,
        MessageAction="SUPPRESS",
        UserAttributes=[{"Name": "custom:tenant_id", "Value": "acme"}],
    )
    cognito.admin_set_user_password(
        UserPoolId=references["Pool"], Username=email, Password="Correct-horse-1", Permanent=True
    )
    answer = cognito.initiate_auth(
        ClientId=references["PoolClient"],
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": email, "PASSWORD": "Correct-horse-1"},
    )
    assert answer["AuthenticationResult"]["IdToken"].count(".") == 2
