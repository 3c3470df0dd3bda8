"""Frontdesk running whole, and a browser to use it with."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from local.testing import RunningStack, running_stack
from tests.e2e.browsers import launch
from tests.e2e.policies import refused_calls
from tests.e2e.secrecy import SECRETS, kept_by
from tests.e2e.team import Team

TIME_SCALE = "10"
"""The timers run each 6 seconds, expired rows go as fast, an idle connection ends after a minute."""
FCM_APPLICATION = "arn:aws:sns:us-east-1:000000000000:app/GCM/frontdesk"
"""What the stack's own SNS will call the platform application that a test makes."""
PATIENT = ("SlaMinutes=600", "SilenceMinutes=600")
"""What one test leaves in the queue must not become a ticket while another one counts tickets."""
PATIENCE_MS = 40_000
"""How long a page may take to show what it must, on a machine that does much else."""


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningStack]:
    """The demo tenant on free ports, in a folder of its own; faults can be injected, none are at first.

    No function may have called what AWS would have refused it, and no log may have kept what people said or showed:
    that is looked at when all tests are over.
    """
    parameters = (f"FcmApplicationArn={FCM_APPLICATION}", *PATIENT)
    options = ["--time-scale", TIME_SCALE, "--no-reload"]
    options += [part for parameter in parameters for part in ("--parameter", parameter)]
    with running_stack(tmp_path_factory.mktemp("stack"), options) as running:
        yield running
        assert refused_calls(running) == []
        assert kept_by(running.log) == []


@pytest.fixture(scope="module")
def stack(http: httpx.Client, demo: RunningStack) -> Iterator[RunningStack]:
    """One for all files. Which of them come before another is chance, so none leaves anything in an agent's way."""
    yield demo
    Team(http, demo).begin_anew()


@pytest.fixture(scope="session")
def http() -> Iterator[httpx.Client]:
    hooks: Any = {"request": [SECRETS.note_request], "response": [SECRETS.note_response]}
    with httpx.Client(timeout=60, event_hooks=hooks) as client:
        yield client


@pytest.fixture(autouse=True)
def _no_faults_left(request: pytest.FixtureRequest) -> Iterator[None]:
    yield
    if "stack" in request.fixturenames:
        request.getfixturevalue("stack").inject()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Ends with its module: while Playwright is there, no other test can run an event loop of its own."""
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright, launch(playwright) as started:
        yield started
