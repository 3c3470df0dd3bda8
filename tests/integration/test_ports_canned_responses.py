"""The CannedResponses and Departments ports, in memory and in DynamoDB: what is unique stays so."""

from dataclasses import replace
from datetime import timedelta

import pytest

from frontdesk.domain.canned_response import CannedResponse
from frontdesk.domain.department import Department
from frontdesk.domain.errors import NameTaken
from frontdesk.use_cases.ports import CannedResponses, Departments, Desk
from tests.fakes import make_desk
from tests.fakes.people import TENANT
from tests.fakes.system import START

HELLO = CannedResponse(
    tenant_id=TENANT, id="response-1", shortcut="hello", title="Hello", body="Hi {{visitor_name}}", updated_at=START
)
BYE = replace(HELLO, id="response-2", shortcut="bye", department_id="sales", usage_count=3)
SALES = Department(tenant_id=TENANT, id="sales", name="Sales", description="Beans and machines")
BILLING = Department(tenant_id=TENANT, id="billing", name="Billing")


@pytest.fixture(params=["in memory", "in DynamoDB"])
def any_desk(request: pytest.FixtureRequest) -> Desk:
    if request.param == "in memory":
        return make_desk()
    desk: Desk = request.getfixturevalue("desk")
    return desk


@pytest.fixture
def responses(any_desk: Desk) -> CannedResponses:
    return any_desk.canned_responses


@pytest.fixture
def departments(any_desk: Desk) -> Departments:
    return any_desk.departments


def test_canned_responses_are_kept_whole_and_listed_by_shortcut(responses: CannedResponses) -> None:
    elsewhere = replace(HELLO, tenant_id="elsewhere")
    for response in (HELLO, BYE, elsewhere):
        responses.add(response)
    assert responses.get(TENANT, HELLO.id) == HELLO
    assert responses.get("nowhere", HELLO.id) is None
    assert list(responses.of_tenant(TENANT)) == [BYE, HELLO]
    assert list(responses.of_tenant("elsewhere")) == [elsewhere]


def test_a_shortcut_belongs_to_one_canned_response_and_is_free_again_after_it(responses: CannedResponses) -> None:
    responses.add(HELLO)
    second = replace(BYE, shortcut="hello")
    with pytest.raises(NameTaken) as refused:
        responses.add(second)
    assert refused.value.field == "shortcut"
    assert responses.get(TENANT, second.id) is None
    assert responses.remove(HELLO)
    responses.add(second)
    assert list(responses.of_tenant(TENANT)) == [second]


def test_a_new_shortcut_frees_the_old_one(responses: CannedResponses) -> None:
    responses.add(HELLO)
    responses.add(BYE)
    with pytest.raises(NameTaken):
        responses.edit(HELLO, replace(HELLO, shortcut="bye", title="Changed"))
    assert responses.get(TENANT, HELLO.id) == HELLO
    assert responses.edit(HELLO, replace(HELLO, shortcut="hi"))
    assert responses.edit(BYE, replace(BYE, shortcut="hello"))
    assert [response.shortcut for response in responses.of_tenant(TENANT)] == ["hello", "hi"]


def test_an_edit_that_was_decided_on_old_words_changes_nothing(responses: CannedResponses) -> None:
    responses.add(HELLO)
    first = replace(HELLO, title="First", updated_at=START + timedelta(seconds=1))
    assert responses.edit(HELLO, first)
    assert not responses.edit(HELLO, replace(HELLO, body="Second"))
    assert not responses.edit(HELLO, replace(HELLO, shortcut="second"))
    assert responses.get(TENANT, HELLO.id) == first
    assert responses.remove(first)
    assert not responses.edit(first, replace(first, title="Third"))
    assert not responses.remove(first)
    assert responses.get(TENANT, HELLO.id) is None


def test_uses_are_counted_beside_edits_and_never_bring_back_what_is_gone(responses: CannedResponses) -> None:
    responses.add(BYE)
    responses.count_use(BYE)
    responses.count_use(BYE)
    assert responses.edit(BYE, replace(BYE, department_id=None))
    found = responses.get(TENANT, BYE.id)
    assert found is not None
    assert (found.usage_count, found.department_id) == (5, None)
    assert responses.remove(BYE)
    responses.count_use(BYE)
    assert responses.get(TENANT, BYE.id) is None


def test_departments_are_kept_whole_and_listed_by_name(departments: Departments) -> None:
    lower = replace(SALES, id="archive", name="archive")
    for department in (SALES, BILLING, lower, replace(SALES, tenant_id="elsewhere")):
        departments.add(department)
    assert departments.get(TENANT, SALES.id) == SALES
    assert departments.get("nowhere", SALES.id) is None
    assert list(departments.of_tenant(TENANT)) == [lower, BILLING, SALES]


@pytest.mark.parametrize("name", ["Sales", "SALES", "sales "])
def test_two_departments_are_not_called_the_same_in_capitals_or_not(departments: Departments, name: str) -> None:
    departments.add(SALES)
    departments.add(BILLING)
    for attempt in (
        lambda: departments.add(replace(BILLING, id="third", name=name)),
        lambda: departments.edit(BILLING, replace(BILLING, name=name)),
    ):
        with pytest.raises(NameTaken) as refused:
            attempt()
        assert refused.value.field == "name"
    assert list(departments.of_tenant(TENANT)) == [BILLING, SALES]


def test_a_department_may_change_how_its_own_name_is_written(departments: Departments) -> None:
    departments.add(SALES)
    shouted = replace(SALES, name="SALES", description=None)
    assert departments.edit(SALES, shouted)
    assert departments.get(TENANT, SALES.id) == shouted
    renamed = replace(shouted, name="Shop")
    assert departments.edit(shouted, renamed)
    departments.add(replace(BILLING, name="Sales"))
    assert [department.name for department in departments.of_tenant(TENANT)] == ["Sales", "Shop"]


def test_a_department_is_changed_and_removed_only_as_it_was_seen(departments: Departments) -> None:
    departments.add(SALES)
    newer = replace(SALES, description="Beans")
    assert departments.edit(SALES, newer)
    assert not departments.edit(SALES, replace(SALES, name="Shop"))
    assert not departments.remove(SALES)
    assert departments.remove(newer)
    assert not departments.edit(newer, replace(newer, name="Shop"))
    departments.add(replace(BILLING, name="Sales"))
    assert list(departments.of_tenant(TENANT)) == [replace(BILLING, name="Sales")]
