"""The state machine of escalations as its definition says, moved on by hand, state by state.

A task that raises is retried or caught as its definition says; one that is killed is asked for again.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from frontdesk.domain.errors import Refusal
from frontdesk.domain.escalation import Outcome
from frontdesk.domain.escalation_steps import EscalationKey
from tests.fakes.interruptions import Killed
from tests.fakes.step import Step, no_step

STATES: Mapping[str, Any] = json.loads(
    (Path(__file__).resolve().parents[2] / "statemachine" / "escalation.asl.json").read_text()
)["States"]
TIMEOUT = "States.Timeout"
TIRED = 3
"""After so many failures of a task in a row, it counts as one that cannot be done."""

Function = Callable[[dict[str, Any]], dict[str, str]]


@dataclass
class Execution:
    key: EscalationKey
    state: str = "Summarise"
    token: str | None = None
    """While it waits."""
    known: dict[str, Any] = field(default_factory=dict)
    failures: int = 0
    given_up: set[str] = field(default_factory=set)
    """The states whose tasks could not be done."""

    @property
    def ended(self) -> bool:
        return STATES[self.state]["Type"] == "Succeed"

    def go(self, state: str) -> None:
        self.state, self.token, self.failures = state, None, 0


@dataclass
class WalkedMachine:
    """`function` is what takes the steps."""

    function: Function | None = None
    step: Step = no_step
    executions: dict[EscalationKey, Execution] = field(default_factory=dict)
    tokens: int = 0

    def start(self, key: EscalationKey, *, sla: timedelta, grace: timedelta) -> None:
        self.step("escalation_machine.start")
        self.executions.setdefault(key, Execution(key))

    def answer(self, token: str, outcome: Outcome) -> bool:
        self.step("escalation_machine.answer")
        for execution in self.executions.values():
            if execution.token == token:
                execution.known["settled"] = {"outcome": outcome.value}
                execution.go(STATES[execution.state]["Next"])
                return True
        return False

    def running(self) -> list[Execution]:
        return [execution for execution in self.executions.values() if not execution.ended]

    def move(self, execution: Execution) -> None:
        """By one state; one that waits already stays where it is."""
        state = STATES[execution.state]
        if state["Type"] == "Choice":
            execution.go(self._chosen(state, execution))
        elif execution.token is None:
            self._task(state, execution)

    def time_out(self, execution: Execution) -> None:
        if execution.token is not None:
            self._caught(execution, TIMEOUT)

    def _task(self, state: Mapping[str, Any], execution: Execution) -> None:
        assert self.function is not None
        given = {
            "step": state["Parameters"]["Payload"]["step"],
            "tenant_id": execution.key.tenant_id,
            "conversation_id": execution.key.conversation_id,
            "number": execution.key.number,
        }
        waits = state["Resource"].endswith(".waitForTaskToken")
        if waits:
            self.tokens += 1
            execution.token = given["task_token"] = f"token-{self.tokens}"
        here = execution.state
        try:
            answer = self.function(given)
        except (Killed, Refusal) as failure:
            if execution.state == here:
                self._failed(execution, type(failure).__name__)
            return
        if execution.state == here and not waits:
            if state["ResultPath"]:
                execution.known[state["ResultPath"].removeprefix("$.")] = answer
            execution.go(state["Next"])

    def _failed(self, execution: Execution, error: str) -> None:
        execution.failures += 1
        if error == "NotFound" or execution.failures >= TIRED:
            self._caught(execution, error)
        else:
            execution.token = None

    def _caught(self, execution: Execution, error: str) -> None:
        for rule in STATES[execution.state]["Catch"]:
            if error in rule["ErrorEquals"] or "States.ALL" in rule["ErrorEquals"]:
                if error != TIMEOUT:
                    execution.given_up.add(execution.state)
                execution.go(rule["Next"])
                return
        execution.failures, execution.token = 0, None  # it is an alarm, and somebody lets it go on

    @staticmethod
    def _chosen(state: Mapping[str, Any], execution: Execution) -> str:
        for choice in state["Choices"]:
            _, where, name = choice["Variable"].split(".")
            if execution.known.get(where, {}).get(name) == choice["StringEquals"]:
                return str(choice["Next"])
        return str(state["Default"])
