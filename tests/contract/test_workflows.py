"""The workflows of a fork: pinned, allowed no more than they need, and deploying only what was checked and approved."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.contract.sam_template import PROJECT, written

WORKFLOWS = sorted((PROJECT / ".github" / "workflows").glob("*.y*ml"))
PINNED = re.compile(r"uses: [\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")
LOCAL = re.compile(r"uses: \./\.github/workflows/[\w-]+\.yaml$")
# Whoever opens a pull request chooses these: in a script they would be run.
UNTRUSTED = re.compile(r"\$\{\{\s*(github\.event|github\.head_ref|github\.ref_name|inputs)\b")


def load(path: Path) -> dict[str, Any]:
    """YAML reads the key `on` as a truth."""
    workflow: dict[Any, Any] = yaml.safe_load(path.read_text())
    return {("on" if key is True else key): value for key, value in workflow.items()}


def jobs(path: Path) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = load(path)["jobs"]
    return found


def steps(path: Path) -> Iterator[dict[str, Any]]:
    for job in jobs(path).values():
        yield from job.get("steps", [])


def test_there_are_two() -> None:
    assert [path.name for path in WORKFLOWS] == ["check.yaml", "deploy.yaml"]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_every_action_is_pinned_by_its_commit(path: Path) -> None:
    used = [line.strip().removeprefix("- ") for line in path.read_text().splitlines() if "uses:" in line]
    assert used
    assert [line for line in used if not PINNED.match(line) and not LOCAL.match(line)] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_no_job_may_more_than_it_needs(path: Path) -> None:
    assert load(path)["permissions"] == {}
    for name, job in jobs(path).items():
        oidc = {"id-token": "write"} if name == "deploy" else {}
        assert job["permissions"] == {"contents": "read", **oidc}
        assert "timeout-minutes" in job or "uses" in job
    checkouts = [step for step in steps(path) if step.get("uses", "").startswith("actions/checkout@")]
    assert all(step["with"] == {"persist-credentials": False} for step in checkouts)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_nothing_that_others_choose_gets_into_a_script_and_no_secret_is_kept(path: Path) -> None:
    assert [step["run"] for step in steps(path) if UNTRUSTED.search(step.get("run", ""))] == []
    assert "secrets." not in path.read_text()
    assert "pull_request_target" not in load(path)["on"]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_what_is_called_is_in_the_makefile(path: Path) -> None:
    makefile = (PROJECT / "Makefile").read_text()
    called = [target for step in steps(path) for target in re.findall(r"\bmake ([a-z-]+)", step.get("run", ""))]
    assert called
    assert all(f"\n{target}: " in makefile for target in called)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_jobs_wait_for_jobs_that_there_are(path: Path) -> None:
    for job in jobs(path).values():
        assert job.get("needs") in {None, *jobs(path)}
        assert "uses" not in job or (PROJECT / job["uses"]).is_file()


def test_what_is_deployed_was_checked_and_approved_and_no_key_is_needed() -> None:
    path = WORKFLOWS[1]
    assert load(path)["on"].keys() == {"workflow_dispatch"}
    assert (
        load(path)["on"]["workflow_dispatch"]["inputs"]["stage"]["options"]
        == (written()["Parameters"]["Stage"]["AllowedValues"])
    )
    deploy = jobs(path)["deploy"]
    assert deploy["needs"] == "check"
    assert deploy["environment"] == "${{ inputs.stage }}"
    assert "workflow_call" in load(WORKFLOWS[0])["on"]
    (credentials,) = [step["with"] for step in deploy["steps"] if "configure-aws-credentials" in step.get("uses", "")]
    assert credentials["role-to-assume"] == "${{ vars.AWS_ROLE_ARN }}"
    assert "aws-access-key-id" not in credentials


def test_a_deployment_is_never_cut_short() -> None:
    assert load(WORKFLOWS[1])["concurrency"]["cancel-in-progress"] is False


def test_the_functions_interpreter_is_at_hand_where_layers_are_built() -> None:
    runtime = str(written()["Parameters"]["Runtime"]["Default"]).removeprefix("python")
    for path in WORKFLOWS:
        versions = [step["with"]["python-version"] for step in steps(path) if "setup-python" in step.get("uses", "")]
        assert set(versions) == {runtime}
