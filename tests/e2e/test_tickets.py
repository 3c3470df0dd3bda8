"""Tickets on a store whose transactions are real: many agents make them at the same moment."""

from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from local.testing import RunningStack
from tests.e2e.people import Person, new_visitor, signed_in_agent, start

AT_ONCE = 20


@pytest.fixture(scope="module")
def agents(http: httpx.Client, stack: RunningStack) -> list[Person]:
    return [signed_in_agent(http, stack, f"{name}@demo.example") for name in ("ana", "budi")]


@pytest.fixture(scope="module")
def sari(http: httpx.Client, stack: RunningStack) -> Person:
    return new_visitor(http, stack)


def made_at_once(agents: list[Person], conversation_ids: list[str]) -> list[httpx.Response]:
    """By both agents in turns, all of them at the same moment."""

    def make(place: int) -> httpx.Response:
        agent = agents[place % len(agents)]
        return agent.post(f"/conversations/{conversation_ids[place]}/convert-to-ticket", {})

    with ThreadPoolExecutor(len(conversation_ids)) as pool:
        return list(pool.map(make, range(len(conversation_ids))))


def numbers(answers: list[httpx.Response]) -> list[int]:
    return sorted(answer.json()["ticket"]["number"] for answer in answers)


def latest(agent: Person) -> int:
    items = agent.get("/tickets", limit=1).json()["items"]
    return items[0]["number"] if items else 0


def test_tickets_made_at_once_have_the_next_numbers_without_gap_or_duplicate(
    agents: list[Person], sari: Person
) -> None:
    before = latest(agents[0])
    answers = made_at_once(agents, [start(sari, f"Question {number}") for number in range(AT_ONCE)])
    assert {answer.status_code for answer in answers} == {201}
    assert numbers(answers) == [*range(before + 1, before + AT_ONCE + 1)]
    for answer in answers:
        ticket = answer.json()["ticket"]
        conversation = agents[0].get(f"/conversations/{ticket['conversation_id']}").json()
        assert conversation["ticket_number"] == ticket["number"]


def test_a_conversation_that_many_convert_at_once_has_one_ticket(agents: list[Person], sari: Person) -> None:
    before = latest(agents[0])
    answers = made_at_once(agents, [start(sari)] * AT_ONCE)
    assert sorted(answer.status_code for answer in answers) == [200] * (AT_ONCE - 1) + [201]
    assert set(numbers(answers)) == {before + 1} == {latest(agents[0])}
