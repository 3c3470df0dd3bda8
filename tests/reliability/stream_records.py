"""What the tables' streams tell of a change in memory, and how `table_stream` reads it."""

from collections.abc import Mapping
from typing import Any, cast

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.message import Message

Record = dict[str, Any]


def of_message(message: Message, number: int) -> Record:
    """`number` is the record's place in the stream."""
    note = "" if message.after_seq is None else "#notes"
    keys = {"log": {"S": f"{message.tenant_id}#{message.conversation_id}{note}"}, "seq": {"N": str(message.seq)}}
    texts = {"type": message.type, "sender_type": message.sender_type, "content": message.content}
    image: dict[str, Any] = {name: {"S": text} for name, text in texts.items()}
    if message.after_seq is not None:
        image["after_seq"] = {"N": str(message.after_seq)}
    return _record(number, Keys=keys, NewImage=image)


def of_change(old: Conversation | None, new: Conversation, number: int) -> Record:
    before = {"OldImage": _image(old)} if old else {}
    key = {"conversation_key": {"S": f"{new.tenant_id}#{new.id}"}}
    return _record(number, Keys=key, NewImage=_image(new), **before)


def conversation_of(image: Mapping[str, Any]) -> Conversation:
    return cast("Conversation", image["conversation"])


def _record(number: int, **change: Any) -> Record:
    return {"dynamodb": {**change, "SequenceNumber": str(number)}}


def _image(conversation: Conversation) -> Mapping[str, Any]:
    return {"version": {"N": str(conversation.version)}, "conversation": conversation}
