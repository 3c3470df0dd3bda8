"""What an answer of the bot's asks of DynamoDB, in a function that is warm, with a visitor connected."""

from dataclasses import replace

import pytest

from frontdesk.domain.bot_job import BotJob
from frontdesk.domain.vocabulary import HandlerType, SenderType
from frontdesk.use_cases.answer_visitor import answer_visitor
from frontdesk.use_cases.knowledge_ports import KnowledgeDesk
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.start_conversation import Beginning, start_conversation
from tests.fakes.knowledge import make_knowledge_desk
from tests.fakes.knowledge_base import ENGLISH
from tests.fakes.people import TENANT, VERA, VERA_HERSELF, WIDGET
from tests.fakes.scenes import connected
from tests.fakes.system import FakeClock
from tests.integration.capacity import metered
from tests.integration.cloud import Tables
from tests.integration.knowledge import Bucket, KnowledgeBase

BOT_WIDGET = replace(WIDGET, handler_type=HandlerType.AI_BOT)
QUESTION = "How long does it take until I get my refund?"


@pytest.fixture
def base(empty_desk: Desk, tables: Tables, clock: FakeClock) -> KnowledgeBase:
    bucket = Bucket()
    bucket.create()
    made = KnowledgeBase(empty_desk, tables, clock, bucket)
    made.publish(ENGLISH)
    made.index()
    made.answering.ask(TENANT, QUESTION, 0.65)
    return made


def test_an_answer_costs_seven_requests_and_one_write(base: KnowledgeBase) -> None:
    """Who has the conversation, twice; its widget; the log; the sources; who listens; and the answer."""
    desk = base.desk
    desk.directory.put_widget(BOT_WIDGET)
    desk.directory.widget_by_token(BOT_WIDGET.token)
    beginning = Beginning(client_id="start", message_client_id=f"0.{'a' * 20}", message_content=QUESTION)
    view, _ = start_conversation(desk, BOT_WIDGET, VERA, VERA_HERSELF, beginning)
    connected(desk, "vera", VERA_HERSELF, view.conversation.id)
    knowledge: KnowledgeDesk = replace(make_knowledge_desk(), articles=desk.articles, knowledge=base.answering)
    with metered(base.tables) as meter:
        assert answer_visitor(desk, knowledge, BotJob(TENANT, view.conversation.id, 1))
    log = desk.log.read_from(TENANT, view.conversation.id, 1)
    assert log[-1].sender_type is SenderType.BOT
    assert len(meter.calls) == 7
    assert meter.reads <= 6
    assert meter.writes == 1
