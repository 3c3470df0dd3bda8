"""Whatever people, clocks and dying invocations do, in whatever order: nobody holds more than they can, nobody
waits for an agent who is free, and no visitor ever reads a note.

Every step of a run is one invocation. It may die before any call of a port, and before any of them another invocation
may run from beginning to end.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from frontdesk.domain import events, routing
from frontdesk.domain.agent import PresenceRules
from frontdesk.domain.conversation import ROUTING, Conversation
from frontdesk.domain.department import Department
from frontdesk.domain.errors import Refusal
from frontdesk.domain.message import Message
from frontdesk.domain.principal import Principal
from frontdesk.domain.routing import best_agent, fits
from frontdesk.domain.topics import conversation_topic
from frontdesk.domain.visitor import Visitor
from frontdesk.domain.vocabulary import Presence, Routing, Status
from frontdesk.entrypoints.table_stream import handle
from frontdesk.use_cases import drain_queue as drain_module
from frontdesk.use_cases import settle_hands as settle_module
from frontdesk.use_cases import sweep_presence as sweep_module
from frontdesk.use_cases import write_note as write_note_module
from frontdesk.use_cases.accept_conversation import accept_conversation
from frontdesk.use_cases.append_message import Appended, append_message
from frontdesk.use_cases.assign_conversation import assign_conversation
from frontdesk.use_cases.auto_close import auto_close
from frontdesk.use_cases.end_conversation import end_conversation
from frontdesk.use_cases.issue_ticket import issue_ticket
from frontdesk.use_cases.keep_presence import set_status
from frontdesk.use_cases.list_conversations import list_own
from frontdesk.use_cases.open_connection import open_connection
from frontdesk.use_cases.ping import ping
from frontdesk.use_cases.ports import Policy
from frontdesk.use_cases.read_history import read_history
from frontdesk.use_cases.reopen_conversation import reopen_conversation
from frontdesk.use_cases.resolve_conversation import resolve_conversation
from frontdesk.use_cases.resume import resume
from frontdesk.use_cases.send_message import Outgoing, send_message
from frontdesk.use_cases.start_conversation import Beginning, start_conversation
from frontdesk.use_cases.sweep_presence import sweep_presence
from frontdesk.use_cases.transfer_conversation import transfer_to_agent, transfer_to_department
from frontdesk.use_cases.view_conversation import close_connection, view
from frontdesk.use_cases.write_note import write_note
from tests.fakes import FakeDesk, make_desk
from tests.fakes.interruptions import Interruption, Killed
from tests.fakes.message_log import FakeMessageLog
from tests.fakes.people import ADA, ADMIN, BEN, FAR_AWAY, TENANT, WIDGET, a_visitor, record_of
from tests.fakes.step import Lag, Step
from tests.fakes.stream import a_stream_desk
from tests.reliability.stream_records import Record, conversation_of, of_change, of_message

MARKER = "a note that no visitor may ever read"
SALES = Department(tenant_id=TENANT, id="sales", name="Sales")
STAFF = (
    record_of(ADA, max_chats=1, skills=("german",)),
    record_of(BEN, max_chats=2, department_ids=(SALES.id,)),
    record_of(ADMIN, max_chats=3, department_ids=(SALES.id,), skills=("german",)),
)
PRINCIPALS = {agent.id: agent for agent in (ADA, BEN, ADMIN)}
WIDGETS = (
    replace(WIDGET, id="automatic", token="a" * 32, routing=Routing.AUTOMATIC),
    replace(WIDGET, id="for-sales", token="s" * 32, routing=Routing.AUTOMATIC, department_ids=(SALES.id,)),
    replace(WIDGET, id="manual", token="m" * 32),
)
VISITORS = (a_visitor("vera", name="Vera"), a_visitor("viktor", name="Viktor"))
RULES = PresenceRules(away_after=timedelta(minutes=5), offline_after=timedelta(minutes=1))
ROUNDS_TO_SETTLE = 60

Lots = tuple[int, int, int]
Act = tuple[str, int, int, int]
"""What is done, and three lots that choose who does it, to which conversation, and how."""


@dataclass(frozen=True, slots=True)
class Fate:
    """What happens before the n-th call of a port: the invocation dies, or another one runs."""

    before_call: int
    instead: Act | None = None


lots = some.integers(0, 11)
AGENTS_ACTS = ("come", "ping", "hang up", "choose", "accept", "assign", "hand over", "to sales", "resolve", "end")
ACTS = (*AGENTS_ACTS, "reopen", "answer", "note", "look on", "start", "write", "leave", "sweep", "close", "read stream")
acts = some.tuples(some.sampled_from(ACTS), lots, lots, lots)
fates = some.none() | some.builds(Fate, some.integers(1, 40), some.none() | acts)


class ToldLog(FakeMessageLog):
    """A log whose stream somebody reads."""

    def __init__(self, step: Step, lag: Lag, name: str, on_append: Callable[[Message], None]) -> None:
        super().__init__(step, lag, name)
        self._on_append = on_append

    def append(self, message: Message) -> bool:
        stored = super().append(message)
        if stored:
            self._on_append(message)
        return stored


class Hands(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.step = Interruption()
        self.behind = 0
        self.onward = a_stream_desk(self.step)
        self.stream: list[Record] = []
        self.records = 0
        self.said = 0
        self.sockets: dict[str, str] = {}
        self.posts_seen = 0
        self.misrouted: list[str] = []
        self.desk = self._desk()

    def _desk(self) -> FakeDesk:
        policy = Policy(presence=RULES, auto_close=timedelta(minutes=30))
        desk = make_desk(self.step, policy=policy, lag=lambda: self.behind, staff=())
        log, notes = (ToldLog(self.step, lambda: self.behind, name, self._message_stored) for name in ("log", "notes"))
        desk.conversations.on_change = self._conversation_changed
        for agent in STAFF:
            desk.agents.enrol(agent)
        for widget in WIDGETS:
            desk.directory.put_widget(widget)
        desk.departments.add(SALES)
        return replace(desk, log=log, notes=notes)

    @initialize(here=some.sets(some.integers(0, 2), min_size=1), waiting=some.lists(some.tuples(lots, lots, lots)))
    def some_agents_are_here_and_some_visitors_wait(self, here: set[int], waiting: list[Lots]) -> None:
        for visitor in VISITORS:
            assert self.desk.connections.open(visitor.id, visitor.principal(FAR_AWAY), [])
        for number in here:
            self._do(("come", number, 0, 0))
        for who in waiting:
            self._do(("start", *who))

    @rule(several=some.lists(some.tuples(acts, fates), min_size=1, max_size=8))
    def people_do_things(self, several: list[tuple[Act, Fate | None]]) -> None:
        for act, fate in several:
            self._invoke(act, fate)
            self.agents_hold_exactly_what_is_in_their_hands()

    def _invoke(self, act: Act, fate: Fate | None) -> None:
        if fate is not None:
            after = partial(self._do, fate.instead) if fate.instead else _die
            self.step.arm(fate.before_call, after)
        try:
            self._do(act)
        except Killed:
            pass
        finally:
            self.step.disarm()

    @rule(seconds=some.sampled_from([1, 20, 59, 61, 301, 1801]))
    def time_passes(self, seconds: int) -> None:
        self.desk.clock.advance(seconds=seconds)

    @rule(behind=some.integers(0, 2))
    def cheap_reads_fall_behind_or_catch_up(self, behind: int) -> None:
        self.behind = behind

    @rule()
    def everything_settles(self) -> None:
        """No record of the stream is left, and the clock's function has run."""
        self.behind = 0
        for _ in range(ROUNDS_TO_SETTLE):
            self._sweep()
            if not self.stream:
                break
            self._read_stream(len(self.stream))
        assert self.stream == []
        self._check_that_nobody_waits_for_who_is_free()
        self._check_that_everybody_knows_who_is_here()

    def teardown(self) -> None:
        self.everything_settles()
        self.agents_hold_exactly_what_is_in_their_hands()

    # --- what must always hold --------------------------------------------------------------------------------

    @invariant()
    def agents_hold_exactly_what_is_in_their_hands(self) -> None:
        conversations = self.desk.conversations.all()
        for agent in self.desk.agents.all():
            assert agent.holding == {found.id for found in conversations if found.holder_id == agent.id}
            assert len(agent.holding) <= agent.max_chats

    @invariant()
    def routing_gives_to_nobody_whom_it_is_not_for(self) -> None:
        assert self.misrouted == [], "went to whom it was not for"

    @invariant()
    def no_visitor_reads_a_note(self) -> None:
        visitors = {visitor.id for visitor in VISITORS}
        for post in self.desk.gateway.posts[self.posts_seen :]:
            shown = post.connection_id in visitors and MARKER in post.frame.model_dump_json()
            assert not shown, "a note in a frame"
        self.posts_seen = len(self.desk.gateway.posts)
        for found in self.desk.conversations.all():
            mixed = any(MARKER in message.content for message in self.desk.log.all(TENANT, found.id))
            assert not mixed, "a note among the messages"

    def _check_that_nobody_waits_for_who_is_free(self) -> None:
        now, agents = self.desk.clock.now(), self.desk.agents.all()
        for found in self.desk.conversations.all():
            widget = _widget_of(found)
            if found.status is Status.PENDING:
                assert best_agent(found, widget, agents, now, RULES) is None, "waits beside a free agent"
            holder = next((agent for agent in agents if agent.id == found.holder_id), None)
            if holder and found.status is Status.ACTIVE:
                assert holder.presence_at(now, RULES) is not Presence.OFFLINE, "is left with who is gone"

    def _check_that_everybody_knows_who_is_here(self) -> None:
        now = self.desk.clock.now()
        for agent in self.desk.agents.all():
            assert agent.presence is agent.presence_at(now, RULES)

    # --- what people do ---------------------------------------------------------------------------------------

    def _do(self, act: Act) -> None:
        """One invocation; what is refused has changed nothing."""
        kind, who, which, how = act
        method: Callable[[int, int, int], object] = getattr(self, f"_{kind.replace(' ', '_')}")
        try:
            method(who, which, how)
        except Refusal:
            return

    def _come(self, who: int, _which: int, _how: int) -> None:
        agent = _agent(who)
        self.records += 1
        connection_id = f"{agent.id}-socket-{self.records}"
        ticket, _ = issue_ticket(self.desk, agent, None)
        open_connection(self.desk, connection_id, ticket, None)
        self.sockets[agent.id] = connection_id

    def _ping(self, who: int, _which: int, how: int) -> None:
        agent = _agent(who)
        ping(self.desk, agent, self.sockets.get(agent.id, "none"), active=how % 2 == 0)

    def _hang_up(self, who: int, _which: int, _how: int) -> None:
        close_connection(self.desk, self.sockets.pop(_agent(who).id, "none"))

    def _choose(self, who: int, _which: int, how: int) -> None:
        set_status(self.desk, _agent(who), list(Presence)[how % 4])

    def _accept(self, who: int, which: int, _how: int) -> None:
        if found := self._lot(which, Status.PENDING):
            accept_conversation(self.desk, _agent(who), found.id)

    def _assign(self, who: int, which: int, _how: int) -> None:
        if found := self._lot(which):
            assign_conversation(self.desk, ADMIN, found.id, _agent(who).id)

    def _hand_over(self, who: int, which: int, how: int) -> None:
        if found := self._lot(which, Status.ACTIVE, Status.WAITING):
            transfer_to_agent(self.desk, self._holder(found), found.id, _agent(who + how).id, "a reason")

    def _to_sales(self, _who: int, which: int, _how: int) -> None:
        if found := self._lot(which):
            transfer_to_department(self.desk, self._holder(found), found.id, SALES.id, None)

    def _resolve(self, _who: int, which: int, _how: int) -> None:
        if found := self._lot(which, Status.ACTIVE, Status.WAITING):
            resolve_conversation(self.desk, self._holder(found), found.id)

    def _end(self, _who: int, which: int, _how: int) -> None:
        if found := self._lot(which):
            end_conversation(self.desk, self._holder(found), found.id)

    def _reopen(self, who: int, which: int, _how: int) -> None:
        if found := self._lot(which, Status.CLOSED):
            reopen_conversation(self.desk, _agent(who), found.id)

    def _answer(self, _who: int, which: int, _how: int) -> None:
        if found := self._lot(which, Status.ACTIVE, Status.WAITING):
            send_message(self.desk, self._holder(found), self._words(found, "Let me see."))

    def _note(self, who: int, which: int, _how: int) -> None:
        if found := self._lot(which):
            write_note(self.desk, _agent(who), self._words(found, MARKER))

    def _look_on(self, who: int, which: int, _how: int) -> None:
        if found := self._lot(which):
            view(self.desk, _agent(who), found.id, self.sockets.get(_agent(who).id, "none"))

    def _start(self, who: int, which: int, how: int) -> None:
        visitor = _visitor(who)
        self.said += 1
        beginning = Beginning(
            client_id=f"start-{self.said}",
            message_client_id=f"0.first-{self.said}" if how % 3 else None,
            message_content="Where is my order?" if how % 3 else None,
            required_skills=("german",) if how % 2 else (),
        )
        principal = visitor.principal(FAR_AWAY)
        started, _ = start_conversation(self.desk, WIDGETS[which % 3], visitor, principal, beginning)
        topics = [conversation_topic(TENANT, started.conversation.id)]
        self.desk.connections.follow(visitor.id, principal, topics)

    def _write(self, who: int, which: int, _how: int) -> None:
        if found := self._own(who, which):
            send_message(self.desk, _visitor(who).principal(FAR_AWAY), self._words(found, "Are you there?"))
            self._read_everything(_visitor(who), found)

    def _leave(self, who: int, which: int, _how: int) -> None:
        if found := self._own(who, which):
            end_conversation(self.desk, _visitor(who).principal(FAR_AWAY), found.id)

    def _read_everything(self, visitor: Visitor, found: Conversation) -> None:
        me = visitor.principal(FAR_AWAY)
        read: list[Any] = [
            read_history(self.desk, me, found.id, limit=50),
            resume(self.desk, me, visitor.id, {found.id: 0}),
            list_own(self.desk, me, None, 50),
            ping(self.desk, me, visitor.id),
        ]
        assert MARKER not in repr(read)

    # --- what runs by itself ----------------------------------------------------------------------------------

    def _sweep(self, *_lots: int) -> None:
        sweep_presence(self.desk)

    def _close(self, *_lots: int) -> None:
        auto_close(self.desk)

    def _read_stream(self, length: int, *_lots: int) -> None:
        """A batch whose invocation dies, or that is refused in part, comes again."""
        batch = self.stream[:length]
        del self.stream[: len(batch)]
        done = False
        try:
            done = not handle(self.desk, self.onward, conversation_of, {"Records": batch})["batchItemFailures"]
        finally:
            if not done:
                self.stream[:0] = batch

    def _message_stored(self, message: Message) -> None:
        self.records += 1
        self.stream.append(of_message(message, self.records))

    def _conversation_changed(self, old: Conversation | None, new: Conversation) -> None:
        self.records += 1
        self.stream.append(of_change(old, new, self.records))
        if old and old.status is Status.PENDING and new.holder_id and new.assigned_by == ROUTING:
            agent = next(agent for agent in self.desk.agents.all() if agent.id == new.holder_id)
            if not fits(agent, new, _widget_of(new)):
                self.misrouted.append(f"{new.id} to {agent.id}")

    # --- lots -------------------------------------------------------------------------------------------------

    def _lot(self, which: int, *statuses: Status) -> Conversation | None:
        found = [each for each in self.desk.conversations.all() if not statuses or each.status in statuses]
        return found[which % len(found)] if found else None

    def _own(self, who: int, which: int) -> Conversation | None:
        own = [each for each in self.desk.conversations.all() if each.visitor_id == _visitor(who).id]
        return own[which % len(own)] if own else None

    def _holder(self, found: Conversation) -> Principal:
        return PRINCIPALS.get(found.agent_id or "", ADMIN)

    def _words(self, found: Conversation, content: str) -> Outgoing:
        self.said += 1
        return Outgoing(conversation_id=found.id, client_id=f"0.said-{self.said}", base_seq=0, content=content)


def _die() -> None:
    raise Killed


def _agent(lot: int) -> Principal:
    return (ADA, BEN, ADMIN)[lot % 3]


def _visitor(lot: int) -> Visitor:
    return VISITORS[lot % 2]


def _widget_of(found: Conversation) -> Any:
    return next(widget for widget in WIDGETS if widget.id == found.widget_id)


def run(examples: int) -> None:
    many = settings(
        max_examples=examples,
        stateful_step_count=30,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
    )
    run_state_machine_as_test(Hands, settings=many)


def test_whatever_happens_hands_and_queue_are_right() -> None:
    run(120)


def nothing(*_: object, **__: object) -> None:
    """A part that is taken away."""


def into_the_messages(*arguments: Any, log: object) -> Appended:
    return append_message(*arguments)


def anybody_fits(*_: object) -> bool:
    return True


@pytest.mark.parametrize(
    ("modules", "name", "instead", "complaint"),
    [
        pytest.param([sweep_module], "release_conversation", nothing, "left with who is gone", id="no release"),
        pytest.param([sweep_module, settle_module], "drain_queue", nothing, "waits beside", id="the queue stays full"),
        pytest.param([routing, drain_module], "fits", anybody_fits, "went to whom", id="nobody looks who fits"),
        pytest.param([write_note_module], "append_message", into_the_messages, "a note among", id="notes in the log"),
        pytest.param([events.NoteCreated], "for_agents_only", False, "a note in a frame", id="notes told to all"),
    ],
)
def test_each_part_is_needed(
    monkeypatch: pytest.MonkeyPatch, modules: list[object], name: str, instead: object, complaint: str
) -> None:
    for module in modules:
        monkeypatch.setattr(module, name, instead)
    with pytest.raises(AssertionError, match=complaint):
        run(300)
