"""What files in conversations need from the world."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from frontdesk.domain.attachment import Attachment, Upload


@dataclass(frozen=True, slots=True)
class UploadForm:
    """Post `fields`, and then the file as `file`, to `url`: nothing else than what was declared is taken there."""

    url: str
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Received:
    """An upload that has come: how large it is, how it begins, and a mark that another content would not have."""

    upload: Upload
    size: int
    head: bytes
    mark: str


class Attachments(Protocol):
    """Where files are: what has been uploaded, for a day, and what messages carry."""

    def form(self, upload: Upload, life: timedelta) -> UploadForm:
        """The right to upload exactly this, for so long."""

    def received(self, tenant_id: str, conversation_id: str, attachment_id: str) -> Received | None: ...

    def keep(self, received: Received, attachment: Attachment) -> bool:
        """Keep it for a message; as often as one likes. False where another content has come meanwhile."""

    def discard(self, received: Received) -> None: ...

    def address(self, tenant_id: str, conversation_id: str, attachment_id: str, life: timedelta) -> str | None:
        """Where the content of a file that was kept can be had for so long; None where there is none."""
