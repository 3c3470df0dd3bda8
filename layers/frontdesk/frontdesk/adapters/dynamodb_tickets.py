"""The tickets' rows of the Directory table.

key                                                  access pattern
tenant#id, ticket#number                             one ticket of a tenant; all of them; the latest
tenant#id, ticket-text#number                        its description, which no list reads
by_ticket_status     tenant#status / ticket#number   those of one status (sparse)
by_ticket_assignee   tenant#agent / ticket#number    those of one assignee, or of nobody; it knows their status too

Numbers are padded, so that their order as text is their order. There is no counter: a ticket is written behind the
latest one, in one transaction with its conversation, where that place is free. So numbers have no gap and no
duplicate, and a ticket is never taken out: who erases what it says leaves the row.
"""

from collections.abc import Sequence
from typing import Any

from pynamodb.attributes import NumberAttribute, UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.connection import Connection
from pynamodb.expressions.condition import Condition
from pynamodb.indexes import GlobalSecondaryIndex, IncludeProjection, KeysOnlyProjection
from pynamodb.models import Model
from pynamodb.transactions import TransactWrite

from frontdesk.adapters.dynamodb import failed_part, took_place, without_none
from frontdesk.adapters.dynamodb_conversation_row import ConversationRow, actions_between, key_of, new_row
from frontdesk.adapters.keeping import FOR_EVER, Keeping
from frontdesk.domain.conversation import Conversation
from frontdesk.domain.errors import InvalidInput
from frontdesk.domain.party import Party
from frontdesk.domain.ticket import Ticket
from frontdesk.domain.vocabulary import Priority, TicketStatus
from frontdesk.use_cases.ports import Page

TICKET = "ticket#"
TEXT = "ticket-text#"
DIGITS = 9
LAST = 10**DIGITS - 1
# The keys of this many tickets fit into one read that a filter goes through.
FILTERED_AT_ONCE = 200


class ByTicketStatus(GlobalSecondaryIndex["TicketRow"]):
    class Meta:
        index_name = "by_ticket_status"
        projection = KeysOnlyProjection()

    ticket_status_key = UnicodeAttribute(hash_key=True)
    record = UnicodeAttribute(range_key=True)


class ByTicketAssignee(GlobalSecondaryIndex["TicketRow"]):
    class Meta:
        index_name = "by_ticket_assignee"
        projection = IncludeProjection(["status"])

    ticket_assignee_key = UnicodeAttribute(hash_key=True)
    record = UnicodeAttribute(range_key=True)


class TicketRow(Model):
    class Meta:
        table_name = "Directory"

    owner = UnicodeAttribute(hash_key=True)
    record = UnicodeAttribute(range_key=True)
    subject = UnicodeAttribute()
    requester_name = UnicodeAttribute(null=True)
    requester_email = UnicodeAttribute(null=True)
    visitor_id = UnicodeAttribute()
    conversation_id = UnicodeAttribute()
    priority = UnicodeAttribute()
    category = UnicodeAttribute(null=True)
    status = UnicodeAttribute()
    assignee_id = UnicodeAttribute(null=True)
    assignee_name = UnicodeAttribute(null=True)
    created_by_id = UnicodeAttribute()
    created_by_name = UnicodeAttribute()
    created_at = UTCDateTimeAttribute()
    updated_at = UTCDateTimeAttribute()
    version = NumberAttribute()

    ticket_status_key = UnicodeAttribute()
    ticket_assignee_key = UnicodeAttribute()

    by_ticket_status = ByTicketStatus()
    by_ticket_assignee = ByTicketAssignee()


class TicketTextRow(Model):
    class Meta:
        table_name = "Directory"

    owner = UnicodeAttribute(hash_key=True)
    record = UnicodeAttribute(range_key=True)
    description = UnicodeAttribute()


class DynamoTickets:
    """`keeping` says for how long a conversation that is closed with its ticket is kept."""

    def __init__(self, connection: Connection, keeping: Keeping = FOR_EVER) -> None:
        self._connection = connection
        self._keeping = keeping

    def last_number(self, tenant_id: str) -> int:
        latest = TicketRow.query(
            _owner(tenant_id), _up_to(LAST), limit=1, scan_index_forward=False, consistent_read=True
        )
        return next((_number(row) for row in latest), 0)

    def create(self, ticket: Ticket, old: Conversation | None, new: Conversation) -> bool:
        text = TicketTextRow(
            _owner(ticket.tenant_id), _record(TEXT, ticket.number), description=ticket.description or ""
        )

        def write() -> None:
            with TransactWrite(connection=self._connection) as transaction:
                transaction.save(_row(ticket), condition=TicketRow.record.does_not_exist())
                transaction.save(text)
                self._write_conversation(transaction, old, new)

        return failed_part(write) is None

    def _write_conversation(self, transaction: TransactWrite, old: Conversation | None, new: Conversation) -> None:
        if old is None:
            absent = ConversationRow.conversation_key.does_not_exist()
            transaction.save(new_row(new, self._keeping), condition=absent)
            return
        row, actions = ConversationRow(key_of(old.tenant_id, old.id)), actions_between(old, new, self._keeping)
        transaction.update(row, actions, condition=ConversationRow.version == old.version)

    def get(self, tenant_id: str, number: int) -> Ticket | None:
        try:
            row = TicketRow.get(_owner(tenant_id), _record(TICKET, number), consistent_read=True)
            text = TicketTextRow.get(_owner(tenant_id), _record(TEXT, number), consistent_read=True)
        except (TicketRow.DoesNotExist, TicketTextRow.DoesNotExist):
            return None
        return _ticket(row, text.description)

    def numbered(self, tenant_id: str, numbers: Sequence[int]) -> Sequence[Ticket]:
        return _in_order(tenant_id, [_record(TICKET, number) for number in numbers])

    def replace(self, old: Ticket, new: Ticket, beside: tuple[Conversation, Conversation] | None = None) -> bool:
        before, after = _values(old), _values(new)
        actions = [
            getattr(TicketRow, name).remove() if value is None else getattr(TicketRow, name).set(value)
            for name, value in after.items()
            if before[name] != value
        ]
        row, unchanged = TicketRow(*ticket_key(old.tenant_id, old.number)), TicketRow.version == old.version
        if beside is None:
            return took_place(lambda: row.update(actions, condition=unchanged))

        def write() -> None:
            with TransactWrite(connection=self._connection) as transaction:
                transaction.update(row, actions, condition=unchanged)
                self._write_conversation(transaction, *beside)

        return failed_part(write) is None

    def listed(
        self, tenant_id: str, *, status: TicketStatus | None, assignee_id: str | None, cursor: str | None, limit: int
    ) -> Page[Ticket]:
        below = _up_to(_place(cursor) - 1 if cursor else LAST)
        asked: dict[str, Any] = {"limit": limit, "scan_index_forward": False}
        if assignee_id is not None:
            only = None if status is None else TicketRow.status == status.value
            size = limit if only is None else FILTERED_AT_ONCE
            own = f"{tenant_id}#{assignee_id}"
            rows = list(TicketRow.by_ticket_assignee.query(own, below, only, page_size=size, **asked))
        elif status is not None:
            rows = list(TicketRow.by_ticket_status.query(f"{tenant_id}#{status.value}", below, **asked))
        else:
            rows = list(TicketRow.query(_owner(tenant_id), below, **asked))
            return Page([_ticket(row) for row in rows], _cursor(rows, limit))
        found = _in_order(tenant_id, [row.record for row in rows])
        # An index may be a moment behind the ticket.
        return Page([ticket for ticket in found if ticket.fits(status, assignee_id)], _cursor(rows, limit))

    def count(self, tenant_id: str, status: TicketStatus, limit: int) -> int:
        return min(TicketRow.by_ticket_status.count(f"{tenant_id}#{status.value}", limit=limit), limit)


def _in_order(tenant_id: str, records: Sequence[str]) -> list[Ticket]:
    keys = [(_owner(tenant_id), record) for record in records]
    found = {row.record: row for row in TicketRow.batch_get(keys)} if keys else {}
    return [_ticket(found[record]) for record in records if record in found]


def _cursor(rows: Sequence[TicketRow], limit: int) -> str | None:
    """The last ticket's number: what has been added since stands before it, and moves nothing."""
    return str(_number(rows[-1])) if len(rows) == limit else None


def _place(cursor: str) -> int:
    if not (cursor.isascii() and cursor.isdigit() and len(cursor) <= DIGITS):
        raise InvalidInput("cursor", "This cursor does not come from a list of tickets. Begin again without one.")
    return int(cursor)


def ticket_key(tenant_id: str, number: int) -> tuple[str, str]:
    return _owner(tenant_id), _record(TICKET, number)


def text_key(tenant_id: str, number: int) -> tuple[str, str]:
    return _owner(tenant_id), _record(TEXT, number)


def _owner(tenant_id: str) -> str:
    return f"tenant#{tenant_id}"


def _record(kind: str, number: int) -> str:
    return f"{kind}{number:0{DIGITS}d}"


def _up_to(number: int) -> Condition:
    condition: Condition = TicketRow.record.between(_record(TICKET, 0), _record(TICKET, max(number, 0)))
    return condition


def _number(row: TicketRow) -> int:
    return int(row.record.removeprefix(TICKET))


def _values(ticket: Ticket) -> dict[str, Any]:
    assignee = ticket.assignee
    return {
        "subject": ticket.subject,
        "requester_name": ticket.requester_name,
        "requester_email": ticket.requester_email,
        "visitor_id": ticket.visitor_id,
        "conversation_id": ticket.conversation_id,
        "priority": ticket.priority.value,
        "category": ticket.category,
        "status": ticket.status.value,
        "assignee_id": assignee.id if assignee else None,
        "assignee_name": assignee.name if assignee else None,
        "created_by_id": ticket.created_by.id,
        "created_by_name": ticket.created_by.name,
        "created_at": ticket.created_at,
        "updated_at": ticket.updated_at,
        "version": ticket.version,
        "ticket_status_key": f"{ticket.tenant_id}#{ticket.status.value}",
        "ticket_assignee_key": f"{ticket.tenant_id}#{assignee.id if assignee else ''}",
    }


def _row(ticket: Ticket) -> TicketRow:
    return TicketRow(_owner(ticket.tenant_id), _record(TICKET, ticket.number), **without_none(_values(ticket)))


def _ticket(row: TicketRow, description: str | None = None) -> Ticket:
    return Ticket(
        tenant_id=row.owner.removeprefix("tenant#"),
        number=_number(row),
        subject=row.subject,
        description=description,
        requester_name=row.requester_name,
        requester_email=row.requester_email,
        visitor_id=row.visitor_id,
        conversation_id=row.conversation_id,
        priority=Priority(row.priority),
        category=row.category,
        status=TicketStatus(row.status),
        assignee=Party(row.assignee_id, row.assignee_name or "") if row.assignee_id else None,
        created_by=Party(row.created_by_id, row.created_by_name),
        created_at=row.created_at,
        updated_at=row.updated_at,
        version=int(row.version),
    )
