"""Tickets, who is on a connection, and what it listens to."""

from datetime import timedelta

import pytest

from frontdesk.domain.errors import Conflict, OriginRefused, SessionExpired, TicketRefused, Unauthorized
from frontdesk.domain.topics import agent_topic, agents_topic, conversation_of, conversation_topic, visitor_topic
from frontdesk.use_cases.identify_connection import identify_connection
from frontdesk.use_cases.issue_ticket import issue_ticket
from frontdesk.use_cases.open_connection import open_connection
from tests.fakes import make_desk
from tests.fakes.people import ADA, BEN, TENANT, VERA_HERSELF, an_agent
from tests.fakes.scenes import connected
from tests.fakes.system import START

SITE = "https://shop.example"


def test_a_ticket_opens_one_connection() -> None:
    desk = make_desk()
    ticket, grant = issue_ticket(desk, VERA_HERSELF, SITE)
    assert grant.expires_at - desk.clock.now() == timedelta(seconds=30)
    assert open_connection(desk, "connection-1", ticket, SITE) == VERA_HERSELF
    assert identify_connection(desk, "connection-1") == VERA_HERSELF
    with pytest.raises(TicketRefused, match="unknown or has been used"):
        open_connection(desk, "connection-2", ticket, SITE)
    with pytest.raises(Unauthorized):
        identify_connection(desk, "connection-2")


@pytest.mark.parametrize("ticket", [None, "", "guessed"])
def test_without_a_ticket_nothing_opens(ticket: str | None) -> None:
    with pytest.raises(TicketRefused):
        open_connection(make_desk(), "connection-1", ticket, SITE)


def test_a_ticket_expires_after_thirty_seconds() -> None:
    desk = make_desk()
    in_time, too_late = (issue_ticket(desk, VERA_HERSELF, SITE)[0] for _ in range(2))
    desk.clock.advance(seconds=29)
    open_connection(desk, "connection-1", in_time, SITE)
    desk.clock.advance(seconds=1)
    with pytest.raises(TicketRefused, match="expired"):
        open_connection(desk, "connection-2", too_late, SITE)


@pytest.mark.parametrize(("given_to", "used_by"), [(SITE, "https://evil.example"), (SITE, None), (None, SITE)])
def test_a_ticket_is_spent_by_a_page_of_another_origin(given_to: str | None, used_by: str | None) -> None:
    desk = make_desk()
    ticket, _ = issue_ticket(desk, VERA_HERSELF, given_to)
    with pytest.raises(OriginRefused):
        open_connection(desk, "connection-1", ticket, used_by)
    with pytest.raises(TicketRefused):
        open_connection(desk, "connection-1", ticket, given_to)


def test_an_agent_who_arrives_is_told_to_the_others_and_not_to_a_connection_that_is_still_being_opened() -> None:
    desk = make_desk()
    connected(desk, "bens", BEN)
    ticket, _ = issue_ticket(desk, ADA, SITE)
    desk.gateway.gone.add("adas")
    open_connection(desk, "adas", ticket, SITE)
    assert desk.gateway.types("bens") == ["presence.changed"]
    assert identify_connection(desk, "adas").id == ADA.id


def test_an_end_that_overtakes_the_beginning_keeps_the_connection_shut() -> None:
    desk = make_desk()
    ticket, _ = issue_ticket(desk, VERA_HERSELF, SITE)
    desk.connections.close("connection-1")
    with pytest.raises(Conflict, match="ended already"):
        open_connection(desk, "connection-1", ticket, SITE)
    with pytest.raises(Unauthorized):
        identify_connection(desk, "connection-1")


def test_a_connection_ends_with_the_credential_that_opened_it() -> None:
    desk = make_desk()
    short = an_agent(expires_at=START + timedelta(minutes=5))
    ticket, _ = issue_ticket(desk, short, None)
    open_connection(desk, "connection-1", ticket, None)
    assert len(desk.connections.listeners(agents_topic(TENANT))) == 1
    desk.clock.advance(minutes=5)
    with pytest.raises(SessionExpired):
        identify_connection(desk, "connection-1")
    assert desk.connections.listeners(agents_topic(TENANT)) == []


def test_agents_listen_for_their_tenant_and_themselves_and_visitors_for_themselves() -> None:
    desk = make_desk()
    for number, principal in enumerate((ADA, VERA_HERSELF)):
        ticket, _ = issue_ticket(desk, principal, None)
        open_connection(desk, f"connection-{number}", ticket, None)
    assert desk.connections.topics("connection-0") == [agent_topic(TENANT, ADA.id), agents_topic(TENANT)]
    assert desk.connections.topics("connection-1") == [visitor_topic(TENANT, VERA_HERSELF.id)]


def test_a_topic_gives_its_conversation_back() -> None:
    assert conversation_of(conversation_topic(TENANT, "conversation-1")) == "conversation-1"
    assert conversation_of(agents_topic(TENANT)) is None
    assert conversation_of(agent_topic(TENANT, ADA.id)) is None
