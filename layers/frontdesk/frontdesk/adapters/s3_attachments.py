"""The bucket of the files in conversations. No key holds a file's name.

key                                     access pattern
pending/tenant/conversation/attachment  one upload: by the browser with a signed form, then read, and copied or dropped
files/tenant/conversation/attachment    one file that a message carries: by the browser with a signed address

An upload that no message uses is removed by the bucket's lifecycle after a day. What a message uses is copied, rather
than marked in its place: the form that its sender still holds cannot reach the copy, and a day's delay in cleaning up
can never take a file away. What was declared travels in the object's own metadata, which the form's signature covers.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from dataclasses import asdict
from datetime import timedelta
from functools import cached_property
from typing import Any, TypeVar
from urllib.parse import quote

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from botocore.session import Session

from frontdesk.domain.attachment import Attachment, Upload
from frontdesk.domain.errors import Busy
from frontdesk.domain.file_content import HEAD_BYTES
from frontdesk.use_cases.attachment_ports import Received, UploadForm

# A form and an address name the bucket's host in its region, which a site's and the dashboard's policies can name too.
CLIENT = Config(
    connect_timeout=2,
    read_timeout=10,
    retries={"total_max_attempts": 3},
    signature_version="s3v4",
    s3={"addressing_style": "virtual", "us_east_1_regional_endpoint": "regional"},
)
# Who may not list a bucket is not told what is missing there.
GONE = frozenset({"NoSuchKey", "404", "403", "AccessDenied"})
CHANGED = frozenset({"PreconditionFailed", "412"})
DECLARED = "declared"
KEPT = "private, max-age=31536000, immutable"
T = TypeVar("T")


class S3Attachments:
    def __init__(self, session: Session, bucket: str) -> None:
        self._session = session
        self._bucket = bucket

    def form(self, upload: Upload, life: timedelta) -> UploadForm:
        fixed = {"Content-Type": upload.type, f"x-amz-meta-{DECLARED}": _packed(upload)}
        signed = self._client.generate_presigned_post(
            self._bucket,
            _pending(upload.tenant_id, upload.conversation_id, upload.id),
            Fields=dict(fixed),
            Conditions=[
                *({name: value} for name, value in fixed.items()),
                ["content-length-range", upload.size, upload.size],
            ],
            ExpiresIn=int(life.total_seconds()),
        )
        return UploadForm(signed["url"], signed["fields"])

    def received(self, tenant_id: str, conversation_id: str, attachment_id: str) -> Received | None:
        key = _pending(tenant_id, conversation_id, attachment_id)

        def read() -> Received:
            found = self._client.get_object(Bucket=self._bucket, Key=key, Range=f"bytes=0-{HEAD_BYTES - 1}")
            size = int(found["ContentRange"].rpartition("/")[2])
            return Received(_upload(found["Metadata"][DECLARED]), size, found["Body"].read(), found["ETag"])

        return _ask(read, missing=GONE)

    def keep(self, received: Received, attachment: Attachment) -> bool:
        upload = received.upload
        at = (upload.tenant_id, upload.conversation_id, upload.id)

        def copy() -> bool:
            self._client.copy_object(
                Bucket=self._bucket,
                Key=_kept(*at),
                CopySource={"Bucket": self._bucket, "Key": _pending(*at)},
                CopySourceIfMatch=received.mark,
                MetadataDirective="REPLACE",
                ContentType=attachment.type,
                ContentDisposition=_as_download(attachment.name),
                CacheControl=KEPT,
            )
            return True

        return _ask(copy, missing=GONE | CHANGED) or False

    def discard(self, received: Received) -> None:
        upload = received.upload
        key = _pending(upload.tenant_id, upload.conversation_id, upload.id)
        _ask(lambda: self._client.delete_object(Bucket=self._bucket, Key=key), missing=GONE)

    def address(self, tenant_id: str, conversation_id: str, attachment_id: str, life: timedelta) -> str | None:
        at = {"Bucket": self._bucket, "Key": _kept(tenant_id, conversation_id, attachment_id)}
        if _ask(lambda: self._client.head_object(**at), missing=GONE) is None:
            return None
        url: str = self._client.generate_presigned_url("get_object", at, ExpiresIn=int(life.total_seconds()))
        return url

    @cached_property
    def _client(self) -> Any:
        """Made when a file is first met: no other request needs it."""
        return self._session.create_client("s3", config=CLIENT)


def _ask(question: Callable[[], T], *, missing: frozenset[str]) -> T | None:
    try:
        return question()
    except ClientError as error:
        if error.response["Error"]["Code"] in missing:
            return None
        raise _unreachable() from error
    except BotoCoreError as error:
        raise _unreachable() from error


def _unreachable() -> Busy:
    return Busy("The store of files could not be reached. Please try again.")


def _pending(*parts: str) -> str:
    return "/".join(("pending", *parts))


def _kept(*parts: str) -> str:
    return "/".join(("files", *parts))


def _packed(upload: Upload) -> str:
    """Metadata are headers: they hold neither every letter nor much of it."""
    return urlsafe_b64encode(json.dumps(asdict(upload), ensure_ascii=False, separators=(",", ":")).encode()).decode()


def _upload(packed: str) -> Upload:
    return Upload(**json.loads(urlsafe_b64decode(packed)))


def _as_download(name: str) -> str:
    plain = name.encode("ascii", "replace").decode().replace("?", "_")
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
