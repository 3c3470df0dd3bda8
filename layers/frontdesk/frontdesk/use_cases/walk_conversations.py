"""Every conversation of a tenant, for work that takes its time. Nothing on the path of a request walks them."""

from collections.abc import Iterator

from frontdesk.domain.conversation import Conversation
from frontdesk.use_cases.ports import Desk

PAGE_SIZE = 100


def walk_conversations(desk: Desk, tenant_id: str) -> Iterator[Conversation]:
    """The oldest first, so that one that begins meanwhile is met too."""
    cursor: str | None = None
    while True:
        page = desk.conversations.of_tenant(tenant_id, cursor, PAGE_SIZE, oldest_first=True)
        yield from page.items
        cursor = page.next_cursor
        if cursor is None:
            return
