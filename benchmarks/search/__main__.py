"""What a search costs a tenant with 100,000 messages, on dynoxide: `python -m benchmarks.search [messages]`.

Each query is asked for a page of 25, and walked on until that many are found or nothing is left. The baseline has no
index: it reads the logs themselves, the newest conversation first, and stops as soon as it has found as many.
"""

import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from statistics import mean, quantiles
from typing import Any

from botocore.session import get_session

from benchmarks.search.baseline import reading_the_logs
from benchmarks.search.corpus import TENANT, Talk, talks, vocabulary
from benchmarks.search.meter import READ_BYTES, Meter
from benchmarks.store import dynoxide
from frontdesk.adapters.dynamodb import without_none
from frontdesk.adapters.dynamodb_conversation_row import ConversationRow, values_of
from frontdesk.adapters.dynamodb_messages import MessageRow
from frontdesk.adapters.dynamodb_search import SearchRow
from frontdesk.bootstrap import make_desk
from frontdesk.domain.search_words import SearchEntry, terms_of, words_in
from frontdesk.settings import Settings
from frontdesk.use_cases.index_words import index_words
from frontdesk.use_cases.ports import Desk

MESSAGES = 100_000
PAGE = 25
INDEXED = 30
WRITERS = 4
COMMON, ABSENT = "a common word", "an absent word"
ALSO_BY_BASELINE = (COMMON, ABSENT)
SETTINGS = Settings(
    stage="benchmark",
    connections_table="Connections",
    conversations_table="Conversations",
    messages_table="Messages",
    directory_table="Directory",
    search_table="Search",
    connections_url="http://localhost",
    websocket_url="ws://localhost",
)
AWS = {"AWS_DEFAULT_REGION": "eu-west-1", "AWS_ACCESS_KEY_ID": "local", "AWS_SECRET_ACCESS_KEY": "local"}


def made_desk(address: str, meter: Meter) -> Desk:
    os.environ.update(AWS, AWS_ENDPOINT_URL_DYNAMODB=address)
    session = get_session()
    meter.watch(session)
    desk = make_desk(SETTINGS, session)
    for model in (ConversationRow, MessageRow, SearchRow):
        model.create_table(billing_mode="PAY_PER_REQUEST")
    return desk


def fill(found: Sequence[Talk]) -> list[int]:
    """Past the use cases, which would take a while. The size of each entry's words, in bytes."""
    with ThreadPoolExecutor(WRITERS) as pool:
        parts = pool.map(_fill, [found[writer::WRITERS] for writer in range(WRITERS)])
        return [size for part in parts for size in part]


def _fill(found: Sequence[Talk]) -> list[int]:
    sizes = []
    with ExitStack() as stack:
        batches = [model.batch_write() for model in (ConversationRow, MessageRow, SearchRow)]
        summaries, logs, entries = map(stack.enter_context, batches)
        for talk in found:
            summaries.save(ConversationRow(**without_none(values_of(talk.conversation))))
            for message in talk.messages:
                logs.save(_message_row(message))
            entry = _entry(talk)
            sizes.append(len(entry.words.encode()))
            entries.save(entry)
    return sizes


def _message_row(message: Any) -> MessageRow:
    names = ("seq", "client_id", "sender_type", "sender_id", "sender_name", "type", "content", "created_at")
    log = f"{message.tenant_id}#{message.conversation_id}"
    return MessageRow(log=log, **{name: getattr(message, name) for name in names})


def _entry(talk: Talk) -> SearchRow:
    conversation = talk.conversation
    texts = [conversation.visitor_name, conversation.visitor_email, *(message.content for message in talk.messages)]
    entry = SearchEntry(
        tenant_id=TENANT, conversation_id=conversation.id, created_at=conversation.created_at
    ).with_words(word for text in texts for word in words_in(text or ""))
    return SearchRow(
        TENANT,
        values_of(conversation)["created_rank"],
        words="".join(f" {word}" for word in entry.words),
        version=entry.version,
    )


def queries(found: Sequence[Talk], words: Sequence[str]) -> dict[str, str]:
    known = Counter(
        word for talk in found for word in {word for message in talk.messages for word in words_in(message.content)}
    )
    rare = min((word for word in known if len(word) > 6), key=lambda word: (abs(known[word] - 5), word))
    oldest = found[len(found) // 20].conversation
    return {
        COMMON: words[10],
        f"a rare word (in {known[rare]} conversations)": rare,
        ABSENT: "xylophone",
        "the beginning of a word": words[40][:4],
        "a common and a rare word": f"{words[10]} {rare}",
        "a name": found[-1].conversation.visitor_name or "",
        "an e-mail address, long ago": oldest.visitor_email or "",
    }


def search(desk: Desk, terms: Sequence[str]) -> int:
    found, cursor = 0, None
    while True:
        page = desk.search.find(TENANT, terms, cursor, PAGE)
        found += len(page.items)
        cursor = page.next_cursor
        if cursor is None or found >= PAGE:
            return found


def measured(desk: Desk, meter: Meter, asked: dict[str, str]) -> Iterator[str]:
    """The baseline reads all logs for whatever is rare, so that one such query stands for all."""
    yield "| query | way | found | requests | read units | MB read | kB received | ms |"
    yield "|---|---|---|---|---|---|---|---|"
    for name, query in asked.items():
        with meter.of() as cost:
            found = search(desk, terms_of(query))
        yield _line(name, "search", found, cost)
    for name, query in asked.items():
        if name in ALSO_BY_BASELINE:
            with meter.of() as cost:
                found = reading_the_logs(desk, TENANT, terms_of(query), PAGE)
            yield _line(name, "reading the logs (baseline)", found, cost)


def _line(name: str, way: str, found: int, cost: Meter) -> str:
    read = cost.units * 2 * READ_BYTES / 1e6
    figures = f"{cost.requests} | {cost.units:.1f} | {read:.2f} | {cost.received / 1e3:.0f} | {cost.milliseconds:.0f}"
    return f"| {name} | {way} | {found} | {figures} |"


def indexing(desk: Desk, meter: Meter, found: Sequence[Talk]) -> str:
    """Message by message, as they come in a quiet hour; a batch of several is written once."""
    reads, writes = 0.0, 0.0
    for talk in found:
        desk.conversations.create(talk.conversation)
        for message in talk.messages:
            desk.log.append(message)
            before = dict(meter.by_operation)
            index_words(desk, TENANT, talk.conversation.id, [message.content])
            spent = {name: units - before.get(name, 0) for name, units in meter.by_operation.items()}
            writes += spent.pop("PutItem", 0)
            reads += sum(spent.values())
    count = sum(len(talk.messages) for talk in found)
    return f"{writes / count:.2f} write units and {reads / count:.2f} read units for each message"


def main() -> None:
    messages = int(sys.argv[1]) if len(sys.argv) > 1 else MESSAGES
    words = vocabulary()
    found = list(talks(messages, words))
    meter = Meter()
    with dynoxide() as address:
        desk = made_desk(address, meter)
        print(f"indexing one message at a time, of a conversation of 10: {indexing(desk, meter, found[:INDEXED])}")
        sizes = fill(found)
        typical, most = mean(sizes), quantiles(sizes, n=100)[-1]
        print(
            f"{messages} messages in {len(found)} conversations; an entry's words: {typical:.0f} bytes, p99 {most:.0f}"
        )
        for line in measured(desk, meter, queries(found, words)):
            print(line, flush=True)


if __name__ == "__main__":
    main()
