"""A knowledge base of one article, a conversation in which the bot has answered, and a question without an answer."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import boto3

from frontdesk.adapters.dynamodb_knowledge_indexes import DynamoKnowledgeIndexes
from frontdesk.adapters.dynamodb_unanswered_questions import DynamoUnansweredQuestions
from frontdesk.domain.knowledge_index import BuiltIndex
from frontdesk.domain.message import Draft
from frontdesk.domain.message_parts import BotAnswer, Source
from frontdesk.domain.unanswered_question import Asking
from frontdesk.domain.vocabulary import SenderType
from frontdesk.use_cases.record_unanswered import record_unanswered
from tests.contract.deployed import TENANT, VISITOR_TOKEN, WIDGET_TOKEN, Context, Deployment, load
from tests.fakes.knowledge import published
from tests.fakes.knowledge_base import ENGLISH
from tests.integration.http.client import AGENT, Client

REFUND = ENGLISH[0]
TABLE = "ArticlesTable"


@contextmanager
def unseen(deployed: Deployment) -> Iterator[None]:
    """What is asked of AWS here is not the function's doing."""
    before = {*deployed.calls}
    yield
    deployed.calls.clear()
    deployed.calls |= before


def article_record(deployed: Deployment) -> dict[str, Any]:
    """What the stream tells of the article, which is there from now on."""
    if deployed.desk.articles.get(TENANT, REFUND.id) is None:
        deployed.desk.articles.add(published(REFUND, tenant_id=TENANT))
    key = {"owner": {"S": f"tenant#{TENANT}"}, "record": {"S": f"article#{REFUND.id}"}}
    row = boto3.client("dynamodb").get_item(TableName=TABLE, Key=key)["Item"]
    return {"dynamodb": {"Keys": key, "NewImage": row, "SequenceNumber": "1"}}


def outcome_record() -> dict[str, Any]:
    key = {"owner": {"S": f"outcomes#{TENANT}"}, "record": {"S": "outcome#now#conversation#2"}}
    return {"dynamodb": {"Keys": key, "NewImage": key, "SequenceNumber": "2"}}


def put_an_old_index(deployed: Deployment) -> None:
    """Which cannot be read any more, and which the next one replaces."""
    old = BuiltIndex(fingerprint="old", articles=1, built_at=deployed.desk.clock.now(), engine="old")
    DynamoKnowledgeIndexes().set_built(TENANT, old)
    boto3.client("s3").put_object(Bucket="KnowledgeBucket", Key=f"indexes/{TENANT}/old", Body=b"no index")


def answer_questions(deployed: Deployment, ask: Client) -> None:
    """As an agent and as the visitor; first while the index cannot be read, then with the one that is built."""
    with unseen(deployed):
        record = article_record(deployed)
        put_an_old_index(deployed)
    question = {"question": REFUND.examples[0]}
    assert ask("POST", f"{AGENT}/articles/ask", question, token="agent").status == 503
    with unseen(deployed):
        load("IndexerFunction")({"Records": [record]}, Context("IndexerFunction"))
        seq = _bot_answers(deployed)
    found = ask("POST", f"{AGENT}/articles/ask", question, token="agent")
    assert found.json["sources"][0]["article_id"] == REFUND.id
    own = f"conversations/{deployed.conversation_id}/messages/{seq}"
    rated = ask("POST", f"/api/widget/{WIDGET_TOKEN}/{own}/feedback", {"helpful": True}, token=VISITOR_TOKEN)
    assert rated.status == 200
    body = {"article_id": REFUND.id, "add_example": True}
    assert ask("POST", f"{AGENT}/{own}/confirm-answer", body, token="agent").status == 200
    _review(deployed, ask)


def _bot_answers(deployed: Deployment) -> int:
    source = Source(article_id=REFUND.id, title=REFUND.title, slug=REFUND.id, passage="Five days.", score=0.9)
    answer = BotAnswer(confidence=0.8, raw_confidence=0.8, threshold=0.65, provider="retrieval", sources=(source,))
    draft = Draft(
        client_id="1.bot",
        sender_type=SenderType.BOT,
        sender_id="bot",
        sender_name="Bot",
        content="Five days.",
        answer=answer,
    )
    place = (TENANT, deployed.conversation_id)
    seq = deployed.desk.log.tails(TENANT, [deployed.conversation_id])[deployed.conversation_id].seq + 1
    assert deployed.desk.log.append(draft.at(*place, seq, deployed.desk.clock.now()))
    return seq


def _review(deployed: Deployment, ask: Client) -> None:
    with unseen(deployed):
        for seq, question in enumerate(("Norway?", "Sweden?")):
            asking = Asking(question=question, conversation_id="c", seq=seq, asked_at=deployed.desk.clock.now())
            record_unanswered(DynamoUnansweredQuestions(), deployed.desk.clock, TENANT, asking)
    listed = ask("GET", f"{AGENT}/unanswered-questions", token="agent").json["items"]
    first, second = (f"{AGENT}/unanswered-questions/{item['id']}" for item in listed)
    assert ask("POST", f"{first}/add-example", {"article_id": REFUND.id}, token="agent").status == 200
    assert ask("DELETE", second, token="agent").status == 204
