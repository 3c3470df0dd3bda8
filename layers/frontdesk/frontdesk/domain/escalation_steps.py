"""The steps that an escalation's state machine takes, and where each leads."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from frontdesk.domain.escalation import Escalation, EscalationReason, Outcome


class EscalationStep(StrEnum):
    """In their order; which of them are taken depends on what happens meanwhile."""

    SUMMARISE = "summarise"
    OFFER = "offer"
    WAIT = "wait"
    ALARM = "alarm"
    WAIT_FOR_ADMINS = "wait_for_admins"
    TICKET = "ticket"
    TELL = "tell"
    EMAIL = "email"
    FINISH = "finish"


class Way(StrEnum):
    """Where the state machine goes from a step that leaves it a choice."""

    WAIT = "wait"
    ALARM = "alarm"
    TICKET = "ticket"
    TELL = "tell"
    FINISH = "finish"


@dataclass(frozen=True, slots=True)
class EscalationKey:
    """Which escalation of which conversation."""

    tenant_id: str
    conversation_id: str
    number: int

    @property
    def name(self) -> str:
        """What its execution is called: there is one, however often it is asked for."""
        return f"{self.conversation_id}-{self.number}"


@dataclass(frozen=True, slots=True)
class StepTaken:
    """An entry of an escalation's history. `result` says in a word what came of it."""

    number: int
    step: EscalationStep
    at: datetime
    result: str | None = None


def way_from_offer(escalation: Escalation, *, open_now: bool, somebody_there: bool) -> Way:
    """Outside business hours nobody is waited for who is not there; the SLA of the queue is waited for once. Who has
    a ticket already, made by hand, is told of it."""
    if escalation.outcome is not None:
        return Way.TELL if escalation.outcome is Outcome.TICKETED else Way.FINISH
    if not open_now and not somebody_there:
        return Way.TICKET
    return Way.ALARM if escalation.reason is EscalationReason.QUEUE_SLA else Way.WAIT
