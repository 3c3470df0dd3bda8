"""Find the content of a file in a conversation."""

from datetime import datetime, timedelta

from frontdesk.domain.errors import NotFound
from frontdesk.domain.principal import Principal
from frontdesk.use_cases.find_conversation import find_conversation
from frontdesk.use_cases.ports import Desk

ADDRESS_LIFE = timedelta(minutes=5)


def find_attachment(desk: Desk, reader: Principal, conversation_id: str, attachment_id: str) -> tuple[str, datetime]:
    """The address of its content, and how long it holds. Raises NotFound."""
    conversation = find_conversation(desk, reader, conversation_id)
    address = desk.attachments.address(conversation.tenant_id, conversation.id, attachment_id, ADDRESS_LIFE)
    if address is None:
        raise NotFound("There is no such file.")
    return address, desk.clock.now() + ADDRESS_LIFE
