"""A job of the privacy queue: it names what is to be done, and holds nothing of what was said."""

from typing import Annotated, Literal

from pydantic import AwareDatetime, Field, TypeAdapter

from frontdesk.contract.base import Wire
from frontdesk.domain.privacy import EraseConversation, EraseVisitor, ExportVisitor, PrivacyJob


class EraseVisitorBody(Wire):
    kind: Literal["erase_visitor"] = "erase_visitor"
    tenant_id: str
    visitor_id: str
    again: bool = False


class EraseConversationBody(Wire):
    kind: Literal["erase_conversation"] = "erase_conversation"
    tenant_id: str
    conversation_id: str
    # To the microsecond, unlike what clients are told: it is part of a key.
    created_at: AwareDatetime
    ticket_number: int | None = None
    escalations: tuple[int, ...] = ()


class ExportVisitorBody(Wire):
    kind: Literal["export_visitor"] = "export_visitor"
    tenant_id: str
    visitor_id: str
    export_id: str


Body = EraseVisitorBody | EraseConversationBody | ExportVisitorBody
BODIES: TypeAdapter[Body] = TypeAdapter(Annotated[Body, Field(discriminator="kind")])


def body_of(job: PrivacyJob) -> str:
    return _body(job).model_dump_json()


def _body(job: PrivacyJob) -> Body:
    match job:
        case EraseVisitor():
            return EraseVisitorBody(tenant_id=job.tenant_id, visitor_id=job.visitor_id, again=job.again)
        case EraseConversation():
            return EraseConversationBody(
                tenant_id=job.tenant_id,
                conversation_id=job.conversation_id,
                created_at=job.created_at,
                ticket_number=job.ticket_number,
                escalations=job.escalations,
            )
        case ExportVisitor():
            return ExportVisitorBody(tenant_id=job.tenant_id, visitor_id=job.visitor_id, export_id=job.export_id)


def job_of(body: str) -> PrivacyJob:
    """Raises pydantic's ValidationError for a body that is no job."""
    match BODIES.validate_json(body):
        case EraseVisitorBody() as read:
            return EraseVisitor(read.tenant_id, read.visitor_id, read.again)
        case EraseConversationBody() as read:
            return EraseConversation(
                read.tenant_id, read.conversation_id, read.created_at, read.ticket_number, read.escalations
            )
        case ExportVisitorBody() as read:
            return ExportVisitor(read.tenant_id, read.visitor_id, read.export_id)
