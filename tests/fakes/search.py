"""What conversations are found by, in memory."""

from collections.abc import Sequence

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.search_words import SearchEntry
from frontdesk.domain.selection import EVERYTHING, Selection
from frontdesk.use_cases.ports import Page
from tests.fakes.conversations import FakeConversations, created_rank, page_of
from tests.fakes.step import Step, no_step


class FakeSearch:
    def __init__(self, conversations: FakeConversations, step: Step = no_step) -> None:
        self.step = step
        self._conversations = conversations
        self._entries: dict[tuple[str, str], SearchEntry] = {}

    def entry(self, conversation: Conversation) -> SearchEntry:
        self.step("search.entry")
        new = SearchEntry(
            tenant_id=conversation.tenant_id, conversation_id=conversation.id, created_at=conversation.created_at
        )
        return self._entries.get((conversation.tenant_id, conversation.id), new)

    def put(self, entry: SearchEntry) -> bool:
        self.step("search.put")
        key = entry.tenant_id, entry.conversation_id
        stored = self._entries.get(key)
        if (stored.version if stored else 0) != entry.version - 1:
            return False
        self._entries[key] = entry
        return True

    def find(
        self,
        tenant_id: str,
        terms: Sequence[str],
        cursor: str | None,
        limit: int,
        *,
        selection: Selection = EVERYTHING,
        oldest_first: bool = False,
    ) -> Page[Conversation]:
        self.step("search.find")
        found = [
            conversation
            for conversation in self._conversations.wanted(tenant_id, selection)
            if self._answers(conversation, terms)
        ]
        name = f"search {oldest_first}"
        return page_of(name, tenant_id, found, created_rank, cursor, limit, latest_first=not oldest_first)

    def words(self, conversation: Conversation) -> SearchEntry | None:
        """What is stored, for a test to look at."""
        return self._entries.get((conversation.tenant_id, conversation.id))

    def _answers(self, conversation: Conversation, terms: Sequence[str]) -> bool:
        entry = self.words(conversation)
        return entry is not None and entry.answers(terms)
