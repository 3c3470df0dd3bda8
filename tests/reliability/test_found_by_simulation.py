"""What the simulation found, each in its smallest form."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest

from frontdesk.domain.bot_job import BotJob, is_automatic
from frontdesk.domain.conversation import Conversation
from frontdesk.domain.message import Message
from frontdesk.domain.vocabulary import Handler, HandlerType, Status
from frontdesk.entrypoints.table_stream import handle
from frontdesk.use_cases.accept_conversation import accept_conversation
from frontdesk.use_cases.answer_visitor import answer_visitor
from frontdesk.use_cases.end_conversation import end_conversation
from frontdesk.use_cases.give_up import give_up
from frontdesk.use_cases.hand_back import hand_back
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.repair_summary import repair_summary
from frontdesk.use_cases.resolve_conversation import resolve_conversation
from frontdesk.use_cases.start_conversation import Beginning, start_conversation
from tests.fakes import FakeDesk, make_desk
from tests.fakes.interruptions import Killed
from tests.fakes.knowledge import make_knowledge_desk
from tests.fakes.message_log import FakeMessageLog
from tests.fakes.people import ADA, TENANT, VERA, VERA_HERSELF, WIDGET
from tests.fakes.scenes import in_status, say, stored
from tests.fakes.stream import a_stream_desk
from tests.fakes.workflows import FakeWorkflows
from tests.reliability.stream_records import Record, conversation_of, of_change, of_message


class OnceBefore:
    """Something that happens once, just before a port's method does."""

    def __init__(self) -> None:
        self._actions: dict[str, Callable[[], object]] = {}

    def arm(self, name: str, action: Callable[[], object]) -> None:
        self._actions[name] = action

    def __call__(self, name: str, /) -> None:
        self._actions.pop(name, lambda: None)()


def die() -> None:
    raise Killed


class TornOnce(FakeMessageLog):
    """When armed, the next read overtakes the write of one message, and sees the one after it."""

    missing: int | None = None

    def read_from(self, tenant_id: str, conversation_id: str, seq: int) -> Sequence[Message]:
        missing, self.missing = self.missing, None
        return [each for each in super().read_from(tenant_id, conversation_id, seq) if each.seq != missing]


def with_torn_log(desk: FakeDesk) -> tuple[Desk, TornOnce]:
    log = TornOnce()
    return replace(desk, log=log), log


def with_the_bot(desk: FakeDesk, words: str = "How do I get a refund?") -> Conversation:
    """Vera's conversation with the bot, which has not yet answered."""
    widget = replace(WIDGET, handler_type=HandlerType.AI_BOT)
    desk.directory.put_widget(widget)
    beginning = Beginning(client_id="start-1", message_client_id="0.first", message_content=words)
    return start_conversation(desk, widget, VERA, VERA_HERSELF, beginning)[0].conversation


def change_record(changed: Conversation) -> dict[str, Any]:
    """What the stream of the Conversations table says of a change."""
    keys = {"conversation_key": {"S": f"{changed.tenant_id}#{changed.id}"}}
    return {"dynamodb": {"Keys": keys, "NewImage": {"version": {"N": str(changed.version)}}, "SequenceNumber": "1"}}


def test_a_turn_accounts_for_an_earlier_message_whose_sender_died() -> None:
    step = OnceBefore()
    desk = make_desk(step)
    found = in_status(desk, Status.WAITING)
    step.arm("conversations.replace", die)
    with pytest.raises(Killed):
        say(desk, VERA_HERSELF, found.id, "Are you still there?")
    desk.clock.advance(minutes=5)

    say(desk, VERA_HERSELF, found.id, "Hello?")

    asked, _ = desk.log.all(TENANT, found.id)[-2:]
    assert stored(desk, found.id).unanswered_since == asked.created_at


def test_a_torn_read_leaves_no_message_out_of_the_summary() -> None:
    step = OnceBefore()
    base = make_desk(step)
    desk, log = with_torn_log(base)
    found = in_status(desk, Status.ACTIVE)
    for words in ("It is on its way.", "It will be there tomorrow."):
        step.arm("conversations.replace", die)
        with pytest.raises(Killed):
            say(desk, ADA, found.id, words)
        base.clock.advance(minutes=1)
    answer, more = log.all(TENANT, found.id)[-2:]
    log.missing = answer.seq

    assert repair_summary(desk, TENANT, found.id, more.seq)

    assert stored(desk, found.id).first_response_at == answer.created_at


def test_a_repeated_send_is_known_despite_a_torn_read() -> None:
    desk, log = with_torn_log(make_desk())
    found = in_status(desk, Status.ACTIVE)
    first = say(desk, VERA_HERSELF, found.id, "Thank you.")
    end_conversation(desk, ADA, found.id)
    log.missing = first.message.seq

    again = say(desk, VERA_HERSELF, found.id, "Thank you.")

    assert again.duplicate
    assert again.message == first.message


def test_a_message_that_changed_nothing_is_looked_at_again_after_a_change() -> None:
    """The visitor goes on writing, unanswered as before, just while the agent's "resolved" is being written."""
    step = OnceBefore()
    desk = make_desk(step)
    found = in_status(desk, Status.ACTIVE)
    step.arm("conversations.replace", lambda: say(desk, VERA_HERSELF, found.id, "One more thing!"))
    resolved = resolve_conversation(desk, ADA, found.id)
    assert stored(desk, found.id).status is Status.RESOLVED

    handle(desk, a_stream_desk(), lambda _image: resolved, {"Records": [change_record(resolved)]})

    assert stored(desk, found.id).status is not Status.RESOLVED


def test_a_bot_that_has_answered_before_it_died_calls_nobody() -> None:
    desk, knowledge = make_desk(), make_knowledge_desk()
    knowledge.knowledge.confidences["How do I get a refund?"] = 0.9
    found = with_the_bot(desk)
    job = BotJob(TENANT, found.id, 1)
    assert answer_visitor(desk, knowledge, job)

    give_up(desk, FakeWorkflows(), job)

    assert stored(desk, found.id).escalations == ()


def test_a_message_that_an_agent_sent_before_handing_back_does_not_make_the_bot_wait() -> None:
    """It was allowed when it was looked at, and comes into the log after the bot has the conversation again."""
    step = OnceBefore()
    desk = make_desk(step)
    found = with_the_bot(desk)
    accept_conversation(desk, ADA, found.id)
    step.arm("log.append", lambda: hand_back(desk, ADA, found.id))

    say(desk, ADA, found.id, "One more thing.")

    assert (stored(desk, found.id).handler, stored(desk, found.id).status) == (Handler.BOT, Status.ACTIVE)


class BotsWork:
    """The queue of the bot as the streams fill it, and the bot, which does what is in it."""

    def __init__(self, desk: FakeDesk) -> None:
        self._desk = desk
        self._onward = a_stream_desk()
        self._knowledge = make_knowledge_desk()
        self._changes: list[Record] = []
        desk.conversations.on_change = lambda old, new: self._changes.append(of_change(old, new, 1))

    def told(self, *records: Record) -> None:
        assert handle(self._desk, self._onward, conversation_of, {"Records": records})["batchItemFailures"] == []

    def told_of_changes(self) -> None:
        while self._changes:
            self.told(self._changes.pop(0))

    def done(self) -> bool:
        """Whether the bot had anything to say, or somebody to call."""
        acted = False
        while self._onward.bot.jobs:
            acted |= answer_visitor(self._desk, self._knowledge, self._onward.bot.jobs.pop(0))
        return acted


def test_what_is_written_while_an_agent_hands_back_is_answered() -> None:
    """The message is told of while the agent still has the conversation, and not accounted for by the handing back."""
    step = OnceBefore()
    desk = make_desk(step)
    found = with_the_bot(desk)
    accept_conversation(desk, ADA, found.id)
    say(desk, VERA_HERSELF, found.id, "Hello?")
    work = BotsWork(desk)
    step.arm(
        "conversations.replace",
        lambda: work.told(of_message(say(desk, VERA_HERSELF, found.id, "Anybody?").message, 1)),
    )

    hand_back(desk, ADA, found.id)

    assert not work.done()
    work.told_of_changes()
    assert work.done()


def test_what_is_written_while_the_visitor_resolves_is_answered() -> None:
    """The bot looks at it while the conversation is resolved; the message opens it again."""
    step = OnceBefore()
    desk = make_desk(step)
    found = with_the_bot(desk)
    work = BotsWork(desk)
    step.arm(
        "conversations.replace",
        lambda: work.told(of_message(say(desk, VERA_HERSELF, found.id, "Wait!").message, 1)),
    )

    resolve_conversation(desk, VERA_HERSELF, found.id)

    assert not work.done()
    work.told_of_changes()
    assert is_automatic(stored(desk, found.id))
    assert work.done()
