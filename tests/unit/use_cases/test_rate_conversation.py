"""A visitor rates a conversation: its agent's sums, the note of it, and who is told."""

from datetime import timedelta

import pytest

from frontdesk.domain.errors import Busy, Forbidden, InvalidTransition, NotFound
from frontdesk.domain.vocabulary import Status
from frontdesk.use_cases.accept_conversation import accept_conversation
from frontdesk.use_cases.auto_close import auto_close
from frontdesk.use_cases.rate_conversation import note_rating, rate_conversation
from frontdesk.use_cases.reopen_conversation import reopen_conversation
from frontdesk.use_cases.resolve_conversation import resolve_conversation
from tests.fakes import FakeDesk, make_desk
from tests.fakes.people import ADA, BEN, TENANT, VERA_HERSELF, a_visitor
from tests.fakes.scenes import connected, in_status, say, stored


def sums(desk: FakeDesk, agent_id: str) -> tuple[int, int]:
    agent = desk.agents.get(TENANT, agent_id)
    assert agent is not None
    return agent.ratings_sum, agent.ratings_count


def notes(desk: FakeDesk, conversation_id: str) -> list[str]:
    return [note.content for note in desk.notes.read_from(TENANT, conversation_id, 1)]


def test_a_rating_counts_for_its_agent_and_a_changed_one_in_its_place() -> None:
    desk = make_desk()
    found = in_status(desk, Status.RESOLVED)
    for stars in (2, 2, 5):
        rate_conversation(desk, VERA_HERSELF, found.id, stars, None)
        desk.clock.advance(seconds=1)
    assert sums(desk, ADA.id) == (5, 1)
    rating = stored(desk, found.id).rating
    assert rating is not None
    assert (rating.stars, rating.agent_id) == (5, ADA.id)


def test_whoever_was_responsible_last_has_it() -> None:
    desk = make_desk()
    found = in_status(desk, Status.CLOSED)
    rate_conversation(desk, VERA_HERSELF, found.id, 1, "Nobody understood me.")
    reopen_conversation(desk, BEN, found.id)
    accept_conversation(desk, BEN, found.id)
    resolve_conversation(desk, BEN, found.id)
    rate_conversation(desk, VERA_HERSELF, found.id, 5, None)
    assert (sums(desk, ADA.id), sums(desk, BEN.id)) == ((0, 0), (5, 1))


def test_agents_learn_of_it_at_once_and_the_visitors_log_keeps_nothing_of_it() -> None:
    desk = make_desk()
    found = in_status(desk, Status.RESOLVED)
    log = desk.log.read_from(TENANT, found.id, 1)
    connected(desk, "vera", VERA_HERSELF, found.id)
    connected(desk, "ada", ADA, found.id)
    rate_conversation(desk, VERA_HERSELF, found.id, 4, "Thank you!")
    assert desk.gateway.types("vera") == ["conversation.updated"]
    assert desk.gateway.types("ada") == ["conversation.updated", "note.created"]
    assert notes(desk, found.id) == ["Vera rated the conversation: 4 of 5.\nThank you!"]
    assert desk.log.read_from(TENANT, found.id, 1) == log


def test_a_note_that_was_not_written_any_more_is_written_by_the_stream_and_once() -> None:
    desk = make_desk()
    found = in_status(desk, Status.RESOLVED)

    def busy(step: str) -> None:
        if step == "notes.append":
            raise Busy("The store is busy.")

    desk.notes.step = busy
    with pytest.raises(Busy):
        rate_conversation(desk, VERA_HERSELF, found.id, 4, None)
    desk.notes.step = lambda _step: None
    rated = stored(desk, found.id)
    for _ in range(2):
        note_rating(desk, found, rated)
    assert notes(desk, found.id) == ["Vera rated the conversation: 4 of 5."]
    note_rating(desk, rated, rated)
    assert len(notes(desk, found.id)) == 1


def test_who_has_rated_can_still_write_and_time_still_closes() -> None:
    desk = make_desk()
    found = in_status(desk, Status.RESOLVED)
    rate_conversation(desk, VERA_HERSELF, found.id, 3, None)
    assert stored(desk, found.id).status is Status.RESOLVED
    say(desk, VERA_HERSELF, found.id, "One more thing.")
    with pytest.raises(InvalidTransition):
        rate_conversation(desk, VERA_HERSELF, found.id, 4, None)
    other = in_status(other_desk := make_desk(), Status.RESOLVED)
    rate_conversation(other_desk, VERA_HERSELF, other.id, 3, None)
    other_desk.clock.advance(seconds=(other_desk.policy.auto_close + timedelta(seconds=1)).total_seconds())
    assert auto_close(other_desk) == 1
    with pytest.raises(InvalidTransition):
        rate_conversation(other_desk, VERA_HERSELF, other.id, 4, None)


def test_nobody_rates_but_its_visitor() -> None:
    desk = make_desk()
    found = in_status(desk, Status.RESOLVED)
    with pytest.raises(Forbidden):
        rate_conversation(desk, ADA, found.id, 5, None)
    with pytest.raises(NotFound):
        rate_conversation(desk, a_visitor("visitor-2").principal(VERA_HERSELF.expires_at), found.id, 5, None)
    assert stored(desk, found.id) == found
