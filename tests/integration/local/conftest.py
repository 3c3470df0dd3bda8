"""The sample template, running for all the tests of this folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from local.testing import RunningStack, running_stack

SAMPLE = Path(__file__).parent / "sample"


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningStack]:
    arguments = ["--template", str(SAMPLE / "template.yaml"), "--time-scale", "60", "--no-reload"]
    with running_stack(tmp_path_factory.mktemp("sample"), arguments) as stack:
        yield stack
