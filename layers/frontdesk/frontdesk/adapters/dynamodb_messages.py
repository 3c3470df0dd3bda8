"""The Messages table: the numbered log of each conversation, and that of its internal notes.

key                                      access pattern
log = tenant#conversation, seq           append one (if the place is free); from a seq; pages both ways; the tail
log = tenant#conversation#notes, seq     the same of the notes: a partition that no visitor's request names
"""

from collections.abc import Iterable, Sequence
from concurrent.futures import Executor
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Any

from pynamodb.attributes import JSONAttribute, NumberAttribute, UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.models import Model

from frontdesk.adapters.dynamodb import took_place
from frontdesk.adapters.dynamodb_conversation_row import announcement_of
from frontdesk.domain.attachment import Attachment
from frontdesk.domain.message import Message
from frontdesk.domain.message_parts import ArticleCard, BotAnswer, Choice, Form, FormKind, Source
from frontdesk.domain.rate_limit import Paces
from frontdesk.domain.vocabulary import MessageType, SenderType

MESSAGES = ""
NOTES = "#notes"
EPOCH = datetime.fromtimestamp(0, UTC)
MICROSECOND = timedelta(microseconds=1)


class MessageRow(Model):
    class Meta:
        table_name = "Messages"

    log = UnicodeAttribute(hash_key=True)
    seq = NumberAttribute(range_key=True)
    client_id = UnicodeAttribute()
    sender_type = UnicodeAttribute()
    sender_id = UnicodeAttribute()
    sender_name = UnicodeAttribute()
    type = UnicodeAttribute()
    content = UnicodeAttribute()
    created_at = UTCDateTimeAttribute()
    announced_event = UnicodeAttribute(null=True)
    announced_actor = UnicodeAttribute(null=True)
    announced_target = UnicodeAttribute(null=True)
    answer = JSONAttribute(null=True)
    form = JSONAttribute(null=True)
    article = JSONAttribute(null=True)
    attachment = JSONAttribute(null=True)
    after_seq = NumberAttribute(null=True)
    visitor_pace = NumberAttribute(null=True)
    agent_pace = NumberAttribute(null=True)


class DynamoMessageLog:
    """`pool` reads several tails at once. `kind` tells the notes' logs from the messages'."""

    def __init__(self, pool: Executor, kind: str = MESSAGES) -> None:
        self._pool = pool
        self._kind = kind

    def read_from(self, tenant_id: str, conversation_id: str, seq: int) -> Sequence[Message]:
        rows = MessageRow.query(self._log(tenant_id, conversation_id), MessageRow.seq >= seq, consistent_read=True)
        return _messages(rows)

    def append(self, message: Message) -> bool:
        row = _row(self._log(message.tenant_id, message.conversation_id), message)
        return took_place(lambda: row.save(condition=MessageRow.log.does_not_exist()))

    def page_after(self, tenant_id: str, conversation_id: str, seq: int, limit: int) -> Sequence[Message]:
        log = self._log(tenant_id, conversation_id)
        return _messages(MessageRow.query(log, MessageRow.seq > seq, limit=limit, consistent_read=True))

    def page_before(self, tenant_id: str, conversation_id: str, seq: int | None, limit: int) -> Sequence[Message]:
        bound = None if seq is None else MessageRow.seq < seq
        rows = MessageRow.query(self._log(tenant_id, conversation_id), bound, limit=limit, scan_index_forward=False)
        return _messages(rows)[::-1]

    def tails(self, tenant_id: str, conversation_ids: Sequence[str], *, consistent: bool = False) -> dict[str, Message]:
        def tail(conversation_id: str) -> list[Message]:
            log = self._log(tenant_id, conversation_id)
            return _messages(MessageRow.query(log, limit=1, scan_index_forward=False, consistent_read=consistent))

        several = len(conversation_ids) > 1
        found = self._pool.map(tail, conversation_ids) if several else map(tail, conversation_ids)
        return {message.conversation_id: message for one in found for message in one}

    def _log(self, tenant_id: str, conversation_id: str) -> str:
        return f"{tenant_id}#{conversation_id}{self._kind}"


def conversation_of_log(log: str) -> tuple[str, str]:
    """The tenant's and the conversation's id."""
    tenant_id, _, conversation_id = log.removesuffix(NOTES).partition("#")
    return tenant_id, conversation_id


def _row(log: str, message: Message) -> MessageRow:
    told = message.announcement
    return MessageRow(
        log=log,
        seq=message.seq,
        client_id=message.client_id,
        sender_type=message.sender_type,
        sender_id=message.sender_id,
        sender_name=message.sender_name,
        type=message.type,
        content=message.content,
        created_at=message.created_at,
        announced_event=told.event if told else None,
        announced_actor=told.actor_name if told else None,
        announced_target=told.target_name if told else None,
        answer=asdict(message.answer) if message.answer else None,
        form=asdict(message.form) if message.form else None,
        article=asdict(message.article) if message.article else None,
        attachment=asdict(message.attachment) if message.attachment else None,
        after_seq=message.after_seq,
        visitor_pace=_microseconds(message.paces.visitor),
        agent_pace=_microseconds(message.paces.agent),
    )


def _messages(rows: Iterable[MessageRow]) -> list[Message]:
    return [_message(row) for row in rows]


def _message(row: MessageRow) -> Message:
    tenant_id, conversation_id = conversation_of_log(row.log)
    return Message(
        tenant_id=tenant_id,
        conversation_id=conversation_id,
        seq=int(row.seq),
        client_id=row.client_id,
        sender_type=SenderType(row.sender_type),
        sender_id=row.sender_id,
        sender_name=row.sender_name,
        type=MessageType(row.type),
        content=row.content,
        created_at=row.created_at,
        announcement=announcement_of(row.announced_event, row.announced_actor, row.announced_target),
        answer=_answer(row.answer) if row.answer else None,
        form=_form(row.form) if row.form else None,
        article=ArticleCard(**row.article) if row.article else None,
        attachment=Attachment(**row.attachment) if row.attachment else None,
        after_seq=None if row.after_seq is None else int(row.after_seq),
        paces=Paces(_moment(row.visitor_pace), _moment(row.agent_pace)),
    )


def _microseconds(moment: datetime | None) -> int | None:
    return None if moment is None else (moment - EPOCH) // MICROSECOND


def _moment(microseconds: float | None) -> datetime | None:
    return None if microseconds is None else EPOCH + int(microseconds) * MICROSECOND


def _answer(values: dict[str, Any]) -> BotAnswer:
    return BotAnswer(**{**values, "sources": tuple(Source(**source) for source in values["sources"])})


def _form(values: dict[str, Any]) -> Form:
    return Form(kind=FormKind(values["kind"]), choices=tuple(Choice(**choice) for choice in values["choices"]))
