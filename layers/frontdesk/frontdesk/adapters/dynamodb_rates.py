"""What is counted within a minute, in the Directory table, and the keys by which addresses are marked.

key                                  access pattern
rate#counted, minute                 one more, on condition of the limit

Keys table: addresses#day            that day's key
"""

from collections import OrderedDict
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from secrets import token_bytes

from pynamodb.attributes import BinaryAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.expressions.update import Action
from pynamodb.models import Model

from frontdesk.adapters.dynamodb import epoch, sortable, took_place
from frontdesk.domain.errors import Busy

KEPT = timedelta(minutes=5)
# For whoever still works with yesterday's date.
KEY_KEPT = timedelta(hours=25)
KEY_BYTES = 32
REMEMBERED = 10_000


class RateRow(Model):
    class Meta:
        table_name = "Directory"

    owner = UnicodeAttribute(hash_key=True)
    record = UnicodeAttribute(range_key=True)
    counted = NumberAttribute(default=0)
    expires_at = NumberAttribute()


class AddressKeyRow(Model):
    class Meta:
        table_name = "Keys"

    widget_key = UnicodeAttribute(hash_key=True)
    address_key = BinaryAttribute(legacy_encoding=False)
    expires_at = NumberAttribute()


class DynamoRateCounters:
    """What has reached its limit is remembered for its minute: a flood is refused without a request for each."""

    def __init__(self) -> None:
        self._full: OrderedDict[str, datetime] = OrderedDict()

    def count(self, counted: str, minute: datetime, limit: int) -> bool:
        if self._full.get(counted) == minute:
            return False
        room = RateRow.counted.does_not_exist() | (RateRow.counted < limit)
        more: list[Action] = [RateRow.counted.add(1), RateRow.expires_at.set(epoch(minute + KEPT))]
        row = RateRow(f"rate#{counted}", sortable(minute))
        try:
            counted_on = took_place(lambda: row.update(more, condition=room))
        except Busy:
            return True
        if not counted_on:
            self._remember(counted, minute)
        return counted_on

    def _remember(self, counted: str, minute: datetime) -> None:
        self._full[counted] = minute
        self._full.move_to_end(counted)
        if len(self._full) > REMEMBERED:
            self._full.popitem(last=False)


class DynamoAddressKeys:
    """Where the table is busy, a process goes by a key of its own until it can read the one of all."""

    def __init__(self, random: Callable[[int], bytes] = token_bytes) -> None:
        self._random = random
        self._known: tuple[date, bytes] | None = None
        self._own = random(KEY_BYTES)

    def of(self, day: date) -> bytes:
        if self._known is None or self._known[0] != day:
            try:
                self._known = day, _read(day) or self._made(day)
            except Busy:
                return self._own
        return self._known[1]

    def _made(self, day: date) -> bytes:
        made = self._random(KEY_BYTES)
        until = epoch(datetime.combine(day, time(), UTC) + KEY_KEPT)
        row = AddressKeyRow(_name(day), address_key=made, expires_at=until)
        if took_place(lambda: row.save(condition=AddressKeyRow.widget_key.does_not_exist())):
            return made
        return _read(day) or self._own


def _read(day: date) -> bytes | None:
    try:
        row = AddressKeyRow.get(_name(day), consistent_read=True)
    except AddressKeyRow.DoesNotExist:
        return None
    return bytes(row.address_key)


def _name(day: date) -> str:
    return f"addresses#{day.isoformat()}"
