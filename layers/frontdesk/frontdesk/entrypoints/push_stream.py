"""What the streams' records give agents to be notified of. A record that comes again names the same jobs."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.notification import PushJob, due_to_change, due_to_message
from frontdesk.domain.vocabulary import SenderType
from frontdesk.use_cases.ports import Desk

Record = Mapping[str, Any]


def jobs_of(desk: Desk, conversation_of: Callable[[Any], Conversation], records: Sequence[Record]) -> Iterator[PushJob]:
    """Raises Busy."""
    for record in records:
        change = record["dynamodb"]
        if "NewImage" not in change:
            continue
        found = _of_message(desk, change) if "log" in change["Keys"] else _of_change(conversation_of, change)
        if found is not None:
            yield found


def _of_message(desk: Desk, change: Record) -> PushJob | None:
    if change["NewImage"]["sender_type"]["S"] != SenderType.VISITOR:
        return None
    tenant_id, _, conversation_id = change["Keys"]["log"]["S"].partition("#")
    conversation = desk.conversations.get(tenant_id, conversation_id, consistent=True)
    return due_to_message(conversation, int(change["Keys"]["seq"]["N"])) if conversation else None


def _of_change(conversation_of: Callable[[Any], Conversation], change: Record) -> PushJob | None:
    before = conversation_of(change["OldImage"]) if "OldImage" in change else None
    return due_to_change(before, conversation_of(change["NewImage"]))
