"""Refuse who asks too much: by their address, at a widget, and as a visitor or agent who is known.

Each of these raises RateLimited. An address is kept only as a mark that cannot be read.
"""

from frontdesk.domain.errors import RateLimited
from frontdesk.domain.principal import Principal
from frontdesk.domain.rate_limit import MINUTE, mark_of, minute_of
from frontdesk.domain.widget import Widget
from frontdesk.use_cases.rate_ports import RateDesk


def admit_address(desk: RateDesk, address: str) -> None:
    """Before anything is read for somebody who may be anybody."""
    desk.admit(f"address#{_mark(desk, address)}", desk.rates.requests_of_address)


def admit_principal(desk: RateDesk, principal: Principal) -> None:
    rates = desk.rates
    per_minute = rates.requests_of_visitor if principal.is_visitor else rates.requests_of_agent
    desk.admit(f"principal#{principal.tenant_id}#{principal.id}", per_minute)


def count_session(desk: RateDesk, widget: Widget, address: str) -> None:
    """A visitor becomes known, or known again."""
    _count(desk, f"address#{_mark(desk, address)}", desk.rates.beginnings_of_address)
    _count(desk, f"widget#{widget.tenant_id}#{widget.id}", desk.rates.sessions_of_widget)


def count_beginning(desk: RateDesk, visitor: Principal, address: str) -> None:
    """A visitor begins what calls for people: a conversation, or a ticket."""
    _count(desk, f"address#{_mark(desk, address)}", desk.rates.beginnings_of_address)
    count_action(desk, visitor)


def count_action(desk: RateDesk, visitor: Principal) -> None:
    """A visitor does what leaves something behind, and is no message."""
    _count(desk, f"visitor#{visitor.tenant_id}#{visitor.id}", desk.rates.actions_of_visitor)


def _count(desk: RateDesk, counted: str, limit: int) -> None:
    now = desk.clock.now()
    minute = minute_of(now)
    if not desk.counters.count(counted, minute, limit):
        raise RateLimited(minute + MINUTE - now)


def _mark(desk: RateDesk, address: str) -> str:
    return mark_of(address, desk.keys.of(desk.clock.now().date()))
