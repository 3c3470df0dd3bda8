"""A client of the HTTP API with visitors and agents at hand."""

from dataclasses import dataclass
from typing import Any

import pytest

from frontdesk.domain.principal import Principal
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.workflow_ports import Workflows
from tests.fakes.accounts import FakeAccounts
from tests.fakes.agent_tokens import FakeAgentTokens
from tests.fakes.people import ADA
from tests.fakes.system import FakeClock
from tests.integration.http.client import VISITOR, Answer, Client

SHOP = "https://shop.example"
FIRST = {"client_id": "first-1", "content": "Where is my order?"}

both_ways = pytest.mark.parametrize("api", ["straight", "through Mangum"], indirect=True)


@dataclass
class Api:
    ask: Client
    desk: Desk
    clock: FakeClock
    tokens: FakeAgentTokens
    accounts: FakeAccounts
    workflows: Workflows

    def visitor(self, name: str = "Vera") -> str:
        """The token of a new visitor."""
        return str(self.ask("POST", f"{VISITOR}/session", {"name": name}).json["visitor_token"])

    def agent(self, principal: Principal = ADA) -> str:
        return self.tokens.sign_in(principal)

    def started(self, token: str, client_id: str = "start-1", **more: Any) -> str:
        body = {"client_id": client_id, "message": FIRST, **more}
        answer = self.ask("POST", f"{VISITOR}/conversations", body, token=token)
        assert answer.status == 201, answer.text
        return str(answer.json["conversation"]["id"])

    def say(self, token: str, conversation_id: str, content: str, *, side: str = VISITOR, **more: Any) -> Answer:
        body = {"client_id": f"said-{content.encode().hex()}", "content": content}
        return self.ask("POST", f"{side}/conversations/{conversation_id}/messages", body, token=token, **more)


def break_down(_argument: object) -> bool:
    raise RuntimeError("a secret of the inside")
