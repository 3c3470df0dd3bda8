"""One connection to DynamoDB for every table, and what its errors mean to the rest of Frontdesk."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError
from botocore.session import Session
from pynamodb.connection import Connection
from pynamodb.constants import ATTR_DEFINITIONS, GLOBAL_SECONDARY_INDEXES
from pynamodb.exceptions import DeleteError, PutError, TransactWriteError, UpdateError
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action
from pynamodb.models import Model
from pynamodb.transactions import TransactWrite

from frontdesk.domain.errors import Busy

Part = Callable[[TransactWrite], None]

CONDITION_FAILED = "ConditionalCheckFailedException"
WORTH_TRYING_AGAIN = frozenset(
    {
        "InternalServerError",
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "ServiceUnavailable",
        "ThrottlingException",
        "TransactionConflictException",
    }
)
# What a cancelled transaction says of each of its parts.
PART_FAILED = "ConditionalCheckFailed"
PART_CONFLICTS = "TransactionConflict"
PART_THROTTLED = frozenset({"ProvisionedThroughputExceeded", "ThrottlingError"})
CONNECT_SECONDS = 2.0
READ_SECONDS = 4.0
ATTEMPTS = 3


class DynamoDb(Connection):
    """pynamodb opens a botocore session and a client for each table; a cold start can afford one of each.

    A service that cannot answer now raises Busy, after botocore's own retries.
    """

    def __init__(self, session: Session) -> None:
        super().__init__(
            region=session.get_config_variable("region"),
            connect_timeout_seconds=CONNECT_SECONDS,
            read_timeout_seconds=READ_SECONDS,
            max_retry_attempts=ATTEMPTS - 1,
            max_pool_connections=16,
        )
        self._session = session
        # Made now, while a cold start has all the CPU it can get, and not by the first request.
        self.client  # noqa: B018 - the property makes the client

    @property
    def session(self) -> Session:
        return self._session

    def dispatch(self, operation_name: str, operation_kwargs: dict[str, Any]) -> dict[str, Any]:
        try:
            return super().dispatch(operation_name, operation_kwargs)
        except ClientError as error:
            if error.response["Error"]["Code"] in WORTH_TRYING_AGAIN:
                raise Busy("The store is busy. Please try again.") from error
            raise
        except BotoCoreError as error:
            raise Busy("The store could not be reached. Please try again.") from error

    def bind(self, model: type[Model], table_name: str) -> None:
        """Let the model live in this table, over this connection; other models may live there too."""
        model.Meta.table_name = table_name
        model._connection = None
        own = model._get_connection()
        described = own.connection.get_meta_table(table_name)
        if table_name in self._tables:
            _extend(self._tables[table_name].data, described.data)
        else:
            self.add_meta_table(described)
        own.connection = self


def _extend(table: dict[str, Any], more: dict[str, Any]) -> None:
    """Let what is known of a table cover the indexes of one more model."""
    for part in (ATTR_DEFINITIONS, GLOBAL_SECONDARY_INDEXES):
        table[part] = [*table[part], *(found for found in more[part] if found not in table[part])]


def took_place(conditional_write: Callable[[], object]) -> bool:
    """Carry the write out; False when its condition did not hold."""
    try:
        conditional_write()
    except (DeleteError, PutError, UpdateError) as error:
        if error.cause_response_code == CONDITION_FAILED:
            return False
        raise
    return True


def failed_part(transaction: Callable[[], object]) -> int | None:
    """Carry the transaction out: None, or the number of the first part whose condition did not hold.

    A part that another transaction is at work on counts as the first part: trying again decides. Raises Busy.
    """
    try:
        transaction()
    except TransactWriteError as error:
        codes = [reason.code if reason else None for reason in error.cancellation_reasons]
        if PART_CONFLICTS in codes:
            return 0
        if PART_FAILED in codes:
            return codes.index(PART_FAILED)
        if any(code in PART_THROTTLED for code in codes):
            raise Busy("The store is busy. Please try again.") from error
        raise
    return None


def together(connection: Connection, *parts: Part) -> int | None:
    """All of the writes or none of them; the outcome as `failed_part` tells it."""

    def write() -> None:
        with TransactWrite(connection=connection) as transaction:
            for part in parts:
                part(transaction)

    return failed_part(write)


def assigning(model: type[Model], old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Action]:
    """What makes a row with the old values one with the new. An attribute without a value is absent from the row."""
    changed = {name: value for name, value in new.items() if old[name] != value}
    return [
        getattr(model, name).remove() if value is None else getattr(model, name).set(value)
        for name, value in changed.items()
    ]


def holds(model: type[Model], values: Mapping[str, Any]) -> Condition:
    """That a row is there, with these values."""
    condition: Condition = model._range_key_attribute().exists()
    for name, value in values.items():
        attribute = getattr(model, name)
        condition = condition & (attribute.does_not_exist() if value is None else attribute == value)
    return condition


def epoch(moment: datetime) -> int:
    return int(moment.timestamp())


def instant(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def sortable(moment: datetime) -> str:
    """ISO 8601 of one length, so that the order of strings is the order of time."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def fingerprint(secret: str) -> str:
    """What is kept of a secret at rest. It has 128 bits or more, so that a fast hash suffices."""
    return sha256(secret.encode()).hexdigest()


def without_none(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}
