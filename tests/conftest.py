"""What all tests share: one event loop, and a place for what they measure."""

import asyncio
import gc
from collections.abc import Callable, Iterator

import pytest
from hypothesis import HealthCheck, settings

from local import descriptions
from tests.figures import FIGURE, Tell

# A run that fails must fail again: the same examples each time. They take as long as the machine lets them.
settings.register_profile("frontdesk", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("frontdesk")
descriptions.read_once()


@pytest.fixture(scope="session")
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    """Lambda runs a handler in the main thread, where there is an event loop.

    Mangum would make one and leave it open; this one is closed when all tests are over.
    """
    own = asyncio.new_event_loop()
    asyncio.set_event_loop(own)
    yield own
    asyncio.set_event_loop(None)
    own.close()


@pytest.fixture
def tell(record_property: Callable[[str, object], None]) -> Tell:
    """Says a figure at the end of the run, whichever process has measured it."""
    return lambda text: record_property(FIGURE, text)


def pytest_collection_finish() -> None:
    """What has been imported stays until the end: nobody need look again and again whether it is garbage."""
    gc.collect()
    gc.freeze()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reports = [*terminalreporter.getreports("passed"), *terminalreporter.getreports("failed")]
    figures = [
        (report.nodeid, text)
        for report in reports
        if isinstance(report, pytest.TestReport) and report.when == "call"
        for name, text in report.user_properties
        if name == FIGURE
    ]
    if figures:
        terminalreporter.section("figures")
    for at, (test, text) in enumerate(figures):
        if at == 0 or figures[at - 1][0] != test:
            terminalreporter.write_line(test, bold=True)
        terminalreporter.write_line(str(text))
