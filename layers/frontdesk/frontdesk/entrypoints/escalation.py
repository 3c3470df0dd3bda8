"""The steps of an escalation, as its state machine asks for them. Each may be asked for again."""

from collections.abc import Callable, Mapping
from typing import Any

from aws_lambda_powertools import Logger

from frontdesk.contract.escalation_task import EscalationTask
from frontdesk.domain.escalation_steps import EscalationKey, EscalationStep, Way
from frontdesk.observability import about
from frontdesk.use_cases.await_acceptance import await_acceptance
from frontdesk.use_cases.email_escalation import email_escalation
from frontdesk.use_cases.escalation_ports import EscalationDesk
from frontdesk.use_cases.finish_escalation import finish_escalation
from frontdesk.use_cases.offer_escalation import offer_escalation
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.raise_alarm import raise_alarm
from frontdesk.use_cases.summarise_escalation import summarise_escalation
from frontdesk.use_cases.ticket_escalation import tell_ticket, ticket_escalation

Do = Callable[[Desk, EscalationDesk, EscalationKey], Way | None]

STEPS: Mapping[EscalationStep, Do] = {
    EscalationStep.SUMMARISE: summarise_escalation,
    EscalationStep.OFFER: offer_escalation,
    EscalationStep.ALARM: raise_alarm,
    EscalationStep.TICKET: ticket_escalation,
    EscalationStep.TELL: tell_ticket,
    EscalationStep.EMAIL: email_escalation,
    EscalationStep.FINISH: finish_escalation,
}


def handle(desk: Desk, work: EscalationDesk, logger: Logger, event: Mapping[str, Any]) -> dict[str, str]:
    """`way`, where the step leaves a choice. What it raises, the state machine knows by the name of its class."""
    task = EscalationTask.model_validate(event)
    about(tenant_id=task.tenant_id, conversation_id=task.conversation_id)
    way: Way | None = None
    if task.task_token is not None:
        await_acceptance(desk, work, task.key, task.step, task.task_token)
    else:
        way = STEPS[task.step](desk, work, task.key)
    told = {"step": task.step, "number": task.number, "way": way}
    logger.info("escalation_step_taken", extra=told)
    return {"way": way} if way else {}
