"""Many take the same conversations in the same moment, over HTTP, on the running stack: nobody holds too many."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from itertools import product
from threading import Barrier
from time import monotonic
from typing import Any

import httpx
import pytest

from local.demo import AUTOMATIC_WIDGET_TOKEN
from local.testing import RunningStack, wait_for
from tests.e2e.people import Person, client_id, new_visitor, signed_in_agent, start
from tests.figures import Tell

AT_ONCE = 20
MAXIMUM = 3
EMAILS = ("ana@demo.example", "budi@demo.example", "citra@demo.example")
# On a machine that does much else, as functions start for the first time. Of a free slot 5 seconds are promised; how
# many it has taken is told, and the sweep that would fill it too comes once a minute.
LONGEST_SECONDS = 50


@pytest.fixture(scope="module")
def team(stack: RunningStack) -> Iterator[dict[str, Person]]:
    """Three agents who are here, by their ids; the first is an admin. Nobody can hold more than the maximum."""
    with httpx.Client(timeout=30, limits=httpx.Limits(max_connections=AT_ONCE)) as http, ExitStack() as lines:
        people = [signed_in_agent(http, stack, email) for email in EMAILS]
        for each in people:
            lines.enter_context(each.here())
        ids = [each.get("/agents/me").json()["id"] for each in people]
        for agent_id in ids:
            edited = http.patch(
                f"{people[0].base}/agents/{agent_id}",
                json={"max_concurrent_chats": MAXIMUM},
                headers=people[0].headers,
            )
            assert edited.status_code == 200, edited.text
        yield dict(zip(ids, people, strict=True))


def all_at_once(calls: Sequence[Callable[[], httpx.Response]]) -> list[httpx.Response]:
    """`AT_ONCE` threads wait for each other, and then go on together until all is asked."""
    together = Barrier(min(AT_ONCE, len(calls)))

    def call(number: int) -> httpx.Response:
        if number < together.parties:
            together.wait(LONGEST_SECONDS)
        return calls[number]()

    with ThreadPoolExecutor(together.parties) as pool:
        return list(pool.map(call, range(len(calls))))


def answers(responses: Sequence[httpx.Response]) -> Counter[str]:
    return Counter("taken" if each.status_code == 200 else each.json()["code"] for each in responses)


def holders(admin: Person, conversation_ids: Sequence[str]) -> dict[str, str | None]:
    found = {each: admin.get(f"/conversations/{each}").json() for each in conversation_ids}
    held = {each: record for each, record in found.items() if record["status"] in ("active", "waiting")}
    return {each: held[each]["agent"]["id"] if each in held else None for each in conversation_ids}


def workloads(team: dict[str, Person]) -> dict[str, set[str]]:
    found = {agent_id: person.get(f"/agents/{agent_id}/workload").json() for agent_id, person in team.items()}
    for record in found.values():
        assert record["current_chats"] == len(record["conversations"])
    return {agent_id: {each["id"] for each in record["conversations"]} for agent_id, record in found.items()}


def started(stack: RunningStack, http: httpx.Client, how_many: int) -> list[str]:
    visitor = new_visitor(http, stack)
    return [start(visitor) for _ in range(how_many)]


def end_all(admin: Person, conversation_ids: Sequence[str]) -> None:
    for each in conversation_ids:
        assert admin.post(f"/conversations/{each}/close").status_code == 200


def test_of_twenty_takers_of_one_conversation_one_gets_it(
    stack: RunningStack, team: dict[str, Person], tell: Tell
) -> None:
    admin, *others = team.values()
    (wanted,) = started(stack, admin.http, 1)
    agents = [others[number % 2] for number in range(AT_ONCE)]
    responses = all_at_once([lambda agent=agent: agent.post(f"/conversations/{wanted}/accept") for agent in agents])  # type: ignore[misc]
    holder = holders(admin, [wanted])[wanted]
    told = {
        team_id
        for team_id, person in team.items()
        for agent, got in zip(agents, responses, strict=True)
        if agent is person and got.status_code == 200
    }
    assert told == {holder}
    assert set(answers(responses)) == {"taken", "already_assigned"}
    log = admin.log(wanted)
    assert [each["metadata"]["event"] for each in log if each["type"] == "system"] == ["accepted"]
    tell(f"{AT_ONCE} accepts of one conversation: {dict(answers(responses))}, one holder")
    end_all(admin, [wanted])


def test_accepts_and_assignments_at_once_exceed_no_maximum(
    stack: RunningStack, team: dict[str, Person], tell: Tell
) -> None:
    """Everybody wants everything, and an admin gives everything to everybody."""
    admin = next(iter(team.values()))
    wanted = started(stack, admin.http, 4 * len(team))
    calls: list[Callable[[], httpx.Response]] = []
    for conversation_id, (agent_id, person) in product(wanted, team.items()):
        assign = {"agent_id": agent_id}
        calls.append(lambda one=conversation_id, by=person: by.post(f"/conversations/{one}/accept"))  # type: ignore[misc]
        calls.append(lambda one=conversation_id, to=assign: admin.post(f"/conversations/{one}/assign", to))  # type: ignore[misc]
    began = monotonic()
    responses = all_at_once(calls)
    seconds = monotonic() - began
    hands, held_by = workloads(team), holders(admin, wanted)
    assert {agent_id: len(held) for agent_id, held in hands.items()} == dict.fromkeys(team, MAXIMUM)
    assert {each: agent_id for agent_id, held in hands.items() for each in held} == {
        each: agent_id for each, agent_id in held_by.items() if agent_id
    }
    assert not {"internal", "unavailable"} & set(answers(responses))
    told = dict(answers(responses))
    tell(
        f"{len(calls)} accepts and assignments, {AT_ONCE} at once, in {seconds:.1f} s: {told}; "
        f"{MAXIMUM} of at most {MAXIMUM} with each of {len(team)} agents",
    )
    end_all(admin, wanted)


def test_a_herd_of_visitors_is_shared_out_and_a_free_slot_is_filled(
    stack: RunningStack, team: dict[str, Person], tell: Tell
) -> None:
    admin = next(iter(team.values()))
    visitors = [new_automatic_visitor(stack, admin.http) for _ in range(4)]
    beginnings = [beginning() for _ in range(AT_ONCE)]
    responses = all_at_once(
        [
            lambda body=body, visitor=visitors[number % 4]: visitor.post("/conversations", body)  # type: ignore[misc]
            for number, body in enumerate(beginnings)
        ]
    )
    ids = [response.json()["conversation"]["id"] for response in responses]
    everybody_full = MAXIMUM * len(team)

    def full() -> bool:
        return sum(map(len, workloads(team).values())) == everybody_full

    began = monotonic()
    wait_for(full, LONGEST_SECONDS)
    shared = monotonic() - began
    assert set(map(len, workloads(team).values())) == {MAXIMUM}
    first = next(each for each, agent_id in holders(admin, ids).items() if agent_id)
    assert admin.post(f"/conversations/{first}/resolve").status_code == 200
    began = monotonic()
    wait_for(lambda: full() and first not in set().union(*workloads(team).values()), LONGEST_SECONDS)
    filled = monotonic() - began
    assert set(map(len, workloads(team).values())) == {MAXIMUM}
    tell(
        f"{AT_ONCE} visitors at once: {everybody_full} shared out {shared:.1f} s after the last had started, "
        f"a slot that became free was filled after {filled:.1f} s",
    )
    end_all(admin, ids)


def beginning() -> dict[str, Any]:
    return {"client_id": client_id(), "message": {"client_id": client_id(), "content": "Hello"}}


def new_automatic_visitor(stack: RunningStack, http: httpx.Client) -> Person:
    """At the widget that shares its conversations out by itself."""
    origin = stack.url("demo")
    base = f"{stack.url('Site')}/api/widget/{AUTOMATIC_WIDGET_TOKEN}"
    session = http.post(f"{base}/session", json={"name": "Sari"}, headers={"Origin": origin}).json()
    return Person(http, base, {"Authorization": f"Bearer {session['visitor_token']}", "Origin": origin}, origin)
