"""What is taken away when a visitor is erased, or when a conversation has been kept for long enough, table by table.

Rows are found by the keys that they are stored under, as the modules of their tables draw them. Only notifications do
not stand with their conversation: those of each agent are looked through, a month of them at most.
"""

from collections.abc import Iterable, Sequence

from pynamodb.expressions.update import Action
from pynamodb.models import Model

from frontdesk.adapters.dynamodb import holds, took_place
from frontdesk.adapters.dynamodb_agents import AgentRow
from frontdesk.adapters.dynamodb_articles import VoteRow
from frontdesk.adapters.dynamodb_connections import TICKET, ConnectionRow, tickets_of
from frontdesk.adapters.dynamodb_conversation_row import ConversationRow, created_rank_of, key_of
from frontdesk.adapters.dynamodb_directory import VISITOR_TOKEN, VisitorRow, merges_of, visitor_key
from frontdesk.adapters.dynamodb_escalations import EscalationStepRow, escalations_key
from frontdesk.adapters.dynamodb_messages import MESSAGES, NOTES, MessageRow
from frontdesk.adapters.dynamodb_notifications import NotificationRow, PushRow
from frontdesk.adapters.dynamodb_outcomes import OutcomeRow, outcome_key
from frontdesk.adapters.dynamodb_pointers import PointerRow
from frontdesk.adapters.dynamodb_search import SearchRow
from frontdesk.adapters.dynamodb_tickets import TicketRow, TicketTextRow, text_key, ticket_key
from frontdesk.domain.conversation import Conversation
from frontdesk.domain.message import Message
from frontdesk.domain.privacy import EraseConversation
from frontdesk.domain.visitor import Visitor
from frontdesk.domain.vocabulary import ERASED, TicketStatus

ERASED_TICKET = "Erased"


class DynamoRemains:
    def remove_conversation(self, conversation: Conversation) -> bool:
        row = ConversationRow(key_of(conversation.tenant_id, conversation.id))
        return took_place(lambda: row.delete(condition=ConversationRow.version == conversation.version))

    def remove_logs(self, tenant_id: str, conversation_id: str) -> None:
        for kind in (MESSAGES, NOTES):
            log = f"{key_of(tenant_id, conversation_id)}{kind}"
            _remove(MessageRow, MessageRow.query(log, consistent_read=True, attributes_to_get=["log", "seq"]))

    def remove_words(self, remains: EraseConversation) -> None:
        rank = created_rank_of(remains.created_at, remains.conversation_id)
        SearchRow(remains.tenant_id, rank).delete()

    def remove_steps(self, tenant_id: str, conversation_id: str) -> None:
        owner = escalations_key(tenant_id, conversation_id)
        _remove(EscalationStepRow, EscalationStepRow.query(owner, consistent_read=True))

    def remove_notifications(self, tenant_id: str, conversation_id: str) -> None:
        for agent in AgentRow.query(f"tenant#{tenant_id}", AgentRow.record.startswith("agent#")):
            owner = f"agent#{tenant_id}#{agent.id}"
            of_this = NotificationRow.conversation_id == conversation_id
            listed = NotificationRow.record.startswith("notification#")
            _remove(NotificationRow, NotificationRow.query(owner, listed, of_this, consistent_read=True))
            pushed = PushRow.record.startswith(f"push#{conversation_id}-")
            _remove(PushRow, PushRow.query(owner, pushed, consistent_read=True))

    def remove_outcomes(self, log: Sequence[Message]) -> None:
        answers = [message for message in log if message.answer is not None]
        keys = [outcome_key(one.tenant_id, one.created_at, one.conversation_id, one.seq) for one in answers]
        _remove(OutcomeRow, (OutcomeRow(*key) for key in keys))

    def blank_ticket(self, tenant_id: str, number: int) -> None:
        """What it says first: whoever dies in between has left the sign that it is still to be done."""
        text = TicketTextRow(*text_key(tenant_id, number))
        there = TicketTextRow.record.exists()
        took_place(lambda: text.update([TicketTextRow.description.set("")], condition=there))
        row, closed = TicketRow(*ticket_key(tenant_id, number)), TicketStatus.CLOSED.value
        blank: list[Action] = [
            TicketRow.subject.set(ERASED_TICKET),
            TicketRow.requester_name.remove(),
            TicketRow.requester_email.remove(),
            TicketRow.category.remove(),
            TicketRow.visitor_id.set(ERASED),
            TicketRow.conversation_id.set(ERASED),
            TicketRow.status.set(closed),
            TicketRow.ticket_status_key.set(f"{tenant_id}#{closed}"),
            TicketRow.version.add(1),
        ]
        took_place(lambda: row.update(blank, condition=TicketRow.record.exists() & (TicketRow.visitor_id != ERASED)))

    def remove_tokens(self, tenant_id: str, visitor_id: str) -> None:
        owner, _ = visitor_key(tenant_id, visitor_id)
        known_by = PointerRow.record.startswith(VISITOR_TOKEN)
        tokens = list(PointerRow.query(owner, known_by, consistent_read=True))
        _remove(PointerRow, (PointerRow(token.record, VISITOR_TOKEN) for token in tokens))
        _remove(PointerRow, tokens)
        given = list(ConnectionRow.query(tickets_of(tenant_id, visitor_id), consistent_read=True))
        _remove(ConnectionRow, (ConnectionRow(ticket.member, TICKET) for ticket in given))
        _remove(ConnectionRow, given)
        _remove(VoteRow, VoteRow.query(owner, consistent_read=True))

    def remove_visitor(self, visitor: Visitor) -> bool:
        row = VisitorRow(*visitor_key(visitor.tenant_id, visitor.id))
        as_known = holds(VisitorRow, merges_of(visitor)) & (VisitorRow.first_seen_at == visitor.first_seen_at)
        return took_place(lambda: row.delete(condition=as_known))


def _remove(model: type[Model], rows: Iterable[Model]) -> None:
    with model.batch_write() as batch:
        for row in rows:
            batch.delete(row)
