"""The agents of each tenant in memory."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from frontdesk.domain.agent import Agent
from frontdesk.domain.conversation import Conversation
from frontdesk.domain.errors import AgentAtCapacity, NotFound
from frontdesk.domain.vocabulary import Presence, Role
from tests.fakes.step import Step, no_step

EDITED = ("name", "role", "skills", "department_ids", "max_chats", "settings", "removed")
ABSENT = (Presence.OFFLINE, Presence.AWAY)
Key = tuple[str, str]


class FakeAgents:
    def __init__(self, step: Step = no_step) -> None:
        self.step = step
        self._agents: dict[Key, Agent] = {}
        self._present: set[Key] = set()

    def get(self, tenant_id: str, agent_id: str) -> Agent | None:
        self.step("agents.get")
        return self._agents.get((tenant_id, agent_id))

    def of_tenant(self, tenant_id: str) -> Sequence[Agent]:
        self.step("agents.of_tenant")
        there = [agent for agent in self.all() if agent.tenant_id == tenant_id and not agent.removed]
        return sorted(there, key=lambda agent: (agent.name, agent.id))

    def enrol(self, agent: Agent) -> bool:
        self.step("agents.enrol")
        return self._agents.setdefault(_key(agent), agent) is agent

    def edit(self, before: Agent, after: Agent, *, beside: Agent | None = None) -> bool:
        self.step("agents.edit")
        changes: dict[str, Any] = {
            name: getattr(after, name) for name in EDITED if getattr(after, name) != getattr(before, name)
        }
        stored = self._agents.get(_key(before))
        if not changes:
            return True
        if stored is None or any(getattr(stored, name) != getattr(before, name) for name in EDITED):
            return False
        other = self._agents.get(_key(beside)) if beside else None
        if beside is not None and (other is None or other.removed or other.role is not Role.ADMIN):
            return False
        self._agents[_key(before)] = replace(stored, **changes)
        return True

    def note_seen(self, tenant_id: str, agent_id: str, now: datetime, *, active: bool) -> Agent:
        self.step("agents.note_seen")
        known = self._known(tenant_id, agent_id)
        seen = replace(known, seen_at=now, active_at=now if active else known.active_at)
        self._present.add(_key(seen))
        self._agents[_key(seen)] = seen
        return seen

    def choose(self, tenant_id: str, agent_id: str, status: Presence) -> Agent:
        self.step("agents.choose")
        chosen = replace(self._known(tenant_id, agent_id), status=status)
        self._agents[_key(chosen)] = chosen
        return chosen

    def tell_presence(self, agent: Agent, presence: Presence, now: datetime) -> bool:
        self.step("agents.tell_presence")
        stored = self._agents.get(_key(agent))
        if stored is None or stored.presence is not agent.presence:
            return False
        back = presence is Presence.ONLINE and agent.presence in ABSENT
        self._agents[_key(agent)] = replace(stored, presence=presence, free_since=now if back else stored.free_since)
        return True

    def present(self) -> Sequence[Agent]:
        self.step("agents.present")
        return [self._agents[key] for key in sorted(self._present)]

    def leave(self, agent: Agent) -> None:
        self.step("agents.leave")
        stored = self._agents.get(_key(agent))
        gone = stored is not None and stored.presence is Presence.OFFLINE and not stored.holding
        if stored and gone and stored.seen_at == agent.seen_at:
            self._present.discard(_key(agent))

    def move(self, old: Conversation, new: Conversation, expected_load: int | None) -> None:
        """The agents' part of a change of a conversation. Raises AgentAtCapacity; nothing has changed then."""
        before, after = old.holder_id, new.holder_id
        if before == after:
            return
        if after is not None:
            self._take(new, after, expected_load)
        left = self._agents.get((old.tenant_id, before)) if before else None
        if left is not None:
            self._agents[_key(left)] = replace(left, holding=left.holding - {old.id})

    def count_ratings(self, old: Conversation, new: Conversation) -> None:
        """What else the agents have in a change of a conversation."""
        if old.rating == new.rating:
            return
        for rating, sign in ((old.rating, -1), (new.rating, 1)):
            rated = self._agents.get((old.tenant_id, rating.agent_id or "")) if rating else None
            if rating is not None and rated is not None:
                total, count = rated.ratings_sum + sign * rating.stars, rated.ratings_count + sign
                self._agents[_key(rated)] = replace(rated, ratings_sum=total, ratings_count=count)

    def all(self) -> list[Agent]:
        """Every agent, for a test to look at."""
        return list(self._agents.values())

    def _take(self, conversation: Conversation, agent_id: str, expected_load: int | None) -> None:
        agent = self._agents.get((conversation.tenant_id, agent_id))
        load = len(agent.holding) if agent else 0
        fitting = agent is not None and not agent.removed and (load == 0 or load < agent.max_chats)
        if agent is None or not fitting or expected_load not in (None, load):
            raise AgentAtCapacity(f"{conversation.agent_name} has no free slot for another conversation.")
        self._present.add(_key(agent))
        self._agents[_key(agent)] = replace(
            agent,
            holding=agent.holding | {conversation.id},
            total_chats=agent.total_chats + 1,
            free_since=conversation.assigned_at or conversation.created_at,
        )

    def _known(self, tenant_id: str, agent_id: str) -> Agent:
        agent = self._agents.get((tenant_id, agent_id))
        if agent is None or agent.removed:
            raise NotFound("There is no such agent.")
        return agent


def _key(agent: Agent) -> Key:
    return agent.tenant_id, agent.id
