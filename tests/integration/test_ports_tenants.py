"""The TenantSettingsStore port, in memory and in DynamoDB."""

from dataclasses import replace
from datetime import timedelta

import pytest

from frontdesk.domain.business_hours import BusinessHours, Holiday, Interval
from frontdesk.domain.tenant import TenantSettings
from frontdesk.use_cases.ports import Desk, TenantSettingsStore
from tests.fakes import make_desk
from tests.fakes.people import TENANT
from tests.fakes.system import START, FakeClock
from tests.integration.cloud import Tables

NOTHING = TenantSettings(tenant_id=TENANT)
HOURS = BusinessHours(
    time_zone="Asia/Jakarta",
    week=((Interval(540, 1020),), (), (Interval(540, 720), Interval(780, 1440)), (), (), (), ()),
    holidays=(Holiday(date=START.date(), name="New Year"),),
)
SETTLED = replace(
    NOTHING,
    retention_days=365,
    sla_minutes=3,
    silence_minutes=7,
    message_cap=12,
    auto_close_hours=48,
    confidence_threshold=0.0,
    business_hours=HOURS,
    updated_at=START,
    version=1,
)


@pytest.fixture(params=["in memory", "in DynamoDB"])
def tenants(request: pytest.FixtureRequest) -> TenantSettingsStore:
    if request.param == "in memory":
        return make_desk().tenants
    desk: Desk = request.getfixturevalue("desk")
    return desk.tenants


def test_what_a_tenant_has_settled_is_kept_whole_and_apart_from_others(tenants: TenantSettingsStore) -> None:
    assert tenants.get(TENANT) == NOTHING
    assert list(tenants.of_all()) == []
    elsewhere = TenantSettings(tenant_id="elsewhere", sla_minutes=9, version=1)
    assert tenants.put(NOTHING, SETTLED)
    assert tenants.put(TenantSettings(tenant_id="elsewhere"), elsewhere)
    assert tenants.get(TENANT) == SETTLED
    assert {found.tenant_id: found for found in tenants.of_all()} == {TENANT: SETTLED, "elsewhere": elsewhere}


def test_a_change_of_what_has_changed_meanwhile_writes_nothing(tenants: TenantSettingsStore) -> None:
    tenants.put(NOTHING, SETTLED)
    assert not tenants.put(NOTHING, replace(NOTHING, message_cap=1, version=1))
    assert tenants.put(SETTLED, replace(NOTHING, version=2))
    assert not tenants.put(SETTLED, replace(SETTLED, version=2))
    assert tenants.get(TENANT) == replace(NOTHING, version=2)


def test_a_warm_function_asks_once_in_half_a_minute_whatever_it_has_found(
    desk: Desk, clock: FakeClock, tables: Tables
) -> None:
    assert desk.tenants.get(TENANT) == NOTHING
    tables.client.put_item(
        TableName="DirectoryTable",
        Item={
            "owner": {"S": "tenant-settings"},
            "record": {"S": TENANT},
            "message_cap": {"N": "4"},
            "version": {"N": "1"},
        },
    )
    assert desk.tenants.get(TENANT) == NOTHING
    known = replace(NOTHING, message_cap=4, version=1)
    assert desk.tenants.get(TENANT, consistent=True) == known
    assert desk.tenants.put(known, replace(known, message_cap=5, version=2))
    assert desk.tenants.get(TENANT).message_cap == 5
    clock.advance(seconds=timedelta(seconds=31).total_seconds())
    assert desk.tenants.get(TENANT).message_cap == 5
