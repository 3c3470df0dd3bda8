"""The stack's rules that need no running stack."""

import asyncio
import os
import re
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Message

from local import tools
from local.addresses import Addresses
from local.apis import HttpRoute
from local.children import GUARD
from local.doors import Doors
from local.errors import TemplateError, ToolError
from local.faults import FaultPlan, Faults
from local.functions import Function, FunctionError, FunctionRuntime
from local.intrinsics import Resolver
from local.loading import Loader
from local.ports import NOBODYS_PORTS, choose_port, open_door, port_of
from local.schedules import parse_expression
from local.static import Folders
from local.stream_filters import lets_through, patterns_of
from local.streams import Checkpoints, from_first_failure
from local.template import translate
from local.testing import wait_for


class Known:
    """References of a template with one parameter and one resource."""

    def ref(self, name: str) -> Any:
        return {"Stage": "dev", "AWS::Region": "eu-west-1", "Many": ["a", "b"]}[name]

    def attribute(self, name: str, attribute: str) -> Any:
        return f"{name}|{attribute}"


CONDITIONS = {
    "IsDev": {"Fn::Equals": [{"Ref": "Stage"}, "dev"]},
    "IsNotDev": {"Fn::Not": [{"Condition": "IsDev"}]},
    "Both": {"Fn::And": [{"Condition": "IsDev"}, {"Condition": "IsNotDev"}]},
    "Either": {"Fn::Or": [{"Condition": "IsDev"}, {"Condition": "IsNotDev"}]},
}
RESOLVER = Resolver(Known(), CONDITIONS, {"Days": {"dev": {"Log": 14}}})


@pytest.mark.parametrize(
    ("given", "resolved"),
    [
        ({"Ref": "Stage"}, "dev"),
        ({"Fn::GetAtt": ["Table", "Arn"]}, "Table|Arn"),
        ({"Fn::GetAtt": "Site.FunctionMetadata.FunctionARN"}, "Site|FunctionMetadata.FunctionARN"),
        ({"Fn::Sub": "${Stage}/${AWS::Region}/${Table.Arn}/${!Literal}"}, "dev/eu-west-1/Table|Arn/${Literal}"),
        ({"Fn::Sub": ["${Own}-${Stage}", {"Own": {"Ref": "Stage"}}]}, "dev-dev"),
        ({"Fn::Join": ["-", ["a", {"Ref": "Stage"}, 3]]}, "a-dev-3"),
        ({"Fn::Join": [",", {"Ref": "Many"}]}, "a,b"),
        ({"Fn::Select": ["1", {"Fn::Split": ["/", "a/b/c"]}]}, "b"),
        ({"Fn::FindInMap": ["Days", {"Ref": "Stage"}, "Log"]}, 14),
        ({"Fn::Base64": "text"}, "dGV4dA=="),
        ({"Fn::If": ["IsDev", "yes", "no"]}, "yes"),
        ({"Fn::If": ["IsNotDev", "yes", "no"]}, "no"),
        ({"Fn::If": ["Both", 1, 2]}, 2),
        ({"Fn::If": ["Either", 1, 2]}, 1),
        ({"kept": 1, "gone": {"Fn::If": ["IsNotDev", 1, {"Ref": "AWS::NoValue"}]}}, {"kept": 1}),
        ([1, {"Ref": "AWS::NoValue"}], [1]),
        (
            {"Condition": {"Bool": {"aws:SecureTransport": "false"}}},
            {"Condition": {"Bool": {"aws:SecureTransport": "false"}}},
        ),
    ],
)
def test_intrinsic_functions(given: Any, resolved: Any) -> None:
    assert RESOLVER.resolve(given) == resolved


@pytest.mark.parametrize("given", [{"Fn::ImportValue": "x"}, {"Fn::If": ["Nowhere", 1, 2]}])
def test_what_cannot_be_resolved_is_told(given: Any) -> None:
    with pytest.raises(TemplateError):
        RESOLVER.resolve(given)


def moment(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("expression", "fires", "rests"),
    [
        ("cron(0 8 * * ? *)", "2026-03-04 08:00", "2026-03-04 08:01"),
        ("cron(0/15 * * * ? *)", "2026-03-04 11:45", "2026-03-04 11:50"),
        ("cron(0 18 ? * MON-FRI *)", "2026-03-06 18:00", "2026-03-07 18:00"),
        ("cron(0 0 1 JAN,JUL ? 2026)", "2026-07-01 00:00", "2026-06-01 00:00"),
    ],
)
def test_cron_expressions(expression: str, fires: str, rests: str) -> None:
    _, cron = parse_expression(expression)
    assert cron is not None
    assert cron.matches(moment(fires))
    assert not cron.matches(moment(rests))


def test_rates() -> None:
    assert parse_expression("rate(1 minute)") == (60, None)
    assert parse_expression("rate(2 hours)") == (7200, None)


@pytest.mark.parametrize("expression", ["rate(soon)", "cron(1 2 3)", "cron(0 0 L * ? *)", "at(2026-01-01T00:00:00)"])
def test_schedules_that_make_no_sense(expression: str) -> None:
    with pytest.raises(TemplateError):
        parse_expression(expression)


def records(*sequences: str) -> list[dict[str, Any]]:
    return [{"dynamodb": {"SequenceNumber": sequence}} for sequence in sequences]


@pytest.mark.parametrize(
    ("answer", "left"),
    [
        (None, ""),
        ({"batchItemFailures": []}, ""),
        ({"batchItemFailures": [{"itemIdentifier": "b"}]}, "bc"),
        ({"batchItemFailures": [{"itemIdentifier": "c"}, {"itemIdentifier": "b"}]}, "bc"),
        ({"batchItemFailures": [{"itemIdentifier": ""}]}, "abc"),
        ({"batchItemFailures": [{"itemIdentifier": "unknown"}]}, "abc"),
    ],
)
def test_a_stream_goes_on_from_the_first_failure(answer: Any, left: str) -> None:
    assert from_first_failure(records("a", "b", "c"), answer) == records(*left)


def test_checkpoints_survive(tmp_path: Path) -> None:
    Checkpoints(tmp_path / "streams.json").put("mapping", "shard", "42")
    kept = Checkpoints(tmp_path / "streams.json")
    assert kept.get("mapping", "shard") == "42"
    assert kept.get("mapping", "other") is None


def test_only_bare_endpoints_become_local() -> None:
    addresses = Addresses(
        {"wss://ws.execute-api.eu-west-1.amazonaws.com": "ws://localhost:1"},
        re.compile(r"https://[a-z0-9-]+\.eu-west-1\.amazonaws\.com(?!/?[\w.-])"),
        "http://localhost:9",
    )
    pool = "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_abc"
    assert addresses.localise(pool) == pool
    assert addresses.localise("https://sqs.eu-west-1.amazonaws.com") == "http://localhost:9"
    policy = "connect-src wss://ws.execute-api.eu-west-1.amazonaws.com https://cognito-idp.eu-west-1.amazonaws.com; x"
    assert addresses.localise(policy) == "connect-src ws://localhost:1 http://localhost:9; x"


def test_the_most_specific_route_comes_first() -> None:
    keys = ["ANY /a/{proxy+}", "GET /a/{id}", "ANY /a/{id}", "GET /a/b", "GET /{x}/{y}"]
    ranked = sorted((HttpRoute.of(key, "f") for key in keys), key=lambda route: route.rank)
    assert [route.key for route in ranked] == [
        "GET /a/b",
        "GET /a/{id}",
        "ANY /a/{id}",
        "GET /{x}/{y}",
        "ANY /a/{proxy+}",
    ]


def test_files_outside_a_folder_are_not_served(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("x")
    (tmp_path / "site" / "widget").mkdir(parents=True)
    (tmp_path / "site" / "page.html").write_text("page")
    (tmp_path / "site" / "widget" / "loader.js").write_text("js")
    folders = Folders({"": tmp_path / "site", "w/": tmp_path / "site" / "widget"})
    assert folders.find("/page.html") is not None
    assert folders.find("/w/loader.js") is not None
    assert folders.find("/../secret") is None
    assert folders.find("/nothing") is None


def test_faults_happen_with_their_chance_and_are_counted() -> None:
    faults = Faults()
    assert not faults.strike("post_gone")
    faults.use(FaultPlan(post_gone=0.5, invocation_killed=1, kill_functions=["One"], seed=7))
    struck = sum(faults.strike("post_gone") for _ in range(1000))
    assert 400 < struck < 600
    assert faults.injected == {"post_gone": struck}
    assert faults.kill_after("One") is not None
    assert faults.kill_after("Other") is None


TEMPLATE = """
Transform: AWS::Serverless-2016-10-31
Parameters: {Stage: {Type: String}}
Resources:
  One: {Type: AWS::Serverless::Function, Properties: {CodeUri: code/, Handler: a.b, Runtime: python3.13}}
"""


def test_parameters_without_a_value_and_unknown_ones_are_told(tmp_path: Path) -> None:
    template = tmp_path / "template.yaml"
    template.write_text(TEMPLATE)
    with pytest.raises(TemplateError, match="--parameter to Stage"):
        translate(template, {}, "eu-west-1", tmp_path / "cache")
    with pytest.raises(TemplateError, match="no parameter Nope"):
        translate(template, {"Stage": "a", "Nope": "b"}, "eu-west-1", tmp_path / "cache")


def test_a_translation_is_kept_until_the_template_changes(tmp_path: Path) -> None:
    template, cache = tmp_path / "template.yaml", tmp_path / "cache"
    template.write_text(TEMPLATE)
    first = translate(template, {"Stage": "a"}, "eu-west-1", cache)
    assert first.code == {"One": tmp_path / "code"}
    assert translate(template, {"Stage": "a"}, "eu-west-1", cache) == first
    template.write_text(TEMPLATE.replace("code/", "other/"))
    assert translate(template, {"Stage": "a"}, "eu-west-1", cache).code == {"One": tmp_path / "other"}
    assert len(list(cache.iterdir())) == 1


@pytest.mark.parametrize(
    ("system", "sentence"), [(("Plan9", "mips"), "There is no dynoxide for Plan9 mips"), (None, "npm is missing")]
)
def test_a_missing_tool_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, system: tuple[str, str] | None, sentence: str
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    name, machine = system or ("Linux", "x86_64")
    monkeypatch.setattr("platform.system", lambda: name)
    monkeypatch.setattr("platform.machine", lambda: machine)
    with pytest.raises(ToolError, match=sentence):
        tools.ensure_tools(tmp_path / "tools")


def test_a_download_that_fails_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    npm = tmp_path / "npm"
    npm.write_text("#!/bin/sh\necho 'npm error network unreachable' >&2\nexit 1\n")
    npm.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin")
    with pytest.raises(ToolError, match=r"network unreachable.*try again"):
        tools.ensure_tools(tmp_path / "tools")


def test_a_port_for_another_program_is_free_and_none_that_the_system_may_give_to_somebody_else_meanwhile(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    free = choose_port("dynamodb", 0)
    assert free in NOBODYS_PORTS
    with open_door("taken", 0) as taken:
        offered = iter([port_of(taken), free])
        monkeypatch.setattr("secrets.choice", lambda _: next(offered))
        assert choose_port("dynamodb", 0) == free


def test_the_guard_ends_its_command_when_the_parent_is_killed(tmp_path: Path) -> None:
    """How children end with the supervisor where there is no PR_SET_PDEATHSIG."""
    note = tmp_path / "pid"
    command = f"import os, time, pathlib; pathlib.Path({str(note)!r}).write_text(str(os.getpid())); time.sleep(600)"
    parent_code = (
        "import subprocess, sys, time\n"
        f"subprocess.Popen([sys.executable, {str(GUARD)!r}, sys.executable, '-c', sys.argv[1]])\n"
        "time.sleep(600)\n"
    )
    with subprocess.Popen([sys.executable, "-c", parent_code, command]) as parent:
        pid = int(wait_for(lambda: note.read_text() if note.exists() else None))
        parent.send_signal(signal.SIGKILL)
    wait_for(lambda: not is_alive(pid))


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


# --- streams that are filtered ----------------------------------------------------------------------------------


def filtered(*patterns: str) -> dict[str, Any]:
    return {"FilterCriteria": {"Filters": [{"Pattern": pattern} for pattern in patterns]}}


def inserted(**image: Any) -> dict[str, Any]:
    return {"eventName": "INSERT", "dynamodb": {"NewImage": image}}


@pytest.mark.parametrize(
    ("patterns", "passes"),
    [
        ([], True),
        (['{"eventName": ["INSERT", "MODIFY"]}'], True),
        (['{"eventName": ["REMOVE"]}'], False),
        (['{"eventName": ["REMOVE"]}', '{"eventName": ["INSERT"]}'], True),
        (['{"dynamodb": {"NewImage": {"answer": {"S": [{"exists": true}]}}}}'], True),
        (['{"dynamodb": {"NewImage": {"answer": {"S": [{"exists": false}]}}}}'], False),
        (['{"dynamodb": {"OldImage": {"answer": {"S": [{"exists": true}]}}}}'], False),
        (['{"eventName": ["INSERT"], "dynamodb": {"NewImage": {"kind": {"S": ["a"]}}}}'], False),
    ],
)
def test_a_filter_lets_through_what_fits_it(patterns: list[str], passes: bool) -> None:
    found = patterns_of("Stream", filtered(*patterns))
    assert lets_through(found, inserted(answer={"S": "{}"}, kind={"S": "b"})) is passes


@pytest.mark.parametrize("pattern", ['{"a": [{"prefix": "b"}]}', '{"a": "b"}', '{"a": [["b"]]}', '{"a": {"b": 1}}'])
def test_a_filter_that_is_not_understood_is_refused(pattern: str) -> None:
    with pytest.raises(TemplateError, match="Stream"):
        patterns_of("Stream", filtered(pattern))


def told(doors: Doors, kind: str) -> list[Message]:
    """What a caller of port 3000 is sent."""
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": f"{kind}.connect"}

    asyncio.run(doors({"type": kind, "server": ("127.0.0.1", 3000)}, receive, send))
    return sent


def test_a_port_whose_application_is_still_starting_says_so() -> None:
    doors = Doors()
    start, body = told(doors, "http")
    assert (start["status"], dict(start["headers"])[b"retry-after"]) == (503, b"1")
    assert b"starting" in body["body"]
    assert [message["type"] for message in told(doors, "websocket")] == ["websocket.close"]
    doors.apps[3000] = PlainTextResponse("here")
    assert told(doors, "http")[-1]["body"] == b"here"


def test_edits_of_one_length_in_one_second_are_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    file, loader = tmp_path / "handler_of_two_edits.py", Loader([])
    answers = []
    for said in ("one", "two"):
        file.write_text(f"def handle(event, context):\n    return {said!r}\n")
        os.utime(file, (0, 0))
        loader.forget([tmp_path], [file])
        answers.append(loader.load(tmp_path, "handler_of_two_edits.handle")(None, None))
    assert answers == ["one", "two"]


# --- invocations ------------------------------------------------------------------------------------------------


def invoked(folder: Path, code: str, seconds: float) -> Any:
    """What a function of this code answers that may take so many seconds."""
    folder.mkdir()
    (folder / "handler.py").write_text(f"import time\n{code}")
    one = Function("One", "one", "arn", folder, "handler.handle", timeout=seconds, memory=128, environment={})
    runtime = FunctionRuntime({"One": one}, Loader([]), Faults())
    try:
        return asyncio.run(runtime.invoke("One", {}))
    finally:
        runtime.close()


def test_the_time_of_an_invocation_begins_once_its_handler_is_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Threads that end cannot close one.
    monkeypatch.setattr("local.functions._own_event_loop", lambda: None)
    slow = "time.sleep(0.8)\ndef handle(*_): return 'in time'"
    assert invoked(tmp_path / "import", slow, seconds=0.4) == "in time"
    with pytest.raises(FunctionError, match=r"^Sandbox\.Timedout"):
        invoked(tmp_path / "handler", "def handle(*_): time.sleep(2)", seconds=0.4)
