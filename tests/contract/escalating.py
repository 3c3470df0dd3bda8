"""A conversation that nobody takes, and one whose escalation is settled."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from frontdesk.adapters.dynamodb_escalations import DynamoEscalationSteps
from frontdesk.domain.agent import Agent
from frontdesk.domain.escalating import FRONTDESK, Call
from frontdesk.domain.escalation import EscalationReason
from frontdesk.domain.escalation_steps import EscalationKey, EscalationStep
from frontdesk.domain.vocabulary import Role, TicketStatus
from frontdesk.use_cases.escalate_conversation import escalate
from tests.contract.deployed import TENANT, Context, Deployment, Handler

TOKEN = "token-of-the-machine"


def call_for_help(deployed: Deployment, conversation_id: str) -> EscalationKey:
    call = Call(reason=EscalationReason.BOT_FAILED, by=FRONTDESK)
    called = escalate(deployed.desk, TENANT, conversation_id, call, while_=lambda _: True)
    return EscalationKey(TENANT, conversation_id, called.escalations[-1].number)


def let_wait(deployed: Deployment, key: EscalationKey) -> None:
    """As if its machine had come to where it waits."""
    clock = deployed.desk.clock
    DynamoEscalationSteps(clock).keep_token(key, EscalationStep.WAIT, TOKEN, clock.now())


def enrol_admin(deployed: Deployment) -> None:
    deployed.desk.agents.enrol(
        Agent(tenant_id=TENANT, id="agt_admin", name="Olga", email="olga@example.com", role=Role.ADMIN)
    )


def solve_the_ticket(deployed: Deployment) -> None:
    ticket = deployed.desk.tickets.get(TENANT, 1)
    assert ticket is not None
    assert deployed.desk.tickets.replace(ticket, ticket.edited(deployed.desk.clock.now(), status=TicketStatus.SOLVED))


@contextmanager
def unrecorded(deployed: Deployment) -> Iterator[None]:
    """What somebody else does in between."""
    before = set(deployed.calls)
    yield
    deployed.calls.clear()
    deployed.calls.update(before)


def take_step(handler: Handler, step: EscalationStep, key: EscalationKey) -> None:
    handler({**task(step, key.conversation_id), "number": key.number}, Context("EscalationFunction"))


def task(step: EscalationStep, conversation_id: str) -> dict[str, Any]:
    waits = step in (EscalationStep.WAIT, EscalationStep.WAIT_FOR_ADMINS)
    token = {"task_token": TOKEN} if waits else {}
    return {"step": step.value, "tenant_id": TENANT, "conversation_id": conversation_id, "number": 1, **token}


def take_every_step(handler: Handler, conversation_id: str) -> None:
    """To a ticket; whoever waits then is answered at once."""
    for step in EscalationStep:
        handler(task(step, conversation_id), Context("EscalationFunction"))
    handler(task(EscalationStep.WAIT, conversation_id), Context("EscalationFunction"))
