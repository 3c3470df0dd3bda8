"""Look at the queue: who waits in it, and its figures."""

from frontdesk.domain.principal import Principal
from frontdesk.domain.queue import QueueFigures, figures_of
from frontdesk.domain.selection import EVERYTHING, Selection
from frontdesk.use_cases.find_conversation import View, views
from frontdesk.use_cases.ports import Desk, Page


def list_queue(
    desk: Desk,
    agent: Principal,
    cursor: str | None,
    limit: int,
    *,
    selection: Selection = EVERYTHING,
    by_wait: bool = False,
) -> Page[View]:
    page = desk.conversations.queue(agent.tenant_id, cursor, limit, selection=selection, by_wait=by_wait)
    return Page(views(desk, page.items), page.next_cursor)


def queue_figures(desk: Desk, agent: Principal) -> QueueFigures:
    return figures_of(desk.conversations.waiting(agent.tenant_id), desk.clock.now())
