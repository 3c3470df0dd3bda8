"""What becomes of the bot's answers, on the running stack: it is surer once fifty of them have helped."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

import httpx
import pytest

from local.testing import RunningStack, wait_for
from tests.e2e.company import Company, new_company
from tests.e2e.people import BEAT_SECONDS, Json, Line, Person, client_id, new_visitor, start

PATIENCE = 60
ARTICLES = {
    "How is a sextant adjusted?": "Send it to our workshop; adjusting its mirrors takes a week.",
    "How long does delivery take?": "A parcel reaches you within three working days, and abroad within two weeks.",
    "Can I send something back?": "Within thirty days, in the box that it came in; you get your money then.",
    "Which charts do you print?": "Those of the Java Sea and the Banda Sea, on paper that water does not harm.",
}
QUESTION = "is my money given back"
"""Answered, and far from certain."""
SURE = 0.9
VISITORS, CONVERSATIONS, ANSWERS = 2, 5, 5
"""With so many answers in each of so many conversations of each visitor there are fifty: enough for a correction."""


@pytest.fixture(scope="module")
def company(http: httpx.Client, stack: RunningStack) -> Company:
    """Its bot has been told nothing of its answers yet, and knows these articles alone."""
    company = new_company(http, stack, "sextants")
    for title, body in ARTICLES.items():
        article = {"title": title, "body": body, "published": True}
        company.admin.post("/articles", article).raise_for_status()
    *_, last = ARTICLES

    def knows_all() -> bool:
        found = company.admin.post("/articles/ask", {"question": last}).json()
        return [source["title"] for source in found["sources"][:1]] == [last]

    wait_for(knows_all, PATIENCE)
    return company


def confidence(admin: Person) -> float:
    found: float = admin.post("/articles/ask", {"question": QUESTION}).json()["confidence"]
    return found


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


@contextmanager
def a_line_of(visitor: Person) -> Iterator[Line]:
    """That is not taken for idle while others rate, and the bot learns from it."""
    with visitor.line() as line, line.beating(BEAT_SECONDS):
        yield line


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
    http: httpx.Client, stack: RunningStack, company: Company
) -> None:
    admin = company.admin
    before = confidence(admin)
    assert before < SURE
    visitors = [new_visitor(http, stack, f"Visitor {number}", company.bot_widget) for number in range(VISITORS)]
    with ExitStack() as lines:
        asking = [one for visitor in visitors for one in begun(visitor, lines.enter_context(a_line_of(visitor)))]
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
        assert admin.post(path, {"article_id": source}).json()["outcome"]
        wait_for(lambda: confidence(admin) > before, PATIENCE)
        assert last.hear_answer(last.ask())["confidence"] > before
