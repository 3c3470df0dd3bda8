"""What must hold of the bot and of workflows once all is quiet."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from frontdesk.domain.bot_job import is_automatic
from frontdesk.domain.conversation import Conversation
from frontdesk.domain.escalating import BOT, WORKFLOW
from frontdesk.domain.escalation import EscalationReason
from frontdesk.domain.message import Announcement, Message, SystemEvent
from frontdesk.domain.vocabulary import Handler, SenderType
from frontdesk.use_cases.start_conversation import GREETING_ID
from tests.reliability.simulation.world import World

BOT_ANSWER = "bot-answer"
WORKFLOW_LINE = "workflow"
LED_TO_THE_BOT = (Handler.WORKFLOW, Handler.BOT)


def automatic_laws(world: World, found: Conversation, log: Sequence[Message]) -> Iterator[str]:
    history = world.history[found.id]
    yield from _silence_laws(world, history, log)
    yield from _answer_laws(found, history, log)
    yield from _call_laws(world, history, log)
    yield from _asking_laws(world, history, log)


def _silence_laws(world: World, history: Sequence[Conversation], log: Sequence[Message]) -> Iterator[str]:
    """What was written while somebody else had it stands before everything that came of their arrival."""
    for message in log:
        if message.sender_type is not SenderType.BOT or message.client_id == GREETING_ID:
            continue
        written_at = world.written(message)
        taken_at = _taken_at([version for version in history if version.version <= written_at])
        later = [each.seq for each in log[: message.seq - 1] if _came_of(world, each, taken_at)]
        if taken_at is not None and later:
            yield f"the bot is silent from somebody's arrival until a handing back: {message.seq}, behind {later}"


def _taken_at(versions: Sequence[Conversation]) -> int | None:
    """The version at which it went out of the hands of the bot or a workflow, unless it is in them."""
    taken_at: int | None = None
    for version in versions:
        if is_automatic(version):
            taken_at = None
        elif taken_at is None:
            taken_at = version.version
    return taken_at


def _came_of(world: World, message: Message, taken_at: int | None) -> bool:
    told = message.client_id.partition("announcement-")[2]
    if taken_at is None or message.sender_type is SenderType.VISITOR:
        return False
    if message.announcement:
        return bool(told) and int(told) >= taken_at
    return message.sender_type is SenderType.AGENT and world.written(message) >= taken_at


def _answer_laws(found: Conversation, history: Sequence[Conversation], log: Sequence[Message]) -> Iterator[str]:
    """What an agent had before a handing back, they have seen; one answer may lead from a workflow to the bot."""
    led_on = [after for before, after in pairwise(history) if (before.handler, after.handler) == LED_TO_THE_BOT]
    for after in led_on:
        *_, first, second = log[: after.handler_since]
        unheard = not any(message.client_id.startswith(f"{first.seq}.{WORKFLOW_LINE}") for message in log)
        if first.sender_type is second.sender_type is SenderType.VISITOR and unheard:
            yield f"whoever writes to the bot is answered: something before {after.handler_since} was not"
    handed_back = any(told.event is SystemEvent.HANDED_BACK for told in _announcements(history))
    start = found.handler_since if handed_back or led_on else 0
    own = {WORKFLOW.id} if led_on else set()
    since = [m for m in log[start:] if m.sender_type is not SenderType.SYSTEM and m.sender_id not in own]
    if is_automatic(found):
        waits = bool(since) and since[-1].sender_type is SenderType.VISITOR
        if waits or (found.handler is Handler.WORKFLOW and not since):
            yield f"whoever writes to the bot is answered: {[message.seq for message in since]} of {len(log)}"
    spoken = [m for m in log if m.sender_type is not SenderType.SYSTEM and m.sender_id != WORKFLOW.id]
    for before, message in pairwise([None, *spoken]):
        if message and BOT_ANSWER in message.client_id and not (before and before.sender_type is SenderType.VISITOR):
            yield f"a question is answered once: {message.seq}"
    lines = [message.client_id.partition(".")[2] for message in log if WORKFLOW_LINE in message.client_id]
    if lines != sorted(set(lines)):
        yield f"a workflow says each thing once, in order: {lines}"


def _announcements(history: Sequence[Conversation]) -> Iterator[Announcement]:
    return (version.announcement for version in history if version.announcement)


def _call_laws(world: World, history: Sequence[Conversation], log: Sequence[Message]) -> Iterator[str]:
    for before, after in pairwise(history):
        called = after.open_escalation
        if called is None or called.by != BOT or before.handler is not Handler.BOT:
            continue
        since = log[before.handler_since :]
        heard = [m for m in since if m.sender_type is not SenderType.SYSTEM and m.sender_id != WORKFLOW.id]
        known = [each.sender_type for each in heard if each.seq <= after.applied_seq]
        later = [each for each in heard if after.applied_seq < each.seq and world.written(each) < after.version]
        if known[-1:] != [SenderType.VISITOR] and not any(each.sender_type is SenderType.VISITOR for each in later):
            yield f"the bot calls for a human only for a question that has no answer: version {after.version}"


def _asking_laws(world: World, history: Sequence[Conversation], log: Sequence[Message]) -> Iterator[str]:
    for before, after in pairwise(history):
        called = after.open_escalation
        if called is None or called.reason is not EscalationReason.BOT_FAILED or before.handler is not Handler.WORKFLOW:
            continue
        heard = [m for m in log[before.handler_since :] if m.sender_type is not SenderType.SYSTEM]
        known = [each for each in heard if each.seq <= after.applied_seq or world.written(each) < after.version]
        if known and known[-1].form is not None:
            yield f"a job that fails calls nobody while a workflow waits for an answer: version {after.version}"
