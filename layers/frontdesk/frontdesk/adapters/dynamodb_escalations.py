"""The escalations' rows of the Directory table.

key                                                      access pattern
escalation#tenant#conversation, number#step#name         the steps of a conversation's escalations, and their tokens
escalation#tenant#conversation, number#mail#hash         whether a mail has been sent, or somebody is at it
"""

from collections.abc import Sequence
from datetime import datetime

from pynamodb.attributes import BooleanAttribute, NumberAttribute, UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.models import Model

from frontdesk.adapters.dynamodb import epoch, fingerprint, took_place
from frontdesk.domain.escalation_steps import EscalationKey, EscalationStep, StepTaken
from frontdesk.use_cases.escalation_ports import MAIL_CLAIM, MailClaim
from frontdesk.use_cases.ports import Clock

ORDER = {step: place for place, step in enumerate(EscalationStep)}


class EscalationStepRow(Model):
    class Meta:
        table_name = "Directory"

    owner = UnicodeAttribute(hash_key=True)
    record = UnicodeAttribute(range_key=True)
    taken_at = UTCDateTimeAttribute(null=True)
    result = UnicodeAttribute(null=True)
    token = UnicodeAttribute(null=True)


class EscalationMailRow(Model):
    class Meta:
        table_name = "Directory"

    owner = UnicodeAttribute(hash_key=True)
    record = UnicodeAttribute(range_key=True)
    claimed_until = NumberAttribute(null=True)
    sent = BooleanAttribute(null=True)


class DynamoEscalationSteps:
    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def note(self, key: EscalationKey, step: EscalationStep, at: datetime, result: str | None = None) -> None:
        row = EscalationStepRow(escalations_key(key.tenant_id, key.conversation_id), _step_record(key, step))
        row.taken_at, row.result = at, result
        took_place(lambda: row.save(condition=EscalationStepRow.record.does_not_exist()))

    def of_conversation(self, tenant_id: str, conversation_id: str) -> Sequence[StepTaken]:
        rows = EscalationStepRow.query(escalations_key(tenant_id, conversation_id))
        taken = [_step_of(row) for row in rows if "#step#" in row.record]
        return sorted(taken, key=lambda step: (step.number, ORDER[step.step]))

    def keep_token(self, key: EscalationKey, step: EscalationStep, token: str, at: datetime) -> None:
        row = EscalationStepRow(escalations_key(key.tenant_id, key.conversation_id), _step_record(key, step))
        first = EscalationStepRow.taken_at
        row.update([EscalationStepRow.token.set(token), first.set(first | at)])

    def tokens(self, key: EscalationKey) -> Sequence[str]:
        steps = EscalationStepRow.record.startswith(f"{_rank(key)}#step#")
        rows = EscalationStepRow.query(escalations_key(key.tenant_id, key.conversation_id), steps, consistent_read=True)
        return [row.token for row in rows if row.token is not None]

    def claim_mail(self, key: EscalationKey, to: str) -> MailClaim:
        now = self._clock.now()
        row = self._mail_row(key, to)
        row.claimed_until = epoch(now + MAIL_CLAIM)
        free = EscalationMailRow.record.does_not_exist() | (EscalationMailRow.claimed_until < epoch(now))
        if took_place(lambda: row.save(condition=free)):
            return MailClaim.OURS
        row.refresh(consistent_read=True)
        return MailClaim.SENT if row.sent else MailClaim.ANOTHERS

    def mark_mailed(self, key: EscalationKey, to: str) -> None:
        row = self._mail_row(key, to)
        row.sent = True
        row.save()

    def _mail_row(self, key: EscalationKey, to: str) -> EscalationMailRow:
        record = f"{_rank(key)}#mail#{fingerprint(to)}"
        return EscalationMailRow(escalations_key(key.tenant_id, key.conversation_id), record)


def escalations_key(tenant_id: str, conversation_id: str) -> str:
    return f"escalation#{tenant_id}#{conversation_id}"


def _rank(key: EscalationKey) -> str:
    return f"{key.number:06d}"


def _step_record(key: EscalationKey, step: EscalationStep) -> str:
    return f"{_rank(key)}#step#{step}"


def _step_of(row: EscalationStepRow) -> StepTaken:
    number, _, name = row.record.split("#")
    return StepTaken(int(number), EscalationStep(name), row.taken_at, row.result)
