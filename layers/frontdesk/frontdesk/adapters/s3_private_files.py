"""The bucket of files in conversations, as those see it who give all of a visitor's out, or take it away.

key                                        access pattern
pending/ and files/ tenant/conversation/…  those of a conversation, with every version; the content of one
exports/tenant/hash of visitor/export      one export; all of a visitor

A bucket that keeps no versions lists each object as its only version, so that one way serves both kinds.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from functools import cached_property
from io import RawIOBase
from typing import IO, Any, cast

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from botocore.session import Session

from frontdesk.adapters.dynamodb import fingerprint
from frontdesk.domain.errors import Busy
from frontdesk.domain.privacy import Export

CLIENT = Config(
    connect_timeout=2,
    read_timeout=20,
    retries={"total_max_attempts": 3},
    signature_version="s3v4",
    s3={"addressing_style": "virtual", "us_east_1_regional_endpoint": "regional"},
)
# S3 takes no smaller part of an upload but the last.
PART_BYTES = 8 * 1024 * 1024
PIECE_BYTES = 256 * 1024
GONE = frozenset({"NoSuchKey", "404"})
NAME = "visitor.zip"


class S3PrivateFiles:
    def __init__(self, session: Session, bucket: str) -> None:
        self._session = session
        self._bucket = bucket

    @contextmanager
    def writing(self, export: Export) -> Iterator[IO[bytes]]:
        upload = _Upload(self._client, self._bucket, _export_key(export))
        with _reaching(), ExitStack() as unless_complete:
            upload.begin()
            unless_complete.callback(upload.abandon)
            yield cast("IO[bytes]", upload)
            upload.complete()
            unless_complete.pop_all()

    def address(self, export: Export, life: timedelta) -> str:
        at = {
            "Bucket": self._bucket,
            "Key": _export_key(export),
            "ResponseContentDisposition": f'attachment; filename="{NAME}"',
        }
        url: str = self._client.generate_presigned_url("get_object", at, ExpiresIn=int(life.total_seconds()))
        return url

    def content(self, tenant_id: str, conversation_id: str, attachment_id: str) -> Iterator[bytes] | None:
        key = "/".join(("files", tenant_id, conversation_id, attachment_id))
        with _reaching():
            try:
                body = self._client.get_object(Bucket=self._bucket, Key=key)["Body"]
            except ClientError as error:
                if error.response["Error"]["Code"] in GONE:
                    return None
                raise
        return cast("Iterator[bytes]", body.iter_chunks(PIECE_BYTES))

    def remove_files(self, tenant_id: str, conversation_id: str) -> None:
        for kind in ("pending", "files"):
            self._remove_all(f"{kind}/{tenant_id}/{conversation_id}/")

    def remove_exports(self, tenant_id: str, visitor_id: str) -> None:
        self._remove_all(_exports_of(tenant_id, visitor_id))

    def _remove_all(self, prefix: str) -> None:
        with _reaching():
            pages = self._client.get_paginator("list_object_versions").paginate(Bucket=self._bucket, Prefix=prefix)
            for page in pages:
                for found in (*page.get("Versions", ()), *page.get("DeleteMarkers", ())):
                    which = {"Key": found["Key"], "VersionId": found["VersionId"]}
                    self._client.delete_object(Bucket=self._bucket, **which)

    @cached_property
    def _client(self) -> Any:
        """Made when a file is first met."""
        return self._session.create_client("s3", config=CLIENT)


class _Upload(RawIOBase):
    """What is written leaves part by part: no more than one is ever held."""

    def __init__(self, client: Any, bucket: str, key: str) -> None:
        self._client = client
        self._at = {"Bucket": bucket, "Key": key}
        self._parts: list[dict[str, Any]] = []
        self._held = bytearray()

    def begin(self) -> None:
        made = self._client.create_multipart_upload(**self._at, ContentType="application/zip")
        self._at["UploadId"] = made["UploadId"]

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._held += data
        while len(self._held) >= PART_BYTES:
            self._send(bytes(self._held[:PART_BYTES]))
            del self._held[:PART_BYTES]
        return len(data)

    def complete(self) -> None:
        self._send(bytes(self._held))
        self._client.complete_multipart_upload(**self._at, MultipartUpload={"Parts": self._parts})

    def abandon(self) -> None:
        self._client.abort_multipart_upload(**self._at)

    def _send(self, body: bytes) -> None:
        number = len(self._parts) + 1
        sent = self._client.upload_part(**self._at, PartNumber=number, Body=body)
        self._parts.append({"PartNumber": number, "ETag": sent["ETag"]})


@contextmanager
def _reaching() -> Iterator[None]:
    try:
        yield
    except (BotoCoreError, ClientError) as error:
        raise Busy("The store of files could not be reached. Please try again.") from error


def _exports_of(tenant_id: str, visitor_id: str) -> str:
    return f"exports/{tenant_id}/{fingerprint(visitor_id)}/"


def _export_key(export: Export) -> str:
    return f"{_exports_of(export.tenant_id, export.visitor_id)}{export.id}"
