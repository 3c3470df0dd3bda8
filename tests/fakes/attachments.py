"""Files in conversations, in memory."""

from datetime import timedelta

from frontdesk.domain.attachment import Attachment, Upload
from frontdesk.domain.file_content import HEAD_BYTES
from frontdesk.use_cases.attachment_ports import Received, UploadForm
from tests.fakes.step import Step, no_step

HOST = "https://files.example"
Key = tuple[str, str, str]


class FakeAttachments:
    def __init__(self, step: Step = no_step) -> None:
        self.step = step
        self.kept: dict[Key, tuple[Attachment, bytes]] = {}
        self._forms: dict[Key, Upload] = {}
        self._pending: dict[Key, bytes] = {}

    def form(self, upload: Upload, life: timedelta) -> UploadForm:
        self._forms[_key(upload)] = upload
        return UploadForm(f"{HOST}/", {"key": "/".join(("pending", *_key(upload)))})

    def post(self, form: UploadForm, content: bytes) -> None:
        """What a browser does with a form."""
        _, tenant_id, conversation_id, attachment_id = form.fields["key"].split("/")
        self._pending[tenant_id, conversation_id, attachment_id] = content

    def received(self, tenant_id: str, conversation_id: str, attachment_id: str) -> Received | None:
        self.step("attachments.received")
        key = (tenant_id, conversation_id, attachment_id)
        content = self._pending.get(key)
        if content is None:
            return None
        return Received(self._forms[key], len(content), content[:HEAD_BYTES], _mark(content))

    def keep(self, received: Received, attachment: Attachment) -> bool:
        self.step("attachments.keep")
        key = _key(received.upload)
        content = self._pending.get(key)
        if content is None or _mark(content) != received.mark:
            return False
        self.kept[key] = (attachment, content)
        return True

    def discard(self, received: Received) -> None:
        self.step("attachments.discard")
        self._pending.pop(_key(received.upload), None)

    def address(self, tenant_id: str, conversation_id: str, attachment_id: str, life: timedelta) -> str | None:
        self.step("attachments.address")
        key = (tenant_id, conversation_id, attachment_id)
        return f"{HOST}/{'/'.join(key)}" if key in self.kept else None


def _key(upload: Upload) -> Key:
    return upload.tenant_id, upload.conversation_id, upload.id


def _mark(content: bytes) -> str:
    return str(hash(content))
