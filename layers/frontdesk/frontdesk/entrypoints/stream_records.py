"""Records of the tables' streams, as those read them who want to know what has happened."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.vocabulary import SenderType
from frontdesk.use_cases.ports import Desk

Record = Mapping[str, Any]
ConversationOf = Callable[[Any], Conversation]


class Batch:
    """The records of one batch. A conversation in which somebody wrote is looked up once."""

    def __init__(self, desk: Desk, conversation_of: ConversationOf, records: Sequence[Record]) -> None:
        self._desk = desk
        self._conversation_of = conversation_of
        self._stored = [record["dynamodb"] for record in records if "NewImage" in record["dynamodb"]]

    def visitor_messages(self) -> list[tuple[Conversation, int]]:
        """Each with its conversation as it is now, and its seq. Raises Busy."""
        return self._visitor_messages

    @cached_property
    def _visitor_messages(self) -> list[tuple[Conversation, int]]:
        known: dict[str, Conversation | None] = {}
        found = []
        for change in self._stored:
            if "log" in change["Keys"] and change["NewImage"]["sender_type"]["S"] == SenderType.VISITOR:
                log = change["Keys"]["log"]["S"]
                if log not in known:
                    tenant_id, _, conversation_id = log.partition("#")
                    known[log] = self._desk.conversations.get(tenant_id, conversation_id, consistent=True)
                conversation = known[log]
                if conversation is not None:
                    found.append((conversation, int(change["Keys"]["seq"]["N"])))
        return found

    def changes(self) -> list[tuple[Conversation | None, Conversation]]:
        """Each conversation as it was before, if it was, and after."""
        return self._changes

    @cached_property
    def _changes(self) -> list[tuple[Conversation | None, Conversation]]:
        return [
            (
                self._conversation_of(change["OldImage"]) if "OldImage" in change else None,
                self._conversation_of(change["NewImage"]),
            )
            for change in self._stored
            if "log" not in change["Keys"]
        ]
