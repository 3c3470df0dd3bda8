"""Give out all that is known of a visitor: JSON, and the files of their conversations, as one archive.

What is written is what is kept, field by field: nothing that is added to a record later is forgotten here. Only what
counts writes and guards them is left out.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict
from datetime import datetime
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.errors import NotFound
from frontdesk.domain.message import Message
from frontdesk.domain.principal import Principal
from frontdesk.domain.privacy import Export, ExportState, ExportVisitor
from frontdesk.use_cases.ports import Desk, MessageLog
from frontdesk.use_cases.privacy_ports import PrivacyDesk

INTERNAL = frozenset({"tenant_id", "version", "applied_seq", "handler_since", "announcement", "merging"})
PAGE_SIZE = 25
LOG_PAGE = 100


def request_export(desk: Desk, privacy: PrivacyDesk, admin: Principal, visitor_id: str) -> tuple[Export, bool]:
    """The one that has been asked for a moment ago, or a new one, and whether it is new. Raises NotFound, Busy."""
    visitor = desk.directory.visitor(admin.tenant_id, visitor_id, consistent=True)
    if visitor is None:
        raise NotFound("There is no such visitor.")
    if visitor.merged_into is not None:
        return request_export(desk, privacy, admin, visitor.merged_into)
    now = desk.clock.now()
    latest = privacy.records.export(admin.tenant_id, visitor_id)
    if latest is not None and latest.is_fresh(now):
        return latest, False
    made = Export(tenant_id=admin.tenant_id, visitor_id=visitor_id, id=desk.secrets.identifier(), requested_at=now)
    privacy.records.put_export(made)
    privacy.queue.put([ExportVisitor(made.tenant_id, made.visitor_id, made.id)])
    return made, True


def export_visitor(desk: Desk, work: PrivacyDesk, job: ExportVisitor) -> bool:
    """False where there is nothing to do: it is done, another has been asked for since, or nobody is there any more.

    However much there is, a page of a log and a part of the archive are all that is held at once. Raises Busy.
    """
    export = work.records.export(job.tenant_id, job.visitor_id)
    visitor = desk.directory.visitor(job.tenant_id, job.visitor_id, consistent=True)
    if visitor is None or export is None or export.id != job.export_id or export.state is ExportState.READY:
        return False
    with ExitStack() as stack:
        sink = stack.enter_context(work.files.writing(export))
        archive = stack.enter_context(ZipFile(sink, "w", ZIP_DEFLATED))
        archive.writestr("visitor.json", _written(_told(asdict(visitor))))
        for visitor_id in dict.fromkeys((visitor.id, *visitor.merging)):
            for conversation in _conversations(desk, visitor.tenant_id, visitor_id):
                _add(desk, work, archive, conversation)
    work.records.put_export(export.ready(desk.clock.now()))
    return True


def _add(desk: Desk, work: PrivacyDesk, archive: ZipFile, conversation: Conversation) -> None:
    folder = f"conversations/{conversation.id}"
    number = conversation.ticket_number
    ticket = None if number is None else desk.tickets.get(conversation.tenant_id, number)
    about = _told(asdict(conversation)) | {"ticket": _told(asdict(ticket)) if ticket else None}
    archive.writestr(f"{folder}/conversation.json", _written(about))
    for name, log in (("messages", desk.log), ("notes", desk.notes)):
        with archive.open(f"{folder}/{name}.jsonl", "w") as lines:
            for message in _messages(log, conversation):
                lines.write(_written(_told(asdict(message)), indent=None) + b"\n")
    for message in _messages(desk.log, conversation):
        if message.attachment is not None:
            content = work.files.content(conversation.tenant_id, conversation.id, message.attachment.id)
            name = f"{folder}/files/{message.seq}-{_file_name(message.attachment.name)}"
            _copy(archive, name, content)


def _copy(archive: ZipFile, name: str, content: Iterator[bytes] | None) -> None:
    if content is None:
        return
    with archive.open(name, "w", force_zip64=True) as file:
        for piece in content:
            file.write(piece)


def _file_name(name: str) -> str:
    """As it was called, and never a path: whoever unpacks it writes where they mean to."""
    return name.replace("/", "_").replace("\\", "_").lstrip(".") or "file"


def _told(record: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in record.items() if name not in INTERNAL}


def _written(record: Mapping[str, Any], indent: int | None = 2) -> bytes:
    return json.dumps(record, default=_plain, ensure_ascii=False, indent=indent).encode()


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else dict(value)


def _messages(log: MessageLog, conversation: Conversation) -> Iterator[Message]:
    after = 0
    while True:
        page: Sequence[Message] = log.page_after(conversation.tenant_id, conversation.id, after, LOG_PAGE)
        yield from page
        if len(page) < LOG_PAGE:
            return
        after = page[-1].seq


def _conversations(desk: Desk, tenant_id: str, visitor_id: str) -> Iterator[Conversation]:
    cursor = None
    while True:
        page = desk.conversations.of_visitor(tenant_id, visitor_id, cursor, PAGE_SIZE)
        yield from page.items
        cursor = page.next_cursor
        if cursor is None:
            return
