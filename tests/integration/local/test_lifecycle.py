"""Starting, stopping, dying and coming back."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest

from local.testing import RunningStack, StackDied, running_stack, wait_for

SAMPLE = Path(__file__).parent / "sample"
ROOT = Path(__file__).parents[3]


def arguments(folder: Path = SAMPLE) -> list[str]:
    return ["--template", str(folder / "template.yaml")]


def put(stack: RunningStack, seq: int) -> None:
    item = {"pk": {"S": "kept"}, "seq": {"N": str(seq)}}
    stack.client("dynamodb").put_item(TableName=stack.outputs().references["Log"], Item=item)


def deliveries(stack: RunningStack) -> list[int]:
    answer = stack.client("dynamodb").query(
        TableName=stack.outputs().references["Table"],
        KeyConditionExpression="pk = :pk",
        ExpressionAttributeValues={":pk": {"S": "stream#kept"}},
    )
    return [int(item["times"]["N"]) for item in answer["Items"]]


def add_user(stack: RunningStack) -> str:
    pool = stack.outputs().references["Pool"]
    user = stack.client("cognito-idp").admin_create_user(UserPoolId=pool, Username="ana@example.com")["User"]
    return sub_of(user["Attributes"])


def sub_of(attributes: list[Any]) -> str:
    return next(str(attribute["Value"]) for attribute in attributes if attribute["Name"] == "sub")


def execute(stack: RunningStack) -> str:
    machine = stack.outputs().references["Steps"]
    given = json.dumps({"name": "kept", "seconds": 600})
    started = stack.client("stepfunctions").start_execution(stateMachineArn=machine, input=given)
    return str(started["executionArn"])


def token(stack: RunningStack) -> str | None:
    """The one that the execution waits for."""
    key = {"pk": {"S": "token"}, "sk": {"S": "kept"}}
    row = stack.client("dynamodb").get_item(TableName=stack.outputs().references["Table"], Key=key).get("Item")
    return str(row["token"]["S"]) if row else None


def ending(stack: RunningStack, execution: str) -> Any:
    described = stack.client("stepfunctions").describe_execution(executionArn=execution)
    return described if described["status"] != "RUNNING" else None


def test_a_stack_comes_back_with_everything_that_it_had(tmp_path: Path) -> None:
    """After Ctrl-C, after `kill -9` of what runs the handlers; and nothing is left after `kill -9` of the whole."""
    data = tmp_path / "data"
    with running_stack(data, arguments()) as stack:
        put(stack, 1)
        wait_for(lambda: deliveries(stack) == [1])
        sub, pool = add_user(stack), stack.outputs().references["Pool"]
        execution = execute(stack)
        first = wait_for(lambda: token(stack))
        second = start(data, *arguments(), "--free-ports")
        assert "Another stack is using" in second.stderr
        assert stack.stop() == 0
    with running_stack(data, arguments()) as stack:
        put(stack, 2)
        wait_for(lambda: deliveries(stack) == [1, 1])
        assert stack.outputs().references["Pool"] == pool
        user = stack.client("cognito-idp").admin_get_user(UserPoolId=pool, Username="ana@example.com")
        assert sub_of(user["UserAttributes"]) == sub
        second_token = wait_for(lambda: (found := token(stack)) != first and found)
        stack.client("stepfunctions").send_task_success(taskToken=second_token, output='{"by": "ana"}')
        ended = wait_for(lambda: ending(stack, execution))
        assert ended["status"] == "SUCCEEDED"
        assert json.loads(ended["output"])["answer"] == {"by": "ana"}

        stack.kill_gateway()
        assert item(stack).status_code == 200
        put(stack, 3)
        wait_for(lambda: deliveries(stack) == [1, 1, 1])

        stack.process.send_signal(signal.SIGKILL)
        wait_for(lambda: not any(listens(port) for port in stack.ports.values()))


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def test_edits_of_code_take_effect_at_once_and_those_of_keys_ask_for_a_reset(tmp_path: Path) -> None:
    copy = tmp_path / "sample"
    shutil.copytree(SAMPLE, copy)
    with running_stack(tmp_path / "data", arguments(copy)) as stack:
        put(stack, 1)
        assert sibling(stack) == "http's own"
        (copy / "functions/http/answers.py").write_text('SIBLING = "edited"\n')
        wait_for(lambda: sibling(stack) == "edited")
        (copy / "functions/http/answers.py").write_text("SIBLING = \n")
        wait_for(lambda: item(stack).status_code == 500)
        (copy / "functions/http/answers.py").write_text('SIBLING = "mended"\n')
        wait_for(lambda: sibling(stack) == "mended")

    template = copy / "template.yaml"
    template.write_text(template.read_text().replace("AttributeName: sk", "AttributeName: other"))
    with pytest.raises(StackDied, match="RESET=1"), running_stack(tmp_path / "data", arguments(copy)):
        pass
    with running_stack(tmp_path / "data", [*arguments(SAMPLE), "--reset"]) as stack:
        assert deliveries(stack) == []


def item(stack: RunningStack) -> httpx.Response:
    """From a function that may start for the first time, on a machine that does much else."""
    return httpx.get(stack.url("HttpApi") + "/items/1", timeout=30)


def sibling(stack: RunningStack) -> Any:
    response = item(stack)
    return response.json()["sibling"] if response.status_code == 200 else None


def start(data: Path, *more: str, path: str | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "local", "--data", str(data), *more]
    environment = os.environ if path is None else {**os.environ, "PATH": path, "UV": ""}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False)


def test_a_taken_port_is_told_in_one_sentence(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        told = start(tmp_path / "data", *arguments(), "--port", str(port))
    assert told.returncode == 1
    assert told.stderr.strip().count("\n") == 0
    assert f"Port {port}" in told.stderr
    assert "PORT=" in told.stderr


@pytest.mark.parametrize(
    ("right", "wrong", "sentence"),
    [
        ("CodeUri: functions/tick/", "Code: functions/tick/", "is not a valid SAM template"),
        ("TABLE: !Ref Table", "TABLE: !Ref Tabel", "The template refers to Tabel, which it does not declare."),
    ],
)
def test_a_broken_template_is_told(tmp_path: Path, right: str, wrong: str, sentence: str) -> None:
    copy = tmp_path / "sample"
    shutil.copytree(SAMPLE, copy)
    template = copy / "template.yaml"
    template.write_text(template.read_text().replace(right, wrong))
    told = start(tmp_path / "data", *arguments(copy), "--free-ports")
    assert told.returncode == 1
    assert sentence in told.stderr
    assert "Traceback" not in told.stderr


def test_a_template_that_is_not_there_is_told(tmp_path: Path) -> None:
    told = start(tmp_path / "data", "--free-ports", "--template", str(tmp_path / "none.yaml"))
    assert told.returncode == 1
    assert "There is no template at" in told.stderr
