"""Every handler finds an event loop, as it does on Lambda."""

import asyncio

import pytest


@pytest.fixture(autouse=True, scope="package")
def _event_loop(loop: asyncio.AbstractEventLoop) -> asyncio.AbstractEventLoop:
    return loop
