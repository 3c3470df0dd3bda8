"""The Conversations port, in memory and in DynamoDB."""

import json
from base64 import urlsafe_b64encode
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from frontdesk.domain.assignment import released
from frontdesk.domain.conversation import Conversation
from frontdesk.domain.errors import InvalidInput
from frontdesk.domain.escalating import FRONTDESK, Call, escalated
from frontdesk.domain.escalation import EscalationReason, Outcome
from frontdesk.domain.message import Announcement, SystemEvent
from frontdesk.domain.rating import Rating
from frontdesk.domain.tenant import Cutoffs
from frontdesk.domain.vocabulary import Handler, Priority, SenderType, Status
from frontdesk.use_cases.ports import Conversations, Desk
from tests.fakes import make_desk
from tests.fakes.people import ADA, BEN, TENANT, VERA, a_conversation
from tests.fakes.system import START
from tests.integration.listing import everything

FULL = a_conversation(
    Status.CLOSED,
    visitor_email="vera@example.com",
    visitor_verified=True,
    handler=Handler.BOT,
    priority=Priority.URGENT,
    subject="Order 7 · größer",
    required_skills=("shipping", "german"),
    source_url="https://shop.example/orders?id=7",
    source_page_title="Orders",
    attributes={"order": "7", "plan": ""},
    ticket_number=3,
    created_at=START + timedelta(microseconds=123_456),
    wait_seconds=0,
    unanswered_since=START,
    first_response_at=START,
    resolved_at=START,
    rating=Rating(stars=4, feedback="Größer! 👍", agent_id=ADA.id, at=START),
    announcement=Announcement(SystemEvent.ENDED, "Vera"),
    applied_seq=7,
    visitor_read_seq=6,
    agent_read_seq=5,
    version=4,
)


@pytest.fixture(params=["in memory", "in DynamoDB"])
def conversations(request: pytest.FixtureRequest) -> Conversations:
    if request.param == "in memory":
        return make_desk().conversations
    desk: Desk = request.getfixturevalue("desk")
    return desk.conversations


def one(conversations: Conversations) -> Conversation:
    found = conversations.get(TENANT, "conversation-1", consistent=True)
    assert found is not None
    return found


@pytest.mark.parametrize("stored", [a_conversation(), FULL], ids=["as it starts", "with everything"])
def test_what_is_stored_comes_back_as_it_was(conversations: Conversations, stored: Conversation) -> None:
    assert conversations.create(stored)
    for consistent in (False, True):
        assert conversations.get(TENANT, stored.id, consistent=consistent) == stored


def test_an_unknown_one_is_none(conversations: Conversations) -> None:
    conversations.create(a_conversation())
    assert conversations.get(TENANT, "unknown") is None
    assert conversations.get("other", "conversation-1") is None


def test_an_id_is_taken_once(conversations: Conversations) -> None:
    assert conversations.create(a_conversation())
    assert not conversations.create(a_conversation(Status.ACTIVE))
    assert one(conversations).status is Status.PENDING
    assert conversations.create(a_conversation(tenant_id="other"))


def test_a_change_is_written_on_top_of_the_version_that_it_knew(conversations: Conversations) -> None:
    old = a_conversation()
    conversations.create(old)
    accepted, rival = old.accepted(ADA, START), old.accepted(BEN, START)
    assert conversations.replace(old, accepted)
    assert not conversations.replace(old, rival)
    assert one(conversations) == accepted


def test_a_change_can_take_values_away(conversations: Conversations) -> None:
    conversations.create(FULL)
    back = FULL.reopened(BEN, START, agent_online=False)
    assert conversations.replace(FULL, back)
    assert one(conversations) == back
    assert one(conversations).agent_id is None


def test_what_is_not_there_cannot_be_replaced(conversations: Conversations) -> None:
    old = a_conversation()
    assert not conversations.replace(old, old.accepted(ADA, START))
    assert conversations.get(TENANT, old.id, consistent=True) is None


def test_a_change_leaves_a_read_mark_that_came_between(conversations: Conversations) -> None:
    old = a_conversation()
    conversations.create(old)
    assert conversations.mark_read(old, SenderType.VISITOR, 3)
    assert conversations.replace(old, old.accepted(ADA, START))
    assert (one(conversations).visitor_read_seq, one(conversations).status) == (3, Status.ACTIVE)


def test_a_read_mark_only_rises(conversations: Conversations) -> None:
    found = a_conversation(Status.ACTIVE)
    conversations.create(found)
    marks = [conversations.mark_read(found, SenderType.AGENT, seq) for seq in (2, 2, 1, 3)]
    assert marks == [True, False, False, True]
    assert one(conversations) == replace(found, agent_read_seq=3)
    assert not conversations.mark_read(replace(found, id="unknown"), SenderType.AGENT, 1)


def test_the_queue_goes_by_priority_and_then_by_wait(conversations: Conversations) -> None:
    waiting = [
        ("normal-late", Priority.NORMAL, 60),
        ("urgent-late", Priority.URGENT, 90),
        ("normal-early", Priority.NORMAL, 30),
        ("low", Priority.LOW, 0),
        ("high", Priority.HIGH, 50),
        ("urgent-early", Priority.URGENT, 80),
    ]
    for own_id, priority, seconds in waiting:
        queued_at = START + timedelta(seconds=seconds)
        conversations.create(a_conversation(id=own_id, priority=priority, queued_at=queued_at))
    conversations.create(a_conversation(Status.ACTIVE, id="taken"))
    conversations.create(a_conversation(id="of-others", tenant_id="other"))
    order = ["urgent-early", "urgent-late", "high", "normal-early", "normal-late", "low"]
    for limit in (1, 2, 3, 6, 7):
        assert everything(lambda cursor, limit=limit: conversations.queue(TENANT, cursor, limit)) == order  # type: ignore[misc]


def test_who_leaves_the_queue_is_not_in_it(conversations: Conversations) -> None:
    old = a_conversation()
    conversations.create(old)
    conversations.replace(old, old.accepted(ADA, START))
    assert everything(lambda cursor: conversations.queue(TENANT, cursor, 5)) == []


def test_an_agent_has_what_is_not_closed_the_latest_first(conversations: Conversations) -> None:
    for number, status in enumerate(Status):
        assigned_at = START + timedelta(seconds=number)
        conversations.create(a_conversation(status, id=f"{status}", assigned_at=assigned_at))
    conversations.create(a_conversation(Status.ACTIVE, id="of-ben", agent_id=BEN.id))
    for limit in (1, 2, 5):
        mine = everything(lambda cursor, limit=limit: conversations.of_agent(TENANT, ADA.id, cursor, limit))  # type: ignore[misc]
        assert mine == ["resolved", "waiting", "active"]
    active = conversations.get(TENANT, "active", consistent=True)
    assert active is not None
    conversations.replace(active, active.ended(ADA, START))
    assert "active" not in everything(lambda cursor: conversations.of_agent(TENANT, ADA.id, cursor, 5))


def test_visitors_have_their_own_and_tenants_have_all_the_latest_first(conversations: Conversations) -> None:
    for number in range(5):
        created_at = START + timedelta(milliseconds=number)
        conversations.create(a_conversation(id=f"{number}", created_at=created_at))
    conversations.create(a_conversation(id="of-wim", visitor_id="visitor-2", created_at=START - timedelta(days=1)))
    conversations.create(a_conversation(id="elsewhere", tenant_id="other"))
    own = ["4", "3", "2", "1", "0"]
    for limit in (1, 2, 5, 6):
        assert everything(lambda c, n=limit: conversations.of_visitor(TENANT, VERA.id, c, n)) == own  # type: ignore[misc]
        assert everything(lambda c, n=limit: conversations.of_tenant(TENANT, c, n)) == [*own, "of-wim"]  # type: ignore[misc]


def test_a_page_is_no_longer_than_asked(conversations: Conversations) -> None:
    for number in range(5):
        conversations.create(a_conversation(id=f"{number}"))
    page = conversations.of_tenant(TENANT, None, 2)
    assert len(page.items) == 2
    assert page.next_cursor is not None


def test_a_cursor_stays_good_when_its_row_has_gone_from_the_list(conversations: Conversations) -> None:
    for number in range(4):
        conversations.create(a_conversation(id=f"{number}", queued_at=START + timedelta(seconds=number)))
    page = conversations.queue(TENANT, None, 2)
    last = page.items[-1]
    conversations.replace(last, last.accepted(ADA, START))
    rest = conversations.queue(TENANT, page.next_cursor, 2)
    assert [item.id for item in rest.items] == ["2", "3"]


def encoded(place: object) -> str:
    return urlsafe_b64encode(json.dumps(place).encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "forged",
    [
        "nonsense",
        "%%%",
        "ü",
        *map(
            encoded,
            [
                {},
                None,
                [],
                [1, 2],
                ["rank"],
                ["rank", "other#conversation-1"],
                ["rank", {"S": "acme#conversation-1"}],
                [{"S": "rank"}, "acme#conversation-1"],
                [1, "acme#conversation-1"],
                ["", "acme#conversation-1"],
                ["\ud800", "acme#conversation-1"],
                ["rank", "acme#\ud800"],
            ],
        ),
    ],
)
def test_a_forged_cursor_is_refused(conversations: Conversations, forged: str) -> None:
    conversations.create(a_conversation())
    listings: list[Callable[[], object]] = [
        lambda: conversations.of_tenant(TENANT, forged, 5),
        lambda: conversations.queue(TENANT, forged, 5),
        lambda: conversations.of_visitor(TENANT, VERA.id, forged, 5),
        lambda: conversations.of_agent(TENANT, ADA.id, forged, 5),
    ]
    for listing in listings:
        with pytest.raises(InvalidInput) as caught:
            listing()
        assert caught.value.field == "cursor"


def test_the_cursor_of_another_tenant_is_refused(conversations: Conversations) -> None:
    for number in range(3):
        conversations.create(a_conversation(id=f"{number}", tenant_id="other"))
    cursor = conversations.of_tenant("other", None, 1).next_cursor
    assert cursor is not None
    with pytest.raises(InvalidInput):
        conversations.of_tenant(TENANT, cursor, 1)


def test_resolved_ones_are_due_the_oldest_first(conversations: Conversations) -> None:
    for seconds in (40, 10, 30, 20):
        resolved_at = START + timedelta(seconds=seconds)
        conversations.create(a_conversation(Status.RESOLVED, id=f"{seconds}", resolved_at=resolved_at))
    conversations.create(a_conversation(Status.RESOLVED, id="elsewhere", tenant_id="other"))
    conversations.create(a_conversation(Status.ACTIVE, id="active", resolved_at=START))
    before = START + timedelta(seconds=40)
    assert [due.id for due in conversations.resolved_before(Cutoffs(before), 10)] == ["elsewhere", "10", "20", "30"]
    assert [due.id for due in conversations.resolved_before(Cutoffs(before), 2)] == ["elsewhere", "10"]
    assert conversations.resolved_before(Cutoffs(START), 10) == []


def test_pending_ones_that_nobody_has_called_for_are_due_the_oldest_first(conversations: Conversations) -> None:
    for seconds in (40, 10, 30, 20):
        conversations.create(a_conversation(id=f"{seconds}", queued_at=START + timedelta(seconds=seconds)))
    conversations.create(a_conversation(Status.ACTIVE, id="active"))
    called_for = a_conversation(id="called for", tenant_id="other")
    conversations.create(called_for)
    before = START + timedelta(seconds=40)
    assert [due.id for due in conversations.queued_before(Cutoffs(before), 10)] == ["called for", "10", "20", "30"]
    call = Call(reason=EscalationReason.QUEUE_SLA, by=FRONTDESK)
    conversations.replace(called_for, escalated(called_for, call, START))
    assert [due.id for due in conversations.queued_before(Cutoffs(before), 2)] == ["10", "20"]
    assert conversations.resolved_before(Cutoffs(before), 10) == []


@pytest.mark.parametrize("ticketed", [False, True])
def test_one_that_comes_back_from_an_agent_is_due_again(conversations: Conversations, ticketed: bool) -> None:
    waiting = a_conversation(unanswered_since=START)
    called = escalated(waiting, Call(reason=EscalationReason.QUEUE_SLA, by=FRONTDESK), START + timedelta(seconds=10))
    after = called.ticketed(7).settled(START + timedelta(seconds=20), Outcome.TICKETED) if ticketed else called
    conversations.create(after)
    before = Cutoffs(START + timedelta(seconds=40))
    assert conversations.queued_before(before, 10) == []
    taken = after.accepted(ADA, START + timedelta(seconds=30))
    assert conversations.replace(after, taken)
    assert conversations.queued_before(before, 10) == []
    back = released(taken, START + timedelta(seconds=35))
    assert conversations.replace(taken, back)
    assert conversations.queued_before(before, 10) == [back]


def test_what_is_due_depends_on_the_patience_of_its_tenant(conversations: Conversations) -> None:
    for tenant, seconds in ((TENANT, 10), ("patient", 0), (TENANT, 20), ("hasty", 50), ("hasty", 70)):
        resolved_at = START + timedelta(seconds=seconds)
        own_id = f"{tenant} {seconds}"
        conversations.create(a_conversation(Status.RESOLVED, id=own_id, tenant_id=tenant, resolved_at=resolved_at))
    own = {"patient": START, "hasty": START + timedelta(seconds=60)}
    cutoffs = Cutoffs(START + timedelta(seconds=15), own)
    assert [due.id for due in conversations.resolved_before(cutoffs, 10)] == [f"{TENANT} 10", "hasty 50"]
    assert [due.id for due in conversations.resolved_before(cutoffs, 1)] == [f"{TENANT} 10"]


def test_what_comes_back_is_not_due_any_more(conversations: Conversations) -> None:
    found = a_conversation(Status.RESOLVED)
    conversations.create(found)
    conversations.replace(found, found.auto_closed(START))
    assert conversations.resolved_before(Cutoffs(START + timedelta(days=2)), 10) == []


def test_more_than_one_batch_of_a_list_is_found(conversations: Conversations) -> None:
    """DynamoDB gives a hundred rows at most by one batch."""
    for number in range(103):
        conversations.create(a_conversation(id=f"{number:03}", created_at=START + timedelta(seconds=number)))
    ids = everything(lambda cursor: conversations.of_tenant(TENANT, cursor, 103))
    assert ids == [f"{number:03}" for number in reversed(range(103))]
