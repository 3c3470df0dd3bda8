"""What must hold once the faults have ceased and everything has settled."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.message import Message, SystemEvent
from frontdesk.domain.search_words import SearchEntry, words_in
from frontdesk.domain.transitions import HELD
from frontdesk.domain.vocabulary import Handler, MessageType, SenderType, Status
from tests.reliability.damage import damage
from tests.reliability.simulation.automatic_laws import automatic_laws
from tests.reliability.simulation.client import Client, shown
from tests.reliability.simulation.escalation_laws import TICKET_TOLD, escalation_laws
from tests.reliability.simulation.world import World

OVER = (SystemEvent.RESOLVED, SystemEvent.ENDED)


def violations(world: World, clients: Sequence[Client]) -> Iterator[str]:
    """Each broken law, with what broke it."""
    for client in clients:
        if client.outbox:
            yield f"everything sent is answered in the end: {client.name} still waits for {len(client.outbox)}"
    yield from _hand_laws(world)
    yield from (f"nothing fails but by a fault: {failure}" for failure in world.bot_queue.failures)
    for found in world.conversations.all():
        log = world.messages(found.id)
        yield from _log_laws(found.id, log, clients)
        yield from _screen_laws(found.id, log, clients)
        yield from _summary_laws(found, world.history[found.id], log)
        yield from _acceptance_laws(world.history[found.id], clients)
        yield from automatic_laws(world, found, log)
        yield from escalation_laws(world, found, log)
        yield from _search_laws(world.search.words(found), log)


def measure(world: World, clients: Sequence[Client]) -> Counter[str]:
    """What was lost, duplicated and reordered, in the logs and on the screens."""
    total: Counter[str] = Counter()
    for found in world.conversations.all():
        told = [client.acknowledged[found.id] for client in clients]
        screens = [client.logs[found.id].screen for client in clients if found.id in client.logs]
        log = [shown(message) for message in world.messages(found.id)]
        total.update(damage({client_id: seqs for each in told for client_id, seqs in each.items()}, log, screens))
    return total


def _hand_laws(world: World) -> Iterator[str]:
    for agent in world.agents.all():
        held = {found.id for found in world.conversations.all() if found.holder_id == agent.id}
        if agent.holding != held:
            yield f"agents hold exactly what is in their hands: {agent.id} {agent.holding}, not {held}"
        if len(agent.holding) > agent.max_chats:
            yield f"nobody holds more than their maximum: {agent.id} {len(agent.holding)}"


def _log_laws(conversation_id: str, log: Sequence[Message], clients: Sequence[Client]) -> Iterator[str]:
    if [message.seq for message in log] != list(range(1, len(log) + 1)):
        yield f"the log has no gap: {[message.seq for message in log]}"
    copies = Counter(message.client_id for message in log)
    if twice := [client_id for client_id, count in copies.items() if count > 1]:
        yield f"each client_id is stored once: {twice}"
    stored = {message.client_id: message.seq for message in log}
    for client in clients:
        for client_id, seqs in client.acknowledged[conversation_id].items():
            if seqs != {stored.get(client_id)}:
                yield f"an acknowledged message is stored, at the seq that was told: {client_id} {seqs}"
        mine = [each for each in client.written if each not in client.refused | client.forgotten]
        own = [message.client_id for message in log if message.client_id in mine]
        if own != sorted(own, key=client.written.index):
            yield f"a sender's messages keep their order: {own}"


def _screen_laws(conversation_id: str, log: Sequence[Message], clients: Sequence[Client]) -> Iterator[str]:
    truth = [shown(message) for message in log]
    for client in clients:
        if conversation_id in client.logs and client.logs[conversation_id].screen != truth:
            screen = [message.seq for message in client.logs[conversation_id].screen]
            yield f"every screen shows each message once, in order: {client.name} shows {screen} of {len(truth)}"


def _summary_laws(summary: Conversation, history: Sequence[Conversation], log: Sequence[Message]) -> Iterator[str]:
    expected = {_owed_by_the_team(turn) for turn in _folds(history, log)}
    actual = Turn(summary.status, summary.handler, summary.owed_since, summary.first_response_at)
    if actual not in expected:
        yield f"the summary is the fold of the log: {actual}, not {expected}"
    told = [message.client_id.partition(".")[2] for message in log if message.announcement]
    announced = Counter(each for each in told if not each.startswith(TICKET_TOLD))
    due = Counter(f"announcement-{version.version:06d}" for _, version in _changes(history) if version.announcement)
    if announced != due:
        yield f"each change is announced exactly once: {announced}, not {due}"


def _acceptance_laws(history: Sequence[Conversation], clients: Sequence[Client]) -> Iterator[str]:
    """Each version was made once, and whoever was told to have won did."""
    owner = {version.version: version.agent_id for version in history}
    for before, after in pairwise(history):
        if after.version < before.version:
            yield f"versions never fall: {before.version}, {after.version}"
        both_held = before.agent_id is not None and after.agent_id not in (None, before.agent_id)
        told = after.announcement.event if after.announcement else None
        if both_held and told is not SystemEvent.TRANSFERRED and before.status in (Status.ACTIVE, Status.WAITING):
            yield f"nobody loses a conversation to a second accept: {before.agent_id}, {after.agent_id}"
    conversation_id = history[0].id
    for client in clients:
        for agent_id, version in client.accepted[conversation_id]:
            if not agent_id == client.me.id == owner[version]:
                yield f"an acknowledged accept is the winner's: {client.me.id} was told of version {version}"


def _search_laws(entry: SearchEntry | None, log: Sequence[Message]) -> Iterator[str]:
    written = [message for message in log if message.type is not MessageType.SYSTEM]
    if unfound := [message.seq for message in written if entry is None or not entry.answers(words_in(message.content))]:
        yield f"every message is found by its words in the end: {unfound}"


@dataclass(frozen=True, slots=True)
class Turn:
    """What the summary says of whose turn it is."""

    status: Status
    handler: Handler
    unanswered_since: datetime | None = None
    first_response_at: datetime | None = None


def _owed_by_the_team(turn: Turn) -> Turn:
    return turn if turn.handler is Handler.AGENT else replace(turn, unanswered_since=None)


def _folds(history: Sequence[Conversation], log: Sequence[Message]) -> list[Turn]:
    """Whose turn it is after the log and what people decided in between.

    Several answers are right where a resolved conversation went back to its agent if that one was online just then.
    """
    changes = list(_changes(history))
    turns = [Turn(history[0].status, history[0].handler)]
    read = 0
    for before, change in changes:
        turns = _after_messages(turns, log[read : change.applied_seq])
        read = max(read, change.applied_seq)
        turns = [_after_change(turn, before, change) for turn in turns]
    return _after_messages(turns, log[read:])


def _changes(history: Sequence[Conversation]) -> Iterator[tuple[Conversation, Conversation]]:
    """The versions that somebody's decision made, not a message, each behind the one before it."""
    for before, after in pairwise(history):
        closed_by_time = after.status is Status.CLOSED and before.status is not Status.CLOSED
        to_the_bot = (before.handler, after.handler) == (Handler.WORKFLOW, Handler.BOT)
        if after.version != before.version and (after.announcement or closed_by_time or to_the_bot):
            yield before, after


def _after_change(turn: Turn, before: Conversation, change: Conversation) -> Turn:
    changed = replace(turn, status=change.status, handler=change.handler)
    event = change.announcement.event if change.announcement else None
    if change.status is Status.CLOSED or event in OVER:
        return replace(changed, unanswered_since=None)
    if turn.status in HELD and before.open_escalation is not change.open_escalation is not None:
        return replace(changed, unanswered_since=turn.unanswered_since or change.queued_at)
    return changed


def _answers(message: Message) -> bool:
    titles = message.type is MessageType.FORM and message.answer is not None
    return message.sender_type in (SenderType.BOT, SenderType.AGENT) and not titles


def _after_messages(turns: list[Turn], messages: Sequence[Message]) -> list[Turn]:
    for message in messages:
        turns = [after for turn in turns for after in _after_message(turn, message)]
    return turns


def _after_message(turn: Turn, message: Message) -> list[Turn]:
    if message.sender_type is SenderType.AGENT and (turn.status, turn.handler) == (Status.ACTIVE, Handler.AGENT):
        return [
            replace(
                turn,
                status=Status.WAITING,
                unanswered_since=None,
                first_response_at=turn.first_response_at or message.created_at,
            )
        ]
    if turn.handler is not Handler.AGENT and _answers(message):
        return [replace(turn, unanswered_since=None)]
    if message.sender_type is not SenderType.VISITOR or turn.status is Status.CLOSED:
        return [turn]
    if turn.handler is Handler.BOT and turn.status is Status.RESOLVED:
        return [replace(turn, status=Status.ACTIVE, unanswered_since=message.created_at)]
    if turn.handler is not Handler.AGENT and turn.status in HELD:
        return [replace(turn, unanswered_since=turn.unanswered_since or message.created_at)]
    since = replace(turn, handler=Handler.AGENT, unanswered_since=turn.unanswered_since or message.created_at)
    if turn.status is Status.WAITING:
        return [replace(since, status=Status.ACTIVE)]
    if turn.status is Status.RESOLVED:
        return [replace(since, status=Status.ACTIVE), replace(since, status=Status.PENDING)]
    return [since]
