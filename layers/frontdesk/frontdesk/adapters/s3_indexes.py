"""The bucket of the answer engine's indexes, each under a name that its content gives it.

key                          access pattern
indexes/tenant/fingerprint   one index of a tenant

What has been replaced is marked, and the bucket's lifecycle removes what is marked: it cannot tell by itself which
index is in use, and a function may still be about to load the one before.
"""

from functools import cached_property
from typing import Any

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from botocore.session import Session

from frontdesk.domain.errors import Busy, NotFound

CLIENT = Config(connect_timeout=2, read_timeout=10, retries={"total_max_attempts": 3})
GONE = frozenset({"NoSuchKey", "AccessDenied"})
REPLACED = {"TagSet": [{"Key": "replaced", "Value": "true"}]}


class S3Indexes:
    def __init__(self, session: Session, bucket: str) -> None:
        self._session = session
        self._bucket = bucket

    def put(self, tenant_id: str, fingerprint: str, packed: bytes) -> None:
        self._ask("put_object", tenant_id, fingerprint, Body=packed)

    def get(self, tenant_id: str, fingerprint: str) -> bytes:
        answer = self._ask("get_object", tenant_id, fingerprint)
        try:
            packed: bytes = answer["Body"].read()
        except BotoCoreError as error:
            raise _unreachable() from error
        return packed

    def mark_replaced(self, tenant_id: str, fingerprint: str) -> None:
        self._ask("put_object_tagging", tenant_id, fingerprint, Tagging=REPLACED)

    def _ask(self, operation: str, tenant_id: str, fingerprint: str, **more: Any) -> Any:
        try:
            return getattr(self._client, operation)(
                Bucket=self._bucket, Key=f"indexes/{tenant_id}/{fingerprint}", **more
            )
        except ClientError as error:
            # Who may not list a bucket is not told what is missing there.
            if error.response["Error"]["Code"] in GONE:
                raise NotFound("There is no such index.") from error
            raise _unreachable() from error
        except BotoCoreError as error:
            raise _unreachable() from error

    @cached_property
    def _client(self) -> Any:
        """Made when an index is first wanted: no other part of a function needs it."""
        return self._session.create_client("s3", config=CLIENT)


def _unreachable() -> Busy:
    return Busy("The store of indexes could not be reached. Please try again.")
