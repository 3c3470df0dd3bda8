"""An erasure covers who was there when it was asked for, and nobody who has come since."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from frontdesk.contract.privacy_job import body_of, job_of
from frontdesk.domain.party import Party
from frontdesk.domain.privacy import (
    EraseConversation,
    EraseVisitor,
    Erasure,
    ErasureState,
    ExportVisitor,
    PrivacyJob,
    remains_of,
)
from tests.fakes.people import TENANT, VERA, a_conversation
from tests.fakes.system import START

ERASURE = Erasure(tenant_id=TENANT, visitor_id=VERA.id, requested_at=START, requested_by=Party("admin-1", "Olga"))
LATER = START + timedelta(seconds=1)
BACK = replace(VERA, first_seen_at=LATER)


def test_it_goes_from_erasing_over_settling_to_its_end() -> None:
    cleared = ERASURE.cleared(START)
    assert [one.state for one in (ERASURE, cleared, cleared.ended(LATER))] == list(ErasureState)
    assert cleared.cleared(LATER) == cleared, "the second look does not move it"


def test_who_was_there_is_covered_and_who_has_come_back_since_is_not() -> None:
    assert ERASURE.covers(VERA)
    assert ERASURE.covers(None)
    assert not ERASURE.covers(BACK)


def test_only_what_somebody_has_begun_since_they_came_back_is_theirs_to_keep() -> None:
    old, new = a_conversation(), a_conversation(created_at=LATER)
    for visitor in (VERA, None):
        assert ERASURE.covers_conversation(old, visitor)
        assert ERASURE.covers_conversation(new, visitor)
    assert ERASURE.covers_conversation(old, BACK)
    assert not ERASURE.covers_conversation(new, BACK)


def test_a_new_one_is_needed_for_who_has_come_back_and_for_who_is_there_after_its_end() -> None:
    ended = ERASURE.cleared(START).ended(LATER)
    assert ERASURE.settles(VERA)
    assert ERASURE.settles(None)
    assert ended.settles(None)
    assert not ended.settles(VERA)
    assert not ERASURE.settles(BACK)


identifiers = st.text(st.characters(codec="ascii", categories=["L", "N"]), min_size=1)
jobs: st.SearchStrategy[PrivacyJob] = st.one_of(
    st.builds(EraseVisitor, identifiers, identifiers, st.booleans()),
    st.builds(ExportVisitor, identifiers, identifiers, identifiers),
    st.builds(
        EraseConversation,
        identifiers,
        identifiers,
        st.integers(0, 10**9).map(lambda microseconds: START + timedelta(microseconds=microseconds)),
        st.none() | st.integers(1, 10**9),
        st.lists(st.integers(1, 99)).map(tuple),
    ),
)


@given(jobs)
def test_a_job_comes_out_of_the_queue_as_it_went_in(job: PrivacyJob) -> None:
    assert job_of(body_of(job)) == job


def test_what_a_conversation_leaves_behind_is_told_by_itself() -> None:
    left = remains_of(a_conversation(ticket_number=7))
    assert left == EraseConversation(TENANT, "conversation-1", START, 7, ())
