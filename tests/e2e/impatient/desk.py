"""A stack where nobody waits for long, and what tests look at there."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import httpx

from local.demo import WIDGET_TOKEN
from local.testing import RunningStack, wait_for
from tests.e2e.people import Json, Person, new_visitor, signed_in_agent
from tests.fakes.bedrock_server import BedrockServer

TIME_SCALE = "6"
SLA_SECONDS = 18
"""A sixth of it is waited for; the timers, which run each ten seconds, know it as it is."""
SILENCE_SECONDS = 20
"""Longer than the bot waits for a model that has fallen silent, before it answers by itself."""
OPTIONS = [
    *("--time-scale", TIME_SCALE, "--no-reload"),
    *("--parameter", f"SlaMinutes={SLA_SECONDS / 60}"),
    *("--parameter", f"GraceMinutes={SLA_SECONDS / 60}"),
    *("--parameter", f"SilenceMinutes={SILENCE_SECONDS / 60}"),
    *("--parameter", "AnswerProvider=bedrock"),
]
PATIENCE = 60


@dataclass
class Desk:
    stack: RunningStack
    http: httpx.Client
    bedrock: BedrockServer
    interrupted: str
    """The conversation whose escalation was waiting when the stack was stopped and started again."""
    queued: str
    """One that nobody has called for, from the beginning."""
    taken: str
    """One that was called for, and that Ana has taken in time; then she has gone, and not answered."""

    @cached_property
    def ana(self) -> Person:
        return signed_in_agent(self.http, self.stack, "ana@demo.example")

    def visitor(self, widget: str = WIDGET_TOKEN) -> Person:
        return new_visitor(self.http, self.stack, widget=widget)

    def escalations(self, conversation_id: str) -> list[Json]:
        found: list[Json] = self.ana.get(f"/conversations/{conversation_id}/escalations").json()["items"]
        return found

    def history(self, conversation_id: str, number: int = 1) -> Json:
        """Of the conversation's last escalation, which is the one of that number."""
        *earlier, escalation = self.escalations(conversation_id)
        assert len(earlier) == number - 1
        return escalation

    def steps(self, conversation_id: str, number: int = 1) -> dict[str, Any]:
        return {taken["step"]: taken["result"] for taken in self.history(conversation_id, number)["steps"]}

    def reached(self, conversation_id: str, step: str) -> None:
        wait_for(lambda: step in self.steps(conversation_id), PATIENCE)

    def execution(self, conversation_id: str, number: int = 1) -> Json:
        machine = self.stack.outputs().references["EscalationStateMachine"]
        arn = f"{machine.replace(':stateMachine:', ':execution:')}:{conversation_id}-{number}"
        client = self.stack.client("stepfunctions")

        def begun() -> Json | None:
            """It is begun by the table's stream, a moment after the conversation has been called for."""
            try:
                found: Json = client.describe_execution(executionArn=arn)
            except client.exceptions.ExecutionDoesNotExist:
                return None
            return found

        return wait_for(begun, PATIENCE)

    def ended(self, conversation_id: str, number: int = 1) -> str:
        wait_for(lambda: self.execution(conversation_id, number)["status"] != "RUNNING", PATIENCE)
        return str(self.execution(conversation_id, number)["status"])

    def entered(self, conversation_id: str) -> list[str]:
        """The states that its first execution has been in so far, in order."""
        arn = self.execution(conversation_id)["executionArn"]
        events = self.stack.client("stepfunctions").get_execution_history(executionArn=arn)["events"]
        return [event["stateEnteredEventDetails"]["name"] for event in events if "stateEnteredEventDetails" in event]

    def mails(self, to: str) -> list[Json]:
        service = f"http://localhost:{self.stack.ports['ministack']}/_ministack/ses/messages"
        sent = [mail for of_account in self.http.get(service).json()["messages"].values() for mail in of_account]
        return [mail for mail in sent if mail["To"] == [to]]


def escalate(visitor: Person, conversation_id: str) -> None:
    assert visitor.post(f"/conversations/{conversation_id}/escalate", {}).status_code == 200


def told(visitor: Person, conversation_id: str) -> list[str]:
    return [message["content"] for message in visitor.log(conversation_id) if message["type"] == "system"]
