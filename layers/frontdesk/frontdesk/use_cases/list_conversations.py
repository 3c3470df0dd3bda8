"""List conversations: an agent's, the queue, a visitor's own, or all of a tenant."""

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.principal import Principal
from frontdesk.use_cases.find_conversation import View, views
from frontdesk.use_cases.ports import Desk, Page


def list_mine(desk: Desk, agent: Principal, cursor: str | None, limit: int) -> Page[View]:
    return _with_tails(desk, desk.conversations.of_agent(agent.tenant_id, agent.id, cursor, limit))


def list_queue(desk: Desk, agent: Principal, cursor: str | None, limit: int) -> Page[View]:
    return _with_tails(desk, desk.conversations.queue(agent.tenant_id, cursor, limit))


def list_all(desk: Desk, agent: Principal, cursor: str | None, limit: int) -> Page[View]:
    return _with_tails(desk, desk.conversations.of_tenant(agent.tenant_id, cursor, limit))


def list_own(desk: Desk, visitor: Principal, cursor: str | None, limit: int) -> Page[View]:
    return _with_tails(desk, desk.conversations.of_visitor(visitor.tenant_id, visitor.id, cursor, limit))


def _with_tails(desk: Desk, page: Page[Conversation]) -> Page[View]:
    return Page(views(desk, page.items), page.next_cursor)
