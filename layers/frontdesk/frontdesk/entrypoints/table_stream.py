"""Records of the tables' streams: what must survive the death of the invocation that caused them."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.errors import Busy
from frontdesk.domain.privacy import SETTLING
from frontdesk.domain.vocabulary import MessageType
from frontdesk.entrypoints.bot_stream import bot_jobs
from frontdesk.entrypoints.privacy_stream import gone
from frontdesk.entrypoints.push_stream import push_jobs
from frontdesk.entrypoints.search_stream import index_records
from frontdesk.entrypoints.stream_records import Batch, ConversationOf, Record
from frontdesk.entrypoints.webhook_stream import webhook_events
from frontdesk.use_cases.announce_to_webhooks import announce_to_webhooks
from frontdesk.use_cases.apply_message import catch_up
from frontdesk.use_cases.change_conversation import announce
from frontdesk.use_cases.merge_visitors import settle_visitor
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.rate_conversation import note_rating
from frontdesk.use_cases.record_outcome import note_wish_for_human
from frontdesk.use_cases.repair_summary import repair_summary
from frontdesk.use_cases.settle_escalation import follow_escalations
from frontdesk.use_cases.settle_hands import settle_hands
from frontdesk.use_cases.stream_ports import StreamDesk


def handle(desk: Desk, onward: StreamDesk, conversation_of: ConversationOf, event: Mapping[str, Any]) -> dict[str, Any]:
    """Work through a batch in order; where the store is busy, ask for the rest of the batch again.

    What goes onward comes last, and is told of a whole batch at once.
    """
    records = event["Records"]
    done = 0
    with suppress(Busy):
        for record in records:
            _account_for(desk, conversation_of, record)
            done += 1
    try:
        index_records(desk, records[:done])
        batch = Batch(desk, conversation_of, records[:done])
        for before, after in batch.changes():
            follow_escalations(desk, onward.escalations, before, after)
            note_wish_for_human(desk, onward.outcomes, before, after)
        onward.privacy.put(list(gone(conversation_of, records[:done])), later=SETTLING)
        onward.bot.put(list(bot_jobs(batch)))
        onward.pushes.put(list(push_jobs(batch)))
        told = webhook_events(onward.webhooks.subscriptions, conversation_of, records[:done])
        announce_to_webhooks(onward.webhooks, told)
    except Busy:
        done = 0
    again = records[done : done + 1]
    return {"batchItemFailures": [{"itemIdentifier": record["dynamodb"]["SequenceNumber"]} for record in again]}


def _account_for(desk: Desk, conversation_of: ConversationOf, record: Record) -> None:
    change = record["dynamodb"]
    if "NewImage" not in change:
        return
    if "log" in change["Keys"]:
        _account_for_message(desk, change)
    elif change["NewImage"].get("version") != change.get("OldImage", {}).get("version"):
        before = conversation_of(change["OldImage"]) if "OldImage" in change else None
        _account_for_change(desk, before, conversation_of(change["NewImage"]))


def _account_for_message(desk: Desk, change: Record) -> None:
    """A note changes nothing in the summary, and neither does what the summary itself has announced."""
    image = change["NewImage"]
    if "after_seq" not in image and image["type"]["S"] != MessageType.SYSTEM:
        tenant_id, _, conversation_id = change["Keys"]["log"]["S"].partition("#")
        repair_summary(desk, tenant_id, conversation_id, int(change["Keys"]["seq"]["N"]))


def _account_for_change(desk: Desk, before: Conversation | None, after: Conversation) -> None:
    announce(desk, after)
    note_rating(desk, before, after)
    settle_visitor(desk, before, after)
    # A message that changed nothing before this change may well do so after it.
    if catch_up(desk, after).version != after.version:
        repair_summary(desk, after.tenant_id, after.id, after.applied_seq + 1)
    settle_hands(desk, before, after)
