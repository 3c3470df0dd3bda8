"""Records of the tables' streams: what conversations are found by from now on."""

from collections.abc import Iterable, Mapping
from typing import Any

from frontdesk.domain.vocabulary import MessageType
from frontdesk.use_cases.index_words import index_words
from frontdesk.use_cases.ports import Desk

FOUND_BY = ("visitor_name", "visitor_email")


def index_records(desk: Desk, records: Iterable[Mapping[str, Any]]) -> None:
    """One entry is written once for all that a batch tells of its conversation. Raises Busy."""
    texts: dict[tuple[str, str], list[str]] = {}
    for change in (record["dynamodb"] for record in records):
        if _tells_words(change):
            texts.setdefault(_conversation_of(change["Keys"]), []).extend(_content(change))
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


def _content(change: Mapping[str, Any]) -> list[str]:
    return [change["NewImage"]["content"]["S"]] if "log" in change["Keys"] else []
