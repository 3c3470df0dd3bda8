"""What lists and search cost in DynamoDB, and what it costs to be found."""

from datetime import timedelta
from typing import Any

import pytest

from frontdesk.domain.principal import Principal
from frontdesk.domain.selection import Selection
from frontdesk.domain.transitions import OPEN
from frontdesk.domain.vocabulary import SenderType, Status
from frontdesk.entrypoints.search_stream import index_records
from frontdesk.use_cases.index_words import index_words
from frontdesk.use_cases.list_conversations import Sort, Wish, list_conversations
from frontdesk.use_cases.list_queue import queue_figures
from frontdesk.use_cases.ports import Desk
from tests.fakes.people import ADA, TENANT, VERA_HERSELF, a_conversation, a_message
from tests.fakes.scenes import say, started
from tests.fakes.system import START
from tests.integration.capacity import Meter, metered, size
from tests.integration.cloud import Tables
from tests.integration.test_after_effects import record

CLOSED = 400
AGENT: Principal = ADA
SENTENCE = "My order 7004211 of two weeks ago has not come yet, and nobody answers the telephone either."


def closed_ones(desk: Desk, tables: Tables) -> None:
    """What a desk has behind it, written past the API, which would take a while."""
    desk.conversations.create(a_conversation(Status.CLOSED, id="closed"))
    (row,) = tables.rows("ConversationsTable")
    keys = [(f"closed-{number}", START - timedelta(minutes=number + 1)) for number in range(CLOSED)]
    ranks = {own_id: f"{moment:%Y-%m-%dT%H:%M:%S.%fZ}#{own_id}" for own_id, moment in keys}
    tables.fill(
        "ConversationsTable",
        [
            {**row, "conversation_key": {"S": f"{TENANT}#{own_id}"}, "created_rank": {"S": rank}}
            for own_id, rank in ranks.items()
        ],
    )
    words = {"words": {"S": " vera" + "".join(f" word{number}" for number in range(120))}, "version": {"N": "1"}}
    tables.fill(
        "SearchTable",
        [{"tenant_id": {"S": TENANT}, "created_rank": {"S": rank}, **words} for rank in ranks.values()],
    )


def open_ones(desk: Desk, count: int) -> None:
    for number in range(count):
        desk.conversations.create(a_conversation(id=f"open-{number}", created_at=START + timedelta(seconds=number)))


def asked_of(meter: Meter, table: str) -> list[str]:
    return [call.operation for call in meter.calls if call.table == table]


@pytest.mark.parametrize("sort", list(Sort))
def test_closed_conversations_cost_a_list_of_open_ones_nothing(desk: Desk, tables: Tables, sort: Sort) -> None:
    closed_ones(desk, tables)
    open_ones(desk, 30)
    wish = Wish(statuses=OPEN, sort=sort)
    with metered(tables) as meter:
        page = list_conversations(desk, AGENT, wish, None, 25)
    assert len(page.items) == 25
    assert asked_of(meter, "ConversationsTable") == ["Query", "BatchGetItem"]
    assert meter.units("Query", "ConversationsTable") <= 1
    assert meter.units("BatchGetItem", "ConversationsTable") == (15 if sort is Sort.LONGEST_WAITING else 12.5)
    assert asked_of(meter, "MessagesTable") == ["Query"] * 25
    assert meter.writes == 0


def test_the_queues_figures_cost_one_read_of_keys(desk: Desk, tables: Tables) -> None:
    closed_ones(desk, tables)
    open_ones(desk, 30)
    with metered(tables) as meter:
        assert len(queue_figures(desk, AGENT).waits) == 30
    assert [call.operation for call in meter.calls] == ["Query"]
    assert meter.reads <= 1


def test_a_filter_that_drops_nearly_all_reads_so_far_and_no_further(desk: Desk, tables: Tables) -> None:
    """Then the page is short, and its cursor leads on."""
    closed_ones(desk, tables)
    with metered(tables) as meter:
        page = list_conversations(desk, AGENT, Wish(selection=Selection(tag="none")), None, 1)
    assert len(page.items) == 0
    assert len(asked_of(meter, "ConversationsTable")) <= 2 * 10 + 30


def test_a_word_that_many_know_costs_little(desk: Desk, tables: Tables) -> None:
    closed_ones(desk, tables)
    with metered(tables) as meter:
        page = list_conversations(desk, AGENT, Wish(query="vera"), None, 25)
    assert len(page.items) == 25
    assert asked_of(meter, "SearchTable") == ["Query"]
    assert meter.units("Query", "SearchTable") <= 13, "a hundred entries of a kilobyte"
    assert asked_of(meter, "ConversationsTable") == ["BatchGetItem"]


def test_a_word_that_nobody_knows_costs_the_tenants_entries_once(desk: Desk, tables: Tables) -> None:
    closed_ones(desk, tables)
    bytes_held = sum(map(size, tables.rows("SearchTable")))
    with metered(tables) as meter:
        page = list_conversations(desk, AGENT, Wish(query="absent"), None, 25)
    assert (list(page.items), page.next_cursor) == ([], None)
    assert asked_of(meter, "SearchTable") == ["Query", "Query"]
    assert meter.units("Query", "SearchTable") == pytest.approx(bytes_held / 8192, abs=2)
    assert {call.table for call in meter.calls} == {"SearchTable"}


def test_a_tickets_number_costs_no_search(desk: Desk, tables: Tables) -> None:
    closed_ones(desk, tables)
    with metered(tables) as meter:
        list_conversations(desk, AGENT, Wish(query="#7"), None, 25)
    assert meter.reads <= 1
    assert asked_of(meter, "SearchTable") == []


def test_being_found_costs_a_message_one_write_and_its_own_path_nothing(desk: Desk, tables: Tables) -> None:
    found = started(desk, content=SENTENCE)
    with metered(tables) as first:
        assert index_words(desk, TENANT, found.id, [SENTENCE])
    with metered(tables) as sending:
        say(desk, VERA_HERSELF, found.id, "Could you please look into that?")
    with metered(tables) as new_words:
        assert index_words(desk, TENANT, found.id, ["Could you please look into that?"])
    with metered(tables) as known_words:
        assert not index_words(desk, TENANT, found.id, ["Look, nobody answers my telephone!"])
    assert "SearchTable" not in {call.table for call in sending.calls}
    assert (len(first.calls), first.reads, first.writes) == (4, 3, 1)
    assert (len(new_words.calls), new_words.reads, new_words.writes) == (3, 2, 1)
    assert (len(known_words.calls), known_words.reads, known_words.writes) == (2, 2, 0)


def test_a_batch_writes_each_conversations_entry_once(desk: Desk, tables: Tables) -> None:
    found = started(desk, content=SENTENCE)
    for number in range(4):
        say(desk, VERA_HERSELF, found.id, f"Message number {number}")
    records = [record("MessagesTable", row) for row in tables.rows("MessagesTable")]
    with metered(tables) as meter:
        index_records(desk, records)
    assert asked_of(meter, "SearchTable") == ["GetItem", "PutItem"]
    assert meter.writes == 1


def test_notes_and_announcements_cost_nothing(desk: Desk, tables: Tables) -> None:
    desk.notes.append(a_message(1, SenderType.AGENT, after_seq=1))
    rows: list[dict[str, Any]] = tables.rows("MessagesTable")
    rows.append({**rows[0], "type": {"S": "system"}})
    del rows[1]["after_seq"]
    with metered(tables) as meter:
        index_records(desk, [record("MessagesTable", row) for row in rows])
    assert meter.calls == []
