"""Call for a human where the bot cannot answer, or a workflow go on, whatever is tried."""

from contextlib import suppress

from frontdesk.domain.bot_job import BotJob, is_automatic
from frontdesk.domain.conversation import Conversation
from frontdesk.domain.errors import InvalidTransition, NotFound
from frontdesk.domain.escalating import BOT, Call
from frontdesk.domain.escalation import EscalationReason
from frontdesk.domain.workflow.outcome import is_followed
from frontdesk.use_cases.answer_visitor import owes_answer
from frontdesk.use_cases.escalate_conversation import escalate
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.take_workflow_turn import owes_step
from frontdesk.use_cases.workflow_ports import Workflows


def give_up(desk: Desk, workflows: Workflows, job: BotJob) -> None:
    """It may have been done before it failed: then nobody is called. Raises Busy."""

    def is_stuck(conversation: Conversation) -> bool:
        if is_followed(conversation):
            return owes_step(desk, workflows, job)
        return is_automatic(conversation) and owes_answer(desk, job)

    call = Call(reason=EscalationReason.BOT_FAILED, by=BOT)
    with suppress(InvalidTransition, NotFound):
        escalate(desk, job.tenant_id, job.conversation_id, call, while_=is_stuck)
