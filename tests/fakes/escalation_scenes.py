"""Short ways into an escalation, by the use cases themselves."""

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.escalating import FRONTDESK, Call
from frontdesk.domain.escalation import Escalation, EscalationReason
from frontdesk.domain.escalation_steps import EscalationKey
from frontdesk.use_cases.escalate_conversation import escalate
from frontdesk.use_cases.escalation_ports import EscalationRuns
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.settle_escalation import follow_escalations
from tests.fakes.desk import FakeDesk
from tests.fakes.people import TENANT
from tests.fakes.scenes import started, stored


def called_for(
    desk: Desk, conversation: Conversation | None = None, reason: EscalationReason = EscalationReason.BOT_FAILED
) -> EscalationKey:
    """Vera's conversation, or this one, with an open escalation."""
    found = conversation or started(desk)
    after = escalate(desk, TENANT, found.id, Call(reason=reason, by=FRONTDESK), while_=lambda _: True)
    return EscalationKey(TENANT, found.id, after.escalations[-1].number)


def escalation(desk: Desk, key: EscalationKey) -> Escalation:
    return stored(desk, key.conversation_id).escalations[key.number - 1]


def stream_to(desk: FakeDesk, runs: EscalationRuns) -> None:
    """From now on each change of a conversation is followed, as the table's stream lets it be."""
    desk.conversations.on_change = lambda before, after: follow_escalations(desk, runs, before, after)
