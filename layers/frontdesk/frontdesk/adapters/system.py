"""The clock and the source of secrets of the machine itself."""

import random
import secrets
import time
import uuid
from datetime import UTC, datetime

RANDOM = random.SystemRandom()


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)

    def pause(self, longest_seconds: float) -> None:
        time.sleep(RANDOM.uniform(0, longest_seconds))


class SystemSecrets:
    def identifier(self) -> str:
        return uuid.uuid4().hex

    def token(self, bits: int) -> str:
        return secrets.token_urlsafe(bits // 8)
