"""The counters of rates and the keys of addresses, in memory and in DynamoDB; what they cost."""

from datetime import date, timedelta

import pytest

from frontdesk.adapters.dynamodb import DynamoDb
from frontdesk.adapters.dynamodb_rates import AddressKeyRow, DynamoAddressKeys, DynamoRateCounters, RateRow
from frontdesk.domain.errors import Busy
from frontdesk.use_cases.limit_rate import count_session
from frontdesk.use_cases.rate_ports import AddressKeys, RateCounters, RateDesk, RequestRates
from tests.fakes.people import WIDGET
from tests.fakes.rates import FakeAddressKeys, FakeRateCounters
from tests.fakes.system import START, FakeClock
from tests.integration.capacity import metered
from tests.integration.cloud import ENVIRONMENT, Tables

TODAY, TOMORROW = date(2026, 1, 5), date(2026, 1, 6)
ADDRESS = "203.0.113.7"


@pytest.fixture
def bound(connection: DynamoDb) -> None:
    connection.bind(RateRow, ENVIRONMENT["FRONTDESK_DIRECTORY_TABLE"])
    connection.bind(AddressKeyRow, ENVIRONMENT["FRONTDESK_KEYS_TABLE"])


@pytest.fixture(params=["in memory", "in DynamoDB"])
def counters(request: pytest.FixtureRequest) -> RateCounters:
    if request.param == "in memory":
        return FakeRateCounters()
    request.getfixturevalue("bound")
    return DynamoRateCounters()


@pytest.fixture(params=["in memory", "in DynamoDB"])
def keys(request: pytest.FixtureRequest) -> AddressKeys:
    if request.param == "in memory":
        return FakeAddressKeys()
    request.getfixturevalue("bound")
    return DynamoAddressKeys()


def test_so_many_are_counted_in_a_minute_and_no_more(counters: RateCounters) -> None:
    assert [counters.count("one", START, 2) for _ in range(4)] == [True, True, False, False]
    assert counters.count("another", START, 2)
    assert counters.count("one", START + timedelta(minutes=1), 2)


def test_a_days_key_stays_the_same_and_another_day_has_another(keys: AddressKeys) -> None:
    assert keys.of(TODAY) == keys.of(TODAY) != keys.of(TOMORROW)


@pytest.mark.usefixtures("bound")
def test_every_process_has_the_same_key(tables: Tables) -> None:
    assert DynamoAddressKeys().of(TODAY) == DynamoAddressKeys().of(TODAY)
    (row,) = tables.rows("KeysTable")
    assert int(row["expires_at"]["N"]) - START.timestamp() <= timedelta(hours=25).total_seconds()


@pytest.mark.usefixtures("bound")
def test_a_session_costs_two_counts_and_a_flood_nothing(tables: Tables) -> None:
    rates = RequestRates(beginnings_of_address=2)
    desk = RateDesk(FakeClock(), DynamoRateCounters(), DynamoAddressKeys(), rates)
    count_session(desk, WIDGET, ADDRESS)
    with metered(tables) as counted:
        count_session(desk, WIDGET, ADDRESS)
    assert (len(counted.calls), counted.writes) == (2, 2)
    with pytest.raises(Exception, match="too much at once"):
        count_session(desk, WIDGET, ADDRESS)
    with metered(tables) as flood:
        for _ in range(20):
            with pytest.raises(Exception, match="too much at once"):
                count_session(desk, WIDGET, ADDRESS)
    assert flood.calls == []
    assert ADDRESS not in str(tables.rows("DirectoryTable"))


def test_a_busy_store_lets_visitors_through(monkeypatch: pytest.MonkeyPatch, bound: None) -> None:
    def busy(*_: object, **__: object) -> None:
        raise Busy("The store is busy.")

    monkeypatch.setattr(RateRow, "update", busy)
    monkeypatch.setattr(AddressKeyRow, "get", busy)
    assert DynamoRateCounters().count("one", START, 1)
    keys = DynamoAddressKeys()
    assert keys.of(TODAY) == keys.of(TODAY)
