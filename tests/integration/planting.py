"""A visitor who leaves the same word wherever words can be left, and a look at everything that is stored."""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import boto3
from botocore.session import get_session

from frontdesk.adapters.dynamodb import DynamoDb
from frontdesk.adapters.dynamodb_escalations import DynamoEscalationSteps
from frontdesk.adapters.dynamodb_notifications import DynamoNotifications
from frontdesk.adapters.dynamodb_outcomes import DynamoOutcomes
from frontdesk.adapters.dynamodb_privacy import DynamoPrivacyRecords, ErasureRow, ExportRow
from frontdesk.adapters.dynamodb_remains import DynamoRemains
from frontdesk.adapters.dynamodb_unanswered_questions import DynamoUnansweredQuestions
from frontdesk.adapters.s3_attachments import S3Attachments
from frontdesk.adapters.s3_private_files import S3PrivateFiles
from frontdesk.domain.article import Article
from frontdesk.domain.conversation import Conversation
from frontdesk.domain.escalation import Outcome
from frontdesk.domain.escalation_steps import EscalationKey, EscalationStep
from frontdesk.domain.message import Draft
from frontdesk.domain.message_parts import BotAnswer, Source
from frontdesk.domain.notification import Notification, Reason
from frontdesk.domain.outcome import OutcomeKind
from frontdesk.domain.party import Party
from frontdesk.domain.topics import conversation_topic
from frontdesk.domain.unanswered_question import Asking
from frontdesk.domain.visitor import Particulars, Visitor
from frontdesk.domain.vocabulary import SenderType
from frontdesk.use_cases.accept_conversation import accept_conversation
from frontdesk.use_cases.append_message import append_message
from frontdesk.use_cases.convert_to_ticket import TicketWishes, convert_to_ticket
from frontdesk.use_cases.edit_conversation import edit_conversation
from frontdesk.use_cases.escalation_ports import EscalationRuns
from frontdesk.use_cases.index_words import index_words
from frontdesk.use_cases.issue_ticket import issue_ticket
from frontdesk.use_cases.open_connection import open_connection
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.privacy_ports import ErasingDesk
from frontdesk.use_cases.record_outcome import outcome_of
from frontdesk.use_cases.record_unanswered import record_unanswered
from frontdesk.use_cases.send_message import Outgoing, send_message
from frontdesk.use_cases.start_conversation import Beginning, start_conversation
from frontdesk.use_cases.upload_attachment import Declared, upload_attachment
from frontdesk.use_cases.write_note import write_note
from tests.contract.sam_template import REGION
from tests.fakes.people import ADA, FAR_AWAY, TENANT, WIDGET
from tests.fakes.privacy import FakePrivacyQueue
from tests.integration.cloud import ENVIRONMENT, Tables
from tests.integration.forms import post_form

BUCKET = ENVIRONMENT["FRONTDESK_ATTACHMENTS_BUCKET"]


@dataclass
class AnswersNoted:
    """The state machine of escalations, as far as an erasure needs it."""

    answered: list[str] = field(default_factory=list)

    def start(self, key: EscalationKey, *, sla: timedelta, grace: timedelta) -> None:
        raise AssertionError("an erasure starts nothing")

    def answer(self, token: str, outcome: Outcome) -> bool:
        assert outcome is Outcome.CLOSED
        self.answered.append(token)
        return True


def with_files(desk: Desk) -> Desk:
    """With files in a bucket of moto's, which keeps every version."""
    s3 = boto3.client("s3", region_name=REGION)
    s3.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": REGION})
    s3.put_bucket_versioning(Bucket=BUCKET, VersioningConfiguration={"Status": "Enabled"})
    return replace(desk, attachments=S3Attachments(get_session(), BUCKET))


def erasing_desk(desk: Desk, connection: DynamoDb) -> ErasingDesk:
    for row in (ErasureRow, ExportRow):
        connection.bind(row, ENVIRONMENT["FRONTDESK_DIRECTORY_TABLE"])
    return ErasingDesk(
        queue=FakePrivacyQueue(),
        records=DynamoPrivacyRecords(),
        files=S3PrivateFiles(get_session(), BUCKET),
        remains=DynamoRemains(),
        runs=EscalationRuns(DynamoEscalationSteps(desk.clock), AnswersNoted()),
        questions=DynamoUnansweredQuestions(),
    )


@dataclass
class Planted:
    """Somebody who writes `word` everywhere. Their ids hold it, too."""

    desk: Desk
    word: str

    @property
    def visitor(self) -> Visitor:
        told = {name: f"{self.word} {name}" for name in Particulars.__slots__}
        return Visitor(
            tenant_id=TENANT,
            id=f"{self.word}-visitor",
            widget_id=WIDGET.id,
            particulars=Particulars(**{**told, "email": f"{self.word}@example.com"}),
            attributes={"plan": self.word},
            external_id=self.word,
            first_seen_at=self.desk.clock.now() - timedelta(days=1),
            last_seen_at=self.desk.clock.now(),
        )

    def arrive(self) -> Visitor:
        visitor = self.visitor
        self.desk.directory.put_visitor(visitor)
        self.desk.directory.add_visitor_token(f"token of {visitor.id}", visitor, FAR_AWAY)
        issue_ticket(self.desk, visitor.principal(FAR_AWAY), None)
        self.connect(visitor, 1)
        return visitor

    def connect(self, visitor: Visitor, number: int, *conversation_ids: str) -> None:
        """A socket is no word of anybody's, and what is left of one that has ended is its id."""
        principal, socket = visitor.principal(FAR_AWAY), f"{self.word[0]}-socket-{number}"
        open_connection(self.desk, socket, issue_ticket(self.desk, principal, None)[0], None)
        topics = [conversation_topic(TENANT, conversation_id) for conversation_id in conversation_ids]
        if topics:
            self.desk.connections.follow(socket, principal, topics)

    def write_everywhere(self) -> Conversation:
        """A conversation of theirs that is still going on, with all that can come of one."""
        desk, visitor = self.desk, self.arrive()
        conversation = self.begin(visitor)
        accept_conversation(desk, ADA, conversation.id)
        self.connect(visitor, 2, conversation.id)
        edit_conversation(desk, ADA, conversation.id, tags=(self.word,), attributes={"order": self.word})
        write_note(desk, ADA, self._outgoing(conversation, "a note"))
        self._send_file(visitor, conversation)
        self._hear_the_bot(visitor, conversation)
        self._notify(conversation)
        self._escalate(conversation)
        index_words(desk, TENANT, conversation.id, [f"{self.word} said"])
        convert_to_ticket(desk, ADA, conversation.id, TicketWishes(category=self.word))
        return conversation

    def begin(self, visitor: Visitor, name: str = "start") -> Conversation:
        beginning = Beginning(
            client_id=f"{self.word}-{name}",
            subject=f"{self.word} subject",
            answers={"pre-chat": self.word},
            page_url=f"https://shop.example/{self.word}",
            page_title=self.word,
            message_client_id=f"{self.word}-{name}-first",
            message_content=f"Where is the {self.word}?",
        )
        principal = visitor.principal(FAR_AWAY)
        return start_conversation(self.desk, WIDGET, visitor, principal, beginning)[0].conversation

    def _outgoing(self, conversation: Conversation, content: str, attachment_id: str | None = None) -> Outgoing:
        return Outgoing(
            conversation_id=conversation.id,
            client_id=f"{self.word}-{content.replace(' ', '-')}",
            base_seq=0,
            content=f"{self.word} {content}",
            attachment_id=attachment_id,
        )

    def _send_file(self, visitor: Visitor, conversation: Conversation) -> None:
        """One that is sent, and one that is uploaded and never sent."""
        principal, content = visitor.principal(FAR_AWAY), f"{self.word} in a file".encode()
        for name in ("sent", "forgotten"):
            declared = Declared(
                client_id=f"{self.word}-{name}", name=f"{self.word}.txt", type="text/plain", size=len(content)
            )
            permit = upload_attachment(self.desk, principal, conversation.id, declared)
            post_form(permit.form.url, permit.form.fields, content)
            if name == "sent":
                sent = replace(self._outgoing(conversation, name), attachment_id=permit.upload.id)
                send_message(self.desk, principal, replace(sent, client_id=declared.client_id))

    def _hear_the_bot(self, visitor: Visitor, conversation: Conversation) -> None:
        source = Source(article_id="article-1", title="Title", slug="slug", passage=self.word, score=0.5)
        answer = BotAnswer(confidence=0.7, raw_confidence=0.7, threshold=0.5, provider="retrieval", sources=(source,))
        draft = Draft(
            client_id=f"{self.word}-bot",
            sender_type=SenderType.BOT,
            sender_id="bot",
            sender_name="Bot",
            content=f"{self.word}, then.",
            answer=answer,
        )
        said = append_message(self.desk, TENANT, conversation.id, draft).message
        outcome = outcome_of(said, OutcomeKind.HELPFUL, answered=True)
        assert outcome is not None
        DynamoOutcomes().record(outcome)
        asking = Asking(
            question=f"Is {self.word} there?",
            conversation_id=conversation.id,
            seq=1,
            asked_at=self.desk.clock.now(),
            article_title="Title",
        )
        record_unanswered(DynamoUnansweredQuestions(), self.desk.clock, TENANT, asking)
        self.desk.articles.vote(TENANT, "article-1", visitor.id, helpful=True)

    def _notify(self, conversation: Conversation) -> None:
        notification = Notification(
            tenant_id=TENANT,
            agent_id=ADA.id,
            conversation_id=conversation.id,
            reason=Reason.MESSAGE,
            number=1,
            title=self.word,
            preview=f"{self.word} preview",
            created_at=self.desk.clock.now(),
        )
        notifications = DynamoNotifications(self.desk.clock)
        notifications.add(notification)
        notifications.mark_pushed(notification, "device-1")

    def _escalate(self, conversation: Conversation) -> None:
        steps, key = DynamoEscalationSteps(self.desk.clock), EscalationKey(TENANT, conversation.id, 1)
        steps.keep_token(key, EscalationStep.WAIT, f"{self.word}-token", self.desk.clock.now())
        steps.claim_mail(key, f"{self.word}@example.com")


def an_article(desk: Desk) -> None:
    by, now = Party(ADA.id, ADA.name), desk.clock.now()
    desk.articles.add(
        Article(
            tenant_id=TENANT,
            id="article-1",
            title="Title",
            slug="slug",
            created_at=now,
            created_by=by,
            updated_at=now,
            updated_by=by,
        )
    )


def found(word: str, tables: Tables) -> dict[str, int]:
    """How often a word stands in each table and in each kind of file, where it stands there at all.

    All is looked into: each attribute of each row; each version of each file, its key and its headers.
    """
    s3: Any = boto3.client("s3", region_name=REGION)
    everywhere = {name: str(tables.rows(name)).count(word) for name in tables.client.list_tables()["TableNames"]}
    for version in s3.list_object_versions(Bucket=BUCKET).get("Versions", []):
        stored = s3.get_object(Bucket=BUCKET, Key=version["Key"], VersionId=version["VersionId"])
        told = f"{version['Key']} {stored['Body'].read()!r} {stored.get('ContentDisposition')}"
        kind = version["Key"].partition("/")[0]
        everywhere[kind] = everywhere.get(kind, 0) + told.count(word)
    return {place: times for place, times in everywhere.items() if times}
