"""What the streams' records give webhooks to be told of. A record that comes again names the same events."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from frontdesk.domain.vocabulary import MessageType
from frontdesk.domain.webhook_event import WebhookEvent, of_change, of_message
from frontdesk.entrypoints.stream_records import ConversationOf, Record
from frontdesk.use_cases.webhook_ports import Subscriptions


def webhook_events(
    subscriptions: Subscriptions, conversation_of: ConversationOf, records: Sequence[Record]
) -> Iterator[WebhookEvent]:
    """Of tenants who have webhooks; of the others nothing more than their id is read. Raises Busy."""
    for record in records:
        change = record["dynamodb"]
        if "NewImage" in change and subscriptions.of_tenant(_tenant(change)):
            if "log" not in change["Keys"]:
                before = conversation_of(change["OldImage"]) if "OldImage" in change else None
                yield from of_change(before, conversation_of(change["NewImage"]), _time(change))
            elif record["eventName"] == "INSERT" and _is_said(change["NewImage"]):
                tenant_id, _, conversation_id = change["Keys"]["log"]["S"].partition("#")
                yield of_message(tenant_id, conversation_id, int(change["Keys"]["seq"]["N"]), _time(change))


def _tenant(change: Record) -> str:
    keys = change["Keys"]
    key: str = (keys["log"] if "log" in keys else keys["conversation_key"])["S"]
    return key.partition("#")[0]


def _is_said(image: Record) -> bool:
    """Not a note, which is for agents alone; not what the log tells of changes, which are events of their own."""
    return "after_seq" not in image and image["type"]["S"] != MessageType.SYSTEM


def _time(change: Record) -> datetime:
    """When it was stored: the same however often the record comes."""
    return datetime.fromtimestamp(change["ApproximateCreationDateTime"], UTC)
