"""What the streams' records tell of how the desk is doing. Reading it off them asks nothing of anybody."""

import json
import logging
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from frontdesk.domain.analytics.facts import facts_of
from frontdesk.domain.conversation import Conversation
from frontdesk.domain.vocabulary import Status
from frontdesk.entrypoints.stream_records import ConversationOf, Record
from frontdesk.metrics import (
    BOT_CONFIDENCE,
    CONVERSATIONS_STARTED,
    ESCALATIONS,
    FIRST_RESPONSE,
    MESSAGES,
    QUEUE_WAIT,
    Meter,
)
from frontdesk.observability import SERVICE, correlation_id


def tell_batch(
    meter: Meter, conversation_of: ConversationOf, event: Mapping[str, Any], answer: Mapping[str, Any]
) -> None:
    """Of the records that were done; the others are told of when they come again."""
    again = {failure["itemIdentifier"] for failure in answer["batchItemFailures"]}
    numbers = [record["dynamodb"]["SequenceNumber"] for record in event["Records"]]
    done = next((place for place, number in enumerate(numbers) if number in again), len(numbers))
    changes = [record["dynamodb"] for record in event["Records"][:done] if "NewImage" in record["dynamodb"]]
    messages = [change for change in changes if _is_message(change)]
    for change in messages:
        _measure_message(meter, change["NewImage"])
    for change in changes:
        if "log" not in change["Keys"]:
            before = conversation_of(change["OldImage"]) if "OldImage" in change else None
            _measure_change(meter, before, conversation_of(change["NewImage"]))
    meter.tell()
    told = {"records": done, "again": len(numbers) - done, "correlation_ids": list(_correlations(messages))}
    logging.getLogger(SERVICE).info("records_worked", extra=told)


def _is_message(change: Record) -> bool:
    """An internal note is none."""
    return "log" in change["Keys"] and "after_seq" not in change["NewImage"]


def _measure_message(meter: Meter, image: Mapping[str, Any]) -> None:
    meter.add(MESSAGES, label=image["sender_type"]["S"])
    if "answer" in image:
        meter.add(BOT_CONFIDENCE, float(json.loads(image["answer"]["S"])["confidence"]))


def _measure_change(meter: Meter, before: Conversation | None, after: Conversation) -> None:
    if before is None:
        meter.add(CONVERSATIONS_STARTED, label=after.handler)
    if after.first_response_at is not None and (before is None or before.first_response_at is None):
        waited = facts_of(after).first_response
        if waited is not None:
            meter.add(FIRST_RESPONSE, waited.total_seconds())
    if before is not None and before.status is Status.PENDING and after.agent_id and after.wait_seconds is not None:
        meter.add(QUEUE_WAIT, after.wait_seconds)
    for escalation in after.escalations[len(before.escalations) if before else 0 :]:
        meter.add(ESCALATIONS, label=escalation.reason)


def _correlations(messages: Sequence[Record]) -> Iterator[str]:
    for change in messages:
        conversation_id = change["Keys"]["log"]["S"].partition("#")[2]
        yield correlation_id(conversation_id, int(change["Keys"]["seq"]["N"]))
