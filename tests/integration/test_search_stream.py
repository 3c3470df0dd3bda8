"""What the streams tell search, on moto's tables."""

from random import Random
from typing import Any

import pytest

from frontdesk.domain.errors import Busy
from frontdesk.domain.selection import EVERYTHING
from frontdesk.use_cases.convert_to_ticket import TicketWishes, convert_to_ticket
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.search_conversations import search_conversations
from tests.fakes.people import ADA, VERA_HERSELF, a_message
from tests.fakes.scenes import say, started
from tests.integration.cloud import Tables
from tests.integration.test_after_effects import messages, read_stream, record


def found(desk: Desk, query: str) -> list[str]:
    page = search_conversations(desk, ADA, query, None, 10, selection=EVERYTHING)
    return [conversation.id for conversation in page.items]


def everything(tables: Tables) -> list[dict[str, Any]]:
    return [*messages(tables), *(record("ConversationsTable", row) for row in tables.rows("ConversationsTable"))]


@pytest.mark.parametrize("seed", range(4))
def test_in_whatever_order_records_come_and_however_often(desk: Desk, tables: Tables, seed: int) -> None:
    lot = Random(seed)
    own = started(desk, content="Where is my Bücherregal?")
    say(desk, VERA_HERSELF, own.id, "Order 7004211.")
    records = everything(tables)
    for several in (records, records):
        lot.shuffle(several)
        for each in several:
            assert read_stream(desk, each) == []
    for query in ("bucherregal", "7004211 where", "vera"):
        assert found(desk, query) == [own.id], query
    before = tables.rows("SearchTable")
    assert read_stream(desk, *records) == []
    assert tables.rows("SearchTable") == before


def test_the_first_words_are_found_though_they_were_stored_before_their_conversation(
    desk: Desk, tables: Tables
) -> None:
    desk.log.append(a_message(1, content="A refund, please."))
    assert read_stream(desk, *messages(tables)) == []
    assert found(desk, "refund") == []
    own = started(desk, content="Anything else.")
    desk.log.append(a_message(2, conversation_id=own.id, content="A refund, please."))
    assert read_stream(desk, record("ConversationsTable", tables.rows("ConversationsTable")[0])) == []
    assert found(desk, "refund anything") == [own.id]


def test_a_ticket_is_found_by_the_subject_and_category_that_it_is_made_with(desk: Desk, tables: Tables) -> None:
    own = started(desk)
    assert read_stream(desk, *everything(tables)) == []
    (before,) = tables.rows("ConversationsTable")
    convert_to_ticket(desk, ADA, own.id, TicketWishes(subject="Broken kettle", category="warranty"))
    assert found(desk, "kettle") == []
    (row,) = tables.rows("ConversationsTable")
    assert read_stream(desk, record("ConversationsTable", row, before)) == []
    assert found(desk, "kettle warranty order vera") == [own.id]


def test_a_conversation_that_had_no_entry_gets_one_of_its_ticket_too(desk: Desk, tables: Tables) -> None:
    own = started(desk)
    convert_to_ticket(desk, ADA, own.id, TicketWishes(subject="Broken kettle"))
    assert read_stream(desk, *messages(tables)) == []
    assert found(desk, "kettle order") == [own.id]


def test_a_change_of_status_asks_search_for_nothing(
    desk: Desk, tables: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    started(desk)
    (row,) = tables.rows("ConversationsTable")
    monkeypatch.setattr(desk.search, "entry", _busy)
    assert read_stream(desk, record("ConversationsTable", {**row, "version": {"N": "9"}}, row)) == []


def test_a_busy_search_asks_for_the_whole_batch_again(
    desk: Desk, tables: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = started(desk)
    records = [
        record("MessagesTable", row, number=number) for number, row in enumerate(tables.rows("MessagesTable"), 1)
    ]
    with monkeypatch.context() as busy:
        busy.setattr(desk.search, "entry", _busy)
        assert read_stream(desk, *records) == [f"{1:021}"]
    assert read_stream(desk, *records) == []
    assert found(desk, "order") == [own.id]


def test_notes_are_never_found(desk: Desk, tables: Tables) -> None:
    own = started(desk)
    desk.notes.append(a_message(1, conversation_id=own.id, content="Suspicious fellow.", after_seq=1))
    assert read_stream(desk, *everything(tables)) == []
    assert found(desk, "order") == [own.id]
    assert found(desk, "suspicious") == []


def _busy(*_: object) -> None:
    raise Busy("The store is busy.")
