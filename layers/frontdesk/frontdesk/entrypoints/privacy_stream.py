"""What the streams' records leave to be erased: of each conversation that is gone, whatever it leaves behind.

It may have expired, or been erased with its visitor: then a second look finds what was written in that moment.
"""

from collections.abc import Iterable, Iterator

from frontdesk.domain.privacy import EraseConversation, remains_of
from frontdesk.entrypoints.stream_records import ConversationOf, Record


def gone(conversation_of: ConversationOf, records: Iterable[Record]) -> Iterator[EraseConversation]:
    for change in (record["dynamodb"] for record in records):
        if "NewImage" not in change and "OldImage" in change and "conversation_key" in change["Keys"]:
            yield remains_of(conversation_of(change["OldImage"]))
