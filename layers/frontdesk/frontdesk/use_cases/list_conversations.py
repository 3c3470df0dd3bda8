"""List conversations: what an agent asks for, or a visitor's own."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.errors import InvalidInput
from frontdesk.domain.principal import Principal
from frontdesk.domain.selection import EVERYTHING, Selection
from frontdesk.domain.transitions import OPEN
from frontdesk.domain.vocabulary import Status
from frontdesk.use_cases.cursors import cursor_at, rank_at
from frontdesk.use_cases.find_conversation import View, views
from frontdesk.use_cases.ports import Desk, Page
from frontdesk.use_cases.search_conversations import search_conversations

NOT_CLOSED = frozenset(Status) - {Status.CLOSED}
# Sorting by a value that changes with each turn takes all of them at once.
SORTED_AT_ONCE = 1000
READ_AT_ONCE = 100
ANSWERED = "~"


class Sort(StrEnum):
    NEWEST = "newest"
    OLDEST = "oldest"
    LONGEST_WAITING = "longest_waiting"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody wants to see, and in which order. `statuses` None stands for all that the list may hold."""

    mine: bool = False
    statuses: frozenset[Status] | None = None
    selection: Selection = EVERYTHING
    sort: Sort = Sort.NEWEST
    query: str | None = None


def list_conversations(desk: Desk, agent: Principal, wish: Wish, cursor: str | None, limit: int) -> Page[View]:
    """An agent's own conversations, or all of the tenant. Raises InvalidInput.

    What is mine goes by its assignment and is not closed; `closed` among the statuses asks for all that was ever mine.
    """
    if wish.sort is Sort.LONGEST_WAITING:
        return _with_tails(desk, _longest_waiting(desk, agent, wish, cursor, limit))
    oldest_first = wish.sort is Sort.OLDEST
    selection = _selection(agent, wish, NOT_CLOSED if wish.mine else frozenset(Status))
    if wish.query is not None:
        found = search_conversations(
            desk, agent, wish.query, cursor, limit, selection=selection, oldest_first=oldest_first
        )
    elif wish.mine and selection.statuses <= NOT_CLOSED:
        found = desk.conversations.of_agent(
            agent.tenant_id, agent.id, cursor, limit, selection=selection, oldest_first=oldest_first
        )
    else:
        found = desk.conversations.of_tenant(
            agent.tenant_id, cursor, limit, selection=selection, oldest_first=oldest_first
        )
    return _with_tails(desk, found)


def list_own(desk: Desk, visitor: Principal, cursor: str | None, limit: int) -> Page[View]:
    return _with_tails(desk, desk.conversations.of_visitor(visitor.tenant_id, visitor.id, cursor, limit))


def _selection(agent: Principal, wish: Wish, statuses: frozenset[Status]) -> Selection:
    if wish.mine and wish.selection.agent_id not in (None, agent.id):
        raise InvalidInput("agent_id", "The scope `mine` holds your own conversations; leave the agent out.")
    own = agent.id if wish.mine else wish.selection.agent_id
    return replace(wish.selection, agent_id=own, statuses=wish.statuses or statuses)


def _longest_waiting(desk: Desk, agent: Principal, wish: Wish, cursor: str | None, limit: int) -> Page[Conversation]:
    """By the oldest message that nobody has answered; those that are answered come last, the oldest first.

    A conversation that is answered between two pages moves to the end, and is met there again.
    """
    if wish.query is not None:
        raise InvalidInput("sort", "A search is sorted by newest or oldest.")
    selection = _selection(agent, wish, OPEN)
    if not selection.statuses <= OPEN:
        raise InvalidInput("sort", "Only pending, active and waiting conversations can be sorted by longest_waiting.")
    wanted = [found for found in _open(desk, agent, wish) if selection.wants(found)]
    listing = f"{wish.sort} {'mine' if wish.mine else 'all'}"
    behind = rank_at(listing, agent.tenant_id, cursor) if cursor else ""
    rest = sorted((found for found in wanted if _rank(found) > behind), key=_rank)
    more = len(rest) > limit
    return Page(rest[:limit], cursor_at(listing, agent.tenant_id, _rank(rest[limit - 1])) if more else None)


def _open(desk: Desk, agent: Principal, wish: Wish) -> Sequence[Conversation]:
    found: list[Conversation] = []
    cursor: str | None = None
    selection = Selection(statuses=OPEN)
    while len(found) < SORTED_AT_ONCE:
        if wish.mine:
            page = desk.conversations.of_agent(agent.tenant_id, agent.id, cursor, READ_AT_ONCE, selection=selection)
        else:
            page = desk.conversations.of_tenant(
                agent.tenant_id, cursor, READ_AT_ONCE, selection=selection, oldest_first=True
            )
        found += page.items
        cursor = page.next_cursor
        if cursor is None:
            break
    return found


def _rank(conversation: Conversation) -> str:
    since = conversation.owed_since
    return "#".join((_instant(since) if since else ANSWERED, _instant(conversation.created_at), conversation.id))


def _instant(moment: datetime) -> str:
    return moment.isoformat(timespec="microseconds")


def _with_tails(desk: Desk, page: Page[Conversation]) -> Page[View]:
    return Page(views(desk, page.items), page.next_cursor)
