"""Executions of state machines in MiniStack, as durable as they are on AWS.

Stock MiniStack ends with an error whatever was running when it stopped; it lets a task that waits for its token wait
on when the function that should pass the token on has failed; it knows no `TimeoutSecondsPath`; and it waits for
tokens in real time, whatever the scale of time is. Here each of that is as on AWS.

Like everything else that MiniStack keeps, executions are written down when it is told to stop: what `kill -9` of
MiniStack itself interrupts is lost.
"""

import contextvars
import json
import threading
import time
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from ministack.services import stepfunctions

Execution = dict[str, Any]
INTERRUPTED = "States.ServiceRestart"
LEAST_SECONDS = 0.05

# There is no public way to any of this; the version is pinned.
_create_machine = stepfunctions._create_state_machine
_update_machine = stepfunctions._update_state_machine
_execute_task = stepfunctions._execute_task
_wait_for_token = stepfunctions._invoke_with_callback
_call_function = stepfunctions._call_lambda
_token: ContextVar[str | None] = ContextVar("token", default=None)


def install() -> None:
    stepfunctions._create_state_machine = _then_carry_on(_create_machine)
    stepfunctions._update_state_machine = _then_carry_on(_update_machine)
    stepfunctions._execute_task = _execute_task_in_time
    stepfunctions._invoke_with_callback = _wait_for_own_token
    stepfunctions._call_lambda = _call_function_and_tell


# --- what was interrupted ---------------------------------------------------------------------------------------


def _then_carry_on(work: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """The stack makes its machines once it can be called: what they were at is taken up again then."""

    def worked(data: Any) -> Any:
        answer = work(data)
        for execution in list(stepfunctions._executions.values()):
            if execution.get("error") == INTERRUPTED and _entered(execution):
                execution.update(status="RUNNING", stopDate=None, error=None, cause=None, resumed=True)
                run = contextvars.copy_context().run
                threading.Thread(target=run, args=(_carry_on, execution), daemon=True).start()
        return answer

    return worked


def _carry_on(execution: Execution) -> None:
    """From the beginning of the state that it was in."""
    machine = stepfunctions._state_machines[execution["stateMachineArn"]]
    definition = json.loads(machine["definition"])
    last = _entered(execution)[-1]["stateEnteredEventDetails"]
    context = {
        "QueryLanguage": definition.get("QueryLanguage", "JSONPath"),
        "Execution": {
            "Id": execution["executionArn"],
            "Input": json.loads(execution["input"]),
            "Name": execution["name"],
            "StartTime": execution["startDate"],
        },
        "StateMachine": {"Id": execution["stateMachineArn"], "Name": machine["name"]},
        "variables": {},
    }
    try:
        result = stepfunctions._run_sub_machine(
            definition["States"], last["name"], json.loads(last["input"]), execution, context
        )
    except stepfunctions._ExecutionError as failure:
        stepfunctions._fail_execution(execution, failure.error, failure.cause)
        return
    output = json.dumps(result)
    execution.update(status="SUCCEEDED", output=output, stopDate=stepfunctions.now_iso())
    stepfunctions._add_event(execution, "ExecutionSucceeded", {"executionSucceededEventDetails": {"output": output}})


def _entered(execution: Execution) -> list[dict[str, Any]]:
    return [event for event in execution.get("events", []) if "stateEnteredEventDetails" in event]


# --- how long a task may take -----------------------------------------------------------------------------------


def _execute_task_in_time(state: dict[str, Any], data: Any, execution: Execution, context: dict[str, Any]) -> Any:
    name = context["State"]["Name"]
    if execution.get("resumed") and _entered(execution)[-1]["stateEnteredEventDetails"]["name"] != name:
        entered = {"stateEnteredEventDetails": {"name": name, "input": json.dumps(data)}}
        stepfunctions._add_event(execution, "TaskStateEntered", entered)
    seconds = _seconds_allowed(state, data)
    if seconds is not None:
        left = seconds * stepfunctions._SFN_WAIT_SCALE - _seconds_since_entered(execution)
        state = {**state, "TimeoutSeconds": max(left, LEAST_SECONDS)}
    return _execute_task(state, data, execution, context)


def _seconds_allowed(state: dict[str, Any], data: Any) -> float | None:
    path = state.get("TimeoutSecondsPath")
    allowed = stepfunctions._resolve_path(path, data) if path else state.get("TimeoutSeconds")
    if path and (not isinstance(allowed, int) or allowed < 1):
        raise stepfunctions._ExecutionError("States.Runtime", f"{path} is not a positive whole number.")
    return allowed


def _seconds_since_entered(execution: Execution) -> float:
    events = _entered(execution)
    if not events:
        return 0
    return time.time() - datetime.fromisoformat(events[-1]["timestamp"]).astimezone(UTC).timestamp()


# --- a task that waits for its token ----------------------------------------------------------------------------


def _wait_for_own_token(resource: str, data: Any, token: str, state: dict[str, Any]) -> Any:
    before = _token.set(token)
    try:
        return _wait_for_token(resource, data, token, state)
    finally:
        _token.reset(before)


def _call_function_and_tell(function: str, event: Any) -> Any:
    try:
        return _call_function(function, event)
    except stepfunctions._ExecutionError as failure:
        token = _token.get()
        if token is not None:
            failed = {"taskToken": token, "error": failure.error, "cause": failure.cause}
            stepfunctions._send_task_failure(failed)
        raise
