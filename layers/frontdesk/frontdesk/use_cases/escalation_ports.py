"""What escalations need beside the desk."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import Protocol

from frontdesk.domain.escalation import Outcome
from frontdesk.domain.escalation_mail import Mail
from frontdesk.domain.escalation_steps import EscalationKey, EscalationStep, StepTaken
from frontdesk.use_cases.push_ports import PushQueue
from frontdesk.use_cases.webhook_ports import WebhookOutlet

# Longer than it takes to send one: who has died meanwhile no longer holds their claim.
MAIL_CLAIM = timedelta(seconds=15)


class MailClaim(Enum):
    """What comes of wanting to send a mail."""

    OURS = auto()
    ANOTHERS = auto()
    SENT = auto()


class MailRefused(Exception):
    """This mail will never be taken; `reason` is the service's code."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"refused with {reason}")


class EscalationSteps(Protocol):
    """The history of each escalation, and what its steps must remember."""

    def note(self, key: EscalationKey, step: EscalationStep, at: datetime, result: str | None = None) -> None:
        """A step that is taken again stays as it was noted first."""

    def of_conversation(self, tenant_id: str, conversation_id: str) -> Sequence[StepTaken]:
        """By escalation and then in the order in which they were taken."""

    def keep_token(self, key: EscalationKey, step: EscalationStep, token: str, at: datetime) -> None:
        """Note that the step waits, and remember by what token it is told the end of that, in the place of another."""

    def tokens(self, key: EscalationKey) -> Sequence[str]:
        """Those of the escalation's steps, by a strongly consistent read."""

    def claim_mail(self, key: EscalationKey, to: str) -> MailClaim:
        """Take it upon oneself to send the escalation's mail to this address, for as long as a claim holds."""

    def mark_mailed(self, key: EscalationKey, to: str) -> None: ...


class EscalationMachine(Protocol):
    """Runs an escalation's steps in their order, once each, whatever dies in between."""

    def start(self, key: EscalationKey, *, sla: timedelta, grace: timedelta) -> None:
        """It is run once, however often it is started. Raises Busy."""

    def answer(self, token: str, outcome: Outcome) -> bool:
        """End the wait of the step that this token belongs to; False where it waits no more. Raises Busy."""


class Mailer(Protocol):
    def send(self, mail: Mail) -> None:
        """Raises Busy, and MailRefused where trying again is no use."""


@dataclass(frozen=True, slots=True)
class EscalationRuns:
    """What it takes to let an escalation's steps be taken, and to tell them of its end."""

    steps: EscalationSteps
    machine: EscalationMachine


@dataclass(frozen=True, slots=True)
class EscalationDesk:
    """What the steps need. Without a `mailer` no mails are sent; they link to pages under `site_url`."""

    runs: EscalationRuns
    pushes: PushQueue
    webhooks: WebhookOutlet
    mailer: Mailer | None
    site_url: str

    @property
    def steps(self) -> EscalationSteps:
        return self.runs.steps
