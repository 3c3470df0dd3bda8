"""A site says who its visitor is: by a token that its secret key has signed, or by its word alone."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from frontdesk.domain.errors import InvalidInput, Unauthorized
from frontdesk.domain.identity import Identity, read_identity
from frontdesk.domain.visitor import Particulars, Visitor, verified_id
from frontdesk.domain.widget import Widget
from frontdesk.use_cases.merge_visitors import finish_merging, take_over
from frontdesk.use_cases.open_session import Session, known_by_token, new_visitor, renewed, with_new_token
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.widget_ports import Widgets


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the page hands in. Beside a token, what it says of name, email and attributes does not count."""

    token: str | None = None
    user_id: str | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)


def identify_visitor(
    desk: Desk, widgets: Widgets, widget: Widget, bearer: str | None, told: Told, particulars: Particulars
) -> Session:
    """The session of the visitor that the site names. `bearer` is the token of whoever they were before.

    With the site's token it is the one verified visitor of that id, who takes over the conversations of whoever was
    unknown until now. By its word alone they stay unverified, and nobody takes over anything.
    Raises InvalidInput, which names the claim at fault, and Busy.
    """
    known = _known(desk, widget, bearer)
    if told.token is None:
        return _believed(desk, widget, known, told, particulars)
    identity = read_identity(told.token, _secrets(desk, widgets, widget), widget.tenant_id, desk.clock.now())
    if told.user_id not in (None, identity.external_id):
        raise InvalidInput("user_id", "The token names another visitor.")
    verified = _verified(desk, widget, identity, particulars)
    if known is not None and known.visitor.may_become(identity.external_id):
        verified = take_over(desk, known.visitor, verified)
    verified = finish_merging(desk, verified)
    if known is not None and known.visitor.id == verified.id:
        return renewed(desk, replace(known, visitor=verified))
    return with_new_token(desk, verified)


def _known(desk: Desk, widget: Widget, bearer: str | None) -> Session | None:
    """Who they were before. A token that has ended keeps nobody from saying who they are."""
    if bearer is None:
        return None
    try:
        return known_by_token(desk, widget, bearer)
    except Unauthorized:
        return None


def _secrets(desk: Desk, widgets: Widgets, widget: Widget) -> tuple[str, ...]:
    key = widgets.signing_key(widget.tenant_id, widget.id)
    if key is None:
        raise InvalidInput("token", "This widget has no secret key yet. An admin makes one on the Widgets page.")
    return key.accepted_at(desk.clock.now())


def _verified(desk: Desk, widget: Widget, identity: Identity, particulars: Particulars) -> Visitor:
    """The one of this external id, as the site has just told them."""
    now = desk.clock.now()
    new = Visitor(
        tenant_id=widget.tenant_id,
        id=verified_id(widget.tenant_id, identity.external_id),
        widget_id=widget.id,
        particulars=Particulars(),
        verified=True,
        external_id=identity.external_id,
        first_seen_at=now,
        last_seen_at=now,
    ).vouched(identity, particulars, now)
    stored = desk.directory.visitor(new.tenant_id, new.id)
    if stored is None and desk.directory.create_visitor(new):
        return new
    stored = stored or desk.directory.visitor(new.tenant_id, new.id, consistent=True) or new
    seen = stored.vouched(identity, particulars, now)
    desk.directory.put_visitor(seen)
    return seen


def _believed(desk: Desk, widget: Widget, known: Session | None, told: Told, particulars: Particulars) -> Session:
    """Who is somebody else by the site's word begins anew, so that nobody reads what another has written."""
    if known is None or (told.user_id is not None and known.visitor.external_id not in (None, told.user_id)):
        new = new_visitor(desk, widget, particulars)
        stored = replace(new, external_id=told.user_id, attributes=told.attributes)
        desk.directory.put_visitor(stored)
        return with_new_token(desk, stored)
    visitor = replace(known.visitor, particulars=known.visitor.told(particulars), last_seen_at=desk.clock.now())
    if not visitor.verified:
        attributes = told.attributes or visitor.attributes
        visitor = replace(visitor, external_id=told.user_id or visitor.external_id, attributes=attributes)
    desk.directory.put_visitor(visitor)
    return renewed(desk, replace(known, visitor=visitor))
