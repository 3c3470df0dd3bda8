"""AWS Step Functions, where the steps of escalations are taken."""

import json
from datetime import timedelta
from functools import cached_property
from math import ceil
from typing import Any

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from botocore.session import Session

from frontdesk.domain.errors import Busy
from frontdesk.domain.escalation import Outcome
from frontdesk.domain.escalation_steps import EscalationKey

STARTED = "ExecutionAlreadyExists"
WAITS_NO_MORE = frozenset({"InvalidToken", "TaskDoesNotExist", "TaskTimedOut"})
WORTH_TRYING_AGAIN = frozenset(
    {"ExecutionLimitExceeded", "InternalFailure", "InternalServerError", "ServiceUnavailable", "ThrottlingException"}
)
CLIENT = Config(connect_timeout=2, read_timeout=5, retries={"total_max_attempts": 3}, parameter_validation=False)


class StepFunctionsMachine:
    """The client is made when it is needed: most of what happens to conversations needs none."""

    def __init__(self, session: Session, machine_arn: str) -> None:
        self._session = session
        self._machine_arn = machine_arn

    def start(self, key: EscalationKey, *, sla: timedelta, grace: timedelta) -> None:
        given = {
            "tenant_id": key.tenant_id,
            "conversation_id": key.conversation_id,
            "number": key.number,
            "sla_seconds": _whole_seconds(sla),
            "grace_seconds": _whole_seconds(grace),
        }
        try:
            self._client.start_execution(stateMachineArn=self._machine_arn, name=key.name, input=json.dumps(given))
        except ClientError as error:
            if _code(error) != STARTED:
                raise _translated(error) from error
        except BotoCoreError as error:
            raise Busy("Step Functions cannot be reached.") from error

    def answer(self, token: str, outcome: Outcome) -> bool:
        try:
            self._client.send_task_success(taskToken=token, output=json.dumps({"outcome": outcome}))
        except ClientError as error:
            if _code(error) in WAITS_NO_MORE:
                return False
            raise _translated(error) from error
        except BotoCoreError as error:
            raise Busy("Step Functions cannot be reached.") from error
        return True

    @cached_property
    def _client(self) -> Any:
        return self._session.create_client("stepfunctions", config=CLIENT)


def _whole_seconds(duration: timedelta) -> int:
    return max(1, ceil(duration.total_seconds()))


def _code(error: ClientError) -> str:
    return str(error.response["Error"]["Code"])


def _translated(error: ClientError) -> Exception:
    """What can never work must be heard of; all else is worth trying again."""
    return Busy("Step Functions takes no more now.") if _code(error) in WORTH_TRYING_AGAIN else error
