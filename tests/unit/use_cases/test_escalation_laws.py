"""Whatever happens in whatever order, an escalation ends: in somebody's hands, or in one ticket that its visitor knows.

The machine is walked through its own definition. Between any two of its states, and before any call of a port within a
step, somebody may accept, resolve, end, convert or call again; a step may fail or die; records of the stream come late,
twice, or in another order.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.errors import Busy, Refusal
from frontdesk.domain.escalation import Outcome
from frontdesk.domain.escalation_due import unheard_since
from frontdesk.domain.vocabulary import Status
from frontdesk.entrypoints.escalation import handle
from frontdesk.observability import make_logger
from frontdesk.use_cases.accept_conversation import accept_conversation
from frontdesk.use_cases.convert_to_ticket import TicketWishes, convert_to_ticket
from frontdesk.use_cases.end_conversation import end_conversation
from frontdesk.use_cases.escalate_conversation import escalate_conversation
from frontdesk.use_cases.escalation_ports import EscalationDesk, EscalationRuns
from frontdesk.use_cases.release_conversation import release_conversation
from frontdesk.use_cases.resolve_conversation import resolve_conversation
from frontdesk.use_cases.settle_escalation import follow_escalations
from tests.fakes import make_desk
from tests.fakes.escalation_machine import WalkedMachine
from tests.fakes.escalation_scenes import called_for
from tests.fakes.escalations import FakeEscalationSteps, FakeMailer
from tests.fakes.interruptions import Interruption, Killed
from tests.fakes.people import ADA, TENANT, VERA, VERA_HERSELF, WIDGET
from tests.fakes.push import FakePushQueue
from tests.fakes.scenes import agent_of, online, stored
from tests.fakes.webhooks import make_webhook_outlet

LOGGER = make_logger("ERROR")
Record = tuple[Conversation | None, Conversation]


def busy() -> None:
    raise Busy("Not now.")


@dataclass
class World:
    """One conversation, and everything that may happen to it."""

    interruption: Interruption = field(default_factory=Interruption)
    machine: WalkedMachine = field(default_factory=WalkedMachine)
    records: list[Record] = field(default_factory=list)
    versions: list[Conversation] = field(default_factory=list)
    converted: bool = False
    """By hand."""

    def __post_init__(self) -> None:
        self.desk = make_desk(self.interruption)
        self.desk.directory.put_widget(WIDGET)
        self.desk.directory.put_visitor(VERA)
        online(self.desk, ADA)
        self.runs = EscalationRuns(FakeEscalationSteps(self.desk.clock, self.interruption), self.machine)
        outlet = make_webhook_outlet(self.interruption)
        pushes = FakePushQueue(self.interruption)
        self.work = EscalationDesk(self.runs, pushes, outlet, FakeMailer(), "https://desk.example")
        self.machine.function = lambda event: handle(self.desk, self.work, LOGGER, event)
        self.machine.step = self.interruption
        self.desk.conversations.on_change = self._note
        self.id = called_for(self.desk).conversation_id

    def _note(self, before: Conversation | None, after: Conversation) -> None:
        self.records.append((before, after))
        self.versions.append(after)

    @property
    def conversation(self) -> Conversation:
        return stored(self.desk, self.id)

    def people(self) -> dict[str, Callable[[], object]]:
        return {
            "accept": lambda: accept_conversation(self.desk, ADA, self.id),
            "resolve": lambda: resolve_conversation(self.desk, ADA, self.id),
            "end": lambda: end_conversation(self.desk, VERA_HERSELF, self.id),
            "convert": self._convert,
            "call": lambda: escalate_conversation(self.desk, VERA_HERSELF, self.id),
            "release": lambda: release_conversation(self.desk, agent_of(self.desk, ADA), self.id),
        }

    def _convert(self) -> None:
        self.converted = True
        convert_to_ticket(self.desk, ADA, self.id, TicketWishes())

    def somebody(self, what: str) -> None:
        try:
            self.people()[what]()
        except Refusal:
            return

    def deliver(self, which: int, *, keep: bool) -> None:
        """A record that failed comes again."""
        if self.records:
            record = self.records[which % len(self.records)]
            try:
                follow_escalations(self.desk, self.runs, *record)
            except (Busy, Killed):
                return
            if not keep:
                self.records.remove(record)

    def move(self, which: int, *, late: bool) -> None:
        running = self.machine.running()
        if running:
            execution = running[which % len(running)]
            (self.machine.time_out if late else self.machine.move)(execution)

    def finish(self) -> None:
        self.interruption.disarm()
        while self.records:
            self.deliver(0, keep=False)
        while self.machine.running():
            for execution in self.machine.running():
                self.machine.move(execution)
            while self.records:
                self.deliver(0, keep=False)
            for execution in self.machine.running():
                if execution.token is not None:
                    self.machine.time_out(execution)


PEOPLE = st.sampled_from(["accept", "resolve", "end", "convert", "call", "release"])
EVENTS = st.one_of(
    st.tuples(st.just("move"), st.integers(0, 2), st.booleans()),
    st.tuples(st.just("deliver"), st.integers(0, 5), st.booleans()),
    st.tuples(st.just("somebody"), PEOPLE, st.just(False)),
    st.tuples(st.just("interrupt"), st.one_of(PEOPLE, st.sampled_from(["kill", "busy"])), st.integers(1, 12)),
)


@settings(max_examples=150)
@given(st.lists(EVENTS, max_size=40))
def test_every_escalation_ends_in_hands_or_in_one_ticket(events: list[tuple[str, str | int, int | bool]]) -> None:
    world = World()
    for kind, what, how in events:
        world.desk.clock.advance(seconds=1)
        if kind == "move":
            world.move(int(what), late=bool(how))
        elif kind == "deliver":
            world.deliver(int(what), keep=bool(how))
        elif kind == "somebody":
            world.interruption.disarm()
            world.somebody(str(what))
        elif what == "kill":
            world.interruption.kill(int(how))
        else:
            world.interruption.arm(int(how), busy if what == "busy" else partial(world.somebody, str(what)))
    world.finish()
    check(world)


def check(world: World) -> None:
    after = world.conversation
    begun = {key.number for key in world.machine.executions}
    assert begun == {escalation.number for escalation in after.escalations}, "each has its execution"
    assert all(escalation.outcome is not None for escalation in after.escalations), "each is settled"
    assert world.desk.tickets.last_number(TENANT) == (1 if after.ticket_number else 0), "at most one ticket"
    ticketed = {escalation.number for escalation in after.escalations if escalation.outcome is Outcome.TICKETED}
    assert ticketed or world.converted or not after.ticket_number, "nobody else has a ticket"
    given_up = {key.number for key, of in world.machine.executions.items() if of.given_up & {"TellVisitor", "Offer"}}
    assert ticketed - given_up <= told(world) <= ticketed, "whoever got a ticket is told of it once"

    check_that_nobody_is_forgotten(world)


def check_that_nobody_is_forgotten(world: World) -> None:
    """Whoever is in the queue has been called for since they came into it, or it is due."""
    settled: set[int] = set()
    for before, after in pairwise(world.versions):
        if before.status is not after.status is Status.PENDING:
            settled = {escalation.number for escalation in before.escalations if escalation.outcome is not None}
        if after.status is Status.PENDING:
            called_for = any(escalation.number not in settled for escalation in after.escalations)
            assert called_for is (unheard_since(after) is None)


def told(world: World) -> set[int]:
    """The escalations of which the visitor knows that they have ended in a ticket."""
    log = world.desk.log.read_from(TENANT, world.id, 0)
    anchors = [message.client_id for message in log if message.content.startswith("Ticket #1 ")]
    numbers = [int(client_id.rpartition("-")[2]) for client_id in anchors]
    assert len(numbers) == len(set(numbers))
    return set(numbers)
