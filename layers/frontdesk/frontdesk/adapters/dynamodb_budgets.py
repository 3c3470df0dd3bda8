"""What each tenant has used of a day's tokens: rows of the Directory table, gone after some days.

key                        access pattern
tenant#…, budget#day       count, on condition of the limit
"""

from datetime import UTC, date, datetime, time, timedelta

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.expressions.update import Action
from pynamodb.models import Model

from frontdesk.adapters.dynamodb import epoch, took_place
from frontdesk.domain.errors import Busy

KEPT = timedelta(days=7)


class BudgetRow(Model):
    class Meta:
        table_name = "Directory"

    owner = UnicodeAttribute(hash_key=True)
    record = UnicodeAttribute(range_key=True)
    tokens = NumberAttribute(default=0)
    expires_at = NumberAttribute()


class DynamoBudgets:
    def reserve(self, tenant_id: str, day: date, tokens: int, limit: int) -> bool:
        if tokens > limit:
            return False
        row, until = _row(tenant_id, day), epoch(datetime.combine(day, time(), UTC) + KEPT)
        room = BudgetRow.tokens.does_not_exist() | (BudgetRow.tokens <= limit - tokens)
        count: list[Action] = [BudgetRow.tokens.add(tokens), BudgetRow.expires_at.set(until)]
        try:
            return took_place(lambda: row.update(count, condition=room))
        except Busy:
            return False

    def correct(self, tenant_id: str, day: date, by: int) -> None:
        """Left as it was where the table is busy: too much is counted then, and nothing else depends on it."""
        if by:
            try:
                _row(tenant_id, day).update([BudgetRow.tokens.add(by)])
            except Busy:
                return


def _row(tenant_id: str, day: date) -> BudgetRow:
    return BudgetRow(f"tenant#{tenant_id}", f"budget#{day.isoformat()}")
