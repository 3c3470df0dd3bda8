"""Limits: who meets them, how long they last, and that no message is lost by them."""

from dataclasses import replace
from datetime import timedelta

import pytest

from frontdesk.domain.errors import RateLimited
from frontdesk.domain.rate_limit import Rate
from frontdesk.domain.vocabulary import SenderType, Status
from frontdesk.use_cases.limit_rate import (
    admit_address,
    admit_principal,
    count_action,
    count_beginning,
    count_session,
)
from frontdesk.use_cases.pace_rate import Pacer
from frontdesk.use_cases.ports import Policy
from frontdesk.use_cases.rate_ports import RateDesk, RequestRates
from frontdesk.use_cases.send_message import Outgoing
from frontdesk.use_cases.write_note import write_note
from tests.fakes import FakeDesk, make_desk
from tests.fakes.people import ADA, TENANT, VERA_HERSELF, WIDGET, a_visitor
from tests.fakes.rates import FakeAddressKeys, FakeRateCounters
from tests.fakes.scenes import in_status, say, started
from tests.fakes.system import START, FakeClock

HOME, OFFICE = "203.0.113.7", "198.51.100.9"
RATES = RequestRates(
    beginnings_of_address=3,
    sessions_of_widget=5,
    actions_of_visitor=4,
    requests_of_address=6,
    requests_of_visitor=2,
    requests_of_agent=3,
)


def rate_desk() -> RateDesk:
    return RateDesk(FakeClock(), FakeRateCounters(), FakeAddressKeys(), RATES)


def slow_desk(visitor: int = 3, agent: int = 2) -> FakeDesk:
    rates = {SenderType.VISITOR: Rate(visitor), SenderType.AGENT: Rate(agent)}
    return make_desk(policy=Policy(message_rates=rates))


def clock_of(desk: RateDesk) -> FakeClock:
    assert isinstance(desk.clock, FakeClock)
    return desk.clock


def test_an_address_opens_so_many_sessions_in_a_minute_and_more_in_the_next() -> None:
    desk = rate_desk()
    clock_of(desk).advance(seconds=20)
    for _ in range(3):
        count_session(desk, WIDGET, HOME)
    with pytest.raises(RateLimited) as refused:
        count_session(desk, WIDGET, HOME)
    assert refused.value.retry_after == 40
    count_session(desk, WIDGET, OFFICE)
    clock_of(desk).advance(seconds=40)
    count_session(desk, WIDGET, HOME)


def test_a_widget_has_a_limit_however_many_addresses_come_and_another_widget_its_own() -> None:
    desk = rate_desk()
    for number in range(5):
        count_session(desk, WIDGET, f"203.0.113.{number}")
    with pytest.raises(RateLimited):
        count_session(desk, WIDGET, OFFICE)
    count_session(desk, replace(WIDGET, id="widget-2"), OFFICE)


def test_who_is_refused_for_their_address_uses_up_nothing_of_the_widget() -> None:
    desk = rate_desk()
    for _ in range(20):
        try:
            count_session(desk, WIDGET, HOME)
        except RateLimited:
            continue
    count_session(desk, WIDGET, OFFICE)
    count_session(desk, WIDGET, OFFICE)


def test_sessions_and_conversations_of_an_address_are_counted_together() -> None:
    desk = rate_desk()
    count_session(desk, WIDGET, HOME)
    count_beginning(desk, VERA_HERSELF, HOME)
    count_beginning(desk, VERA_HERSELF, HOME)
    with pytest.raises(RateLimited):
        count_beginning(desk, VERA_HERSELF, HOME)


def test_a_visitor_has_a_limit_wherever_they_are() -> None:
    desk = rate_desk()
    for number in range(4):
        count_beginning(desk, VERA_HERSELF, f"203.0.113.{number}")
    with pytest.raises(RateLimited):
        count_action(desk, VERA_HERSELF)
    count_action(desk, a_visitor("another"))


def test_nothing_that_is_kept_tells_an_address() -> None:
    desk = rate_desk()
    count_session(desk, WIDGET, HOME)
    assert isinstance(desk.counters, FakeRateCounters)
    assert not [counted for counted, _ in desk.counters.counts if HOME in counted]


def test_requests_are_let_through_at_their_rate_by_address_visitor_and_agent() -> None:
    desk = rate_desk()
    for _ in range(6):
        admit_address(desk, HOME)
    for _ in range(2):
        admit_principal(desk, VERA_HERSELF)
    for _ in range(3):
        admit_principal(desk, ADA)
    for ask in (
        lambda: admit_address(desk, HOME),
        lambda: admit_principal(desk, VERA_HERSELF),
        lambda: admit_principal(desk, ADA),
    ):
        with pytest.raises(RateLimited):
            ask()
    admit_address(desk, OFFICE)
    clock_of(desk).advance(seconds=30)
    admit_principal(desk, VERA_HERSELF)


def test_a_process_remembers_its_latest_callers_alone() -> None:
    pacer = Pacer(remembered=2)
    pacer.admit("first", Rate(1), START)
    for caller in ("second", "third"):
        pacer.admit(caller, Rate(1), START)
    pacer.admit("first", Rate(1), START)
    with pytest.raises(RateLimited):
        pacer.admit("third", Rate(1), START)


def test_a_message_too_many_is_refused_unstored_and_taken_when_the_time_has_come() -> None:
    desk = slow_desk()
    found = started(desk)
    say(desk, VERA_HERSELF, found.id, "Two.")
    say(desk, VERA_HERSELF, found.id, "Three.")
    with pytest.raises(RateLimited) as refused:
        say(desk, VERA_HERSELF, found.id, "Four.")
    assert len(desk.log.all(TENANT, found.id)) == 3
    assert refused.value.retry_after == 20
    desk.clock.advance(seconds=20)
    assert say(desk, VERA_HERSELF, found.id, "Four.").message.seq == 4


def test_a_stored_message_is_acknowledged_again_however_fast_it_comes() -> None:
    desk = slow_desk()
    found = started(desk)
    first = say(desk, VERA_HERSELF, found.id, "Two.")
    say(desk, VERA_HERSELF, found.id, "Three.")
    for _ in range(5):
        again = say(desk, VERA_HERSELF, found.id, "Two.")
        assert (again.message, again.duplicate) == (first.message, True)


def test_an_agents_words_neither_use_up_nor_give_back_what_the_visitor_has() -> None:
    desk = slow_desk()
    found = in_status(desk, Status.ACTIVE)
    for words in ("One.", "Two."):
        say(desk, VERA_HERSELF, found.id, words)
        say(desk, ADA, found.id, words)
    with pytest.raises(RateLimited):
        say(desk, VERA_HERSELF, found.id, "Three.")
    with pytest.raises(RateLimited):
        say(desk, ADA, found.id, "Three.")
    desk.clock.advance(seconds=30)
    say(desk, ADA, found.id, "Three.")


def test_notes_have_a_pace_apart_from_the_messages() -> None:
    desk = slow_desk()
    found = in_status(desk, Status.ACTIVE)

    def note(words: str) -> Outgoing:
        return Outgoing(conversation_id=found.id, client_id=words, base_seq=0, content=words)

    for words in ("One.", "Two."):
        write_note(desk, ADA, note(words))
        say(desk, ADA, found.id, words)
    with pytest.raises(RateLimited):
        write_note(desk, ADA, note("Three."))
    desk.clock.advance(minutes=1)
    assert write_note(desk, ADA, note("Three.")).message.paces.agent == desk.clock.now() + timedelta(seconds=30)
