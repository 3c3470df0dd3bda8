"""The Search table: the words of each conversation, as one string that a filter can look into.

key                        access pattern
tenant / created#id        one entry; those of a tenant in which every term begins a word, by the time of the start

A query pays for what it reads, whether it matches or not: it reads a tenant's entries from one end, a little at first,
for a word that many know, then as much as one request gives, until the page is full.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import reduce
from operator import and_
from typing import Any

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.models import Model

from frontdesk.adapters.dynamodb import took_place
from frontdesk.adapters.dynamodb_conversation_row import created_rank_of, key_of
from frontdesk.adapters.dynamodb_lists import Listing, Place, Read, Span, Stretch
from frontdesk.domain.conversation import Conversation
from frontdesk.domain.search_words import SearchEntry
from frontdesk.domain.selection import EVERYTHING, Selection
from frontdesk.use_cases.ports import Page

FIRST_ENTRIES = (100, 400)
# As much as one query reads: a megabyte.
UNLIMITED = 0
MEGABYTES = 12


class SearchRow(Model):
    class Meta:
        table_name = "Search"

    tenant_id = UnicodeAttribute(hash_key=True)
    created_rank = UnicodeAttribute(range_key=True)
    words = UnicodeAttribute()
    version = NumberAttribute()


class DynamoSearch:
    def entry(self, conversation: Conversation) -> SearchEntry:
        rank = created_rank_of(conversation.created_at, conversation.id)
        new = SearchEntry(
            tenant_id=conversation.tenant_id, conversation_id=conversation.id, created_at=conversation.created_at
        )
        try:
            row = SearchRow.get(conversation.tenant_id, rank, consistent_read=True)
        except SearchRow.DoesNotExist:
            return new
        return replace(new, words=tuple(row.words.split()), version=int(row.version))

    def put(self, entry: SearchEntry) -> bool:
        row = SearchRow(
            entry.tenant_id,
            created_rank_of(entry.created_at, entry.conversation_id),
            words="".join(f" {word}" for word in entry.words),
            version=entry.version,
        )
        first = entry.version == 1
        unchanged = SearchRow.version.does_not_exist() if first else SearchRow.version == entry.version - 1
        return took_place(lambda: row.save(condition=unchanged))

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
        span = Span.of_time(selection.created_from, selection.created_to)
        read = _read_of(tenant_id, terms, span, ascending=oldest_first)
        name = f"search {'oldest' if oldest_first else 'newest'}"
        return Listing(name, tenant_id, read, selection.wants, _sizes).page(cursor, limit)


def _sizes(_limit: int) -> Iterator[int]:
    yield from FIRST_ENTRIES
    for _ in range(MEGABYTES):
        yield UNLIMITED


def _read_of(tenant_id: str, terms: Sequence[str], span: Span, *, ascending: bool) -> Read:
    matching = reduce(and_, (SearchRow.words.contains(f" {term}") for term in terms))

    def read(behind: str | None, size: int) -> Stretch:
        rest = span.behind(behind, ascending=ascending)
        if rest.low > rest.high:
            return Stretch((), None)
        # One request: pynamodb's own query would go on until it had found as many as are asked for.
        answer: dict[str, Any] = SearchRow._get_connection().query(
            tenant_id,
            SearchRow.created_rank.between(rest.low, rest.high),
            filter_condition=matching,
            attributes_to_get=["created_rank"],
            limit=size + (behind is not None) if size else None,
            scan_index_forward=ascending,
        )
        ranks = [item["created_rank"]["S"] for item in answer["Items"]]
        last = answer.get("LastEvaluatedKey")
        return Stretch(
            [_place(tenant_id, rank) for rank in ranks if rank != behind],
            last["created_rank"]["S"] if last else None,
        )

    return read


def _place(tenant_id: str, rank: str) -> Place:
    return Place(rank, key_of(tenant_id, rank.partition("#")[2]))
