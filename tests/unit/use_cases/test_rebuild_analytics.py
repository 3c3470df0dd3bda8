"""Whatever happens to conversations, and in whatever order and however often it is told, the counters are those that
a count of the conversations from their records and logs gives."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from itertools import pairwise
from typing import Any

from aws_lambda_powertools import Logger
from hypothesis import given, settings
from hypothesis import strategies as st

from frontdesk.domain.analytics.contribution import changes_between, contribution_of
from frontdesk.domain.analytics.counts import tenth_of
from frontdesk.domain.conversation import Conversation
from frontdesk.domain.errors import Refusal
from frontdesk.domain.escalating import BOT, Call, escalated, handed_back
from frontdesk.domain.escalation import EscalationReason
from frontdesk.domain.message_parts import BotAnswer
from frontdesk.domain.vocabulary import Handler, SenderType, Status
from frontdesk.entrypoints.analytics_stream import handle
from frontdesk.use_cases.count_conversation import count_conversation, recount_conversation
from frontdesk.use_cases.rebuild_analytics import rebuild_analytics
from tests.fakes import make_desk
from tests.fakes.counters import FakeCounters
from tests.fakes.desk import FakeDesk
from tests.fakes.people import ADA, BEN, TENANT, VERA_HERSELF, a_conversation, a_message
from tests.fakes.system import START

AUTO_CLOSE = timedelta(days=1)
UNSURE = Call(reason=EscalationReason.LOW_CONFIDENCE, by=BOT, department_id="returns")
ANSWER = BotAnswer(confidence=0.82, raw_confidence=0.8, threshold=0.65, provider="retrieval")

MOVES: dict[str, Callable[[Conversation, datetime], Conversation]] = {
    "accept": lambda found, now: found.accepted(ADA, now),
    "other accepts": lambda found, now: found.accepted(BEN, now),
    "answer": lambda found, now: found.after(
        a_message(found.applied_seq + 1, SenderType.AGENT, created_at=now), agent_online=True
    ),
    "write": lambda found, now: found.after(a_message(found.applied_seq + 1, created_at=now), agent_online=False),
    "escalate": lambda found, now: escalated(found, UNSURE, now),
    "hand back": lambda found, _now: handed_back(found, replace(ADA, id=found.agent_id or "")),
    "resolve": lambda found, now: found.resolved(VERA_HERSELF, now),
    "end": lambda found, now: found.ended(VERA_HERSELF, now),
    "rate": lambda found, now: found.rated(4, None, now, AUTO_CLOSE),
    "rate badly": lambda found, now: found.rated(1, None, now, AUTO_CLOSE),
    "reopen": lambda found, now: found.reopened(ADA, now, agent_online=False),
    "ticket": lambda found, _now: found.ticketed(7),
}
minutes = st.floats(0.1, 500)
a_few = settings(max_examples=40)
Json = dict[str, Any]
DONE: Json = {"batchItemFailures": []}
LOGGER = Logger(service="tests", level="ERROR")


@st.composite
def courses(draw: st.DrawFn, own_id: str) -> list[Conversation]:
    """A conversation at each of its versions."""
    bot = draw(st.booleans())
    began = START + timedelta(minutes=draw(st.floats(0, 3000)))
    current = a_conversation(
        Status.ACTIVE if bot else Status.PENDING,
        id=own_id,
        handler=Handler.BOT if bot else Handler.AGENT,
        began_with=Handler.BOT if bot else Handler.AGENT,
        created_at=began,
        queued_at=None if bot else began,
        agent_id=None,
        agent_name=None,
        assigned_at=None,
        widget_id=draw(st.sampled_from(["widget-1", "widget-2"])),
    )
    versions, now = [current], began
    for name in draw(st.lists(st.sampled_from(sorted(MOVES)), max_size=8)):
        now += timedelta(minutes=draw(minutes))
        try:
            moved = MOVES[name](current, now)
        except Refusal:
            continue
        if moved is not current:
            current = moved
            versions.append(current)
    return versions


def records_of(course: Sequence[Conversation]) -> list[Json]:
    """What the table's stream tells of it."""
    return [
        {"dynamodb": {"Keys": {}, "SequenceNumber": "1", **_image("OldImage", before), **_image("NewImage", after)}}
        for before, after in pairwise([None, *course])
    ]


def _image(name: str, conversation: Conversation | None) -> Json:
    return {name: {"version": conversation.version, "it": conversation}} if conversation else {}


def batched(records: list[Json], size: int) -> list[list[Json]]:
    return [records[start : start + size] for start in range(0, len(records), size)]


def desk_after(courses_of_all: Sequence[Sequence[Conversation]]) -> FakeDesk:
    """Where every conversation is as its course has ended."""
    desk = make_desk()
    for course in courses_of_all:
        desk.conversations.create(course[-1])
    return desk


def count_from_nothing(desk: FakeDesk) -> FakeCounters:
    counters = FakeCounters()
    rebuild_analytics(desk, counters, TENANT)
    return counters


@a_few
@given(courses("one"), courses("two"), st.data())
def test_any_course_told_in_any_order_and_repeatedly_gives_what_a_rebuild_gives(
    one: list[Conversation], two: list[Conversation], data: st.DataObject
) -> None:
    desk, counters = desk_after([one, two]), FakeCounters()
    told = data.draw(st.permutations([*records_of(one), *records_of(two)]))
    repeated = data.draw(st.lists(st.sampled_from(told), max_size=5))
    batch = data.draw(st.integers(1, 4))
    for records in batched([*told, *repeated], batch):
        assert handle(desk, counters, LOGGER, lambda image: image["it"], {"Records": records}) == DONE
    assert counters.everything() == count_from_nothing(desk).everything()


@a_few
@given(courses("one"), courses("two"), st.data())
def test_whatever_was_never_told_is_mended_by_a_rebuild(
    one: list[Conversation], two: list[Conversation], data: st.DataObject
) -> None:
    desk, counters = desk_after([one, two]), FakeCounters()
    for conversation in data.draw(st.lists(st.sampled_from([*one, *two]))):
        count_conversation(counters, desk.clock, conversation)
    rebuild_analytics(desk, counters, TENANT)
    assert counters.everything() == count_from_nothing(desk).everything()
    assert rebuild_analytics(desk, counters, TENANT) == 0


@a_few
@given(courses("one"), st.data())
def test_the_bots_answers_count_once_whenever_they_are_told(course: list[Conversation], data: st.DataObject) -> None:
    desk, counters = desk_after([course]), FakeCounters()
    seqs = data.draw(st.sets(st.integers(1, 6)))
    begun_with_bot = course[0].began_with is Handler.BOT
    answers = {seq: tenth_of(ANSWER.confidence) for seq in seqs} if begun_with_bot else {}
    for seq in range(1, 7):
        sender, answer = (SenderType.BOT, ANSWER) if seq in answers else (SenderType.VISITOR, None)
        desk.log.append(a_message(seq, sender, conversation_id="one", answer=answer))
    told = data.draw(st.permutations([*course, *answers, *answers]))
    for one in told:
        if isinstance(one, Conversation):
            count_conversation(counters, desk.clock, one)
        else:
            recount_conversation(counters, desk, TENANT, "one", partial(_only, {one: answers[one]}))
    assert counters.everything() == count_from_nothing(desk).everything()


def test_a_rebuild_counts_no_answer_where_the_bot_only_asked_which_article_is_meant() -> None:
    asked = a_conversation(Status.ACTIVE, id="one", handler=Handler.BOT, began_with=Handler.BOT)
    desk, counters = desk_after([[asked]]), FakeCounters()
    for seq, confidence in ((1, 0.64), (2, 0.65)):
        answer = replace(ANSWER, confidence=confidence)
        desk.log.append(a_message(seq, SenderType.BOT, conversation_id="one", answer=answer))
    rebuild_analytics(desk, counters, TENANT)
    contribution = counters.contribution(TENANT, "one")
    assert contribution is not None
    assert contribution.answers == {2: 6}


def _only(answers: Mapping[int, int], _conversation: Conversation) -> Mapping[int, int]:
    return answers


def test_of_two_that_count_at_once_both_count_once() -> None:
    """The other comes between this one's reading and writing."""
    conversation = a_conversation()
    resolved = a_conversation(Status.ACTIVE, version=2)
    desk, overtaken = desk_after([[resolved]]), FakeCounters()

    def overtake(step: str) -> None:
        if step == "counters.replace":
            overtaken.step = lambda _: None
            count_conversation(overtaken, desk.clock, resolved)

    overtaken.step = overtake
    assert not count_conversation(overtaken, desk.clock, conversation)
    assert overtaken.everything() == count_from_nothing(desk).everything()


def test_what_a_conversation_has_added_is_what_it_takes_back() -> None:
    first = contribution_of(a_conversation(), None, {})
    there, back = changes_between(None, first), changes_between(first, replace(first, counts={}))
    assert {place: {name: -count for name, count in counts.items()} for place, counts in there.items()} == back


def test_a_rebuild_tells_how_far_it_is_and_what_it_has_mended() -> None:
    desk, counters = desk_after([[a_conversation(id=f"conversation-{number}")] for number in range(3)]), FakeCounters()
    seen: list[int] = []
    assert rebuild_analytics(desk, counters, TENANT, seen.append) == 3
    assert seen == [1, 2, 3]
    assert rebuild_analytics(desk, counters, TENANT) == 0


def test_a_rebuild_leaves_another_tenants_counters_alone() -> None:
    desk, counters = desk_after([[a_conversation(tenant_id="elsewhere")]]), FakeCounters()
    assert rebuild_analytics(desk, counters, TENANT) == 0
    assert counters.everything() == {}
