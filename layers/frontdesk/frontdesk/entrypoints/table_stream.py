"""Records of the tables' streams: what must survive the death of the invocation that caused them."""

from collections.abc import Callable, Mapping
from typing import Any

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.errors import Busy
from frontdesk.domain.vocabulary import MessageType
from frontdesk.use_cases.change_conversation import announce
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.repair_summary import repair_summary

Record = Mapping[str, Any]


def handle(desk: Desk, conversation_of: Callable[[Any], Conversation], event: Mapping[str, Any]) -> dict[str, Any]:
    """Work through a batch in order; where the store is busy, ask for the rest of the batch again."""
    for record in event["Records"]:
        try:
            _account_for(desk, conversation_of, record)
        except Busy:
            return {"batchItemFailures": [{"itemIdentifier": record["dynamodb"]["SequenceNumber"]}]}
    return {"batchItemFailures": []}


def _account_for(desk: Desk, conversation_of: Callable[[Any], Conversation], record: Record) -> None:
    change = record["dynamodb"]
    if "NewImage" not in change:
        return
    if "log" in change["Keys"]:
        if change["NewImage"]["type"]["S"] != MessageType.SYSTEM:
            tenant_id, _, conversation_id = change["Keys"]["log"]["S"].partition("#")
            repair_summary(desk, tenant_id, conversation_id, int(change["Keys"]["seq"]["N"]))
    elif change["NewImage"].get("version") != change.get("OldImage", {}).get("version"):
        conversation = conversation_of(change["NewImage"])
        announce(desk, conversation)
        # A message that changed nothing before this change may well do so after it.
        repair_summary(desk, conversation.tenant_id, conversation.id, conversation.applied_seq + 1)
