"""The demo's agents on duty: who is there, and what their hands are full of."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property

import httpx

from local.demo import AGENTS as DEMO_AGENTS
from local.testing import RunningStack, wait_for
from tests.e2e.people import Json, Line, Person, signed_in_agent

BEAT_SECONDS = 1.0
DEFAULT_MAXIMUM = 5


@dataclass
class Colleague:
    """An agent, with their id."""

    person: Person
    email: str

    @cached_property
    def id(self) -> str:
        own: str = self.person.get("/agents/me").json()["id"]
        return own

    def choose(self, status: str) -> None:
        self.person.put("/agents/me/status", {"status": status})

    def holding(self) -> list[Json]:
        held: list[Json] = self.person.get(f"/agents/{self.id}/workload").json()["conversations"]
        return held


class Team:
    def __init__(self, http: httpx.Client, stack: RunningStack) -> None:
        self.ana, self.budi, self.citra = (
            Colleague(signed_in_agent(http, stack, agent.email), agent.email) for agent in DEMO_AGENTS
        )
        self.all = (self.ana, self.budi, self.citra)

    @contextmanager
    def on_duty(self, *present: Colleague) -> Iterator[list[Line]]:
        """They are connected, with a heart, and online; the others are not there. It begins with empty hands."""
        for agent in self.all:
            agent.choose("offline")
        self.finish_everything()
        with ExitStack() as stack:
            lines = [stack.enter_context(agent.person.line()) for agent in present]
            for agent, line in zip(present, lines, strict=True):
                stack.enter_context(line.beating(BEAT_SECONDS))
                line.ask(type="presence.set", status="online")
                line.forget()
                stack.callback(agent.choose, "offline")
            yield lines

    def finish_everything(self) -> None:
        wait_for(lambda: not self._close(self.open_conversations()))
        for agent in self.all:
            self.allow(agent, DEFAULT_MAXIMUM)

    def begin_anew(self) -> None:
        """Free hands, the usual maximum, and online whenever they are there: whatever was left with them, or chosen."""
        wait_for(self._have_free_hands)
        for agent in self.all:
            known = agent.person.get("/agents/me").json()
            if known["max_concurrent_chats"] != DEFAULT_MAXIMUM:
                self.allow(agent, DEFAULT_MAXIMUM)
            if known["status"] != "online":
                agent.choose("online")

    def allow(self, agent: Colleague, maximum: int) -> None:
        """How many conversations they may have at once."""
        self.ana.person.patch(f"/agents/{agent.id}", {"max_concurrent_chats": maximum}).raise_for_status()

    def open_conversations(self) -> list[Json]:
        """What waits and what is in anybody's hands."""
        queue: list[Json] = self.ana.person.get("/queue", limit=100).json()["items"]
        return queue + [held for agent in self.all for held in agent.holding()]

    def loads(self) -> list[int]:
        return [agent["current_chats"] for agent in self.ana.person.get("/agents").json()["items"]]

    def presence(self, agent: Colleague) -> str:
        found: str = self.ana.person.get(f"/agents/{agent.id}").json()["presence"]
        return found

    def _have_free_hands(self) -> bool:
        """They have them the next time that somebody asks."""
        if not any(self.loads()):
            return True
        self._close([held for agent in self.all for held in agent.holding()])
        return False

    def _close(self, conversations: list[Json]) -> int:
        for conversation in conversations:
            self.ana.person.post(f"/conversations/{conversation['id']}/close")
        return len(conversations)
