"""Posts frames to open WebSockets through API Gateway's @connections."""

from collections.abc import Sequence
from concurrent.futures import Executor
from enum import Enum, auto
from typing import Any

from aws_lambda_powertools import Logger
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from botocore.session import Session

from frontdesk.contract.rendering import push_frame
from frontdesk.domain.events import Event
from frontdesk.use_cases.ports import Clock

CONNECT_SECONDS = 1.0
READ_SECONDS = 2.0
RETRY_PAUSE_SECONDS = 0.1
PARALLEL = 10
GONE = 410
TOO_MANY = 429


class Outcome(Enum):
    SENT = auto()
    GONE = auto()
    THROTTLED = auto()
    FAILED = auto()


class ConnectionGateway:
    """A post that fails is tried once more when API Gateway asked for patience, and is otherwise left to the
    heartbeat, by which the client finds out what it has missed."""

    def __init__(self, session: Session, url: str, pool: Executor, clock: Clock, logger: Logger) -> None:
        config = Config(
            connect_timeout=CONNECT_SECONDS,
            read_timeout=READ_SECONDS,
            max_pool_connections=PARALLEL,
            parameter_validation=False,
            retries={"total_max_attempts": 1},
        )
        self._client: Any = session.create_client("apigatewaymanagementapi", endpoint_url=url, config=config)
        self._pool = pool
        self._clock = clock
        self._logger = logger

    def post(self, event: Event, connection_ids: Sequence[str]) -> Sequence[str]:
        data = push_frame(event).model_dump_json(exclude_none=True).encode()

        def send(connection_id: str) -> Outcome:
            return self._patiently(connection_id, data)

        several = len(connection_ids) > 1
        outcomes = list(self._pool.map(send, connection_ids) if several else map(send, connection_ids))
        failed = sum(outcome in (Outcome.THROTTLED, Outcome.FAILED) for outcome in outcomes)
        if failed:
            self._logger.warning("posts_failed", extra={"failed": failed, "conversation_id": event.conversation.id})
        pairs = zip(connection_ids, outcomes, strict=True)
        return [connection_id for connection_id, outcome in pairs if outcome is Outcome.GONE]

    def _patiently(self, connection_id: str, data: bytes) -> Outcome:
        outcome = self._once(connection_id, data)
        if outcome is not Outcome.THROTTLED:
            return outcome
        self._clock.pause(RETRY_PAUSE_SECONDS)
        return self._once(connection_id, data)

    def _once(self, connection_id: str, data: bytes) -> Outcome:
        try:
            self._client.post_to_connection(ConnectionId=connection_id, Data=data)
        except ClientError as error:
            status = error.response["ResponseMetadata"]["HTTPStatusCode"]
            return {GONE: Outcome.GONE, TOO_MANY: Outcome.THROTTLED}.get(status, Outcome.FAILED)
        except BotoCoreError:
            return Outcome.FAILED
        return Outcome.SENT
