"""The baseline: no index at all. Every log of the tenant is read, the newest conversation first."""

from collections.abc import Iterator, Sequence

from frontdesk.domain.search_words import words_in
from frontdesk.use_cases.ports import Desk

PAGE = 100


def reading_the_logs(desk: Desk, tenant_id: str, terms: Sequence[str], limit: int) -> int:
    """How many conversations are found, as soon as a page is full."""
    found = 0
    for conversation_id, told in _conversations(desk, tenant_id):
        log = desk.log.page_before(tenant_id, conversation_id, None, PAGE)
        words = {word for text in (*told, *(message.content for message in log)) for word in words_in(text)}
        found += all(any(word.startswith(term) for word in words) for term in terms)
        if found == limit:
            break
    return found


def _conversations(desk: Desk, tenant_id: str) -> Iterator[tuple[str, Sequence[str]]]:
    cursor: str | None = None
    while True:
        page = desk.conversations.of_tenant(tenant_id, cursor, PAGE)
        for conversation in page.items:
            yield conversation.id, (conversation.visitor_name or "", conversation.visitor_email or "")
        cursor = page.next_cursor
        if cursor is None:
            return
