"""The AuditTrail port, in memory and in DynamoDB."""

from datetime import timedelta

import pytest

from frontdesk.adapters.dynamodb import DynamoDb
from frontdesk.adapters.dynamodb_audit import KEPT, AuditRow, DynamoAuditTrail
from frontdesk.domain.audit import AuditAction, AuditEntry
from frontdesk.domain.errors import InvalidInput
from frontdesk.use_cases.audit_ports import AuditTrail
from tests.fakes.audit import FakeAuditTrail
from tests.fakes.people import ADMIN, TENANT
from tests.fakes.system import START
from tests.integration.cloud import ENVIRONMENT, Tables


@pytest.fixture(params=["in memory", "in DynamoDB"])
def trail(request: pytest.FixtureRequest) -> AuditTrail:
    if request.param == "in memory":
        return FakeAuditTrail()
    connection: DynamoDb = request.getfixturevalue("connection")
    connection.bind(AuditRow, ENVIRONMENT["FRONTDESK_DIRECTORY_TABLE"])
    return DynamoAuditTrail()


def entry(number: int, tenant_id: str = TENANT, *, fields: tuple[str, ...] = ()) -> AuditEntry:
    return AuditEntry(
        tenant_id=tenant_id,
        id=f"entry-{number}",
        at=START + timedelta(seconds=number // 2),
        by=ADMIN.id,
        action=AuditAction.WIDGET_CHANGED,
        record_id="widget-1",
        fields=fields,
    )


def test_the_latest_come_first_page_by_page_also_of_one_moment(trail: AuditTrail) -> None:
    written = [entry(number, fields=("name", "routing") if number == 3 else ()) for number in range(5)]
    for one in [*written, entry(9, "elsewhere")]:
        trail.add(one)
    met: list[AuditEntry] = []
    cursor, pages = None, 0
    while cursor or not pages:
        page = trail.of_tenant(TENANT, cursor, 2)
        met += page.items
        cursor, pages = page.next_cursor, pages + 1
    assert (met, pages) == (written[::-1], 3)


def test_a_cursor_of_another_tenant_is_refused(trail: AuditTrail) -> None:
    for number in range(2):
        trail.add(entry(number, "elsewhere"))
    cursor = trail.of_tenant("elsewhere", None, 1).next_cursor
    with pytest.raises(InvalidInput):
        trail.of_tenant(TENANT, cursor, 1)


@pytest.mark.parametrize("trail", ["in DynamoDB"], indirect=True)
def test_an_entry_goes_after_its_time(trail: AuditTrail, tables: Tables) -> None:
    trail.add(entry(0))
    (row,) = [row for row in tables.rows("DirectoryTable") if row["owner"]["S"] == f"audit#{TENANT}"]
    assert int(row["expires_at"]["N"]) == int((START + KEPT).timestamp())
