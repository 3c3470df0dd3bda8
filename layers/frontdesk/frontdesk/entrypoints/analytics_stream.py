"""Records of the Conversations and Messages tables' streams: what changes the counters.

Whether there is anything to do is told by the record alone, and a conversation that changes several times in a batch is
counted once.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from aws_lambda_powertools import Logger

from frontdesk.domain.analytics.counts import has_answered, tenth_of
from frontdesk.domain.analytics.facts import facts_of
from frontdesk.domain.conversation import Conversation
from frontdesk.domain.errors import Busy
from frontdesk.entrypoints.stream_records import ConversationOf, Record
from frontdesk.use_cases.analytics_ports import Counters
from frontdesk.use_cases.count_conversation import count_conversation, recount_conversation
from frontdesk.use_cases.ports import Desk

Key = tuple[str, str]


@dataclass(slots=True)
class _Work:
    """What a conversation's records ask for, and the first of them."""

    first: int
    changed: Conversation | None = None
    answers: dict[int, int] = field(default_factory=dict)


def handle(
    desk: Desk, counters: Counters, logger: Logger, conversation_of: ConversationOf, event: Mapping[str, Any]
) -> dict[str, Any]:
    """Where the store is busy, ask for the batch again from the first record of a conversation that is not done."""
    records = event["Records"]
    counted = 0
    failed: list[int] = []
    for key, work in _work_of(records, conversation_of).items():
        try:
            counted += _count(desk, counters, key, work)
        except Busy:
            logger.warning("not_counted", extra={"conversation_id": key[1]})
            failed.append(work.first)
    if counted:
        logger.info("conversations_counted", extra={"counted": counted, "records": len(records)})
    again = [records[min(failed)]] if failed else []
    return {"batchItemFailures": [{"itemIdentifier": record["dynamodb"]["SequenceNumber"]} for record in again]}


def _count(desk: Desk, counters: Counters, key: Key, work: _Work) -> bool:
    changed = work.changed is not None and count_conversation(counters, desk.clock, work.changed)
    if work.answers:
        changed |= recount_conversation(counters, desk, *key, lambda _: work.answers)
    return changed


def _work_of(records: Sequence[Record], conversation_of: ConversationOf) -> Mapping[Key, _Work]:
    by_conversation: dict[Key, _Work] = {}
    for number, change in enumerate(record["dynamodb"] for record in records):
        if "NewImage" not in change:
            continue
        if "log" in change["Keys"]:
            _note_answer(by_conversation, number, change)
        elif change["NewImage"].get("version") != change.get("OldImage", {}).get("version"):
            _note_change(by_conversation, number, change, conversation_of)
    return by_conversation


def _note_answer(by_conversation: dict[Key, _Work], number: int, change: Record) -> None:
    if "answer" not in change["NewImage"]:
        return
    answer = json.loads(change["NewImage"]["answer"]["S"])
    if has_answered(answer["confidence"], answer["threshold"]):
        tenant_id, _, conversation_id = change["Keys"]["log"]["S"].partition("#")
        work = by_conversation.setdefault((tenant_id, conversation_id), _Work(number))
        work.answers[int(change["Keys"]["seq"]["N"])] = tenth_of(answer["confidence"])


def _note_change(
    by_conversation: dict[Key, _Work], number: int, change: Record, conversation_of: ConversationOf
) -> None:
    after = conversation_of(change["NewImage"])
    if "OldImage" in change and facts_of(conversation_of(change["OldImage"])) == facts_of(after):
        return
    work = by_conversation.setdefault((after.tenant_id, after.id), _Work(number))
    if work.changed is None or work.changed.version < after.version:
        work.changed = after
