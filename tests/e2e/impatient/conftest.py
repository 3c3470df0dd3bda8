"""One stack for all of this folder, stopped and started again while an escalation waits."""

from collections.abc import Iterator

import httpx
import pytest

from local.demo import BOT_WIDGET_TOKEN
from local.testing import running_stack
from tests.e2e.impatient.desk import OPTIONS, Desk, escalate
from tests.e2e.people import Person, new_visitor, start
from tests.fakes.bedrock_server import BedrockServer, bedrock_server


@pytest.fixture(scope="package")
def bedrock() -> Iterator[BedrockServer]:
    with bedrock_server() as server:
        yield server


def ask_for_addresses(ana: Person) -> None:
    """Before the first message to the bot. Before the stack is stopped too: warm functions remember widgets."""
    widgets = ana.get("/widgets").json()["items"]
    (bot,) = [widget["id"] for widget in widgets if widget["token"] == BOT_WIDGET_TOKEN]
    ana.patch(f"/widgets/{bot}", {"behaviour": {"collect_name": True, "collect_email": True}}).raise_for_status()


@pytest.fixture(scope="package")
def desk(tmp_path_factory: pytest.TempPathFactory, http: httpx.Client, bedrock: BedrockServer) -> Iterator[Desk]:
    data = tmp_path_factory.mktemp("impatient") / "stack"
    environment = {"AWS_ENDPOINT_URL_BEDROCK_RUNTIME": bedrock.url}
    with running_stack(data, OPTIONS, environment) as before:
        visitor = new_visitor(http, before, "Wati")
        interrupted, queued = start(visitor, "My order is late"), start(visitor, "Is anybody there?")
        early = Desk(before, http, bedrock, interrupted, queued)
        ask_for_addresses(early.ana)
        escalate(visitor, interrupted)
        early.reached(interrupted, "wait")
        assert before.stop() == 0
    with running_stack(data, OPTIONS, environment) as stack:
        yield Desk(stack, http, bedrock, interrupted, queued)
