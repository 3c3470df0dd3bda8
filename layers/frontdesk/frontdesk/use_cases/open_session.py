"""Make a visitor known, or know them again by their token."""

from dataclasses import dataclass, replace
from datetime import datetime

from frontdesk.domain.errors import SessionExpired, Unauthorized
from frontdesk.domain.principal import Principal
from frontdesk.domain.visitor import Particulars, Visitor
from frontdesk.domain.widget import Widget
from frontdesk.use_cases.merge_visitors import finish_merging
from frontdesk.use_cases.ports import Desk

TOKEN_BITS = 256


@dataclass(frozen=True, slots=True)
class Session:
    visitor: Visitor
    token: str
    expires_at: datetime


def open_session(desk: Desk, widget: Widget, particulars: Particulars) -> Session:
    """A new visitor."""
    visitor = new_visitor(desk, widget, particulars)
    desk.directory.put_visitor(visitor)
    return with_new_token(desk, visitor)


def resume_session(desk: Desk, widget: Widget, token: str, particulars: Particulars) -> Session:
    """The visitor of the token, and a fresh token once half of the old one's life is over.

    The old one stays good until it ends, for the visitor's other tabs. Whom the site has identified, it has to identify
    again before that: their token is not renewed here. Raises Unauthorized, SessionExpired, Busy.
    """
    known = known_by_token(desk, widget, token)
    visitor = finish_merging(desk, known.visitor)
    seen = replace(visitor, last_seen_at=desk.clock.now(), particulars=visitor.told(particulars))
    desk.directory.put_visitor(seen)
    if seen.verified:
        return replace(known, visitor=seen)
    return renewed(desk, replace(known, visitor=seen))


def authenticate_visitor(desk: Desk, widget: Widget, token: str) -> tuple[Visitor, Principal]:
    """Raises Unauthorized for a token that is not known here, SessionExpired for one that has ended, and Busy."""
    known = known_by_token(desk, widget, token)
    return finish_merging(desk, known.visitor), known.visitor.principal(known.expires_at)


def known_by_token(desk: Desk, widget: Widget, token: str) -> Session:
    """A visitor belongs to the widget that they came by; whom the site has identified, to all of the tenant's.

    Raises Unauthorized, SessionExpired.
    """
    found = desk.directory.visitor_of_token(token)
    if found is None or not _belongs(found[0], widget):
        raise Unauthorized("This visitor token is not known here. Open a new session.")
    visitor, expires_at = found
    if expires_at <= desk.clock.now():
        raise SessionExpired("This visitor token has expired. Open a new session.")
    return Session(visitor, token, expires_at)


def _belongs(visitor: Visitor, widget: Widget) -> bool:
    return visitor.tenant_id == widget.tenant_id and (visitor.verified or visitor.widget_id == widget.id)


def new_visitor(desk: Desk, widget: Widget, particulars: Particulars) -> Visitor:
    """Not stored yet."""
    now = desk.clock.now()
    return Visitor(
        tenant_id=widget.tenant_id,
        id=desk.secrets.identifier(),
        widget_id=widget.id,
        particulars=particulars,
        first_seen_at=now,
        last_seen_at=now,
    )


def renewed(desk: Desk, session: Session) -> Session:
    """With a fresh token, once half of the life of this one is over."""
    if session.expires_at - desk.clock.now() > desk.policy.visitor_token_life / 2:
        return session
    return with_new_token(desk, session.visitor)


def with_new_token(desk: Desk, visitor: Visitor) -> Session:
    token = desk.secrets.token(TOKEN_BITS)
    expires_at = desk.clock.now() + desk.policy.visitor_token_life
    desk.directory.add_visitor_token(token, visitor, expires_at)
    return Session(visitor, token, expires_at)
