"""A day's tokens of each tenant, counted by DynamoDB."""

from datetime import date

import pytest

from frontdesk.adapters.dynamodb import DynamoDb
from frontdesk.adapters.dynamodb_budgets import BudgetRow, DynamoBudgets
from tests.fakes.people import TENANT
from tests.integration.cloud import ENVIRONMENT

TODAY, TOMORROW = date(2026, 1, 5), date(2026, 1, 6)


@pytest.fixture
def budgets(connection: DynamoDb) -> DynamoBudgets:
    connection.bind(BudgetRow, ENVIRONMENT["FRONTDESK_DIRECTORY_TABLE"])
    return DynamoBudgets()


def test_a_tenant_uses_what_the_day_allows_and_no_more(budgets: DynamoBudgets) -> None:
    assert budgets.reserve(TENANT, TODAY, 60, 100)
    assert not budgets.reserve(TENANT, TODAY, 60, 100)
    assert budgets.reserve(TENANT, TODAY, 40, 100)
    assert budgets.reserve(TENANT, TOMORROW, 100, 100)
    assert budgets.reserve("another", TODAY, 100, 100)


def test_what_was_reserved_in_vain_can_be_used(budgets: DynamoBudgets) -> None:
    assert budgets.reserve(TENANT, TODAY, 100, 100)
    budgets.correct(TENANT, TODAY, -30)
    assert budgets.reserve(TENANT, TODAY, 30, 100)
    assert not budgets.reserve(TENANT, TODAY, 1, 100)


def test_what_is_more_than_a_whole_day_allows_is_refused(budgets: DynamoBudgets) -> None:
    assert not budgets.reserve(TENANT, TODAY, 101, 100)
