"""The sign-in of agents in memory."""

from frontdesk.domain.errors import Forbidden, SessionExpired, Unauthorized
from frontdesk.domain.principal import Principal
from frontdesk.use_cases.ports import Clock, SignedInAgent
from tests.fakes.step import Step, no_step


class FakeAgentTokens:
    def __init__(self, clock: Clock, step: Step = no_step) -> None:
        self.step = step
        self._clock = clock
        self._signed_in: dict[str, SignedInAgent] = {}

    def sign_in(self, principal: Principal) -> str:
        """The token of somebody who has just signed in."""
        token = f"id-token-{len(self._signed_in)}"
        self._signed_in[token] = SignedInAgent(principal, f"{principal.id}@example.com")
        return token

    def read(self, token: str) -> SignedInAgent:
        self.step("agent_tokens.read")
        agent = self._signed_in.get(token)
        if agent is None:
            raise Unauthorized("This token was not given by Frontdesk's sign-in.")
        if agent.principal.expires_at <= self._clock.now():
            raise SessionExpired("Your session has ended. Sign in again.")
        if agent.principal.is_visitor:
            raise Forbidden("This person is not an agent of any company here. An admin can make them one.")
        return agent
