"""Files in conversations: a form to upload one by, and the address to get one from."""

from typing import Annotated

from fastapi import APIRouter, Path

from frontdesk.contract.attachment_models import AttachmentAddress, DeclareUpload, UploadPermit
from frontdesk.contract.base import Id
from frontdesk.domain.principal import Principal
from frontdesk.entrypoints.http_agents import PREFIX
from frontdesk.entrypoints.http_context import AgentOf, Context, ContextOf, ConversationId, VisitorOf
from frontdesk.entrypoints.http_rates import COUNTED_ACTION
from frontdesk.entrypoints.http_shared import CREATED
from frontdesk.use_cases.find_attachment import find_attachment
from frontdesk.use_cases.upload_attachment import Declared, upload_attachment

agents = APIRouter(prefix=f"{PREFIX}/conversations/{{id}}", tags=["agent"])
visitors = APIRouter(prefix="/api/widget/{token}/conversations/{id}", tags=["visitor"])

AttachmentId = Annotated[Id, Path()]


@agents.post("/uploads", status_code=CREATED)
async def upload(
    context: ContextOf, agent: AgentOf, conversation_id: ConversationId, body: DeclareUpload
) -> UploadPermit:
    return _permit(context, agent, conversation_id, body)


@visitors.post("/uploads", status_code=CREATED, dependencies=[COUNTED_ACTION])
async def own_upload(
    context: ContextOf, caller: VisitorOf, conversation_id: ConversationId, body: DeclareUpload
) -> UploadPermit:
    return _permit(context, caller.principal, conversation_id, body)


@agents.get("/attachments/{attachment_id}")
async def attachment(
    context: ContextOf, agent: AgentOf, conversation_id: ConversationId, attachment_id: AttachmentId
) -> AttachmentAddress:
    return _address(context, agent, conversation_id, attachment_id)


@visitors.get("/attachments/{attachment_id}")
async def own_attachment(
    context: ContextOf, caller: VisitorOf, conversation_id: ConversationId, attachment_id: AttachmentId
) -> AttachmentAddress:
    return _address(context, caller.principal, conversation_id, attachment_id)


def _permit(context: Context, uploader: Principal, conversation_id: str, body: DeclareUpload) -> UploadPermit:
    declared = Declared(client_id=body.client_id, name=body.name, type=body.type, size=body.size)
    permit = upload_attachment(context.desk, uploader, conversation_id, declared)
    return UploadPermit(
        attachment_id=permit.upload.id,
        name=permit.upload.name,
        url=permit.form.url,
        fields=dict(permit.form.fields),
        expires_at=permit.expires_at,
    )


def _address(context: Context, reader: Principal, conversation_id: str, attachment_id: str) -> AttachmentAddress:
    url, expires_at = find_attachment(context.desk, reader, conversation_id, attachment_id)
    return AttachmentAddress(url=url, expires_at=expires_at)
