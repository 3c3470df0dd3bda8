"""Escalations in memory: the history of their steps, a machine that a test moves on by hand, and an outbox."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from frontdesk.domain.escalation import Outcome
from frontdesk.domain.escalation_mail import Mail
from frontdesk.domain.escalation_steps import EscalationKey, EscalationStep, StepTaken
from frontdesk.use_cases.escalation_ports import (
    MAIL_CLAIM,
    EscalationDesk,
    EscalationRuns,
    MailClaim,
    MailRefused,
)
from frontdesk.use_cases.ports import Clock
from tests.fakes.push import FakePushQueue
from tests.fakes.step import Step, no_step
from tests.fakes.system import FakeClock
from tests.fakes.webhooks import FakeWebhookOutlet, make_webhook_outlet

ORDER = list(EscalationStep)


@dataclass
class FakeEscalationSteps:
    """Claims end in whole seconds here."""

    clock: Clock
    step: Step = no_step
    _taken: dict[tuple[EscalationKey, EscalationStep], StepTaken] = field(default_factory=dict)
    _tokens: dict[tuple[EscalationKey, EscalationStep], str] = field(default_factory=dict)
    _mails: dict[tuple[EscalationKey, str], datetime | None] = field(default_factory=dict)

    def note(self, key: EscalationKey, step: EscalationStep, at: datetime, result: str | None = None) -> None:
        self.step("escalation_steps.note")
        self._taken.setdefault((key, step), StepTaken(key.number, step, at, result))

    def of_conversation(self, tenant_id: str, conversation_id: str) -> Sequence[StepTaken]:
        self.step("escalation_steps.of_conversation")
        own = [
            taken
            for (key, _), taken in self._taken.items()
            if (key.tenant_id, key.conversation_id) == (tenant_id, conversation_id)
        ]
        return sorted(own, key=lambda taken: (taken.number, ORDER.index(taken.step)))

    def keep_token(self, key: EscalationKey, step: EscalationStep, token: str, at: datetime) -> None:
        self.step("escalation_steps.keep_token")
        self._tokens[key, step] = token
        self._taken.setdefault((key, step), StepTaken(key.number, step, at))

    def tokens(self, key: EscalationKey) -> Sequence[str]:
        self.step("escalation_steps.tokens")
        return [token for (of, _), token in self._tokens.items() if of == key]

    def claim_mail(self, key: EscalationKey, to: str) -> MailClaim:
        self.step("escalation_steps.claim_mail")
        now = self.clock.now().replace(microsecond=0)
        claimed_until = self._mails.get((key, to), now - MAIL_CLAIM)
        if claimed_until is None:
            return MailClaim.SENT
        if claimed_until >= now:
            return MailClaim.ANOTHERS
        self._mails[key, to] = now + MAIL_CLAIM
        return MailClaim.OURS

    def mark_mailed(self, key: EscalationKey, to: str) -> None:
        self.step("escalation_steps.mark_mailed")
        self._mails[key, to] = None


@dataclass
class FakeMachine:
    """Remembers what was started, and what each token was answered first."""

    step: Step = no_step
    started: list[EscalationKey] = field(default_factory=list)
    answered: dict[str, Outcome] = field(default_factory=dict)
    waits_no_more: set[str] = field(default_factory=set)

    def start(self, key: EscalationKey, *, sla: timedelta, grace: timedelta) -> None:
        self.step("escalation_machine.start")
        if key not in self.started:
            self.started.append(key)

    def answer(self, token: str, outcome: Outcome) -> bool:
        self.step("escalation_machine.answer")
        if token in self.waits_no_more or token in self.answered:
            return False
        self.answered[token] = outcome
        return True


@dataclass
class FakeMailer:
    """`refused` are addresses that no mail goes to."""

    step: Step = no_step
    sent: list[Mail] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)

    def send(self, mail: Mail) -> None:
        self.step("mailer.send")
        if mail.to in self.refused:
            raise MailRefused("MessageRejected")
        self.sent.append(mail)


@dataclass(frozen=True, slots=True)
class FakeEscalationRuns(EscalationRuns):
    steps: FakeEscalationSteps
    machine: FakeMachine


@dataclass(frozen=True, slots=True)
class FakeEscalationDesk(EscalationDesk):
    """What the steps need, of which a test can see the inside."""

    runs: FakeEscalationRuns
    pushes: FakePushQueue
    webhooks: FakeWebhookOutlet
    mailer: FakeMailer | None


def make_escalation_runs(step: Step = no_step, clock: Clock | None = None) -> FakeEscalationRuns:
    return FakeEscalationRuns(FakeEscalationSteps(clock or FakeClock(), step), FakeMachine(step))


def make_escalation_desk(
    step: Step = no_step, clock: Clock | None = None, *, mailer: FakeMailer | None = None
) -> FakeEscalationDesk:
    return FakeEscalationDesk(
        runs=make_escalation_runs(step, clock),
        pushes=FakePushQueue(step),
        webhooks=make_webhook_outlet(step),
        mailer=mailer,
        site_url="https://desk.example",
    )
