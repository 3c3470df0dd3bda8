"""Lists of conversations: whose they are, their order, and the walk through them."""

from datetime import timedelta
from typing import Any

import pytest

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.errors import InvalidInput
from frontdesk.domain.principal import Principal
from frontdesk.domain.selection import Selection
from frontdesk.domain.vocabulary import Priority, Status
from frontdesk.use_cases import list_conversations as module
from frontdesk.use_cases.list_conversations import Sort, Wish, list_conversations
from frontdesk.use_cases.list_queue import list_queue, queue_figures
from frontdesk.use_cases.ports import Desk
from tests.fakes import FakeDesk, make_desk
from tests.fakes.people import ADA, BEN, a_conversation, a_message, an_agent
from tests.fakes.system import START


@pytest.fixture
def desk() -> FakeDesk:
    return make_desk()


def there(desk: Desk, own_id: str, status: Status = Status.ACTIVE, *, seconds: int = 0, **facts: Any) -> Conversation:
    created_at = START + timedelta(seconds=seconds)
    conversation = a_conversation(status, **{"id": own_id, "created_at": created_at, **facts})
    assert desk.conversations.create(conversation)
    return conversation


def walked(desk: Desk, wish: Wish, *, limit: int = 2, agent: Principal = ADA) -> list[str]:
    ids: list[str] = []
    cursor: str | None = None
    while True:
        page = list_conversations(desk, agent, wish, cursor, limit)
        assert len(page.items) <= limit
        ids += [view.conversation.id for view in page.items]
        cursor = page.next_cursor
        if cursor is None:
            return ids


def test_mine_is_what_is_in_my_hands_and_not_closed(desk: FakeDesk) -> None:
    for status in Status:
        there(desk, f"{status}", status)
    there(desk, "of-ben", agent_id=BEN.id)
    assert sorted(walked(desk, Wish(mine=True))) == ["active", "resolved", "waiting"]
    assert walked(desk, Wish(mine=True), agent=BEN) == ["of-ben"]
    assert walked(desk, Wish(mine=True, statuses=frozenset({Status.CLOSED}))) == ["closed"]
    assert walked(desk, Wish(mine=True, statuses=frozenset({Status.WAITING}))) == ["waiting"]
    assert len(walked(desk, Wish())) == len(Status) + 1


def test_mine_is_nobody_elses(desk: FakeDesk) -> None:
    with pytest.raises(InvalidInput) as caught:
        walked(desk, Wish(mine=True, selection=Selection(agent_id=BEN.id)))
    assert caught.value.field == "agent_id"
    assert walked(desk, Wish(mine=True, selection=Selection(agent_id=ADA.id))) == []


def test_another_tenant_sees_nothing(desk: FakeDesk) -> None:
    there(desk, "ours")
    stranger = an_agent(tenant_id="other")
    for wish in (Wish(), Wish(mine=True), Wish(sort=Sort.LONGEST_WAITING)):
        assert walked(desk, wish, agent=stranger) == []


def test_a_view_has_the_end_of_the_log(desk: FakeDesk) -> None:
    there(desk, "conversation-1")
    desk.log.append(a_message(1, content="Hello?"))
    (view,) = list_conversations(desk, ADA, Wish(), None, 5).items
    assert (view.tail_seq, view.last_message and view.last_message.content) == (1, "Hello?")


def waiting(desk: Desk, own_id: str, unanswered: int | None, **facts: Any) -> None:
    since = None if unanswered is None else START + timedelta(seconds=unanswered)
    there(desk, own_id, unanswered_since=since, **facts)


@pytest.mark.parametrize("mine", [True, False])
@pytest.mark.parametrize("limit", [1, 2, 3, 9])
def test_whoever_waits_longest_comes_first_and_who_is_answered_last(desk: FakeDesk, mine: bool, limit: int) -> None:
    waiting(desk, "answered-late", None, seconds=9)
    waiting(desk, "short", 50)
    waiting(desk, "answered", None, seconds=1)
    waiting(desk, "long", 3)
    waiting(desk, "middle", 10)
    there(desk, "closed", Status.CLOSED, unanswered_since=START)
    order = ["long", "middle", "short", "answered", "answered-late"]
    assert walked(desk, Wish(mine=mine, sort=Sort.LONGEST_WAITING), limit=limit) == order


def test_whoever_is_answered_during_the_walk_does_not_lead_it_astray(desk: FakeDesk) -> None:
    for number in range(6):
        waiting(desk, f"c{number}", number)
    wish = Wish(sort=Sort.LONGEST_WAITING)
    first = list_conversations(desk, ADA, wish, None, 2)
    last = first.items[-1].conversation
    desk.conversations.replace(last, last.after(a_message(1), agent_online=True).resolved(ADA, START))
    second = list_conversations(desk, ADA, wish, first.next_cursor, 2)
    assert [view.conversation.id for view in second.items] == ["c2", "c3"]


def test_only_open_ones_can_wait(desk: FakeDesk) -> None:
    with pytest.raises(InvalidInput) as caught:
        walked(desk, Wish(sort=Sort.LONGEST_WAITING, statuses=frozenset({Status.CLOSED})))
    assert caught.value.field == "sort"
    with pytest.raises(InvalidInput) as caught:
        walked(desk, Wish(sort=Sort.LONGEST_WAITING, query="order"))
    assert caught.value.field == "sort"


def test_a_cursor_of_one_sort_is_not_one_of_another(desk: FakeDesk) -> None:
    for number in range(3):
        waiting(desk, f"c{number}", number)
    cursor = list_conversations(desk, ADA, Wish(sort=Sort.LONGEST_WAITING), None, 1).next_cursor
    for wish in (Wish(), Wish(sort=Sort.OLDEST), Wish(mine=True, sort=Sort.LONGEST_WAITING)):
        with pytest.raises(InvalidInput) as caught:
            list_conversations(desk, ADA, wish, cursor, 1)
        assert caught.value.field == "cursor"


def test_sorting_by_wait_looks_at_so_many_and_those_are_the_oldest(
    desk: FakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "SORTED_AT_ONCE", 4)
    monkeypatch.setattr(module, "READ_AT_ONCE", 2)
    for number in range(6):
        waiting(desk, f"c{number}", 10 - number, seconds=number)
    assert walked(desk, Wish(sort=Sort.LONGEST_WAITING)) == ["c3", "c2", "c1", "c0"]


def test_the_queue_and_its_figures(desk: FakeDesk) -> None:
    there(desk, "normal", Status.PENDING, required_skills=("german",))
    there(desk, "urgent", Status.PENDING, priority=Priority.URGENT, queued_at=START + timedelta(seconds=20))
    there(desk, "taken")
    desk.clock.advance(seconds=60)
    figures = queue_figures(desk, ADA)
    assert [(place.conversation_id, seconds) for place, seconds in figures.waits] == [("urgent", 40), ("normal", 60)]
    queued = list_queue(desk, ADA, None, 5).items
    by_wait = list_queue(desk, ADA, None, 5, by_wait=True).items
    german = list_queue(desk, ADA, None, 5, selection=Selection(skill="german")).items
    assert [view.conversation.id for view in queued] == ["urgent", "normal"]
    assert [view.conversation.id for view in by_wait] == ["normal", "urgent"]
    assert [view.conversation.id for view in german] == ["normal"]
    assert queue_figures(desk, an_agent(tenant_id="other")).waits == []
