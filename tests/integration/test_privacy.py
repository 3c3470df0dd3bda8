"""A visitor who has left something everywhere is given all of it, and erased; what has been kept for long goes."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
import requests

from frontdesk.adapters.dynamodb import DynamoDb, epoch
from frontdesk.adapters.dynamodb_conversations import DynamoConversations
from frontdesk.adapters.dynamodb_directory import DynamoDirectory
from frontdesk.adapters.keeping import Keeping
from frontdesk.domain.errors import NotFound
from frontdesk.domain.privacy import SETTLING, EraseVisitor, ErasureState, ExportState, remains_of
from frontdesk.domain.topics import conversation_topic, visitor_topic
from frontdesk.domain.visitor import verified_id
from frontdesk.domain.vocabulary import Status, TicketStatus
from frontdesk.use_cases.end_conversation import end_conversation
from frontdesk.use_cases.erase_conversation import erase_remains
from frontdesk.use_cases.erase_visitor import erase_visitor, request_erasure
from frontdesk.use_cases.export_visitor import export_visitor, request_export
from frontdesk.use_cases.merge_visitors import take_over
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.privacy_ports import ErasingDesk
from frontdesk.use_cases.reopen_conversation import reopen_conversation
from tests.fakes.interruptions import Killed
from tests.fakes.people import ADA, ADMIN, TENANT, a_message, a_visitor
from tests.fakes.privacy import FakePrivacyQueue
from tests.fakes.scenes import agent_of, in_status
from tests.fakes.system import FakeClock
from tests.integration.cloud import SocketsApi, Tables
from tests.integration.planting import AnswersNoted, Planted, an_article, erasing_desk, found, with_files

WORD = "zebrafinch"
OTHER = "goldfinch"


@pytest.fixture
def filed(desk: Desk) -> Desk:
    made = with_files(desk)
    an_article(made)
    return made


@pytest.fixture
def work(filed: Desk, connection: DynamoDb) -> ErasingDesk:
    return erasing_desk(filed, connection)


@pytest.fixture
def planted(filed: Desk) -> Planted:
    return Planted(filed, WORD)


def always() -> bool:
    return True


def erased(desk: Desk, work: ErasingDesk, visitor_id: str) -> None:
    """Asked for, and done, with the second look two minutes later."""
    request_erasure(desk, work, ADMIN, visitor_id)
    carry_out(desk, work)


def carry_out(desk: Desk, work: ErasingDesk, in_time: Callable[[], bool] = always) -> None:
    queue = work.queue
    assert isinstance(queue, FakePrivacyQueue)
    while queue.jobs or queue.later:
        if not queue.jobs:
            assert isinstance(desk.clock, FakeClock)
            desk.clock.advance(seconds=SETTLING.total_seconds())
            queue.jobs, queue.later = [job for _, job in queue.later], []
        job = queue.jobs[0]
        assert isinstance(job, EraseVisitor)
        erase_visitor(desk, work, job, in_time)
        del queue.jobs[0]


def test_what_an_erased_visitor_has_left_is_nowhere(
    filed: Desk, work: ErasingDesk, planted: Planted, tables: Tables, sockets: SocketsApi
) -> None:
    conversation = planted.write_everywhere()
    other = Planted(filed, OTHER)
    other.write_everywhere()
    before, of_other = found(WORD, tables), found(OTHER, tables)
    places = {
        "ConnectionsTable",
        "ConversationsTable",
        "MessagesTable",
        "DirectoryTable",
        "SearchTable",
        "ArticlesTable",
    }
    assert before.keys() == {*places, "files", "pending"}
    erased(filed, work, planted.visitor.id)
    assert found(WORD, tables) == {}
    assert found(conversation.id, tables) == {}
    assert found(OTHER, tables) == of_other
    assert set(sockets.ended) == {"z-socket-1", "z-socket-2"}
    assert isinstance(work.runs.machine, AnswersNoted)
    assert not work.runs.machine.answered, "nobody had called for a human"


def test_the_agent_has_a_slot_free_again_and_the_tickets_number_stays(
    filed: Desk, work: ErasingDesk, planted: Planted
) -> None:
    planted.write_everywhere()
    assert len(agent_of(filed, ADA).holding) == 1
    erased(filed, work, planted.visitor.id)
    assert not agent_of(filed, ADA).holding
    ticket = filed.tickets.get(TENANT, 1)
    assert ticket is not None
    assert (ticket.subject, ticket.description, ticket.status) == ("Erased", "", TicketStatus.CLOSED)
    assert filed.tickets.listed(TENANT, status=TicketStatus.OPEN, assignee_id=None, cursor=None, limit=9).items == []
    assert filed.tickets.last_number(TENANT) == 1


def test_whoever_is_killed_again_and_again_gets_to_the_end(
    filed: Desk, work: ErasingDesk, planted: Planted, tables: Tables
) -> None:
    """Each run is killed one call later than the one before, whatever it had done by then."""
    planted.write_everywhere()
    request_erasure(filed, work, ADMIN, planted.visitor.id)
    killed = 0
    while True:
        mortal = Mortal(killed + 1)
        hurried = replace(work, remains=mortal.of(work.remains), files=mortal.of(work.files))
        try:
            carry_out(filed, hurried)
        except Killed:
            killed += 1
            continue
        break
    assert killed > 5
    assert found(WORD, tables) == {}


def test_what_is_left_when_time_is_up_is_done_by_the_next_job(
    filed: Desk, work: ErasingDesk, planted: Planted, tables: Tables
) -> None:
    visitor = planted.arrive()
    for number in range(3):
        planted.begin(visitor, f"start-{number}")
    request_erasure(filed, work, ADMIN, visitor.id)
    turns = iter([True, False, True, False])
    carry_out(filed, work, lambda: next(turns, True))
    erasure = work.records.erasure(TENANT, visitor.id)
    assert erasure is not None
    assert (erasure.state, erasure.conversations) == (ErasureState.ERASED, 3)
    assert found(WORD, tables) == {}


def test_asking_again_is_the_same_erasure_and_lets_a_lost_job_be_done(
    filed: Desk, work: ErasingDesk, planted: Planted
) -> None:
    visitor = planted.arrive()
    first, new = request_erasure(filed, work, ADMIN, visitor.id)
    again, new_again = request_erasure(filed, work, ADMIN, visitor.id)
    assert (first, new, new_again) == (again, True, False)
    assert isinstance(work.queue, FakePrivacyQueue)
    assert work.queue.jobs == [EraseVisitor(TENANT, visitor.id)] * 2
    carry_out(filed, work)
    ended, new = request_erasure(filed, work, ADMIN, visitor.id)
    assert (ended.state, new) == (ErasureState.ERASED, False)
    assert work.queue.jobs == []


def test_nobody_is_erased_whom_nobody_knows(filed: Desk, work: ErasingDesk) -> None:
    for visitor_id in ("unknown", "visitor-1"):
        with pytest.raises(NotFound):
            request_erasure(filed, work, ADMIN, visitor_id)


def test_what_was_on_its_way_is_found_by_the_second_look(
    filed: Desk, work: ErasingDesk, planted: Planted, tables: Tables
) -> None:
    """A session, a conversation, a message, a note and words, by invocations that had read what was still there."""
    visitor = planted.arrive()
    conversation = planted.begin(visitor)
    request_erasure(filed, work, ADMIN, visitor.id)
    assert isinstance(work.queue, FakePrivacyQueue)
    erase_visitor(filed, work, EraseVisitor(TENANT, visitor.id), always)
    del work.queue.jobs[:]
    assert found(WORD, tables) == {}
    filed.directory.put_visitor(visitor)
    planted.begin(visitor, "late")
    for log in (filed.log, filed.notes):
        log.append(a_message(9, conversation_id=conversation.id, content=f"{WORD} is late"))
    assert found(WORD, tables).keys() == {"DirectoryTable", "ConversationsTable", "MessagesTable"}
    carry_out(filed, work)
    erase_remains(filed, work, remains_of(conversation))
    assert found(WORD, tables) == {}


def test_who_comes_back_after_their_erasure_keeps_what_they_write_then(
    filed: Desk, work: ErasingDesk, planted: Planted, clock: FakeClock
) -> None:
    visitor = planted.arrive()
    planted.begin(visitor)
    request_erasure(filed, work, ADMIN, visitor.id)
    clock.advance(seconds=1)
    assert isinstance(work.queue, FakePrivacyQueue)
    erase_visitor(filed, work, EraseVisitor(TENANT, visitor.id), always)
    del work.queue.jobs[:]
    clock.advance(seconds=30)
    back = replace(visitor, first_seen_at=clock.now())
    filed.directory.put_visitor(back)
    kept = planted.begin(back, "new")
    carry_out(filed, work)
    assert filed.directory.visitor(TENANT, visitor.id) == back
    assert [one.id for one in filed.conversations.of_visitor(TENANT, visitor.id, None, 9).items] == [kept.id]


def test_whom_a_visitor_has_been_before_is_erased_with_them(
    filed: Desk, work: ErasingDesk, planted: Planted, tables: Tables
) -> None:
    anonymous = planted.arrive()
    conversation = planted.begin(anonymous)
    known = replace(
        anonymous, id=verified_id(TENANT, WORD), verified=True, external_id=WORD, last_seen_at=filed.clock.now()
    )
    filed.directory.create_visitor(known)
    take_over(filed, anonymous, known)
    lost = filed.directory.visitor(TENANT, anonymous.id)
    assert lost is not None
    assert lost.particulars.email is None, "who they were is told by who they have become"
    erased(filed, work, anonymous.id)
    assert found(WORD, tables) == {}
    assert found(known.id, tables) == {}
    assert filed.conversations.get(TENANT, conversation.id) is None


def test_a_running_escalation_is_told_that_it_is_over(filed: Desk, work: ErasingDesk, planted: Planted) -> None:
    conversation = planted.write_everywhere()
    erase_remains(filed, work, replace(remains_of(conversation), escalations=(1,)))
    assert isinstance(work.runs.machine, AnswersNoted)
    assert work.runs.machine.answered == [f"{WORD}-token"]


def test_agents_no_longer_listen_to_what_is_gone(filed: Desk, work: ErasingDesk, planted: Planted) -> None:
    conversation = planted.write_everywhere()
    erased(filed, work, planted.visitor.id)
    for topic in (conversation_topic(TENANT, conversation.id), visitor_topic(TENANT, planted.visitor.id)):
        assert filed.connections.listeners(topic) == []


def test_an_export_holds_what_is_known_and_nothing_of_anybody_else(
    filed: Desk, work: ErasingDesk, planted: Planted, tables: Tables
) -> None:
    conversation = planted.write_everywhere()
    Planted(filed, OTHER).write_everywhere()
    asked, new = request_export(filed, work, ADMIN, planted.visitor.id)
    assert new
    assert isinstance(work.queue, FakePrivacyQueue)
    (job,) = work.queue.jobs
    assert export_visitor(filed, work, job)  # type: ignore[arg-type]
    assert not export_visitor(filed, work, job), "it is there"  # type: ignore[arg-type]
    work.queue.jobs.clear()
    ready, new = request_export(filed, work, ADMIN, planted.visitor.id)
    assert (ready.id, ready.state, new) == (asked.id, ExportState.READY, False)
    packed = requests.get(work.files.address(ready, timedelta(minutes=1)), timeout=5).content
    with ZipFile(BytesIO(packed)) as archive:
        assert archive.testzip() is None
        unpacked = {name: archive.read(name).decode() for name in archive.namelist()}
    folder = f"conversations/{conversation.id}"
    assert unpacked.keys() == {
        "visitor.json",
        f"{folder}/conversation.json",
        f"{folder}/messages.jsonl",
        f"{folder}/notes.jsonl",
        f"{folder}/files/3-{WORD}.txt",
    }
    assert all(WORD in content for content in unpacked.values())
    assert OTHER not in str(unpacked)
    about: dict[str, Any] = json.loads(unpacked[f"{folder}/conversation.json"])
    assert about["ticket"]["requester_email"] == f"{WORD}@example.com"
    erased(filed, work, planted.visitor.id)
    assert "exports" not in found("", tables)


def test_what_is_closed_expires_after_the_tenants_days_and_what_is_open_never(
    desk: Desk, connection: DynamoDb, tables: Tables
) -> None:
    keeping = Keeping({TENANT: 30}.get)
    kept = replace(desk, conversations=DynamoConversations(connection, keeping))

    def expiry() -> str | None:
        (row,) = tables.rows("ConversationsTable")
        return row.get("expires_at", {}).get("N")

    conversation = in_status(kept, Status.RESOLVED)
    assert expiry() is None
    closed = end_conversation(kept, ADA, conversation.id)
    assert closed.closed_at is not None
    assert expiry() == str(epoch(closed.closed_at + timedelta(days=30)))
    reopen_conversation(kept, ADA, conversation.id)
    assert expiry() is None


def test_a_visitor_who_comes_no_more_expires_as_well(desk: Desk, connection: DynamoDb, tables: Tables) -> None:
    directory = DynamoDirectory(desk.clock, connection, Keeping({TENANT: 30}.get))
    directory.put_visitor(a_visitor("visitor-9"))
    (expiry,) = [row["expires_at"]["N"] for row in tables.rows("DirectoryTable") if "expires_at" in row]
    assert expiry == str(epoch(desk.clock.now() + timedelta(days=30)))


class Mortal:
    """Lets so many calls of a port happen, and dies in the next."""

    def __init__(self, calls: int) -> None:
        self.left = calls

    def of(self, port: Any) -> Any:
        return _Counted(self, port)


class _Counted:
    def __init__(self, mortal: Mortal, port: Any) -> None:
        self._mortal = mortal
        self._port = port

    def __getattr__(self, name: str) -> Any:
        self._mortal.left -= 1
        if self._mortal.left < 0:
            raise Killed
        return getattr(self._port, name)
