"""The Search port, in memory and in DynamoDB."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.errors import InvalidInput
from frontdesk.domain.selection import Selection
from frontdesk.domain.vocabulary import Status
from frontdesk.use_cases.ports import Desk
from tests.fakes import make_desk
from tests.fakes.people import TENANT, a_conversation
from tests.fakes.system import START
from tests.integration.listing import everything


@pytest.fixture(params=["in memory", "in DynamoDB"])
def anywhere(request: pytest.FixtureRequest) -> Desk:
    if request.param == "in memory":
        return make_desk()
    desk: Desk = request.getfixturevalue("desk")
    return desk


def indexed(desk: Desk, number: int, words: str, **facts: Any) -> Conversation:
    """A conversation, one second younger than the one before, that is found by these words."""
    created_at = START + timedelta(seconds=number)
    conversation = a_conversation(id=f"c{number}", created_at=created_at, **facts)
    assert desk.conversations.create(conversation)
    assert desk.search.put(desk.search.entry(conversation).with_words(words.split()))
    return conversation


def found(desk: Desk, terms: Sequence[str], limit: int, **how: Any) -> list[str]:
    return everything(lambda cursor: desk.search.find(TENANT, terms, cursor, limit, **how), limit)


def test_an_entry_comes_back_as_it_was_put(anywhere: Desk) -> None:
    conversation = a_conversation()
    new = anywhere.search.entry(conversation)
    assert (new.words, new.version) == ((), 0)
    first = new.with_words(["where", "退", "vera@shop.example"])
    assert anywhere.search.put(first)
    assert anywhere.search.entry(conversation) == first
    second = first.with_words(["order"])
    assert anywhere.search.put(second)
    assert anywhere.search.entry(conversation) == second


def test_one_of_two_who_write_at_once_is_told_to_read_again(anywhere: Desk) -> None:
    new = anywhere.search.entry(a_conversation())
    assert anywhere.search.put(new.with_words(["mine"]))
    assert not anywhere.search.put(new.with_words(["yours"]))
    stored = anywhere.search.entry(a_conversation())
    assert stored.words == ("mine",)
    assert anywhere.search.put(stored.with_words(["yours"]))
    assert not anywhere.search.put(stored.with_words(["theirs"]))
    assert anywhere.search.entry(a_conversation()).words == ("mine", "yours")


def test_every_term_begins_a_word(anywhere: Desk) -> None:
    indexed(anywhere, 1, "where is order 7004211")
    indexed(anywhere, 2, "refund my order")
    indexed(anywhere, 3, "reorder nothing")
    assert found(anywhere, ["order"], 5) == ["c2", "c1"]
    assert found(anywhere, ["ord", "ref"], 5) == ["c2"]
    assert found(anywhere, ["7004"], 5) == ["c1"]
    assert found(anywhere, ["7004211", "refund"], 5) == []
    assert found(anywhere, ["absent"], 5) == []


def test_results_go_by_the_time_of_the_start_either_way(anywhere: Desk) -> None:
    for number in range(7):
        indexed(anywhere, number, "order")
    for limit in (1, 2, 3, 7, 8):
        assert found(anywhere, ["order"], limit) == [f"c{number}" for number in reversed(range(7))]
        assert found(anywhere, ["order"], limit, oldest_first=True) == [f"c{number}" for number in range(7)]


def test_another_tenants_words_are_not_found(anywhere: Desk) -> None:
    indexed(anywhere, 1, "order", tenant_id="other")
    assert found(anywhere, ["order"], 5) == []


def test_filters_hold_as_in_any_list(anywhere: Desk) -> None:
    for number, status in enumerate(Status):
        indexed(anywhere, number, "order", status=status)
    open_ones = Selection(statuses=frozenset({Status.PENDING, Status.WAITING}))
    for limit in (1, 5):
        assert found(anywhere, ["order"], limit, selection=open_ones) == ["c2", "c0"]
    begun = Selection(created_from=START + timedelta(seconds=1), created_to=START + timedelta(seconds=3))
    assert found(anywhere, ["order"], 5, selection=begun) == ["c2", "c1"]
    nowhere = Selection(created_from=START + timedelta(days=1), created_to=START - timedelta(days=1))
    assert found(anywhere, ["order"], 5, selection=nowhere) == []


def test_words_without_a_conversation_are_not_found(anywhere: Desk) -> None:
    erased = a_conversation(id="erased")
    anywhere.search.put(anywhere.search.entry(erased).with_words(["order"]))
    assert found(anywhere, ["order"], 5) == []


def test_a_cursor_stays_good_while_others_come(anywhere: Desk) -> None:
    for number in range(1, 5):
        indexed(anywhere, number, "order")
    page = anywhere.search.find(TENANT, ["order"], None, 2)
    indexed(anywhere, 9, "order")
    rest = anywhere.search.find(TENANT, ["order"], page.next_cursor, 5)
    assert [each.id for each in rest.items] == ["c2", "c1"]


def test_a_cursor_of_another_list_or_tenant_is_refused(anywhere: Desk) -> None:
    for number in range(3):
        indexed(anywhere, number, "order")
        indexed(anywhere, number + 10, "order", tenant_id="other")
    foreign = [
        anywhere.conversations.of_tenant(TENANT, None, 1).next_cursor,
        anywhere.search.find(TENANT, ["order"], None, 1, oldest_first=True).next_cursor,
        anywhere.search.find("other", ["order"], None, 1).next_cursor,
        "nonsense",
    ]
    for cursor in foreign:
        assert cursor is not None
        with pytest.raises(InvalidInput) as caught:
            anywhere.search.find(TENANT, ["order"], cursor, 1)
        assert caught.value.field == "cursor"


def test_a_page_is_filled_from_behind_what_does_not_match(anywhere: Desk) -> None:
    """More entries than the first read takes."""
    for number in range(130):
        conversation = a_conversation(id=f"c{number:03}", created_at=START + timedelta(seconds=number))
        anywhere.conversations.create(conversation)
        word = "needle" if number in (0, 3) else "hay"
        anywhere.search.put(anywhere.search.entry(conversation).with_words([word]))
    page = anywhere.search.find(TENANT, ["needle"], None, 2)
    assert [each.id for each in page.items] == ["c003", "c000"]
    assert len(found(anywhere, ["hay"], 50)) == 128


def test_an_entry_keeps_its_place_when_the_conversation_changes(anywhere: Desk) -> None:
    conversation = indexed(anywhere, 1, "order")
    changed = replace(conversation, visitor_name="Wim")
    assert anywhere.search.entry(changed).words == ("order",)
