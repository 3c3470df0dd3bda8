"""What becomes of the bot's answers, on the running stack: it is surer once fifty of them have helped."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import httpx
import pytest

from local.demo import BOT_WIDGET_TOKEN
from local.testing import RunningStack, wait_for
from tests.e2e.people import Json, Line, Person, client_id, new_visitor, signed_in_agent, start

PATIENCE = 60
QUESTION = "recipe for brewing"
"""Answered whatever other articles there are, and never with certainty."""
LAST_ARTICLE = {"title": "How is a sextant adjusted?", "body": "Send it to our workshop.", "published": True}
VISITORS, CONVERSATIONS, ANSWERS = 2, 5, 5
"""With so many answers in each of so many conversations of each visitor there are fifty: enough for a correction."""


@pytest.fixture(scope="module")
def ana(http: httpx.Client, stack: RunningStack) -> Iterator[Person]:
    """Once the bot knows an article of hers, it knows too what others have left and taken away before."""
    ana = signed_in_agent(http, stack, "ana@demo.example")
    made: Json = ana.post("/articles", LAST_ARTICLE).raise_for_status().json()

    def is_known() -> bool:
        found = ana.post("/articles/ask", {"question": LAST_ARTICLE["title"]}).json()
        return [source["article_id"] for source in found["sources"][:1]] == [made["id"]]

    wait_for(is_known, PATIENCE)
    yield ana
    http.delete(f"{ana.base}/articles/{made['id']}", headers=ana.headers).raise_for_status()


def confidence(ana: Person) -> float:
    found: float = ana.post("/articles/ask", {"question": QUESTION}).json()["confidence"]
    return found


@pytest.fixture
def visitors(http: httpx.Client, stack: RunningStack, ana: Person) -> Iterator[list[Person]]:
    """Whoever comes later finds a bot that nobody has told anything: they are erased, and what they said with them."""
    before = confidence(ana)
    came = [new_visitor(http, stack, f"Visitor {number}", BOT_WIDGET_TOKEN) for number in range(VISITORS)]
    yield came
    for visitor in came:
        own = visitor.get("/conversations").json()["items"][0]["id"]
        visitor_id = ana.get(f"/conversations/{own}").json()["visitor"]["id"]
        http.delete(f"{ana.base}/visitors/{visitor_id}", headers=ana.headers).raise_for_status()
    wait_for(lambda: confidence(ana) == before, PATIENCE)


@dataclass(frozen=True)
class Asking:
    """A conversation with the bot, on its visitor's line."""

    visitor: Person
    line: Line
    id: str

    def ask(self) -> int:
        said = {"conversation_id": self.id, "client_id": client_id(), "content": QUESTION}
        seq: int = self.line.ask(type="message.send", **said)["message"]["seq"]
        return seq

    def hear_answer(self, asked: int) -> Json:
        frame = self.line.hear(
            "message.created", lambda frame: frame["message"]["seq"] == asked + 1, conversation_id=self.id
        )
        answer: Json = frame["message"]["metadata"]["answer"]
        return answer

    def answers(self) -> list[Json]:
        log = self.visitor.log(self.id)
        return [message for message in log if message["metadata"] and message["metadata"]["answer"]]

    def rate(self, answer: Json, *, helpful: bool) -> None:
        path = f"/conversations/{self.id}/messages/{answer['seq']}/feedback"
        self.visitor.post(path, {"helpful": helpful}).raise_for_status()


def begun(visitor: Person, line: Line) -> list[Asking]:
    """Conversations in which the question has been answered once."""
    ids = [start(visitor, QUESTION) for _ in range(CONVERSATIONS)]
    resumed = line.ask(type="resume", conversations=dict.fromkeys(ids, 0))["conversations"]
    asking = [Asking(visitor, line, own) for own in ids]
    for one in asking:
        if resumed[one.id]["messages"][-1]["sender_type"] == "visitor":
            one.hear_answer(resumed[one.id]["tail_seq"])
    return asking


def test_fifty_answers_that_helped_by_the_word_of_visitors_and_agents_make_the_bot_surer(
    ana: Person, visitors: list[Person]
) -> None:
    before = confidence(ana)
    with ExitStack() as lines:
        asking = [one for visitor in visitors for one in begun(visitor, lines.enter_context(visitor.line()))]
        for _ in range(ANSWERS - 1):
            asked = [one.ask() for one in asking]
            said = [one.hear_answer(seq) for one, seq in zip(asking, asked, strict=True)]
        assert {round(answer["confidence"], 3) for answer in said} == {before}

        given = [(one, answer) for one in asking for answer in one.answers()]
        (by_agent, confirmed), (last, changed), *others = given
        last.rate(changed, helpful=False)
        for one, answer in [(last, changed), *others]:
            one.rate(answer, helpful=True)
        source = confirmed["metadata"]["answer"]["sources"][0]["article_id"]
        path = f"/conversations/{by_agent.id}/messages/{confirmed['seq']}/confirm-answer"
        assert ana.post(path, {"article_id": source}).json()["outcome"]
        wait_for(lambda: confidence(ana) > before, PATIENCE)
        assert last.hear_answer(last.ask())["confidence"] > before
