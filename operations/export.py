"""A tenant's conversations as JSON lines."""

from typing import TextIO

from frontdesk.contract import rendering
from frontdesk.contract.base import Wire
from frontdesk.contract.records import AgentConversation, Message, Note
from frontdesk.domain.conversation import Conversation
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.read_whole_log import read_whole_log
from frontdesk.use_cases.walk_conversations import walk_conversations
from operations.progress import Report


class ExportedConversation(Wire):
    conversation: AgentConversation
    messages: list[Message]
    notes: list[Note]


def export_tenant(desk: Desk, tenant_id: str, file: TextIO, report: Report) -> int:
    """How many were written. One conversation at a time is held in memory. Raises Busy."""
    written = 0
    for written, conversation in enumerate(walk_conversations(desk, tenant_id), start=1):
        file.write(_exported(desk, conversation).model_dump_json() + "\n")
        report(written)
    return written


def _exported(desk: Desk, conversation: Conversation) -> ExportedConversation:
    log = list(read_whole_log(desk, conversation))
    return ExportedConversation(
        conversation=rendering.agent_conversation(conversation, log[-1] if log else None),
        messages=[rendering.message(message) for message in log],
        notes=[rendering.note(note) for note in desk.notes.read_from(conversation.tenant_id, conversation.id, 1)],
    )
