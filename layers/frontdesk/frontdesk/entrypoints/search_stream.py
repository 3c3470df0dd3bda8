"""Records of the tables' streams: what conversations are found by from now on."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from frontdesk.domain.vocabulary import MessageType
from frontdesk.use_cases.index_words import index_words, shown_of_ticket
from frontdesk.use_cases.ports import Desk

FOUND_BY = ("visitor_name", "visitor_email", "ticket_number")


def index_records(desk: Desk, records: Iterable[Mapping[str, Any]]) -> None:
    """One entry is written once for all that a batch tells of its conversation. Raises Busy."""
    texts: dict[tuple[str, str], list[str]] = {}
    for change in (record["dynamodb"] for record in records):
        if _tells_words(change):
            key = _conversation_of(change["Keys"])
            texts.setdefault(key, []).extend(_told(desk, key[0], change))
    for (tenant_id, conversation_id), several in texts.items():
        index_words(desk, tenant_id, conversation_id, several)


def _tells_words(change: Mapping[str, Any]) -> bool:
    """A note is never found, and what Frontdesk itself announces is in every conversation."""
    image, before = change.get("NewImage"), change.get("OldImage")
    if image is None:
        return False
    if "log" in change["Keys"]:
        return "after_seq" not in image and image["type"]["S"] != MessageType.SYSTEM
    return before is None or any(image.get(name) != before.get(name) for name in FOUND_BY)


def _conversation_of(keys: Mapping[str, Any]) -> tuple[str, str]:
    """Both tables' keys are the tenant's id and the conversation's."""
    key = keys["log"] if "log" in keys else keys["conversation_key"]
    tenant_id, _, conversation_id = key["S"].partition("#")
    return tenant_id, conversation_id


def _told(desk: Desk, tenant_id: str, change: Mapping[str, Any]) -> Sequence[str]:
    """The visitor's name and email are in the conversation, which is read anyway."""
    image = change["NewImage"]
    if "log" in change["Keys"]:
        return [image["content"]["S"]]
    return shown_of_ticket(desk, tenant_id, int(image["ticket_number"]["N"])) if "ticket_number" in image else ()
