"""The ports of escalations: the history of their steps, in memory and in DynamoDB; Step Functions and SES."""

import json
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import boto3
import pytest
from botocore.client import BaseClient
from botocore.exceptions import ClientError, EndpointConnectionError
from botocore.session import get_session

from frontdesk.adapters.dynamodb_escalations import DynamoEscalationSteps
from frontdesk.adapters.ses_mailer import SesMailer
from frontdesk.adapters.step_functions import StepFunctionsMachine
from frontdesk.domain.errors import Busy
from frontdesk.domain.escalation import Outcome
from frontdesk.domain.escalation_mail import Mail
from frontdesk.domain.escalation_steps import EscalationKey, EscalationStep, StepTaken
from frontdesk.use_cases.escalation_ports import MAIL_CLAIM, EscalationSteps, MailClaim, MailRefused
from tests.fakes.escalations import FakeEscalationSteps
from tests.fakes.people import TENANT
from tests.fakes.system import START, FakeClock

KEY = EscalationKey(TENANT, "conversation-1", 1)
SECOND = EscalationKey(TENANT, "conversation-1", 2)
VERA = "vera@example.com"
LATER = START + timedelta(minutes=5)


@pytest.fixture(params=["in memory", "in DynamoDB"])
def steps(request: pytest.FixtureRequest, clock: FakeClock) -> EscalationSteps:
    if request.param == "in DynamoDB":
        request.getfixturevalue("module_desk")
        request.getfixturevalue("tables")
        return DynamoEscalationSteps(clock)
    return FakeEscalationSteps(clock)


def test_a_step_stays_as_it_was_noted_first(steps: EscalationSteps) -> None:
    steps.note(KEY, EscalationStep.ALARM, START, "1 called")
    steps.note(KEY, EscalationStep.ALARM, LATER)
    assert steps.of_conversation(TENANT, "conversation-1") == [StepTaken(1, EscalationStep.ALARM, START, "1 called")]


def test_a_history_is_in_the_order_of_escalations_and_then_of_steps(steps: EscalationSteps) -> None:
    for key in (SECOND, KEY):
        for step in (EscalationStep.FINISH, EscalationStep.OFFER, EscalationStep.SUMMARISE):
            steps.note(key, step, START)
    steps.note(EscalationKey(TENANT, "conversation-2", 1), EscalationStep.OFFER, START)
    steps.note(EscalationKey("other", "conversation-1", 1), EscalationStep.OFFER, START)
    steps.claim_mail(KEY, VERA)
    found = [(taken.number, taken.step) for taken in steps.of_conversation(TENANT, "conversation-1")]
    order = [EscalationStep.SUMMARISE, EscalationStep.OFFER, EscalationStep.FINISH]
    assert found == [(number, step) for number in (1, 2) for step in order]


def test_a_step_that_waits_keeps_its_latest_token_and_its_first_time(steps: EscalationSteps) -> None:
    steps.keep_token(KEY, EscalationStep.WAIT, "token-1", START)
    steps.keep_token(KEY, EscalationStep.WAIT, "token-2", LATER)
    steps.keep_token(KEY, EscalationStep.WAIT_FOR_ADMINS, "token-3", LATER)
    steps.keep_token(SECOND, EscalationStep.WAIT, "token-4", LATER)
    steps.note(KEY, EscalationStep.WAIT, LATER)
    assert sorted(steps.tokens(KEY)) == ["token-2", "token-3"]
    assert [taken.at for taken in steps.of_conversation(TENANT, "conversation-1")] == [START, LATER, LATER]


def test_an_escalation_without_a_step_has_no_token(steps: EscalationSteps) -> None:
    assert list(steps.tokens(KEY)) == []
    assert list(steps.of_conversation(TENANT, "conversation-1")) == []


def test_a_mail_is_claimed_by_one_until_the_claim_ends_or_it_is_sent(steps: EscalationSteps, clock: FakeClock) -> None:
    assert steps.claim_mail(KEY, VERA) is MailClaim.OURS
    assert steps.claim_mail(KEY, VERA) is MailClaim.ANOTHERS
    assert steps.claim_mail(KEY, "admin@example.com") is MailClaim.OURS
    assert steps.claim_mail(SECOND, VERA) is MailClaim.OURS
    clock.advance(seconds=MAIL_CLAIM.total_seconds() + 1)
    assert steps.claim_mail(KEY, VERA) is MailClaim.OURS
    steps.mark_mailed(KEY, VERA)
    clock.advance(days=1)
    assert steps.claim_mail(KEY, VERA) is MailClaim.SENT


# --- Step Functions -------------------------------------------------------------------------------------------------

MACHINE = "arn:aws:states:eu-west-1:123456789012:stateMachine:frontdesk-escalation"


class Service:
    """What a service was asked, and how it answers next."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, dict[str, Any]]] = []
        self.failure: Exception | None = None

    def call(self, operation: str, arguments: dict[str, Any]) -> dict[str, Any]:
        self.asked.append((operation, arguments))
        if self.failure is not None:
            raise self.failure
        return {}

    def fail(self, code: str) -> None:
        self.failure = ClientError({"Error": {"Code": code, "Message": "No."}}, "Operation")


@pytest.fixture
def service(module_environment: object, module_tables: object) -> Any:
    answering = Service()
    with patch.object(BaseClient, "_make_api_call", answering.call):
        yield answering


@pytest.fixture
def machine() -> StepFunctionsMachine:
    return StepFunctionsMachine(get_session(), MACHINE)


def start(machine: StepFunctionsMachine) -> None:
    machine.start(KEY, sla=timedelta(minutes=5), grace=timedelta(seconds=0.2))


def test_an_execution_is_started_by_its_name_with_whole_seconds(
    service: Service, machine: StepFunctionsMachine
) -> None:
    start(machine)
    ((operation, asked),) = service.asked
    assert (operation, asked["stateMachineArn"], asked["name"]) == ("StartExecution", MACHINE, "conversation-1-1")
    assert json.loads(asked["input"]) == {
        "tenant_id": TENANT,
        "conversation_id": "conversation-1",
        "number": 1,
        "sla_seconds": 300,
        "grace_seconds": 1,
    }


def test_an_execution_that_was_started_before_is_started(service: Service, machine: StepFunctionsMachine) -> None:
    service.fail("ExecutionAlreadyExists")
    start(machine)


@pytest.mark.parametrize("code", ["TaskTimedOut", "InvalidToken", "TaskDoesNotExist"])
def test_a_wait_that_is_over_is_not_ended_again(service: Service, machine: StepFunctionsMachine, code: str) -> None:
    service.fail(code)
    assert not machine.answer("token-1", Outcome.ACCEPTED)


def test_a_wait_is_ended_with_its_outcome(service: Service, machine: StepFunctionsMachine) -> None:
    assert machine.answer("token-1", Outcome.RESOLVED)
    assert service.asked == [("SendTaskSuccess", {"taskToken": "token-1", "output": '{"outcome": "resolved"}'})]


@pytest.mark.parametrize("failure", ["ThrottlingException", EndpointConnectionError(endpoint_url="x")])
def test_step_functions_that_cannot_answer_now_are_busy(
    service: Service, machine: StepFunctionsMachine, failure: str | Exception
) -> None:
    service.failure = failure if isinstance(failure, Exception) else None
    if isinstance(failure, str):
        service.fail(failure)
    with pytest.raises(Busy):
        start(machine)
    with pytest.raises(Busy):
        machine.answer("token-1", Outcome.ACCEPTED)


def test_a_machine_that_is_not_there_is_a_mistake_that_shows(service: Service, machine: StepFunctionsMachine) -> None:
    service.fail("StateMachineDoesNotExist")
    with pytest.raises(ClientError):
        start(machine)


# --- SES ------------------------------------------------------------------------------------------------------------

SENDER = "desk@example.com"
MAIL = Mail(VERA, "Your request: ticket #1", "Hello,\n\nwe will get back to you — soon.\n")


def test_a_mail_is_sent(module_tables: object) -> None:
    client = boto3.client("sesv2")
    client.create_email_identity(EmailIdentity=SENDER)
    SesMailer(get_session(), SENDER).send(MAIL)


def test_a_mail_carries_what_it_says(service: Service) -> None:
    SesMailer(get_session(), SENDER).send(MAIL)
    ((operation, asked),) = service.asked
    assert (operation, asked["FromEmailAddress"], asked["Destination"]) == (
        "SendEmail",
        SENDER,
        {"ToAddresses": [VERA]},
    )
    assert asked["Content"]["Simple"]["Subject"]["Data"] == MAIL.subject
    assert asked["Content"]["Simple"]["Body"]["Text"]["Data"] == MAIL.text


def test_a_mail_that_ses_refuses_is_refused(service: Service) -> None:
    service.fail("MessageRejected")
    with pytest.raises(MailRefused, match="MessageRejected"):
        SesMailer(get_session(), SENDER).send(MAIL)


@pytest.mark.parametrize("failure", ["TooManyRequestsException", EndpointConnectionError(endpoint_url="x")])
def test_ses_that_cannot_answer_now_is_busy(service: Service, failure: str | Exception) -> None:
    service.failure = failure if isinstance(failure, Exception) else None
    if isinstance(failure, str):
        service.fail(failure)
    with pytest.raises(Busy):
        SesMailer(get_session(), SENDER).send(MAIL)
