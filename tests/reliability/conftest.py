"""The running stack that the tests over real sockets share."""

from collections.abc import Iterator

import pytest

from local.testing import RunningStack, running_stack


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningStack]:
    """On free ports, in a folder of its own; faults can be injected, none are at first."""
    with running_stack(tmp_path_factory.mktemp("stack"), ["--no-reload"]) as running:
        yield running
