"""The Workflows port, in memory and in DynamoDB: a version is written once, and a change is made of what was seen."""

from dataclasses import replace
from datetime import timedelta

import pytest

from frontdesk.adapters.dynamodb_workflows import DynamoWorkflows
from frontdesk.domain.party import Party
from frontdesk.domain.workflow.record import WorkflowRecord
from frontdesk.use_cases.workflow_ports import Workflows
from tests.fakes.people import TENANT
from tests.fakes.system import START
from tests.fakes.workflows import CAFE, FakeWorkflows

COFFEE = WorkflowRecord(
    tenant_id=TENANT, id="workflow-1", name="Which coffee?", updated_by=Party("admin-1", "Olga"), updated_at=START
)
SHORT = {"start": "end", "steps": {"end": {"type": "end"}}}
LATER = START + timedelta(seconds=1)


@pytest.fixture(params=["in memory", "in DynamoDB"])
def workflows(request: pytest.FixtureRequest) -> Workflows:
    return FakeWorkflows() if request.param == "in memory" else DynamoWorkflows(request.getfixturevalue("connection"))


def test_workflows_are_kept_whole_and_listed_by_name(workflows: Workflows) -> None:
    other = replace(COFFEE, id="workflow-2", name="a form", active=False)
    for record in (COFFEE, other, replace(COFFEE, tenant_id="elsewhere")):
        workflows.add(record, CAFE)
    assert workflows.get(TENANT, COFFEE.id) == COFFEE
    assert workflows.definition(TENANT, COFFEE.id, 1) == CAFE
    assert list(workflows.of_tenant(TENANT)) == [other, COFFEE]
    assert workflows.get("nowhere", COFFEE.id) is None
    assert workflows.definition("nowhere", COFFEE.id, 1) is None
    assert workflows.definition(TENANT, COFFEE.id, 2) is None


def test_only_an_active_one_can_be_begun_with(workflows: Workflows) -> None:
    workflows.add(COFFEE, SHORT)
    assert workflows.exists(TENANT, COFFEE.id)
    assert not workflows.exists("elsewhere", COFFEE.id)
    assert workflows.edit(COFFEE, replace(COFFEE, active=False))
    assert not workflows.exists(TENANT, COFFEE.id)


def test_each_version_keeps_its_definition(workflows: Workflows) -> None:
    workflows.add(COFFEE, CAFE)
    second = replace(COFFEE, version=2, updated_at=LATER, updated_by=Party("agent-1", "Ada"))
    assert workflows.edit(COFFEE, second, SHORT)
    renamed = replace(second, name="Coffee")
    assert workflows.edit(second, renamed)
    assert workflows.get(TENANT, COFFEE.id) == renamed
    assert workflows.definition(TENANT, COFFEE.id, 1) == CAFE
    assert workflows.definition(TENANT, COFFEE.id, 2) == SHORT


def test_a_change_of_what_is_no_longer_so_changes_nothing(workflows: Workflows) -> None:
    workflows.add(COFFEE, CAFE)
    second = replace(COFFEE, version=2)
    assert workflows.edit(COFFEE, second, SHORT)
    assert not workflows.edit(COFFEE, replace(COFFEE, version=2), CAFE)
    assert not workflows.edit(COFFEE, replace(COFFEE, name="Tea"))
    assert not workflows.remove(COFFEE)
    assert (workflows.get(TENANT, COFFEE.id), workflows.definition(TENANT, COFFEE.id, 2)) == (second, SHORT)


def test_a_definition_outlives_its_workflow(workflows: Workflows) -> None:
    workflows.add(COFFEE, CAFE)
    assert workflows.remove(COFFEE)
    assert not workflows.remove(COFFEE)
    assert not workflows.edit(COFFEE, replace(COFFEE, name="Tea"))
    assert workflows.get(TENANT, COFFEE.id) is None
    assert list(workflows.of_tenant(TENANT)) == []
    assert workflows.definition(TENANT, COFFEE.id, 1) == CAFE
