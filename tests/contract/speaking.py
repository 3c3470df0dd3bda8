"""Visitors who wait for the bot: it answers, calls people, cannot read its index, and follows a workflow to its end."""

from dataclasses import replace
from typing import Any
from unittest.mock import patch

from frontdesk.adapters.dynamodb_departments import DynamoDepartments
from frontdesk.adapters.dynamodb_workflows import DynamoWorkflows
from frontdesk.contract.bot_job import body_of
from frontdesk.domain.bot_job import BotJob
from frontdesk.domain.escalating import BOT
from frontdesk.domain.message import Draft
from frontdesk.domain.message_parts import BotAnswer, Source
from frontdesk.domain.party import Party
from frontdesk.domain.topics import conversation_topic
from frontdesk.domain.vocabulary import HandlerType, SenderType, Status
from frontdesk.domain.workflow.record import WorkflowPin, WorkflowRecord
from frontdesk.use_cases import record_unanswered
from frontdesk.use_cases.append_message import append_message
from frontdesk.use_cases.send_message import Outgoing, send_message
from frontdesk.use_cases.start_conversation import Beginning, start_conversation
from tests.contract.answering import REFUND, article_record, put_an_old_index, unseen
from tests.contract.deployed import AGENT_ID, TENANT, Context, Deployment, Handler, load

BOT_WIDGET = "wdg_bot"
FORM_WIDGET = "wdg_form"
WHOM = {
    "start": "whom",
    "steps": {
        "whom": {
            "type": "choice",
            "text": "Whom?",
            "attribute": "whom",
            "choices": [
                {"value": "ayu", "label": "Ayu", "next": "ayu"},
                {"value": "ticket", "label": "Ticket", "next": "ticket"},
            ],
        },
        "ayu": {"type": "route", "to": "agent", "agent_id": AGENT_ID},
        "ticket": {"type": "ticket"},
    },
}


def everything_that_the_bot_does(deployed: Deployment, handler: Handler) -> None:
    with unseen(deployed):
        install(deployed)
        record = article_record(deployed)
        put_an_old_index(deployed)
        early = _ask(deployed, BOT_WIDGET, "early", REFUND.examples[0])
    assert _again(handler, early), "its index cannot be read"
    with unseen(deployed):
        load("IndexerFunction")({"Records": [record]}, Context("IndexerFunction"))
        answered, lost, odd = (_ask(deployed, BOT_WIDGET, name, words) for name, words in QUESTIONS)
    with patch.object(record_unanswered, "MOST_QUESTIONS", 1):
        for job in (answered, lost, odd):
            assert not _again(handler, job)
    with unseen(deployed):
        _say(deployed, answered, "I want to talk to a person")
    assert not _again(handler, answered)
    for name, choice in (("to ayu", "Ayu"), ("to a ticket", "Ticket")):
        with unseen(deployed):
            led = _ask(deployed, FORM_WIDGET, name, "Hello")
        assert not _again(handler, led)
        with unseen(deployed):
            _say(deployed, led, choice)
        assert not _again(handler, led)
        assert _status(deployed, led) is (Status.ACTIVE if choice == "Ayu" else Status.RESOLVED)


QUESTIONS = (
    ("answered", REFUND.examples[0]),
    ("lost", "Zebra crossing ahead tonight?"),
    ("odd", "Violins under water quietly?"),
)


def wait_for_the_bot(deployed: Deployment) -> str:
    """A conversation that the bot has, and its visitor's question."""
    install(deployed)
    return _ask(deployed, BOT_WIDGET, "waiting", "Is anybody there?").conversation_id


def be_answered(deployed: Deployment) -> str:
    """A conversation that the bot has, in which it has answered."""
    job = _ask(deployed, BOT_WIDGET, "was answered", "What of refunds?")
    source = Source(article_id=REFUND.id, title=REFUND.title, slug=REFUND.id, passage="Five days.", score=0.9)
    answer = BotAnswer(confidence=0.8, raw_confidence=0.8, threshold=0.65, provider="retrieval", sources=(source,))
    draft = Draft(
        client_id="bot-answer",
        sender_type=SenderType.BOT,
        sender_id=BOT.id,
        sender_name=BOT.name,
        content="Five days.",
        answer=answer,
    )
    append_message(deployed.desk, TENANT, job.conversation_id, draft)
    return job.conversation_id


def install(deployed: Deployment) -> None:
    plain = deployed.desk.directory.widget(TENANT, "wdg_sample")
    assert plain is not None
    bot = replace(plain, id=BOT_WIDGET, token=f"bot-{plain.token}", handler_type=HandlerType.AI_BOT)
    form = replace(plain, id=FORM_WIDGET, token=f"form-{plain.token}", handler_type=HandlerType.WORKFLOW)
    for widget in (bot, form):
        deployed.desk.directory.put_widget(widget)
    now = deployed.desk.clock.now()
    record = WorkflowRecord(tenant_id=TENANT, id="whom", name="Whom", updated_by=Party("a", "A"), updated_at=now)
    _workflows(deployed).add(record, WHOM)
    deployed.desk.agents.note_seen(TENANT, AGENT_ID, now, active=True)


def _workflows(deployed: Deployment) -> DynamoWorkflows:
    assert isinstance(deployed.desk.departments, DynamoDepartments)
    return DynamoWorkflows(deployed.desk.departments._connection)


def _ask(deployed: Deployment, widget_id: str, name: str, words: str) -> BotJob:
    visitor = deployed.desk.directory.visitor(TENANT, deployed.visitor.id)
    widget = deployed.desk.directory.widget(TENANT, widget_id)
    assert visitor is not None
    assert widget is not None
    beginning = Beginning(client_id=name, message_client_id=f"{name}-first", message_content=words)
    pin = WorkflowPin("whom", 1) if widget_id == FORM_WIDGET else None
    view, _ = start_conversation(deployed.desk, widget, visitor, deployed.visitor, beginning, pin)
    topic = conversation_topic(TENANT, view.conversation.id)
    deployed.desk.connections.open(f"socket of {name}", deployed.visitor, [topic])
    return BotJob(TENANT, view.conversation.id, 1)


def _say(deployed: Deployment, job: BotJob, words: str) -> None:
    outgoing = Outgoing(conversation_id=job.conversation_id, client_id=words, base_seq=0, content=words)
    send_message(deployed.desk, deployed.visitor, outgoing)


def _status(deployed: Deployment, job: BotJob) -> Status:
    found = deployed.desk.conversations.get(TENANT, job.conversation_id, consistent=True)
    assert found is not None
    return found.status


def _again(handler: Handler, job: BotJob) -> bool:
    """Whether the job is to come again."""
    answer: Any = handler(one_job(job), Context("BotFunction"))
    return bool(answer["batchItemFailures"])


def one_job(job: BotJob) -> dict[str, Any]:
    return {
        "Records": [
            {
                "messageId": "1",
                "receiptHandle": "a-receipt",
                "body": body_of(job),
                "attributes": {"ApproximateReceiveCount": "1", "MessageGroupId": job.conversation_id},
                "eventSource": "aws:sqs",
            }
        ]
    }
