"""Note what became of an answer of the bot."""

from collections.abc import Sequence

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.errors import Conflict, NotFound
from frontdesk.domain.escalation import EscalationReason
from frontdesk.domain.message import Message
from frontdesk.domain.outcome import AnswerOutcome, OutcomeKind
from frontdesk.domain.principal import Principal
from frontdesk.domain.vocabulary import Handler
from frontdesk.use_cases.find_conversation import find_conversation
from frontdesk.use_cases.knowledge_ports import Outcomes
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.read_log_end import read_log_end


def rate_answer(
    desk: Desk, outcomes: Outcomes, visitor: Principal, conversation_id: str, seq: int, *, helpful: bool
) -> None:
    """What the visitor says of the bot's message; saying it again, or something else, is one outcome.

    Raises NotFound, and Conflict for a message that is no answer of the bot.
    """
    conversation = find_conversation(desk, visitor, conversation_id)
    message = message_at(desk, conversation.tenant_id, conversation.id, seq)
    outcome = outcome_of(message, OutcomeKind.HELPFUL if helpful else OutcomeKind.UNHELPFUL, answered=helpful)
    if outcome is None:
        raise Conflict("Only an answer of the bot can be rated.")
    outcomes.record(outcome)


def note_escalated_after(outcomes: Outcomes, log: Sequence[Message]) -> None:
    """The visitor goes on to a human although the bot has answered: its latest answer did not do.

    Titles to choose from are no answer. Not where somebody has said outright what became of it. Safe to call again.
    """
    for message in reversed(log):
        outcome = outcome_of(message, OutcomeKind.ESCALATED_AFTER, answered=False)
        if outcome is not None and message.form is None:
            outcomes.record(outcome)
            return


def note_wish_for_human(desk: Desk, outcomes: Outcomes, before: Conversation | None, after: Conversation) -> None:
    """The visitor has left the bot by the button. What the bot itself calls a human for, it notes itself.

    Safe to call again, late, or out of order. Raises Busy.
    """
    if before is None or before.handler is not Handler.BOT or not _is_called_by_button(before, after):
        return
    log = read_log_end(desk, after.tenant_id, after.id, before.handler_since + 1)
    note_escalated_after(outcomes, [message for message in log if message.seq <= after.applied_seq])


def _is_called_by_button(before: Conversation, after: Conversation) -> bool:
    called = after.open_escalation
    return called is not None and called.reason is EscalationReason.REQUESTED and before.open_escalation is None


def message_at(desk: Desk, tenant_id: str, conversation_id: str, seq: int) -> Message:
    """Raises NotFound."""
    found = desk.log.page_after(tenant_id, conversation_id, seq - 1, 1)
    if not found or found[0].seq != seq:
        raise NotFound("There is no such message.")
    return found[0]


def outcome_of(message: Message, kind: OutcomeKind, *, answered: bool) -> AnswerOutcome | None:
    """None for a message that answers nothing by an article."""
    if message.answer is None or not message.answer.sources:
        return None
    return AnswerOutcome(
        tenant_id=message.tenant_id,
        conversation_id=message.conversation_id,
        seq=message.seq,
        answered_at=message.created_at,
        raw_confidence=message.answer.raw_confidence,
        answered=answered,
        kind=kind,
    )
