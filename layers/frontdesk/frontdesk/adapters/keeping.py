"""For how long each tenant keeps what has ended: its own retention, or the deployment's, or for ever."""

from collections.abc import Callable
from datetime import datetime, timedelta


class Keeping:
    """`days_of` tells a tenant's retention. It is asked with conversations that end and with sessions, never with a
    message, and answers from memory for a while.
    """

    def __init__(self, days_of: Callable[[str], int | None]) -> None:
        self._days_of = days_of

    def until(self, tenant_id: str, ended_at: datetime) -> datetime | None:
        """When it is to go; None where it is kept until somebody erases it."""
        days = self._days_of(tenant_id)
        return None if days is None else ended_at + timedelta(days=days)


FOR_EVER = Keeping(lambda _tenant_id: None)
