"""What a participant's client knows: its half of the delivery contract, apart from how it reaches the server."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from frontdesk.use_cases.send_message import Outgoing
from tests.reliability.log_view import LogView, Shown

Frame = Mapping[str, Any]
# A client sends these again; any other refusal is final.
WORTH_TRYING_AGAIN = frozenset({"unavailable", "rate_limited", "internal"})


class Participant:
    """Keeps a log for each conversation that it follows, and an outbox of what is not yet acknowledged.

    An outbox entry keeps its client_id, and with it its anchor, however often and by whatever route it is sent.
    """

    def __init__(self, name: str, log_view: Callable[[], LogView] = LogView) -> None:
        self.name = name
        self.logs: defaultdict[str, LogView] = defaultdict(log_view)
        self.states: dict[str, Frame] = {}
        self.outbox: list[Outgoing] = []
        self.written: list[str] = []
        self.acknowledged: defaultdict[str, defaultdict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
        self.refused: set[str] = set()
        self.forgotten: set[str] = set()
        self.followed_here: set[str] = set()

    def write(self, conversation_id: str, *, anchored: bool = True, words: str | None = None) -> Outgoing:
        """Put a message into the outbox, anchored at what is on the screen."""
        own = f"{self.name}-{len(self.written):04d}"
        base_seq = self.logs[conversation_id].watermark if anchored else 0
        entry = Outgoing(
            conversation_id=conversation_id,
            client_id=f"{base_seq}.{own:->20}" if anchored else own,
            base_seq=base_seq,
            content=words or f"{own} says something",
        )
        self.written.append(entry.client_id)
        self.outbox.append(entry)
        return entry

    def follow(self, conversation_ids: Iterable[str]) -> None:
        for conversation_id in conversation_ids:
            self.logs[conversation_id].learn_tail(0)

    @property
    def next_entries(self) -> list[Outgoing]:
        """The oldest entry of each conversation: a later one waits until it is acknowledged."""
        return list({entry.conversation_id: entry for entry in reversed(self.outbox)}.values())

    @property
    def wanting(self) -> list[str]:
        """What is not followed on this connection yet, or lacks something."""
        return [each for each, log in self.logs.items() if each not in self.followed_here or log.lacks]

    def watermarks(self, conversation_ids: Iterable[str]) -> dict[str, int]:
        return {each: self.logs[each].watermark for each in conversation_ids}

    def hear(self, frame: Frame) -> None:
        match frame["type"]:
            case "ack":
                self._hear_ack(frame)
            case "pong":
                self._hear_pong(frame["tails"])
            case "message.created":
                self.learn_state(frame["conversation"])
                if frame["conversation_id"] in self.logs:
                    self.logs[frame["conversation_id"]].receive([shown_of(frame["message"])])
            case "conversation.created":
                self.follow([frame["conversation_id"]])
                self.learn_state(frame["conversation"])
            case "conversation.assigned" | "conversation.updated" | "conversation.ended":
                self.learn_state(frame["conversation"])

    def _hear_ack(self, frame: Frame) -> None:
        if "message" in frame:
            self.acknowledge(frame["message"]["conversation_id"], shown_of(frame["message"]))
        if "conversation" in frame:
            self.learn_state(frame["conversation"])
        for conversation_id, found in frame.get("conversations", {}).items():
            self.followed_here.add(conversation_id)
            self.learn_state(found["state"])
            self.news(conversation_id, [shown_of(each) for each in found["messages"]], found["tail_seq"])

    def _hear_pong(self, tails: Mapping[str, int]) -> None:
        """A conversation without a tail is not followed on this connection any more."""
        for conversation_id in list(self.logs):
            if conversation_id in tails:
                self.logs[conversation_id].learn_tail(tails[conversation_id])
            else:
                self.followed_here.discard(conversation_id)

    def learn_state(self, state: Frame) -> None:
        known = self.states.get(state["id"])
        if known is None or known["version"] < state["version"]:
            self.states[state["id"]] = state

    def acknowledge(self, conversation_id: str, stored: Shown) -> None:
        self.acknowledged[conversation_id][stored.client_id].add(stored.seq)
        self.logs[conversation_id].receive([stored])
        self._settle(stored.client_id)

    def refuse(self, entry: Outgoing, code: str) -> None:
        if code not in WORTH_TRYING_AGAIN:
            self.refused.add(entry.client_id)
            self._settle(entry.client_id)

    def news(self, conversation_id: str, messages: Sequence[Shown], tail: int) -> None:
        self.logs[conversation_id].receive(messages)
        self.logs[conversation_id].learn_tail(tail)

    def _settle(self, client_id: str) -> None:
        self.outbox = [entry for entry in self.outbox if entry.client_id != client_id]


def shown_of(message: Frame) -> Shown:
    return Shown(message["seq"], message["client_id"])
