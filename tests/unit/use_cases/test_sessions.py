"""Visitors' sessions: tokens that end, are renewed, and belong to one widget."""

from dataclasses import replace

import pytest

from frontdesk.domain.errors import SessionExpired, Unauthorized
from frontdesk.domain.visitor import Particulars
from frontdesk.use_cases.open_session import authenticate_visitor, open_session, resume_session
from tests.fakes import make_desk
from tests.fakes.people import WIDGET

SILENT = Particulars()


def test_a_new_visitor_gets_a_token_that_is_theirs() -> None:
    desk = make_desk()
    one, two = (open_session(desk, WIDGET, Particulars(name=name)) for name in ("Vera", "Wim"))
    assert one.token != two.token
    visitor, principal = authenticate_visitor(desk, WIDGET, one.token)
    assert (visitor, principal.id, principal.name, principal.is_visitor) == (one.visitor, one.visitor.id, "Vera", True)
    assert principal.expires_at == one.expires_at


def test_a_visitor_without_a_name_has_one_that_can_be_shown() -> None:
    desk = make_desk()
    session = open_session(desk, WIDGET, SILENT)
    assert session.visitor.particulars.name is None
    assert authenticate_visitor(desk, WIDGET, session.token)[1].name == "Visitor"


def test_a_token_is_good_until_it_ends_and_not_after() -> None:
    desk = make_desk()
    session = open_session(desk, WIDGET, SILENT)
    desk.clock.advance(days=30, seconds=-1)
    authenticate_visitor(desk, WIDGET, session.token)
    desk.clock.advance(seconds=1)
    for ask in (
        lambda: authenticate_visitor(desk, WIDGET, session.token),
        lambda: resume_session(desk, WIDGET, session.token, SILENT),
    ):
        with pytest.raises(SessionExpired):
            ask()


def test_a_token_is_renewed_after_half_of_its_life_and_the_old_one_stays_good() -> None:
    desk = make_desk()
    session = open_session(desk, WIDGET, SILENT)
    desk.clock.advance(days=15, seconds=-1)
    assert resume_session(desk, WIDGET, session.token, SILENT).token == session.token
    desk.clock.advance(seconds=1)
    renewed = resume_session(desk, WIDGET, session.token, SILENT)
    assert renewed.token != session.token
    for token in (session.token, renewed.token):
        assert authenticate_visitor(desk, WIDGET, token)[0].id == session.visitor.id


def test_what_the_browser_does_not_tell_again_is_not_forgotten() -> None:
    desk = make_desk()
    session = open_session(desk, WIDGET, Particulars(name="Vera", email="vera@example.com"))
    desk.clock.advance(hours=1)
    seen = resume_session(desk, WIDGET, session.token, Particulars(email="new@example.com", locale="id")).visitor
    assert seen.particulars == Particulars(name="Vera", email="new@example.com", locale="id")
    assert (seen.first_seen_at, seen.last_seen_at) == (session.visitor.first_seen_at, desk.clock.now())
    assert desk.directory.visitor(WIDGET.tenant_id, seen.id) == seen


def test_a_token_is_unknown_at_any_other_widget() -> None:
    desk = make_desk()
    session = open_session(desk, WIDGET, SILENT)
    for other in (replace(WIDGET, id="widget-2"), replace(WIDGET, tenant_id="other")):
        with pytest.raises(Unauthorized):
            authenticate_visitor(desk, other, session.token)
        with pytest.raises(Unauthorized):
            resume_session(desk, other, session.token, SILENT)
    with pytest.raises(Unauthorized):
        authenticate_visitor(desk, WIDGET, "guessed")
