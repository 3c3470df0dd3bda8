"""Desks of real adapters, on moto's DynamoDB and a local @connections API."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from moto import mock_aws

from frontdesk.adapters.dynamodb import DynamoDb
from frontdesk.adapters.dynamodb_connections import DynamoConnections
from frontdesk.adapters.dynamodb_departments import DynamoDepartments
from frontdesk.adapters.dynamodb_directory import DynamoDirectory
from frontdesk.adapters.dynamodb_tenants import DynamoTenantSettings
from frontdesk.adapters.dynamodb_widgets import SigningKeyRow
from frontdesk.bootstrap import desk_from
from frontdesk.use_cases.ports import Desk
from tests.fakes.people import STAFF, record_of
from tests.fakes.system import FakeClock
from tests.integration.cloud import CREDENTIALS, ENVIRONMENT, SocketsApi, Tables, hang_up, sockets_api


@pytest.fixture(scope="module")
def module_sockets() -> Iterator[SocketsApi]:
    with sockets_api() as api:
        yield api


@pytest.fixture(scope="module")
def module_tables() -> Iterator[Tables]:
    with pytest.MonkeyPatch.context() as patch, mock_aws():
        for name, value in CREDENTIALS.items():
            patch.setenv(name, value)
        yield Tables()


@pytest.fixture(scope="module")
def module_environment(module_sockets: SocketsApi) -> dict[str, str]:
    return {**ENVIRONMENT, "FRONTDESK_CONNECTIONS_URL": module_sockets.url}


@pytest.fixture(scope="module")
def module_desk(module_tables: Tables, module_environment: dict[str, str]) -> Iterator[Desk]:
    """Its clients take long to build; `desk` is the same without memories."""
    module_tables.clear()
    desk = desk_from(module_environment)
    yield desk
    hang_up(desk.gateway)


@pytest.fixture
def tables(module_tables: Tables) -> Tables:
    module_tables.clear()
    return module_tables


@pytest.fixture
def sockets(module_sockets: SocketsApi) -> SocketsApi:
    module_sockets.clear()
    return module_sockets


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def empty_desk(module_desk: Desk, tables: Tables, sockets: SocketsApi, clock: FakeClock) -> Desk:
    directory = DynamoDirectory(clock, connection_of(module_desk))
    tenants = DynamoTenantSettings(clock)
    return replace(module_desk, clock=clock, connections=DynamoConnections(clock), directory=directory, tenants=tenants)


@pytest.fixture
def desk(empty_desk: Desk) -> Desk:
    """The staff is enrolled, and nobody is there yet."""
    for principal in STAFF:
        empty_desk.agents.enrol(record_of(principal))
    return empty_desk


@pytest.fixture
def connection(desk: Desk) -> DynamoDb:
    """The desk's own, for what only some functions need beside it."""
    shared = connection_of(desk)
    shared.bind(SigningKeyRow, ENVIRONMENT["FRONTDESK_KEYS_TABLE"])
    return shared


def connection_of(desk: Desk) -> DynamoDb:
    assert isinstance(desk.departments, DynamoDepartments)
    shared = desk.departments._connection
    assert isinstance(shared, DynamoDb)
    return shared


@pytest.fixture(params=["in memory", "in AWS"])
def real(request: pytest.FixtureRequest) -> bool:
    """Whether a port is the adapter's, with its tables, or the fake's: what asks for it is tested with both."""
    if request.param == "in AWS":
        request.getfixturevalue("module_desk")
        request.getfixturevalue("tables")
        return True
    return False
