"""The lists of the Conversations port, in memory and in DynamoDB: what they hold, their order, and their cursors."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from frontdesk.domain.errors import InvalidInput
from frontdesk.domain.queue import Waiting
from frontdesk.domain.selection import Selection
from frontdesk.domain.transitions import OPEN
from frontdesk.domain.vocabulary import Priority, Status
from frontdesk.use_cases.ports import Conversations, Desk
from tests.fakes import make_desk
from tests.fakes.people import ADA, TENANT, VERA, a_conversation, a_message
from tests.fakes.system import START
from tests.integration.listing import everything


@pytest.fixture(params=["in memory", "in DynamoDB"])
def conversations(request: pytest.FixtureRequest) -> Conversations:
    if request.param == "in memory":
        return make_desk().conversations
    desk: Desk = request.getfixturevalue("desk")
    return desk.conversations


def test_each_list_holds_what_a_selection_wants(conversations: Conversations) -> None:
    for number, status in enumerate(Status):
        created_at = START + timedelta(seconds=number)
        conversations.create(a_conversation(status, id=f"{status}", created_at=created_at, tags=("vip",)))
        conversations.create(a_conversation(status, id=f"plain-{status}", created_at=created_at, agent_id=ADA.id))
    vip = Selection(tag="vip")
    for limit in (1, 2, 7):
        every = everything(lambda c, n=limit: conversations.of_tenant(TENANT, c, n, selection=vip))  # type: ignore[misc]
        assert every == ["closed", "resolved", "waiting", "active", "pending"]
        oldest = everything(
            lambda c, n=limit: conversations.of_tenant(TENANT, c, n, selection=vip, oldest_first=True)  # type: ignore[misc]
        )
        assert oldest == every[::-1]
        queue = everything(lambda c, n=limit: conversations.queue(TENANT, c, n, selection=vip))  # type: ignore[misc]
        assert queue == ["pending"]
        mine = everything(lambda c, n=limit: conversations.of_agent(TENANT, ADA.id, c, n, selection=vip))  # type: ignore[misc]
        assert sorted(mine) == ["active", "resolved", "waiting"]


def test_open_ones_come_and_go_as_their_status_does(conversations: Conversations) -> None:
    opened = Selection(statuses=OPEN)
    found = a_conversation(Status.ACTIVE)
    conversations.create(found)
    conversations.create(a_conversation(Status.CLOSED, id="closed"))
    assert everything(lambda c: conversations.of_tenant(TENANT, c, 5, selection=opened)) == [found.id]
    resolved = found.resolved(ADA, START)
    conversations.replace(found, resolved)
    assert everything(lambda c: conversations.of_tenant(TENANT, c, 5, selection=opened)) == []
    conversations.replace(resolved, resolved.after(a_message(1), agent_online=True))
    assert everything(lambda c: conversations.of_tenant(TENANT, c, 5, selection=opened)) == [found.id]


def test_a_span_of_time_holds_its_beginning_and_not_its_end(conversations: Conversations) -> None:
    for number in range(5):
        conversations.create(a_conversation(id=f"{number}", created_at=START + timedelta(seconds=number)))
    span = Selection(created_from=START + timedelta(seconds=1), created_to=START + timedelta(seconds=3))
    for limit in (1, 5):
        assert everything(lambda c, n=limit: conversations.of_tenant(TENANT, c, n, selection=span)) == ["2", "1"]  # type: ignore[misc]
    backwards = Selection(created_from=START + timedelta(days=1), created_to=START)
    assert everything(lambda c: conversations.of_tenant(TENANT, c, 5, selection=backwards)) == []
    cursor = conversations.of_tenant(TENANT, None, 4).next_cursor
    later = Selection(created_from=START + timedelta(seconds=2))
    assert everything(lambda c: conversations.of_tenant(TENANT, c or cursor, 5, selection=later)) == []


def test_the_queue_goes_by_wait_alone_where_that_is_asked(conversations: Conversations) -> None:
    for own_id, priority, seconds in [("b", Priority.URGENT, 20), ("a", Priority.LOW, 10), ("c", Priority.HIGH, 30)]:
        queued_at = START + timedelta(seconds=seconds)
        conversations.create(a_conversation(id=own_id, priority=priority, queued_at=queued_at))
    for limit in (1, 2, 3, 4):
        ids = everything(lambda c, n=limit: conversations.queue(TENANT, c, n, by_wait=True))  # type: ignore[misc]
        assert ids == ["a", "b", "c"]
    urgent = Selection(priority=Priority.URGENT)
    assert everything(lambda c: conversations.queue(TENANT, c, 5, selection=urgent, by_wait=True)) == ["b"]
    assert everything(lambda c: conversations.queue(TENANT, c, 5, selection=urgent)) == ["b"]


def test_who_waits_is_told_in_the_queues_order(conversations: Conversations) -> None:
    for own_id, priority in [("normal", Priority.NORMAL), ("urgent", Priority.URGENT)]:
        conversations.create(a_conversation(id=own_id, priority=priority))
    conversations.create(a_conversation(Status.ACTIVE, id="taken"))
    conversations.create(a_conversation(id="elsewhere", tenant_id="other"))
    assert conversations.waiting(TENANT) == [
        Waiting("urgent", Priority.URGENT, START),
        Waiting("normal", Priority.NORMAL, START),
    ]
    assert [waiting.conversation_id for waiting in conversations.waiting(TENANT, 1)] == ["urgent"]


def test_a_cursor_belongs_to_its_list(conversations: Conversations) -> None:
    for number in range(3):
        conversations.create(a_conversation(id=f"{number}"))
    cursor = conversations.of_tenant(TENANT, None, 1).next_cursor
    others: list[Callable[[], object]] = [
        lambda: conversations.queue(TENANT, cursor, 5),
        lambda: conversations.queue(TENANT, cursor, 5, by_wait=True),
        lambda: conversations.of_tenant(TENANT, cursor, 5, oldest_first=True),
        lambda: conversations.of_visitor(TENANT, VERA.id, cursor, 5),
        lambda: conversations.of_agent(TENANT, ADA.id, cursor, 5),
    ]
    for listing in others:
        with pytest.raises(InvalidInput):
            listing()


def test_a_cursor_with_any_letter_changed_is_refused(conversations: Conversations) -> None:
    for number in range(3):
        conversations.create(a_conversation(id=f"{number}"))
    cursor = conversations.of_tenant(TENANT, None, 1).next_cursor or ""
    for place in range(len(cursor)):
        other = "A" if cursor[place] != "A" else "B"
        with pytest.raises(InvalidInput):
            conversations.of_tenant(TENANT, cursor[:place] + other + cursor[place + 1 :], 1)


def test_a_page_is_full_though_a_selection_drops_nearly_all(conversations: Conversations) -> None:
    for number in range(110):
        tags = ("vip",) if number in (0, 3) else ()
        conversations.create(a_conversation(id=f"{number:03}", created_at=START + timedelta(seconds=number), tags=tags))
    page = conversations.of_tenant(TENANT, None, 2, selection=Selection(tag="vip"))
    assert [found.id for found in page.items] == ["003", "000"]
