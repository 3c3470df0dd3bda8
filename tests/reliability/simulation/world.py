"""The deployment: the desk on hostile ports, the network in front of it, the streams and the bot behind it."""

from collections import defaultdict
from dataclasses import replace
from datetime import timedelta
from functools import partial
from random import Random

from frontdesk.domain.agent import PresenceRules
from frontdesk.domain.conversation import Conversation
from frontdesk.domain.message import Message
from frontdesk.domain.party import Party
from frontdesk.domain.vocabulary import HandlerType, Routing
from frontdesk.domain.workflow.record import WorkflowRecord
from frontdesk.use_cases.auto_close import auto_close
from frontdesk.use_cases.bot_ports import BotDesk
from frontdesk.use_cases.ports import Desk, Policy
from frontdesk.use_cases.stream_ports import StreamDesk
from frontdesk.use_cases.sweep_escalations import sweep_queue, sweep_silence
from frontdesk.use_cases.sweep_presence import sweep_presence
from tests.fakes.agents import FakeAgents
from tests.fakes.articles import FakeArticles
from tests.fakes.attachments import FakeAttachments
from tests.fakes.canned_responses import FakeCannedResponses
from tests.fakes.departments import FakeDepartments
from tests.fakes.directory import FakeDirectory
from tests.fakes.knowledge import FakeOutcomes, make_knowledge_desk
from tests.fakes.people import ADMIN, STAFF, TENANT, WIDGET, record_of
from tests.fakes.privacy import FakePrivacyQueue
from tests.fakes.push import FakePushQueue
from tests.fakes.search import FakeSearch
from tests.fakes.system import START, FakeSecrets
from tests.fakes.tenants import FakeTenantSettings
from tests.fakes.tickets import FakeTickets
from tests.fakes.webhooks import make_webhook_outlet
from tests.fakes.workflows import FakeWorkflows
from tests.reliability.simulation.attempts import attempt
from tests.reliability.simulation.bot import BotQueue, GuessingKnowledge
from tests.reliability.simulation.escalations import Escalations
from tests.reliability.simulation.faults import RATES, Faults
from tests.reliability.simulation.network import Network
from tests.reliability.simulation.parts import Parts
from tests.reliability.simulation.ports import (
    HostileConnections,
    HostileConversations,
    HostileGateway,
    HostileLog,
    SkewedClock,
)
from tests.reliability.simulation.scheduler import Scheduler
from tests.reliability.simulation.small_workflow import SMALL_WORKFLOW
from tests.reliability.simulation.stream import Stream

AUTO_CLOSE = timedelta(seconds=4)
PAGE_SIZE = 6
# Short enough for agents to be missed while their client is looking for a line.
PRESENCE = PresenceRules(away_after=timedelta(seconds=6), offline_after=timedelta(seconds=2))
MAX_CHATS = 2
MESSAGE_CAP = 4
SLA = timedelta(seconds=8)
SILENCE = timedelta(seconds=8)
WORKFLOW_ID = "first-questions"
BOTS = replace(WIDGET, handler_type=HandlerType.AI_BOT, greeting="What can we do for you?")
WIDGETS = (
    WIDGET,
    replace(WIDGET, id="automatic", token="a" * 32, routing=Routing.AUTOMATIC),
    replace(BOTS, id="bot", token="b" * 32),
    replace(BOTS, id="bot-and-routing", token="c" * 32, routing=Routing.AUTOMATIC),
    replace(WIDGET, id="workflow", token="d" * 32, handler_type=HandlerType.WORKFLOW, handler_id=WORKFLOW_ID),
)
TURN_SECONDS = 0.01
# How likely a turn is to start an invocation of table_stream, of bot, of escalation, and of timers.
STREAM_PACE = 0.06
BOT_PACE = 0.03
ESCALATION_PACE = 0.02
TIMER_PACE = 0.002


class World:
    def __init__(self, seed: int, parts: Parts) -> None:
        self.random = Random(seed)
        self.parts = parts
        self.turns = 0
        self.faults = Faults(self.random, {**RATES, **parts.rates})
        self.scheduler = Scheduler(self.random, self.faults)
        self.network = Network(self.scheduler, self.faults)
        self.clock = SkewedClock(self.scheduler)
        self.bot_queue = BotQueue(self.scheduler, self.faults, parts)
        self.escalations = Escalations(self.scheduler, self.faults, self.clock)
        onward = StreamDesk(
            FakePushQueue(self.scheduler.step),
            self.bot_queue,
            self.escalations.runs,
            make_webhook_outlet(),
            FakePrivacyQueue(self.scheduler.step),
            FakeOutcomes(self.scheduler.step),
        )
        self.stream = Stream(self.scheduler, self.faults, onward)
        self.log = HostileLog(self.scheduler, self.faults, self._message_stored)
        self.agents = FakeAgents(self.scheduler.step)
        self.conversations = HostileConversations(self.agents, self.scheduler, self.faults, self._summary_changed)
        self.history: defaultdict[str, list[Conversation]] = defaultdict(list)
        self._written: dict[tuple[str, int], int] = {}
        self.search = FakeSearch(self.conversations, self.scheduler.step)
        self.desk = Desk(
            policy=Policy(
                page_size=PAGE_SIZE,
                message_cap=MESSAGE_CAP,
                auto_close=AUTO_CLOSE,
                sla=SLA,
                silence=SILENCE,
                presence=PRESENCE,
            ),
            clock=self.clock,
            secrets=FakeSecrets(),
            conversations=self.conversations,
            agents=self.agents,
            departments=FakeDepartments(self.scheduler.step),
            tickets=FakeTickets(self.conversations, self.scheduler.step),
            canned_responses=FakeCannedResponses(self.scheduler.step),
            articles=FakeArticles(self.scheduler.step),
            search=self.search,
            log=self.log,
            notes=HostileLog(self.scheduler, self.faults, self.stream.message_stored, "notes"),
            connections=HostileConnections(self.clock, self.scheduler, self.faults),
            gateway=HostileGateway(self.network),
            directory=FakeDirectory(self.clock, self.scheduler.step),
            attachments=FakeAttachments(self.scheduler.step),
            tenants=FakeTenantSettings(self.scheduler.step),
        )
        self.workflows = FakeWorkflows(self.scheduler.step)
        knowledge = GuessingKnowledge(self.scheduler.step, seed)
        plain = make_knowledge_desk(self.scheduler.step)
        self._bot_desk = BotDesk(replace(plain, knowledge=knowledge), self.workflows)
        record = WorkflowRecord(
            tenant_id=TENANT,
            id=WORKFLOW_ID,
            name="First questions",
            updated_by=Party(ADMIN.id, ADMIN.name),
            updated_at=START,
        )
        self.workflows.add(record, SMALL_WORKFLOW)
        for widget in WIDGETS:
            self.desk.directory.put_widget(widget)
        for principal in STAFF:
            self.agents.enrol(record_of(principal, max_chats=MAX_CHATS))

    def turn(self) -> None:
        """Something happens in the cloud, if anything is left to happen."""
        self.turns += 1
        self.clock.advance(seconds=TURN_SECONDS)
        if self.stream.waiting and self.random.random() < STREAM_PACE:
            self.stream.deliver(self.desk)
        if self.bot_queue.waiting and self.random.random() < BOT_PACE:
            self.bot_queue.deliver(self.desk, self._bot_desk)
        if self.random.random() < ESCALATION_PACE:
            self.escalations.move(self.desk)
        if self.random.random() < TIMER_PACE and not self.faults.ceased:
            self.scheduler.start(self._sweep)
        if self.scheduler.busy:
            self.scheduler.turn()

    @property
    def quiet(self) -> bool:
        return not (self.scheduler.busy or self.stream.waiting or self.bot_queue.waiting or self.escalations.movable)

    def messages(self, conversation_id: str) -> list[Message]:
        return self.log.all(TENANT, conversation_id)

    def written(self, message: Message) -> int:
        """The conversation's version when the message came into its log; 0 before there was one."""
        return self._written[message.conversation_id, message.seq]

    def _sweep(self) -> None:
        """What is refused now is swept another time."""
        for sweep in (auto_close, sweep_presence, sweep_queue, sweep_silence):
            attempt(partial(sweep, self.desk))

    def _message_stored(self, message: Message) -> None:
        history = self.history[message.conversation_id]
        self._written[message.conversation_id, message.seq] = history[-1].version if history else 0
        self.stream.message_stored(message)

    def _summary_changed(self, old: Conversation | None, new: Conversation) -> None:
        self.history[new.id].append(new)
        self.stream.summary_changed(old, new)
