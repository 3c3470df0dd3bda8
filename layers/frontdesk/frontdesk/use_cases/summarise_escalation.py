"""Tell agents in an internal note why a conversation comes to them, and what it is about."""

from frontdesk.domain.escalation_steps import EscalationKey, EscalationStep
from frontdesk.domain.escalation_summary import summary_of
from frontdesk.domain.events import NoteCreated
from frontdesk.domain.message import SYSTEM_ID, SYSTEM_NAME, Draft
from frontdesk.domain.vocabulary import SenderType
from frontdesk.use_cases.append_message import append_message
from frontdesk.use_cases.deliver import deliver
from frontdesk.use_cases.escalation_ports import EscalationDesk
from frontdesk.use_cases.find_escalation import find_escalation
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.read_whole_log import read_whole_log


def summarise_escalation(desk: Desk, work: EscalationDesk, key: EscalationKey) -> None:
    """One note, however often this is done. Raises NotFound, Busy."""
    conversation, escalation = find_escalation(desk, key)
    log = list(read_whole_log(desk, conversation))
    draft = Draft(
        client_id=f"escalation-{key.number}",
        sender_type=SenderType.SYSTEM,
        sender_id=SYSTEM_ID,
        sender_name=SYSTEM_NAME,
        content=summary_of(escalation, log, desk.policy.message_length),
        after_seq=log[-1].seq if log else 0,
    )
    appended = append_message(desk, key.tenant_id, key.conversation_id, draft, log=desk.notes)
    if not appended.duplicate:
        deliver(desk, NoteCreated(conversation, appended.message.created_at, appended.message))
    work.steps.note(key, EscalationStep.SUMMARISE, desk.clock.now())
