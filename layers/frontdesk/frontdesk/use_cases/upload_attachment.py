"""Let somebody upload a file that they are going to send in a conversation."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from frontdesk.domain.attachment import Upload, check_declared, safe_name
from frontdesk.domain.principal import Principal
from frontdesk.use_cases.attachment_ports import UploadForm
from frontdesk.use_cases.find_conversation import check_writable, find_conversation
from frontdesk.use_cases.ports import Desk

FORM_LIFE = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """What the uploader says of the file, and of the message that will carry it."""

    client_id: str
    name: str
    type: str
    size: int


@dataclass(frozen=True, slots=True)
class Permit:
    upload: Upload
    form: UploadForm
    expires_at: datetime


def upload_attachment(desk: Desk, uploader: Principal, conversation_id: str, declared: Declared) -> Permit:
    """Raises NotFound, InvalidInput, InvalidTransition, Forbidden."""
    check_declared(declared.type, declared.size, desk.policy.attachment_bytes)
    check_writable(desk, uploader, find_conversation(desk, uploader, conversation_id))
    upload = Upload(
        tenant_id=uploader.tenant_id,
        conversation_id=conversation_id,
        id=desk.secrets.identifier(),
        uploader_id=uploader.id,
        client_id=declared.client_id,
        name=safe_name(declared.name, declared.type),
        type=declared.type,
        size=declared.size,
    )
    return Permit(upload, desk.attachments.form(upload, FORM_LIFE), desk.clock.now() + FORM_LIFE)
