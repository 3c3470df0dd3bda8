"""The laws of delivery hold under a hostile scheduler; and each part that they rest on is needed."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from weakref import WeakKeyDictionary

import pytest

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.message import Draft, Message
from frontdesk.domain.message_log import FreePlace, Stored, TornRead, place
from frontdesk.entrypoints import table_stream
from frontdesk.use_cases import (
    answer_visitor,
    append_message,
    change_conversation,
    send_message,
    start_conversation,
)
from frontdesk.use_cases.append_message import Appended
from frontdesk.use_cases.ports import Desk, MessageLog
from tests.figures import Tell
from tests.reliability.log_view import LogView, Shown
from tests.reliability.simulation.campaign import HANDS, run_campaign
from tests.reliability.simulation.parts import WHOLE, Parts
from tests.reliability.simulation.run import simulate

SEEDS = range(250)
# Enough for the rarest of the ablations to show.
ABLATION_SEEDS = range(150)


def test_nothing_is_lost_duplicated_or_reordered(tell: Tell) -> None:
    campaign = run_campaign(SEEDS)
    tell("\n".join(campaign.lines()))
    assert campaign.broken == {}
    assert (campaign.counts["lost"], campaign.counts["duplicated"], campaign.counts["reordered"]) == (0, 0, 0)
    assert campaign.faults_that_never_struck == []
    assert all(campaign.counts[move] for move in HANDS)


def test_a_seed_tells_the_same_story_again() -> None:
    assert simulate(7) == simulate(7)


def breaks(law: str, parts: Parts = WHOLE) -> bool:
    """Whether a run breaks this law."""
    return any(broken.startswith(law) for seed in ABLATION_SEEDS for broken in simulate(seed, parts).broken)


class WatermarkIsTheHighestSeen(LogView):
    def receive(self, arrived: Iterable[Shown]) -> None:
        for message in arrived:
            if message.seq > self.watermark:
                self.screen.append(message)
                self.watermark = self.tail = message.seq


class ShownOnArrival(LogView):
    def receive(self, arrived: Iterable[Shown]) -> None:
        for message in arrived:
            self.screen.append(message)
            self.watermark = self.tail = max(self.watermark, message.seq)


@pytest.mark.parametrize(
    "parts",
    [
        pytest.param(Parts(heartbeat=False), id="no heartbeat"),
        pytest.param(Parts(log_view=WatermarkIsTheHighestSeen), id="the watermark is the highest seq seen"),
        pytest.param(Parts(log_view=ShownOnArrival), id="shown as it arrives, without a buffer"),
    ],
)
def test_a_lesser_client_misses_or_misplaces_messages(parts: Parts) -> None:
    assert breaks("every screen shows each message once, in order", parts)


def test_without_the_dedupe_a_message_is_stored_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    def place_what_is_never_known(draft: Draft, read_from: int, entries: Sequence[Message]) -> object:
        return place(replace(draft, sender_id="nobody"), read_from, entries)

    monkeypatch.setattr(append_message, "place", place_what_is_never_known)
    assert breaks("each client_id is stored once")


def test_without_the_check_for_torn_reads_a_message_is_stored_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    def place_behind_what_was_seen(
        draft: Draft, read_from: int, entries: Sequence[Message]
    ) -> Stored | FreePlace | TornRead:
        found = place(draft, read_from, entries)
        return FreePlace(entries[-1].seq + 1) if isinstance(found, TornRead) else found

    monkeypatch.setattr(append_message, "place", place_behind_what_was_seen)
    assert breaks("each client_id is stored once")


def test_a_counter_beside_the_log_leaves_gaps(monkeypatch: pytest.MonkeyPatch) -> None:
    counters: WeakKeyDictionary[MessageLog, Counter[str]] = WeakKeyDictionary()

    def count_then_put(desk: Desk, tenant_id: str, conversation_id: str, draft: Draft) -> Appended:
        counter = counters.setdefault(desk.log, Counter())
        desk.clock.pause(0)
        counter[conversation_id] += 1
        message = draft.at(tenant_id, conversation_id, counter[conversation_id], desk.clock.now())
        desk.log.append(message)
        return Appended(message, duplicate=False)

    for module in (send_message, start_conversation, change_conversation):
        monkeypatch.setattr(module, "append_message", count_then_put)
    assert breaks("the log has no gap")


def test_without_the_repair_a_summary_stays_behind_its_log(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_stream, "repair_summary", lambda *_: False)
    nobody_sends_again = Parts(rates={"page closed": 0.6})
    assert breaks("the summary is the fold of the log", nobody_sends_again)


def test_without_the_stream_a_change_is_not_announced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_stream, "announce", lambda *_: None)
    assert breaks("each change is announced exactly once")


def test_a_bot_that_does_not_look_who_has_the_conversation_talks_over_people(monkeypatch: pytest.MonkeyPatch) -> None:
    say = answer_visitor._say

    def say_at_once(desk: Desk, seen: answer_visitor.Seen, words: answer_visitor.Say) -> Message | None:
        desk.clock.pause(0)
        return say(replace(desk, conversations=AsItWas(seen.conversation)), seen, words)

    monkeypatch.setattr(answer_visitor, "_say", say_at_once)
    slow_reads = Parts(rates={"read torn": 0.4})
    assert breaks("the bot is silent from somebody's arrival until a handing back", slow_reads)


class AsItWas:
    """Who has read the conversation once believes that it stays so."""

    def __init__(self, conversation: Conversation) -> None:
        self._conversation = conversation

    def get(self, *_: object, **__: object) -> Conversation:
        return self._conversation


def test_a_job_that_is_not_repeated_leaves_a_visitor_without_an_answer() -> None:
    once = Parts(jobs_repeated=False, rates={"job given twice": 0, "invocation killed": 0.03})
    assert breaks("whoever writes to the bot is answered", once)


def test_without_settling_an_accepted_escalation_stays_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Conversation, "settled", lambda conversation, *_: conversation)
    assert breaks("an escalation is settled when somebody accepts")


def test_without_the_stream_nobody_follows_an_escalation(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_stream, "follow_escalations", lambda *_: None)
    assert breaks("each escalation is followed")
