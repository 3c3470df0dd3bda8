"""The state machine of escalations: valid, without a dead end, and nothing in it that the function does not know."""

import json
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest
from jsonschema import Draft7Validator

from frontdesk.contract.escalation_task import EscalationTask
from frontdesk.domain.escalation import Outcome
from frontdesk.domain.escalation_steps import EscalationStep, Way
from frontdesk.entrypoints.escalation import STEPS
from frontdesk.use_cases.escalation_ports import MAIL_CLAIM
from tests.contract.sam_template import PROJECT, of_type, translated, written

MACHINE: dict[str, Any] = json.loads((PROJECT / "statemachine" / "escalation.asl.json").read_text())
STATES: dict[str, Any] = MACHINE["States"]
TASKS = {name: state for name, state in STATES.items() if state["Type"] == "Task"}
INVOKE = "arn:aws:states:::lambda:invoke"
FUNCTION = {"Fn::GetAtt": ["EscalationFunction", "Arn"]}
WAITS = {EscalationStep.WAIT, EscalationStep.WAIT_FOR_ADMINS}
INPUT = {"tenant_id": "acme", "conversation_id": "conversation-1", "number": 1}


def step_of(task: dict[str, Any]) -> EscalationStep:
    return EscalationStep(task["Parameters"]["Payload"]["step"])


def following(state: dict[str, Any]) -> Iterator[str]:
    for branch in [state, *state.get("Choices", []), *state.get("Catch", [])]:
        yield from (branch[key] for key in ("Next", "Default") if key in branch)


def test_it_is_valid() -> None:
    schema = json.loads(files("cfnlint.data.schemas.other.step_functions").joinpath("statemachine.json").read_text())
    assert [error.message for error in Draft7Validator(schema).iter_errors(MACHINE)] == []


def test_every_state_is_reached_and_every_next_one_is_there() -> None:
    reached, ahead = set(), [MACHINE["StartAt"]]
    while ahead:
        name = ahead.pop()
        if name not in reached:
            reached.add(name)
            ahead.extend(following(STATES[name]))
    assert reached == STATES.keys()


def test_every_step_is_taken_once_by_the_function() -> None:
    assert sorted(step_of(task) for task in TASKS.values()) == sorted(EscalationStep)
    assert set(STEPS) | WAITS == set(EscalationStep)
    assert {task["Parameters"]["FunctionName"] for task in TASKS.values()} == {"${EscalationFunctionArn}"}
    machine = written()["Resources"]["EscalationStateMachine"]["Properties"]
    assert machine["DefinitionSubstitutions"] == {"EscalationFunctionArn": FUNCTION}


@pytest.mark.parametrize("name", TASKS)
def test_a_task_asks_for_what_the_function_understands(name: str) -> None:
    payload = TASKS[name]["Parameters"]["Payload"]
    given = {**INPUT, "step": payload["step"]} | ({"task_token": "token"} if "task_token.$" in payload else {})
    assert {key.removesuffix(".$") for key in payload} == given.keys()
    task = EscalationTask.model_validate(given)
    assert (task.task_token is not None) is (task.step in WAITS)
    assert TASKS[name]["Resource"] == (f"{INVOKE}.waitForTaskToken" if task.step in WAITS else INVOKE)


@pytest.mark.parametrize("name", TASKS)
def test_a_task_is_tried_again_with_patience_and_ends_in_time(name: str) -> None:
    task = TASKS[name]
    busy = next(rule for rule in task["Retry"] if "Busy" in rule["ErrorEquals"])
    assert "Lambda.ServiceException" in busy["ErrorEquals"]
    assert busy["MaxAttempts"] >= 5
    assert busy["BackoffRate"] > 1
    assert busy["JitterStrategy"] == "FULL"
    assert task["Catch"][0] == {"ErrorEquals": ["NotFound"], "ResultPath": "$.error", "Next": "Erased"}
    assert ("States.Timeout" in busy["ErrorEquals"]) is not (step_of(task) in WAITS)
    assert ("TimeoutSecondsPath" in task) is (step_of(task) in WAITS)
    assert ("TimeoutSeconds" in task) is not (step_of(task) in WAITS)


def test_a_mail_that_a_dying_invocation_has_claimed_is_still_sent() -> None:
    """The claim ends long before the last time that somebody tries."""
    busy = next(rule for rule in TASKS["Email"]["Retry"] if "Busy" in rule["ErrorEquals"])
    pauses = [busy["IntervalSeconds"] * busy["BackoffRate"] ** number for number in range(busy["MaxAttempts"])]
    on_average = sum(min(pause, busy["MaxDelaySeconds"]) for pause in pauses) / 2
    assert on_average > 8 * MAIL_CLAIM.total_seconds()


def test_whatever_else_fails_a_ticket_is_still_made() -> None:
    """Only there, and at the very end, an execution can fail: which is an alarm."""
    may_fail = {name for name, task in TASKS.items() if task["Catch"][-1]["ErrorEquals"] != ["States.ALL"]}
    assert may_fail == {"CreateTicket", "Finish"}
    alarm = of_type("AWS::CloudWatch::Alarm")["EscalationsFailedAlarm"]
    assert (alarm["MetricName"], alarm["Namespace"]) == ("ExecutionsFailed", "AWS/States")


def test_every_way_and_outcome_leads_somewhere() -> None:
    offered = {choice["StringEquals"] for choice in STATES["WhichWay"]["Choices"]}
    assert offered == {Way.WAIT, Way.ALARM, Way.TICKET, Way.TELL}
    assert STATES["WhichWay"]["Default"] == "Finish"
    assert [choice["StringEquals"] for choice in STATES["IsTicketMade"]["Choices"]] == [Way.TELL]
    assert [choice["StringEquals"] for choice in STATES["IsTicketed"]["Choices"]] == [Outcome.TICKETED]


def test_logs_hold_nothing_of_what_is_said_and_the_role_calls_one_function() -> None:
    machine = translated()["Resources"]["EscalationStateMachine"]["Properties"]
    assert machine["LoggingConfiguration"]["IncludeExecutionData"] is False
    policies = of_type("AWS::IAM::Role")["EscalationStateMachineRole"]["Policies"]
    statements = [statement for policy in policies for statement in policy["PolicyDocument"]["Statement"]]
    invoking = [statement for statement in statements if "lambda:InvokeFunction" in statement["Action"]]
    assert [statement["Resource"] for statement in invoking] == [FUNCTION]
    actions = {action.partition(":")[0] for statement in statements for action in _actions(statement)}
    assert actions == {"lambda", "logs"}


def _actions(statement: dict[str, Any]) -> list[str]:
    return statement["Action"] if isinstance(statement["Action"], list) else [statement["Action"]]
