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
        words = ("My order is late", "Is anybody there?", "Where is my order?")
        interrupted, queued, taken = (start(visitor, said) for said in words)
        early = Desk(before, http, bedrock, interrupted, queued, taken)
        ask_for_addresses(early.ana)
        for called_for in (taken, interrupted):
            escalate(visitor, called_for)
        assert early.ana.post(f"/conversations/{taken}/accept").status_code == 200
        early.reached(interrupted, "wait")
        assert before.stop() == 0
    with running_stack(data, OPTIONS, environment) as stack:
        yield Desk(stack, http, bedrock, interrupted, queued, taken)
