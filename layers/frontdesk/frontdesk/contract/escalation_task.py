"""What the state machine of an escalation asks of the function that takes its steps."""

from typing import Annotated

from pydantic import Field

from frontdesk.contract.base import Wire
from frontdesk.domain.escalation_steps import EscalationKey, EscalationStep


class EscalationTask(Wire):
    """`task_token` comes with a step that waits."""

    step: EscalationStep
    tenant_id: str
    conversation_id: str
    number: Annotated[int, Field(ge=1)]
    task_token: str | None = None

    @property
    def key(self) -> EscalationKey:
        return EscalationKey(self.tenant_id, self.conversation_id, self.number)
