"""Let a message carry a file that has been uploaded for it."""

from frontdesk.domain.attachment import Attachment
from frontdesk.domain.errors import Busy, InvalidInput, NotFound
from frontdesk.domain.file_content import fault_of
from frontdesk.domain.image_size import image_size
from frontdesk.domain.message import Draft, carrying
from frontdesk.domain.principal import Principal
from frontdesk.use_cases.attachment_ports import Received
from frontdesk.use_cases.ports import Desk


def with_attachment(
    desk: Desk, sender: Principal, conversation_id: str, draft: Draft, attachment_id: str | None
) -> Draft:
    """The draft with the file, which is kept from now on; as it is where there is none.

    A file belongs to the message that it was uploaded for: no other draft can carry it, and the log takes that one
    once. Raises NotFound for a file of another conversation, sender or message, InvalidInput for a content that is
    not what was declared, and Busy.
    """
    if attachment_id is None:
        return draft
    received = desk.attachments.received(sender.tenant_id, conversation_id, attachment_id)
    if received is None or _owner(received) != (sender.id, draft.client_id):
        raise NotFound("No such file has been uploaded for this message.")
    fault = _fault(received)
    if fault is not None:
        desk.attachments.discard(received)
        raise InvalidInput("attachment_id", fault)
    attachment = _described(received)
    if not desk.attachments.keep(received, attachment):
        raise Busy("The file has just been replaced by another one. Please send it again.")
    return carrying(draft, attachment)


def _owner(received: Received) -> tuple[str, str]:
    return received.upload.uploader_id, received.upload.client_id


def _fault(received: Received) -> str | None:
    if received.size != received.upload.size:
        return f"This file has {received.size} bytes, and not {received.upload.size} as was declared."
    return fault_of(received.upload.type, received.head)


def _described(received: Received) -> Attachment:
    upload = received.upload
    width, height = image_size(upload.type, received.head) or (None, None)
    return Attachment(id=upload.id, name=upload.name, type=upload.type, size=received.size, width=width, height=height)
