"""The delivery contract over real sockets, on the running stack, while much goes wrong."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from random import Random
from time import monotonic
from typing import Any

import httpx

from local.testing import RunningStack
from tests.e2e.people import Person, new_visitor, signed_in_agent, start
from tests.figures import Tell
from tests.reliability.damage import KINDS, damage
from tests.reliability.participant import Frame, shown_of
from tests.reliability.wire_client import Mishaps, WireClient

# What a machine that does much else may take; two free cores take an eighth of it.
LIMIT_SECONDS = 600
# Sends under way at the same time.
AT_ONCE = 12
SETTLE_SECONDS = 180
MANY_CHATS = 50
FAULTS = {
    "post_gone": 0.02,
    "post_throttled": 0.10,
    "post_lost": 0.10,
    "disconnect_dropped": 0.5,
    "connection_cut": 0.01,
    "stream_duplicated": 0.5,
    "stream_shuffled": 0.5,
}


@dataclass(slots=True)
class Talk:
    """Conversations of one visitor and one agent each."""

    http: httpx.AsyncClient
    mishaps: Mishaps
    agents: list[WireClient]
    visitors: dict[str, WireClient] = field(default_factory=dict)

    @property
    def clients(self) -> list[WireClient]:
        return [*self.agents, *self.visitors.values()]

    def agent_of(self, conversation_id: str) -> WireClient:
        return self.agents[list(self.visitors).index(conversation_id) % len(self.agents)]

    async def go_on(self, messages: int) -> None:
        """Everybody writes half of their conversation's messages, all conversations at once."""
        async with asyncio.TaskGroup() as group:
            for conversation_id, visitor in self.visitors.items():
                group.create_task(visitor.converse(conversation_id, messages // 2))
                group.create_task(self.agent_of(conversation_id).converse(conversation_id, messages // 2))

    async def logs(self) -> dict[str, list[Frame]]:
        """Each agent reads theirs in turn, all agents at once."""

        async def read_by(agent: WireClient) -> dict[str, list[Frame]]:
            return {each: await agent.read_log(each) for each in self.visitors if self.agent_of(each) is agent}

        read = await asyncio.gather(*map(read_by, self.agents))
        return {each: log for logs in read for each, log in logs.items()}

    async def settled(self, logs: dict[str, list[Frame]]) -> None:
        """Wait until every screen has reached the end of its logs."""
        async with asyncio.timeout(SETTLE_SECONDS):
            while any(
                log.watermark < len(logs[each])
                for client in self.clients
                for each, log in client.logs.items()
                if each in logs
            ):
                await asyncio.sleep(0.05)

    def damage(self, logs: dict[str, list[Frame]]) -> Counter[str]:
        total: Counter[str] = Counter(dict.fromkeys(KINDS, 0))
        for conversation_id, log in logs.items():
            told = {
                client_id: seqs
                for client in self.clients
                for client_id, seqs in client.acknowledged[conversation_id].items()
            }
            screens = [client.logs[conversation_id].screen for client in self.clients if conversation_id in client.logs]
            total.update(damage(told, [shown_of(each) for each in log], screens))
        return total


@asynccontextmanager
async def talk(stack: RunningStack, conversations: int, mishaps: Mishaps) -> AsyncIterator[Talk]:
    async with httpx.AsyncClient(timeout=10, limits=httpx.Limits(max_connections=40)) as http:
        arranged = await asyncio.to_thread(_arrange, stack, conversations, http, mishaps)
        lines = [asyncio.create_task(client.stay_connected()) for client in arranged.clients]
        try:
            yield arranged
        finally:
            for line in lines:
                line.cancel()
            await asyncio.gather(*lines, return_exceptions=True)


def _on_duty(agent: Person, admin: Person) -> None:
    """There before anything is accepted, with room for everything: nothing goes back to the queue meanwhile."""
    me = agent.put("/agents/me/status", {"status": "online"}).json()
    admin.patch(f"/agents/{me['id']}", {"max_concurrent_chats": MANY_CHATS}).raise_for_status()


def _arrange(stack: RunningStack, conversations: int, http: httpx.AsyncClient, mishaps: Mishaps) -> Talk:
    """Every conversation is started by its visitor and accepted by its agent."""
    with httpx.Client(timeout=20) as setting_up:
        people = [signed_in_agent(setting_up, stack, f"{name}@demo.example") for name in ("ana", "budi")]
        for person in people:
            _on_duty(person, people[0])
        turns = asyncio.Semaphore(AT_ONCE)
        agents = [WireClient(each, f"agent-{number}", http, mishaps, turns) for number, each in enumerate(people)]
        arranged = Talk(http, mishaps, agents)
        for number in range(conversations):
            visitor = new_visitor(setting_up, stack, f"Visitor {number}")
            conversation_id = start(visitor)
            people[number % len(people)].post(f"/conversations/{conversation_id}/accept").raise_for_status()
            arranged.visitors[conversation_id] = WireClient(visitor, f"visitor-{number}", http, mishaps, turns)
            for client in (arranged.agent_of(conversation_id), arranged.visitors[conversation_id]):
                client.follow([conversation_id])
    return arranged


async def check(arranged: Talk, messages: int, tell: Tell) -> None:
    logs = await arranged.logs()
    await arranged.settled(logs)
    found = arranged.damage(logs)
    stored = sum(len(log) for log in logs.values())
    written = sum(len(client.written) for client in arranged.clients)
    acknowledged = sum(len(ids) for client in arranged.clients for ids in client.acknowledged.values())
    tell(
        f"written {written:,}, acknowledged {acknowledged:,}, stored {stored:,} (with first messages and"
        f" announcements), " + ", ".join(f"{kind} {found[kind]}" for kind in KINDS)
    )
    assert [found[kind] for kind in KINDS] == [0, 0, 0]
    assert acknowledged == written == len(logs) * messages
    assert stored == written + 2 * len(logs)
    for log in logs.values():
        assert [message["seq"] for message in log] == list(range(1, len(log) + 1))


def in_time(work: Awaitable[Any]) -> None:
    async def limited() -> None:
        async with asyncio.timeout(LIMIT_SECONDS):
            await work

    asyncio.run(limited())


def test_fifty_conversations_over_bad_lines(stack: RunningStack, tell: Tell) -> None:
    mishaps = Mishaps(Random(50), socket_dropped=0.03, sent_by_both=0.10, sent_again_later=0.05)

    async def run() -> None:
        async with talk(stack, 50, mishaps) as arranged:
            await asyncio.to_thread(stack.inject, **FAULTS, seed=50)
            began = monotonic()
            await arranged.go_on(40)
            seconds = monotonic() - began
            injected = Counter(await asyncio.to_thread(stack.injected))
            await asyncio.to_thread(stack.inject)
            tell(f"50 conversations x 40 messages in {seconds:.1f} s")
            tell("faults: " + ", ".join(f"{kind} {count:,}" for kind, count in (injected + mishaps.happened).items()))
            await check(arranged, 40, tell)
            assert all(injected[kind] > 0 for kind in FAULTS)
            assert all(mishaps.happened[kind] > 0 for kind in ("socket_dropped", "sent_by_both", "sent_again_later"))

    in_time(run())


def test_kill_minus_nine_under_load(stack: RunningStack, tell: Tell) -> None:
    mishaps = Mishaps(Random(9), sent_by_both=0.05, sent_again_later=0.05)

    async def run() -> None:
        async with talk(stack, 20, mishaps) as arranged:
            talking = asyncio.create_task(arranged.go_on(40))
            recoveries = []
            for share in (0.25, 0.6):
                await _written(arranged, round(share * 20 * 40))
                assert not talking.done()
                recoveries.append(await _kill(stack, arranged))
            await talking
            tell(f"20 conversations x 40 messages, killed {len(recoveries)} times")
            for ready, everybody in recoveries:
                tell(
                    f"recovery: the next process ready after {ready:.1f} s, everybody answered after {everybody:.1f} s"
                )
            await check(arranged, 40, tell)

    in_time(run())


async def _written(arranged: Talk, count: int) -> None:
    while sum(len(client.written) for client in arranged.clients) < count:
        await asyncio.sleep(0.01)


async def _kill(stack: RunningStack, arranged: Talk) -> tuple[float, float]:
    """Seconds until the next process is ready, and until each client has had an answer over its new socket."""
    killed_at = monotonic()
    await asyncio.to_thread(stack.kill_gateway)
    ready_at = monotonic()
    while any(client.answered_at <= ready_at for client in arranged.clients):
        await asyncio.sleep(0.01)
    return ready_at - killed_at, max(client.answered_at for client in arranged.clients) - killed_at
