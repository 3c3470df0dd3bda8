"""The JSON Schema of workflows: what editors are told is what the server takes."""

import json
import re
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from frontdesk.contract.workflow_faults import misfits
from frontdesk.domain.workflow.faults import faults_of
from frontdesk.domain.workflow.reading import workflow_of
from local import demo_workflow
from tests.contract.sam_template import PROJECT
from tests.fakes.workflows import CAFE
from tests.unit.domain.workflow.definitions import definitions

SCHEMA = Draft202012Validator(json.loads((PROJECT / "contract" / "workflow.schema.json").read_text()))
MANUAL = (PROJECT / "docs" / "workflows.md").read_text()
(EXAMPLE,) = re.findall(r"```json\n(.*?)```", MANUAL, re.DOTALL)
DEMO = demo_workflow.definition(dict.fromkeys(demo_workflow.DEPARTMENTS, "department"))


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA.schema)


@pytest.mark.parametrize("definition", [json.loads(EXAMPLE), DEMO, CAFE], ids=["manual", "demo", "tests"])
def test_every_example_can_be_saved(definition: dict[str, Any]) -> None:
    assert SCHEMA.is_valid(definition)
    assert misfits(definition) == []
    assert faults_of(workflow_of(definition)) == []


@settings(deadline=None, max_examples=30)
@given(definitions())
def test_what_the_server_takes_an_editor_accepts(definition: dict[str, Any]) -> None:
    assert SCHEMA.is_valid({**definition, "$schema": "https://desk.example/workflow.schema.json"})


@pytest.mark.parametrize(
    "change",
    [
        {"start": 7},
        {"name": "Café"},
        {"steps": {}},
        {"steps": {"a b": {"type": "end"}}},
        {"steps": {"x": {"type": "stop"}}},
        {"steps": {"x": {"type": "message", "text": " ", "next": "x"}}},
        {"steps": {"x": {"type": "question", "kind": "phone", "text": "Well?", "next": "x"}}},
        {"steps": {"x": {"type": "question", "kind": "email", "text": "Well?", "next": "x", "max": 3}}},
        {"steps": {"x": {"type": "route", "to": "department"}}},
        {"steps": {"x": {"type": "ticket", "priority": "medium"}}},
        {"expects": ["Plan"]},
    ],
)
def test_what_the_server_refuses_an_editor_marks(change: dict[str, Any]) -> None:
    wrong = {**deepcopy(CAFE), **change}
    assert misfits(wrong) != []
    assert not SCHEMA.is_valid(wrong)


def test_the_manual_names_every_type_kind_and_comparison() -> None:
    names = re.findall(r'"const": "(\w+)"', json.dumps(SCHEMA.schema))
    assert len(set(names)) > 12
    assert [name for name in names if f"`{name}`" not in MANUAL] == []
