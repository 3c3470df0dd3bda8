"""Find, make, change and remove widgets. Every agent may look; admins change them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from frontdesk.domain.errors import Busy, Conflict, NotFound
from frontdesk.domain.principal import Principal
from frontdesk.domain.selection import Selection
from frontdesk.domain.signing_key import SigningKey
from frontdesk.domain.transitions import OPEN
from frontdesk.domain.widget import Widget
from frontdesk.use_cases.check_widget import checked
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.tenant_policy import settled
from frontdesk.use_cases.widget_ports import WidgetDesk

ATTEMPTS = 5
TOKEN_BITS = 192
KEY_BITS = 192
SECRET_BITS = 256
# What sites still embed or sign with after their admin has changed it.
GRACE = timedelta(hours=24)
OPEN_PAGE = 50
MERGED = frozenset({"appearance", "texts", "behaviour"})
Rule = Callable[[Widget], Widget]


@dataclass(frozen=True, slots=True)
class CountedWidget:
    widget: Widget
    conversation_count: int


@dataclass(frozen=True, slots=True)
class SecretWidget:
    """A widget with the secret key that has just been made for it."""

    counted: CountedWidget
    secret: str


def list_widgets(widgets: WidgetDesk, agent: Principal) -> Sequence[CountedWidget]:
    """By name."""
    counts = widgets.widgets.conversation_counts(agent.tenant_id)
    return [CountedWidget(widget, counts.get(widget.id, 0)) for widget in widgets.widgets.of_tenant(agent.tenant_id)]


def find_widget(widgets: WidgetDesk, agent: Principal, widget_id: str) -> CountedWidget:
    """Raises NotFound, also for one of another tenant."""
    return _counted(widgets, _stored(widgets, agent, widget_id))


def create_widget(desk: Desk, widgets: WidgetDesk, admin: Principal, settings: Mapping[str, Any]) -> SecretWidget:
    """What `settings` do not name is as the tenant's new widgets have it. Raises InvalidInput."""
    own = desk.tenants.get(admin.tenant_id, consistent=True)
    now = desk.clock.now()
    key = SigningKey(tenant_id=admin.tenant_id, widget_id=desk.secrets.identifier(), secret=_new_secret(desk))
    bare = Widget(
        tenant_id=admin.tenant_id,
        id=key.widget_id,
        name="",
        token=desk.secrets.token(TOKEN_BITS),
        public_key=_new_public_key(desk),
        secret_hint=key.hint,
        threshold=settled(desk.policy, own).confidence_threshold,
        business_hours=own.business_hours,
        created_at=now,
        updated_at=now,
    )
    widget = checked(desk, widgets, bare, settings)
    widgets.widgets.add(widget, key)
    return SecretWidget(CountedWidget(widget, 0), key.secret)


def edit_widget(
    desk: Desk,
    widgets: WidgetDesk,
    admin: Principal,
    widget_id: str,
    changes: Mapping[str, Any],
    seen_version: int | None = None,
) -> CountedWidget:
    """What `changes` do not name stays as it is, also within the look, the texts and the behaviour.

    Raises NotFound, InvalidInput, Busy, and Conflict where it has changed since `seen_version`.
    """

    def edited(widget: Widget) -> Widget:
        if seen_version not in (None, widget.version):
            raise Conflict("Somebody has changed this widget meanwhile.")
        merged = {name: {**getattr(widget, name), **changes[name]} for name in MERGED & changes.keys()}
        return checked(desk, widgets, widget, {**changes, **merged})

    return _changed(desk, widgets, admin, widget_id, edited)


def toggle_widget(desk: Desk, widgets: WidgetDesk, admin: Principal, widget_id: str) -> CountedWidget:
    """Switch it off, or on again. Raises NotFound, Busy."""
    return _changed(desk, widgets, admin, widget_id, lambda widget: replace(widget, active=not widget.active))


def remove_widget(desk: Desk, widgets: WidgetDesk, admin: Principal, widget_id: str) -> None:
    """Its conversations stay, and what concerns them. Raises NotFound, Busy, and Conflict while any of them is open.

    One that is started at this very moment goes on, and can be answered.
    """
    _check_unneeded(desk, _stored(widgets, admin, widget_id))
    _changed(desk, widgets, admin, widget_id, lambda widget: replace(widget, removed=True, active=False))


def regenerate_token(desk: Desk, widgets: WidgetDesk, admin: Principal, widget_id: str) -> CountedWidget:
    """A new public token; the one before works for `GRACE`. Raises NotFound, Busy."""
    token, until = desk.secrets.token(TOKEN_BITS), desk.clock.now() + GRACE
    return _changed(
        desk, widgets, admin, widget_id, lambda widget: replace(widget, token=token, former_token_until=until)
    )


def rotate_secret(desk: Desk, widgets: WidgetDesk, admin: Principal, widget_id: str) -> SecretWidget:
    """A new secret key; what the one before has signed is accepted for `GRACE`. Raises NotFound, Busy."""
    secret, until = _new_secret(desk), desk.clock.now() + GRACE
    for _ in range(ATTEMPTS):
        before = _stored(widgets, admin, widget_id)
        former = widgets.widgets.signing_key(before.tenant_id, before.id)
        key = former.rotated(secret, until) if former else _first_key(before, secret)
        after = replace(
            before,
            public_key=before.public_key or _new_public_key(desk),
            secret_hint=key.hint,
            former_secret_until=key.former_until,
        )
        after = _next_version(desk, before, after)
        if widgets.widgets.rotate(before, after, key):
            return SecretWidget(_counted(widgets, after), secret)
    raise Busy("Somebody else changes this widget. Please try again.")


def _changed(desk: Desk, widgets: WidgetDesk, admin: Principal, widget_id: str, rule: Rule) -> CountedWidget:
    """As the rule made it; decided anew where somebody else was faster."""
    for _ in range(ATTEMPTS):
        before = _stored(widgets, admin, widget_id)
        after = rule(before)
        if after == before:
            return _counted(widgets, before)
        after = _next_version(desk, before, after)
        if widgets.widgets.replace(before, after):
            return _counted(widgets, after)
    raise Busy("Somebody else changes this widget. Please try again.")


def _next_version(desk: Desk, before: Widget, after: Widget) -> Widget:
    return replace(after, version=before.version + 1, updated_at=desk.clock.now())


def _stored(widgets: WidgetDesk, agent: Principal, widget_id: str) -> Widget:
    found = widgets.widgets.get(agent.tenant_id, widget_id)
    if found is None or found.removed:
        raise NotFound("There is no such widget.")
    return found


def _counted(widgets: WidgetDesk, widget: Widget) -> CountedWidget:
    return CountedWidget(widget, widgets.widgets.conversation_count(widget.tenant_id, widget.id))


def _check_unneeded(desk: Desk, widget: Widget) -> None:
    """A page of a list may be empty though it is not the last."""
    its_open_ones = Selection(statuses=OPEN, widget_id=widget.id)
    cursor: str | None = None
    while True:
        page = desk.conversations.of_tenant(widget.tenant_id, cursor, OPEN_PAGE, selection=its_open_ones)
        if page.items:
            raise Conflict(f"{widget.name} still has open conversations. Switch it off, and close them first.")
        cursor = page.next_cursor
        if cursor is None:
            return


def _new_secret(desk: Desk) -> str:
    return f"sk_{desk.secrets.token(SECRET_BITS)}"


def _new_public_key(desk: Desk) -> str:
    return f"pk_{desk.secrets.token(KEY_BITS)}"


def _first_key(widget: Widget, secret: str) -> SigningKey:
    return SigningKey(tenant_id=widget.tenant_id, widget_id=widget.id, secret=secret)
