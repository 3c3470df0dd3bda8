"""A visitor who has left something in every place that an erasure has to reach, and the jobs that reach it."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch

import boto3

from frontdesk.adapters.dynamodb_escalations import DynamoEscalationSteps
from frontdesk.adapters.dynamodb_notifications import DynamoNotifications
from frontdesk.adapters.dynamodb_privacy import DynamoPrivacyRecords
from frontdesk.adapters.dynamodb_unanswered_questions import DynamoUnansweredQuestions
from frontdesk.adapters.s3_private_files import S3PrivateFiles
from frontdesk.contract.privacy_job import body_of
from frontdesk.domain.attachment import Attachment
from frontdesk.domain.errors import Busy
from frontdesk.domain.escalation_steps import EscalationKey, EscalationStep
from frontdesk.domain.message import Draft
from frontdesk.domain.message_parts import BotAnswer, Source
from frontdesk.domain.notification import Notification, Reason
from frontdesk.domain.party import Party
from frontdesk.domain.principal import Principal
from frontdesk.domain.privacy import EraseConversation, EraseVisitor, Erasure, Export, ExportVisitor
from frontdesk.domain.topics import conversation_topic, visitor_topic
from frontdesk.domain.unanswered_question import Asking
from frontdesk.domain.vocabulary import MessageType, SenderType
from frontdesk.use_cases.accept_conversation import accept_conversation
from frontdesk.use_cases.append_message import append_message
from frontdesk.use_cases.convert_to_ticket import TicketWishes, convert_to_ticket
from frontdesk.use_cases.escalate_conversation import escalate_conversation
from frontdesk.use_cases.record_unanswered import record_unanswered
from tests.contract.answering import unseen
from tests.contract.deployed import TENANT, Context, Deployment, Handler
from tests.integration.http.client import AGENT, Client

BUCKET = "AttachmentsBucket"
EXPORT_ID = "export-1"


class ShortOfTime(Context):
    def get_remaining_time_in_millis(self) -> int:
        return 15_000


def leave_something_everywhere(deployed: Deployment, agent: Principal) -> None:
    desk, at = deployed.desk, (TENANT, deployed.conversation_id)
    escalate_conversation(desk, deployed.visitor, deployed.conversation_id)
    accept_conversation(desk, agent, deployed.conversation_id)
    DynamoEscalationSteps(desk.clock).keep_token(EscalationKey(*at, 1), EscalationStep.WAIT, "token", desk.clock.now())
    convert_to_ticket(desk, agent, deployed.conversation_id, TicketWishes())
    source = Source(article_id="article-1", title="Title", slug="slug", passage="Passage", score=0.5)
    answer = BotAnswer(confidence=0.7, raw_confidence=0.7, threshold=0.5, provider="retrieval", sources=(source,))
    file = Attachment(id="file-1", name="a.txt", type="text/plain", size=1)
    for name, draft in {
        "bot": {"sender_type": SenderType.BOT, "answer": answer},
        "file": {"sender_type": SenderType.VISITOR, "type": MessageType.FILE, "attachment": file},
    }.items():
        more: dict[str, Any] = {"client_id": name, "sender_id": name, "sender_name": name, "content": name, **draft}
        append_message(desk, *at, Draft(**more))
    for kind in ("pending", "files"):
        boto3.client("s3").put_object(Bucket=BUCKET, Key="/".join((kind, *at, "file-1")), Body=b"x")
    questions = DynamoUnansweredQuestions()
    for question, asked_in in (("Norway", "another"), ("norway?", at[1]), ("Sweden", at[1])):
        asking = Asking(question=question, conversation_id=asked_in, seq=1, asked_at=desk.clock.now())
        record_unanswered(questions, desk.clock, TENANT, asking)
    _notify(deployed, agent)
    topics = [visitor_topic(TENANT, deployed.visitor.id), conversation_topic(*at)]
    desk.connections.open("the-visitors-socket", deployed.visitor, topics)
    desk.connections.open("an-agents-socket", agent, [conversation_topic(*at)])


def _notify(deployed: Deployment, agent: Principal) -> None:
    now = deployed.desk.clock.now()
    DynamoNotifications(deployed.desk.clock).add(
        Notification(
            tenant_id=TENANT,
            agent_id=agent.id,
            conversation_id=deployed.conversation_id,
            reason=Reason.MESSAGE,
            number=1,
            title="Sari",
            created_at=now,
        )
    )


def do_all_that_privacy_asks_for(deployed: Deployment, agent: Principal, handler: Handler) -> None:
    """An export that fails once, an erasure without time for it, and then with: twice, and what is left behind."""
    visitor_id, now = deployed.visitor.id, datetime.now(UTC)
    records = DynamoPrivacyRecords()
    by = Party(agent.id, agent.name)
    records.put_export(Export(tenant_id=TENANT, visitor_id=visitor_id, id=EXPORT_ID, requested_at=now))
    records.begin_erasure(Erasure(tenant_id=TENANT, visitor_id=visitor_id, requested_at=now, requested_by=by))
    deployed.calls.clear()
    export = body_of(ExportVisitor(TENANT, visitor_id, EXPORT_ID))
    with patch.object(S3PrivateFiles, "content", _unreachable):
        assert _again(handler, export)
    assert not _again(handler, export)
    erase = body_of(EraseVisitor(TENANT, visitor_id))
    assert not _again(handler, erase, ShortOfTime("PrivacyFunction"))
    for body in (erase, body_of(EraseVisitor(TENANT, visitor_id, again=True))):
        assert not _again(handler, body)
    with unseen(deployed):
        deployed.desk.connections.open("late", agent, [conversation_topic(TENANT, deployed.conversation_id)])
    assert not _again(handler, body_of(EraseConversation(TENANT, deployed.conversation_id, now)))
    erasure = records.erasure(TENANT, visitor_id)
    assert erasure is not None
    assert erasure.ended_at is not None


def _unreachable(*_: object) -> None:
    raise Busy("not now")


def _again(handler: Handler, body: str, context: Context = Context("PrivacyFunction")) -> bool:  # noqa: B008
    path = Path(__file__).resolve().parents[2] / "events" / "privacy" / "jobs.json"
    event = json.loads(path.read_text())
    event["Records"][0]["body"] = body
    return bool(handler(event, context)["batchItemFailures"])


def look_after_visitors(ask: Client, visitor_id: str) -> None:
    """What is asked for is only noted: another function does it."""
    own = f"{AGENT}/visitors/{visitor_id}"
    assert ask("GET", f"{AGENT}/visitors", token="admin").json["items"][0]["id"] == visitor_id
    assert ask("GET", own, token="admin").status == 200
    assert ask("GET", f"{own}/export", token="admin").status == 202
    assert ask("DELETE", own, token="admin").status == 202
    assert ask("GET", f"{own}/erasure", token="admin").status == 200
