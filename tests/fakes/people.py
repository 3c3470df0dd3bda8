"""A tenant with its widget, a visitor and two agents, for tests that need somebody."""

from datetime import datetime, timedelta

from frontdesk.domain.principal import Principal
from frontdesk.domain.visitor import Particulars, Visitor
from frontdesk.domain.vocabulary import Role
from frontdesk.domain.widget import Widget
from tests.fakes.system import START

TENANT = "acme"
WIDGET = Widget(tenant_id=TENANT, id="widget-1", name="Acme help", token="w" * 32)
FAR_AWAY = START + timedelta(days=30)


def a_visitor(visitor_id: str = "visitor-1", *, name: str | None = "Vera", tenant_id: str = TENANT) -> Visitor:
    return Visitor(
        tenant_id=tenant_id,
        id=visitor_id,
        widget_id=WIDGET.id,
        particulars=Particulars(name=name),
        first_seen_at=START,
        last_seen_at=START,
    )


def an_agent(
    agent_id: str = "agent-1",
    *,
    name: str = "Ada",
    role: Role = Role.AGENT,
    tenant_id: str = TENANT,
    expires_at: datetime = FAR_AWAY,
) -> Principal:
    return Principal(tenant_id, agent_id, name, role, expires_at)


VERA = a_visitor()
VERA_HERSELF = VERA.principal(FAR_AWAY)
ADA = an_agent()
BEN = an_agent("agent-2", name="Ben")
ADMIN = an_agent("admin-1", name="Olga", role=Role.ADMIN)
