"""When a conversation may be rated, and what its rating is."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.errors import InvalidTransition
from frontdesk.domain.rating import Rating, noting
from frontdesk.domain.transitions import OPEN
from frontdesk.domain.vocabulary import Status
from tests.fakes.people import ADA, VERA_HERSELF, a_conversation
from tests.fakes.system import START as NOW

DAY = timedelta(days=1)
LATER = NOW + timedelta(hours=2)
ACTIVE = a_conversation(Status.ACTIVE)
RESOLVED = ACTIVE.resolved(ADA, NOW)


@pytest.mark.parametrize("status", sorted(OPEN))
def test_what_goes_on_is_not_rated(status: Status) -> None:
    with pytest.raises(InvalidTransition, match="once it is resolved"):
        a_conversation(status).rated(5, None, NOW, DAY)


@pytest.mark.parametrize(
    "over",
    [RESOLVED, RESOLVED.ended(VERA_HERSELF, LATER), ACTIVE.ended(ADA, NOW), ACTIVE.ended(VERA_HERSELF, NOW)],
    ids=["resolved", "confirmed", "ended by the agent", "ended by the visitor"],
)
def test_for_the_auto_close_time_after_its_end_it_is(over: Conversation) -> None:
    assert over.rateable_until(DAY) == NOW + DAY
    rated = over.rated(4, "Quick!", NOW + DAY - timedelta(seconds=1), DAY)
    assert rated.rating == Rating(stars=4, feedback="Quick!", agent_id=ADA.id, at=NOW + DAY - timedelta(seconds=1))
    assert (rated.status, rated.version) == (over.status, over.version + 1)
    with pytest.raises(InvalidTransition, match="is over"):
        over.rated(4, None, NOW + DAY, DAY)


def test_what_time_has_closed_is_not_rated_any_more() -> None:
    closed = RESOLVED.auto_closed(NOW + DAY)
    with pytest.raises(InvalidTransition, match="is over"):
        closed.rated(5, None, NOW + DAY, DAY)


def test_a_message_that_was_left_while_nobody_was_there_is_not_rated() -> None:
    left = a_conversation(Status.CLOSED, queued_at=None, assigned_at=None, agent_id=None, agent_name=None)
    assert left.rateable_until(DAY) is None
    with pytest.raises(InvalidTransition):
        left.rated(1, None, NOW, DAY)


def test_a_rating_can_be_changed_and_the_same_again_changes_nothing() -> None:
    rated = RESOLVED.rated(2, None, NOW, DAY)
    assert rated.rated(2, None, LATER, DAY) is rated
    changed = rated.rated(5, "All well now.", LATER, DAY)
    assert changed.rating == Rating(stars=5, feedback="All well now.", agent_id=ADA.id, at=LATER)


def test_the_rating_outlives_the_opening_and_the_next_end_allows_another() -> None:
    rated = RESOLVED.ended(ADA, NOW).rated(2, None, NOW, DAY)
    again = rated.reopened(ADA, LATER, agent_online=True)
    assert again.rating == rated.rating
    assert again.rateable_until(DAY) is None
    assert again.resolved(ADA, LATER).rated(5, None, LATER, DAY).rating == replace(rated.rating, stars=5, at=LATER)


def test_the_note_of_a_rating_is_the_same_however_often_it_is_made() -> None:
    rating = Rating(stars=3, feedback="Slow.", at=NOW)
    note = noting(rating, "Vera", after_seq=7)
    assert note == noting(rating, "Vera", after_seq=7)
    assert (note.content, note.after_seq) == ("Vera rated the conversation: 3 of 5.\nSlow.", 7)
    assert noting(replace(rating, at=LATER), "Vera", after_seq=7).client_id != note.client_id
    assert noting(replace(rating, feedback=None), "Vera", after_seq=7).content.endswith("3 of 5.")


@given(st.lists(st.tuples(st.integers(1, 5), st.none() | st.text(min_size=1, max_size=9)), min_size=1, max_size=9))
def test_of_many_ratings_the_last_one_stands(given_ones: list[tuple[int, str | None]]) -> None:
    found = RESOLVED
    for minutes, (stars, feedback) in enumerate(given_ones):
        found = found.rated(stars, feedback, NOW + timedelta(minutes=minutes), DAY)
    assert found.rating is not None
    assert (found.rating.stars, found.rating.feedback) == given_ones[-1]
    assert found.status is Status.RESOLVED
