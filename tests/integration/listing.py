"""Whole lists, page by page."""

from collections.abc import Callable

from frontdesk.domain.conversation import Conversation
from frontdesk.use_cases.ports import Page


def everything(page_from: Callable[[str | None], Page[Conversation]], limit: int | None = None) -> list[str]:
    """The ids in a whole list; no page may be longer than `limit`."""
    ids: list[str] = []
    cursor: str | None = None
    while True:
        page = page_from(cursor)
        assert limit is None or len(page.items) <= limit
        ids += [item.id for item in page.items]
        cursor = page.next_cursor
        if cursor is None:
            return ids
