"""Make a visitor known, or know them again by their token."""

from dataclasses import dataclass, replace
from datetime import datetime

from frontdesk.domain.errors import SessionExpired, Unauthorized
from frontdesk.domain.principal import Principal
from frontdesk.domain.visitor import Particulars, Visitor
from frontdesk.domain.widget import Widget
from frontdesk.use_cases.ports import Desk

TOKEN_BITS = 256


@dataclass(frozen=True, slots=True)
class Session:
    visitor: Visitor
    token: str
    expires_at: datetime


def open_session(desk: Desk, widget: Widget, particulars: Particulars) -> Session:
    """A new visitor."""
    now = desk.clock.now()
    visitor = Visitor(
        tenant_id=widget.tenant_id,
        id=desk.secrets.identifier(),
        widget_id=widget.id,
        particulars=particulars,
        first_seen_at=now,
        last_seen_at=now,
    )
    desk.directory.put_visitor(visitor)
    return _with_new_token(desk, visitor)


def resume_session(desk: Desk, widget: Widget, token: str, particulars: Particulars) -> Session:
    """The visitor of the token, and a fresh token once half of the old one's life is over.

    The old one stays good until it ends, for the visitor's other tabs. Raises Unauthorized, SessionExpired.
    """
    visitor, expires_at = _visitor_of(desk, widget, token)
    now = desk.clock.now()
    seen = replace(visitor, last_seen_at=now, particulars=visitor.particulars.updated(particulars))
    desk.directory.put_visitor(seen)
    if expires_at - now > desk.policy.visitor_token_life / 2:
        return Session(seen, token, expires_at)
    return _with_new_token(desk, seen)


def authenticate_visitor(desk: Desk, widget: Widget, token: str) -> tuple[Visitor, Principal]:
    """Raises Unauthorized for a token that this widget does not know, SessionExpired for one that has ended."""
    visitor, expires_at = _visitor_of(desk, widget, token)
    return visitor, visitor.principal(expires_at)


def _visitor_of(desk: Desk, widget: Widget, token: str) -> tuple[Visitor, datetime]:
    found = desk.directory.visitor_of_token(token)
    if found is None or (found[0].tenant_id, found[0].widget_id) != (widget.tenant_id, widget.id):
        raise Unauthorized("This visitor token is not known here. Open a new session.")
    if found[1] <= desk.clock.now():
        raise SessionExpired("This visitor token has expired. Open a new session.")
    return found


def _with_new_token(desk: Desk, visitor: Visitor) -> Session:
    token = desk.secrets.token(TOKEN_BITS)
    expires_at = desk.clock.now() + desk.policy.visitor_token_life
    desk.directory.add_visitor_token(token, visitor, expires_at)
    return Session(visitor, token, expires_at)
