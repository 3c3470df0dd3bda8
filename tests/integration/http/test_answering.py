"""Questions to the knowledge base by HTTP: tried by an agent, rated by a visitor, confirmed, and without an answer."""

from typing import Any

import pytest
from fastapi import FastAPI

from frontdesk.domain.message import Draft
from frontdesk.domain.message_parts import BotAnswer, Source
from frontdesk.domain.unanswered_question import Asking
from frontdesk.domain.vocabulary import SenderType
from frontdesk.use_cases.knowledge_ports import KnowledgeDesk
from frontdesk.use_cases.record_unanswered import record_unanswered
from tests.fakes.knowledge import ASKS_FOR_A_HUMAN, FakeKnowledge, a_source, published
from tests.fakes.knowledge_base import ENGLISH
from tests.fakes.people import TENANT
from tests.integration.http.api import Api, both_ways
from tests.integration.http.client import AGENT, VISITOR, Answer

QUESTION = "Where is my money?"
REFUND = Source(article_id="refund", title="Refunds", slug="refunds", passage="Five days.", score=0.9)


@pytest.fixture
def knowledge(api: Api, app: FastAPI) -> KnowledgeDesk:
    made: KnowledgeDesk = app.state.context.knowledge
    fake = made.knowledge
    assert isinstance(fake, FakeKnowledge)
    fake.confidences.clear()
    fake.confidences[QUESTION] = 0.7
    api.desk.articles.add(published(ENGLISH[0]))
    return made


@pytest.fixture
def token(api: Api, knowledge: KnowledgeDesk) -> str:
    return api.agent()


# --- trying a question --------------------------------------------------------------------------------------------


def ask(api: Api, token: str, **body: Any) -> Answer:
    return api.ask("POST", f"{AGENT}/articles/ask", body, token=token)


@both_ways
def test_an_agent_sees_what_the_bot_would_do_and_why(api: Api, token: str) -> None:
    answer = ask(api, token, question=QUESTION).json
    (source,) = answer.pop("sources")
    assert answer == {
        "decision": "answer_and_offer_human",
        "would_answer": True,
        "confidence": 0.7,
        "raw_confidence": 0.7,
        "threshold": 0.65,
        "human_requested": False,
    }
    plain = a_source()
    assert (source["article_id"], source["slug"], source["title"]) == (plain.article_id, plain.slug, plain.title)
    assert (source["passage"], source["matched"], source["score"]) == (plain.passage, plain.matched, plain.score)
    assert source["reasons"] == [{"name": "title", "value": 0.8, "text": "How like the question the title is"}]


@pytest.mark.parametrize(
    ("question", "threshold", "decision", "would_answer"),
    [
        (QUESTION, 0.5, "answer_and_offer_human", True),
        (QUESTION, 0.75, "suggest", False),
        ("What is love?", 0.5, "escalate", False),
        (ASKS_FOR_A_HUMAN, 0.0, "escalate", False),
    ],
)
def test_the_threshold_decides(
    api: Api, token: str, question: str, threshold: float, decision: str, would_answer: bool
) -> None:
    answer = ask(api, token, question=question, threshold=threshold).json
    assert (answer["decision"], answer["would_answer"], answer["threshold"]) == (decision, would_answer, threshold)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "question"),
        ({"question": " \n"}, "question"),
        ({"question": "x" * 16_001}, "question"),
        ({"question": QUESTION, "threshold": 1.5}, "threshold"),
        ({"question": QUESTION, "tenant_id": "elsewhere"}, "tenant_id"),
    ],
)
def test_a_question_that_is_none_is_refused(api: Api, token: str, body: dict[str, Any], field: str) -> None:
    refused = ask(api, token, **body)
    assert (refused.status, refused.fields) == (422, [field])


# --- what becomes of an answer ------------------------------------------------------------------------------------


def answered(api: Api, visitor: str) -> str:
    """A conversation in which the bot has answered the visitor's first message by message 2."""
    conversation_id = api.started(visitor)
    draft = Draft(
        client_id="1.bot",
        sender_type=SenderType.BOT,
        sender_id="bot",
        sender_name="Bot",
        content="Five days.",
        answer=BotAnswer(confidence=0.8, raw_confidence=0.75, threshold=0.65, provider="retrieval", sources=(REFUND,)),
    )
    assert api.desk.log.append(draft.at(TENANT, conversation_id, 2, api.clock.now()))
    return conversation_id


def rate(api: Api, visitor: str | None, conversation_id: str, seq: Any = 2, **body: Any) -> Answer:
    path = f"{VISITOR}/conversations/{conversation_id}/messages/{seq}/feedback"
    return api.ask("POST", path, body or {"helpful": True}, token=visitor)


@both_ways
def test_a_visitor_rates_an_answer_and_thinks_better_of_it(api: Api, knowledge: KnowledgeDesk) -> None:
    visitor = api.visitor()
    conversation_id = answered(api, visitor)
    for helpful in (True, True, False):
        assert rate(api, visitor, conversation_id, helpful=helpful).json == {"seq": 2, "helpful": helpful}
    (outcome,) = knowledge.outcomes.latest(TENANT, 10)
    assert (outcome.seq, outcome.answered, outcome.raw_confidence) == (2, False, 0.75)


def test_only_the_bots_answers_in_ones_own_conversation_can_be_rated(api: Api, knowledge: KnowledgeDesk) -> None:
    visitor = api.visitor()
    conversation_id = answered(api, visitor)
    assert rate(api, visitor, conversation_id, 1).problem == (409, "conflict")
    assert rate(api, visitor, conversation_id, 9).problem == (404, "not_found")
    assert rate(api, visitor, conversation_id, 0).fields == ["seq"]
    assert rate(api, visitor, conversation_id, 2, helpful="maybe").fields == ["helpful"]
    assert rate(api, api.visitor("Mallory"), conversation_id).problem == (404, "not_found")
    assert rate(api, None, conversation_id).status == 401
    assert knowledge.outcomes.latest(TENANT, 10) == []


def test_an_agent_confirms_what_answers_it(api: Api, token: str, knowledge: KnowledgeDesk) -> None:
    conversation_id = answered(api, api.visitor())
    path = f"{AGENT}/conversations/{conversation_id}/messages/2/confirm-answer"
    confirmed = api.ask("POST", path, {"article_id": "refund", "add_example": True}, token=token)
    assert confirmed.json == {"outcome": True, "example": True}
    article = knowledge.articles.get(TENANT, "refund")
    assert article is not None
    assert article.examples[-1] == "Where is my order?"
    refused = api.ask("POST", path, {"article_id": "gone"}, token=token)
    assert (refused.problem, refused.fields) == ((422, "invalid_request"), ["article_id"])


# --- what had no answer -------------------------------------------------------------------------------------------


def unanswered(api: Api, knowledge: KnowledgeDesk, *questions: str) -> None:
    for seq, question in enumerate(questions, 1):
        api.clock.advance(seconds=1)
        asking = Asking(
            question=question,
            conversation_id="conversation-1",
            seq=seq,
            asked_at=api.clock.now(),
            confidence=0.2,
            article_id="refund",
            article_title="Refunds",
        )
        assert record_unanswered(knowledge.questions, api.clock, TENANT, asking)


def test_questions_without_an_answer_are_listed(api: Api, token: str, knowledge: KnowledgeDesk) -> None:
    unanswered(api, knowledge, "Do you ship to Norway?", "sweden?", "ship to norway")
    items = api.ask("GET", f"{AGENT}/unanswered-questions", token=token).json["items"]
    assert [(item["question"], item["count"]) for item in items] == [("Do you ship to Norway?", 2), ("sweden?", 1)]
    first = items[0]
    assert first["samples"] == ["Do you ship to Norway?", "ship to norway"]
    assert (first["article_id"], first["article_title"], first["confidence"]) == ("refund", "Refunds", 0.2)
    assert (first["conversation_id"], first["first_asked_at"][-5:]) == ("conversation-1", ".000Z")


def test_the_list_goes_by_pages_in_either_order(api: Api, token: str, knowledge: KnowledgeDesk) -> None:
    unanswered(api, knowledge, "norway", "sweden", "finland", "norway", "denmark")
    for sort, expected in (
        ("count", ["norway", "denmark", "finland", "sweden"]),
        ("latest", ["denmark", "norway", "finland", "sweden"]),
    ):
        found: list[str] = []
        cursor: dict[str, str] = {}
        while True:
            page = api.ask("GET", f"{AGENT}/unanswered-questions", token=token, sort=sort, limit="3", **cursor).json
            found += [item["question"] for item in page["items"]]
            if page.get("next_cursor") is None:
                break
            cursor = {"cursor": page["next_cursor"]}
        assert found == expected


def test_one_click_teaches_an_article(api: Api, token: str, knowledge: KnowledgeDesk) -> None:
    unanswered(api, knowledge, "norway?")
    (item,) = api.ask("GET", f"{AGENT}/unanswered-questions", token=token).json["items"]
    path = f"{AGENT}/unanswered-questions/{item['id']}/add-example"
    refused = api.ask("POST", path, {"article_id": "gone"}, token=token)
    assert (refused.problem, refused.fields) == ((422, "invalid_request"), ["article_id"])
    taught = api.ask("POST", path, {"article_id": "refund"}, token=token)
    assert (taught.json["article_id"], taught.json["examples"][-1]) == ("refund", "norway?")
    assert api.ask("GET", f"{AGENT}/unanswered-questions", token=token).json["items"] == []
    assert api.ask("POST", path, {"article_id": "refund"}, token=token).problem == (404, "not_found")


def test_a_question_is_dismissed(api: Api, token: str, knowledge: KnowledgeDesk) -> None:
    unanswered(api, knowledge, "norway?")
    (item,) = api.ask("GET", f"{AGENT}/unanswered-questions", token=token).json["items"]
    own = f"{AGENT}/unanswered-questions/{item['id']}"
    assert [api.ask("DELETE", own, token=token).status for _ in range(2)] == [204, 404]


@pytest.mark.parametrize(("query", "field"), [({"sort": "best"}, "sort"), ({"cursor": "forged"}, "cursor")])
def test_a_list_that_there_is_not_is_refused(api: Api, token: str, query: dict[str, str], field: str) -> None:
    assert api.ask("GET", f"{AGENT}/unanswered-questions", token=token, **query).fields == [field]
