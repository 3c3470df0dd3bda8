"""Agents' accounts in a user pool: the Accounts port, in memory and in Cognito."""

from dataclasses import replace

import pytest
from botocore.session import get_session

from frontdesk.adapters.cognito_accounts import CognitoAccounts
from frontdesk.domain.agent import Agent
from frontdesk.domain.errors import NameTaken
from frontdesk.domain.vocabulary import Role
from frontdesk.use_cases.ports import Accounts
from tests.fakes.accounts import FakeAccounts
from tests.integration.cloud import Tables
from tests.integration.user_pool import UserPool

EMAIL = "nina@acme.example"


@pytest.fixture
def pool(tables: Tables) -> UserPool:
    return UserPool()


@pytest.fixture(params=["in memory", "in Cognito"])
def accounts(request: pytest.FixtureRequest) -> Accounts:
    if request.param == "in memory":
        return FakeAccounts()
    return CognitoAccounts(get_session(), request.getfixturevalue("pool").id)


def nina(agent_id: str) -> Agent:
    return Agent(tenant_id="acme", id=agent_id, name="Nina", email=EMAIL, role=Role.AGENT)


def test_an_account_that_the_tenant_has_is_the_same_when_it_is_invited_again(accounts: Accounts) -> None:
    first = accounts.invite("acme", EMAIL, "Nina", Role.AGENT)
    assert accounts.invite("acme", EMAIL, "Nina", Role.AGENT) == first
    assert accounts.invite("acme", "ben@acme.example", "Ben", Role.AGENT) != first


def test_a_person_of_another_tenant_is_refused_at_the_email(accounts: Accounts) -> None:
    accounts.invite("acme", EMAIL, "Nina", Role.AGENT)
    with pytest.raises(NameTaken) as refused:
        accounts.invite("elsewhere", EMAIL, "Nina", Role.ADMIN)
    assert refused.value.field == "email"


def test_who_is_removed_is_gone_and_may_be_removed_and_invited_again(accounts: Accounts) -> None:
    first = accounts.invite("acme", EMAIL, "Nina", Role.AGENT)
    accounts.remove(nina(first))
    accounts.remove(nina(first))
    second = accounts.invite("elsewhere", EMAIL, "Nina", Role.AGENT)
    assert second != first
    accounts.remove(nina(first))
    assert accounts.invite("elsewhere", EMAIL, "Nina", Role.AGENT) == second


def test_an_invited_agent_signs_in_by_email_for_their_tenant_with_a_password_to_be_changed(pool: UserPool) -> None:
    account = CognitoAccounts(get_session(), pool.id).invite("acme", EMAIL, "Nina", Role.AGENT)
    user = pool.user(EMAIL)
    attributes = {one["Name"]: one["Value"] for one in user["UserAttributes"]}
    assert attributes == {
        "sub": account,
        "email": EMAIL,
        "email_verified": "true",
        "name": "Nina",
        "custom:tenant_id": "acme",
    }
    assert (user["UserStatus"], pool.groups(EMAIL)) == ("FORCE_CHANGE_PASSWORD", ["agent"])


def test_a_role_is_exactly_one_group(pool: UserPool) -> None:
    accounts = CognitoAccounts(get_session(), pool.id)
    account = accounts.invite("acme", EMAIL, "Nina", Role.AGENT)
    for role in (Role.ADMIN, Role.ADMIN, Role.AGENT):
        accounts.set_role(nina(account), role)
        assert pool.groups(EMAIL) == [role.value]


def test_an_account_is_known_by_the_agents_id_whatever_their_email_has_become(pool: UserPool) -> None:
    accounts = CognitoAccounts(get_session(), pool.id)
    account = accounts.invite("acme", EMAIL, "Nina", Role.AGENT)
    moved = replace(nina(account), email="nina@elsewhere.example")
    accounts.set_role(moved, Role.ADMIN)
    assert pool.groups(EMAIL) == ["admin"]
    accounts.remove(moved)
    with pytest.raises(pool.client.exceptions.UserNotFoundException):
        pool.user(EMAIL)
