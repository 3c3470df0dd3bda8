"""What becomes of each job of the bot's queue: a visitor waits for it."""

import logging
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from aws_lambda_powertools import Logger

from frontdesk.contract.bot_job import body_of
from frontdesk.domain.bot_job import BotJob
from frontdesk.domain.conversation import Conversation
from frontdesk.domain.errors import Busy
from frontdesk.domain.escalation import EscalationReason
from frontdesk.domain.vocabulary import HandlerType, SenderType
from frontdesk.entrypoints.bot import AGAIN_SECONDS, TOO_OFTEN, handle
from frontdesk.use_cases.bot_ports import BotDesk
from frontdesk.use_cases.start_conversation import Beginning, start_conversation
from tests.fakes.desk import FakeDesk, make_desk
from tests.fakes.knowledge import FakeKnowledgeDesk, make_knowledge_desk
from tests.fakes.people import TENANT, VERA, VERA_HERSELF, WIDGET
from tests.fakes.push import FakeInbox
from tests.fakes.scenes import stored
from tests.fakes.workflows import FakeWorkflows

BOT_WIDGET = replace(WIDGET, handler_type=HandlerType.AI_BOT)
QUESTION = "Refunds?"


def a_job(conversation_id: str) -> str:
    return body_of(BotJob(TENANT, conversation_id, 1))


@dataclass
class Consumer:
    """The bot's function, with Vera's question in each of two conversations."""

    desk: FakeDesk = field(default_factory=make_desk)
    knowledge: FakeKnowledgeDesk = field(default_factory=make_knowledge_desk)
    inbox: FakeInbox = field(default_factory=FakeInbox)
    lines: list[logging.LogRecord] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.knowledge.knowledge.confidences = {QUESTION: 0.9}
        self.desk.directory.put_widget(BOT_WIDGET)
        for start in ("one", "two"):
            beginning = Beginning(client_id=start, message_client_id=f"0.{start * 7}", message_content=QUESTION)
            view, _ = start_conversation(self.desk, BOT_WIDGET, VERA, VERA_HERSELF, beginning)
            self.ids.append(view.conversation.id)

    def take(self, *bodies: str, received: int = 1) -> list[str]:
        """The ids of those that are to come again."""
        records = [
            {
                "messageId": f"m{number}",
                "receiptHandle": f"r{number}",
                "body": body,
                "attributes": {"ApproximateReceiveCount": str(received), "MessageGroupId": body},
                "eventSource": "aws:sqs",
            }
            for number, body in enumerate(bodies)
        ]
        logger = Logger(service=f"test-{id(self)}", level="INFO")
        logger.addFilter(lambda record: self.lines.append(record) or False)  # type: ignore[func-returns-value]
        work = BotDesk(self.knowledge, FakeWorkflows())
        answer = handle(self.desk, work, self.inbox, logger, {"Records": records}, None)
        return [failure["itemIdentifier"] for failure in answer["batchItemFailures"]]

    def fail(self, error: Exception) -> None:
        """The first question that is looked up cannot be."""
        errors = iter([error])

        def step(name: str) -> None:
            if name == "knowledge.ask" and (once := next(errors, None)):
                raise once

        self.knowledge.knowledge.step = step

    def answered(self) -> list[bool]:
        logs = [self.desk.log.read_from(TENANT, conversation_id, 1) for conversation_id in self.ids]
        return [log[-1].sender_type is SenderType.BOT for log in logs]

    def conversation(self) -> Conversation:
        return stored(self.desk, self.ids[0])

    def said(self) -> list[str]:
        return [line.getMessage() for line in self.lines]


@pytest.fixture
def consumer() -> Consumer:
    return Consumer()


def test_a_job_is_done_and_told_in_one_line(consumer: Consumer) -> None:
    assert consumer.take(a_job(consumer.ids[0])) == []
    assert consumer.answered() == [True, False]
    assert consumer.inbox.postponed == []
    (line,) = consumer.lines
    assert (line.getMessage(), line.jobs, line.spoken, line.again) == ("bot_worked", 1, 1, 0)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("error", "told"), [(Busy("not now"), ["bot_worked"]), (RuntimeError("a mistake"), ["bot_failed", "bot_worked"])]
)
def test_whatever_fails_comes_again_within_seconds_and_the_others_are_done(
    consumer: Consumer, error: Exception, told: list[str]
) -> None:
    consumer.fail(error)
    assert consumer.take(*map(a_job, consumer.ids)) == ["m0"]
    assert consumer.inbox.postponed == [("r0", AGAIN_SECONDS)]
    assert consumer.answered() == [False, True]
    assert consumer.said() == told


def test_what_is_no_job_comes_again_within_seconds_too(consumer: Consumer) -> None:
    assert consumer.take("nonsense", a_job(consumer.ids[1])) == ["m0"]
    assert consumer.inbox.postponed == [("r0", AGAIN_SECONDS)]
    assert consumer.answered() == [False, True]


def test_a_job_that_has_come_too_often_calls_a_human(consumer: Consumer) -> None:
    consumer.fail(RuntimeError("a mistake"))
    assert consumer.take(a_job(consumer.ids[0]), received=TOO_OFTEN) == []
    assert [one.reason for one in consumer.conversation().escalations] == [EscalationReason.BOT_FAILED]


def test_where_nobody_can_be_called_either_what_is_down_is_left_the_queues_usual_time(
    consumer: Consumer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object, **__: object) -> Any:
        raise Busy("The store is busy.")

    monkeypatch.setattr(consumer.desk.conversations, "get", busy)
    assert consumer.take(a_job(consumer.ids[0]), received=TOO_OFTEN) == ["m0"]
    assert consumer.inbox.postponed == []


def test_a_queue_that_cannot_be_told_keeps_the_job_for_its_usual_time(consumer: Consumer) -> None:
    def busy(_name: str) -> None:
        raise Busy("The queue cannot be reached.")

    consumer.fail(RuntimeError("a mistake"))
    consumer.inbox = replace(consumer.inbox, step=busy)
    assert consumer.take(*map(a_job, consumer.ids)) == ["m0"]
    assert consumer.answered() == [False, True]
