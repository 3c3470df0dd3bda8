"""Search: what conversations are found by, and how that is kept."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.errors import Busy, InvalidInput
from frontdesk.domain.party import Party
from frontdesk.domain.selection import EVERYTHING, Selection
from frontdesk.domain.ticket import ticket_of
from frontdesk.domain.vocabulary import SenderType, Status, TicketStatus
from frontdesk.use_cases.edit_ticket import TicketEdit, edit_ticket
from frontdesk.use_cases.index_words import index_words
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.reindex_conversations import reindex_conversations
from frontdesk.use_cases.search_conversations import search_conversations
from tests.fakes import FakeDesk, make_desk
from tests.fakes.people import ADA, TENANT, a_conversation, a_message
from tests.fakes.system import START


def there(desk: Desk, own_id: str = "conversation-1", **facts: object) -> Conversation:
    conversation = a_conversation(**{"id": own_id, **facts})
    assert desk.conversations.create(conversation)
    return conversation


def said(desk: Desk, own_id: str, content: str) -> bool:
    """A message, and what the stream makes of it."""
    seq = len(desk.log.read_from(TENANT, own_id, 0)) + 1
    assert desk.log.append(a_message(seq, conversation_id=own_id, content=content))
    return index_words(desk, TENANT, own_id, [content])


def search(desk: Desk, query: str, *, selection: Selection = EVERYTHING, limit: int = 5) -> list[list[str]]:
    """The ids, page by page."""
    pages: list[list[str]] = []
    cursor: str | None = None
    while True:
        page = search_conversations(desk, ADA, query, cursor, limit, selection=selection)
        pages.append([found.id for found in page.items])
        cursor = page.next_cursor
        if cursor is None:
            return pages


def found(desk: Desk, query: str) -> list[str]:
    return [own_id for page in search(desk, query) for own_id in page]


@pytest.fixture
def desk() -> FakeDesk:
    return make_desk()


def test_a_conversation_is_found_by_its_messages_and_by_who_wrote_them(desk: FakeDesk) -> None:
    there(desk, visitor_name="Renée Müller", visitor_email="renee@mail.example")
    there(desk, "another", visitor_name="Wim")
    assert said(desk, "conversation-1", "Where is my order?")
    assert said(desk, "another", "My order is here.")
    assert found(desk, "order") == ["conversation-1", "another"]
    for query in ("RENEE", "müller where", "renee@mail.example", "mail.example", "wher ord"):
        assert found(desk, query) == ["conversation-1"], query
    assert found(desk, "order wim") == ["another"]
    assert found(desk, "refund") == []


def test_the_first_entry_holds_the_whole_log(desk: FakeDesk) -> None:
    """So a conversation that was never indexed is found by all that was said, from its next message on."""
    conversation = there(desk)
    desk.log.append(a_message(1, content="A refund, please."))
    desk.log.append(a_message(2, SenderType.AGENT, content="Gladly."))
    desk.notes.append(a_message(1, SenderType.AGENT, content="A secret.", after_seq=2))
    assert index_words(desk, TENANT, conversation.id, [])
    assert found(desk, "refund gladly vera") == [conversation.id]
    assert found(desk, "secret") == []


def test_what_is_known_already_writes_nothing(desk: FakeDesk) -> None:
    there(desk)
    assert said(desk, "conversation-1", "Where is my order?")
    before = desk.search.entry(a_conversation())
    assert not said(desk, "conversation-1", "My order, where is? Where?")
    assert desk.search.entry(a_conversation()) == before
    assert said(desk, "conversation-1", "Now.")


def test_a_name_that_is_told_later_is_found_and_so_is_the_earlier_one(desk: FakeDesk) -> None:
    conversation = there(desk)
    index_words(desk, TENANT, conversation.id, [])
    desk.conversations.replace(conversation, replace(conversation, visitor_name="Wilma", version=2))
    assert index_words(desk, TENANT, conversation.id, [])
    assert found(desk, "wilma") == found(desk, "vera") == [conversation.id]


def test_a_conversation_that_is_not_there_yet_has_no_entry(desk: FakeDesk) -> None:
    assert not said(desk, "conversation-1", "Hello")
    there(desk)
    assert found(desk, "hello") == []


def test_whoever_is_overtaken_adds_to_what_the_other_wrote(desk: FakeDesk) -> None:
    conversation = there(desk)
    assert said(desk, conversation.id, "first")
    overtake(desk, lambda: said(desk, conversation.id, "theirs"))
    assert said(desk, conversation.id, "mine")
    assert found(desk, "first mine theirs") == [conversation.id]


def overtake(desk: FakeDesk, other: Callable[[], object]) -> None:
    """Let somebody else write between the read and the write that come next."""

    def step(name: str) -> None:
        if name == "search.put":
            desk.search.step = lambda _name: None
            other()

    desk.search.step = step


def test_whoever_is_overtaken_again_and_again_says_so(desk: FakeDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    there(desk)
    monkeypatch.setattr(desk.search, "put", lambda _entry: False)
    with pytest.raises(Busy):
        said(desk, "conversation-1", "Hello")


def with_ticket(desk: FakeDesk, number: int, own_id: str) -> None:
    conversation = there(desk, own_id)
    for earlier in range(desk.tickets.last_number(TENANT) + 1, number + 1):
        ticket = ticket_of(conversation, [], number=earlier, by=Party(ADA.id, ADA.name), now=START)
        assert desk.tickets.create(ticket, conversation, conversation.ticketed(earlier))
        conversation = conversation.ticketed(earlier)


def test_a_tickets_number_finds_its_conversation_without_any_word(desk: FakeDesk) -> None:
    with_ticket(desk, 3, "ticketed")
    assert search(desk, "#3") == search(desk, " #3 ") == [["ticketed"]]
    assert search(desk, "#4") == [[]]


def test_a_plain_number_is_a_ticket_first_and_then_a_word(desk: FakeDesk) -> None:
    with_ticket(desk, 3, "ticketed")
    for own_id in ("spoken-of", "ticketed", "another"):
        if own_id != "ticketed":
            there(desk, own_id)
        said(desk, own_id, "I want 3 of them." if own_id != "another" else "None.")
    assert search(desk, "3") == [["ticketed"], ["spoken-of"]]
    assert search(desk, "3", limit=1)[0] == ["ticketed"]
    assert search(desk, "5") == [[]]


def test_a_ticket_is_found_by_its_subject_and_category_and_by_those_that_an_edit_gives_it(desk: FakeDesk) -> None:
    with_ticket(desk, 1, "ticketed")
    assert index_words(desk, TENANT, "ticketed", [])
    assert found(desk, "chat vera") == ["ticketed"]
    edit_ticket(desk, ADA, 1, TicketEdit(subject="Broken kettle", category="warranty"))
    assert found(desk, "kettle warranty chat") == ["ticketed"]


def test_a_ticket_that_no_stream_told_of_is_found_after_a_reindex(desk: FakeDesk) -> None:
    conversation = there(desk)
    said(desk, conversation.id, "Where is my order?")
    ticket = ticket_of(conversation, [], number=1, by=Party(ADA.id, ADA.name), now=START, subject="Broken kettle")
    assert desk.tickets.create(ticket, conversation, conversation.ticketed(1))
    assert found(desk, "kettle") == []
    assert reindex_conversations(desk, TENANT) == 1
    assert found(desk, "kettle order") == [conversation.id]


def test_an_edit_that_search_cannot_take_in_is_not_made(desk: FakeDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    """So it can be tried again; a ticket that nobody finds could not."""
    with_ticket(desk, 1, "ticketed")
    monkeypatch.setattr(desk.search, "put", lambda _entry: False)
    with pytest.raises(Busy):
        edit_ticket(desk, ADA, 1, TicketEdit(subject="Broken kettle"))
    assert desk.tickets.get(TENANT, 1).version == 1  # type: ignore[union-attr]


def test_an_edit_of_what_no_list_is_searched_by_asks_search_for_nothing(desk: FakeDesk) -> None:
    with_ticket(desk, 1, "ticketed")
    steps: list[str] = []
    desk.search.step = steps.append
    assert edit_ticket(desk, ADA, 1, TicketEdit(status=TicketStatus.SOLVED)).version == 2
    assert steps == []


def test_a_selection_holds_for_tickets_too(desk: FakeDesk) -> None:
    with_ticket(desk, 1, "ticketed")
    closed = Selection(statuses=frozenset({Status.CLOSED}))
    assert search(desk, "#1", selection=closed) == search(desk, "1", selection=closed) == [[]]


def test_nothing_to_look_for_is_refused(desk: FakeDesk) -> None:
    with pytest.raises(InvalidInput) as caught:
        search(desk, "?")
    assert caught.value.field == "q"
