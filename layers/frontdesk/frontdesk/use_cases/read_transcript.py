"""Read all that was said in a conversation, for a file that somebody keeps. Internal notes are no part of it."""

from collections.abc import Sequence

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.errors import TooLarge
from frontdesk.domain.message import Message
from frontdesk.domain.principal import Principal
from frontdesk.use_cases.find_conversation import find_conversation
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.read_whole_log import read_whole_log

# An answer of Lambda holds 6 MB. Beside its text a message takes up to 400 bytes, and a character up to six of them.
MOST_MESSAGES = 6_000
MOST_CHARACTERS = 600_000


def read_transcript(desk: Desk, principal: Principal, conversation_id: str) -> tuple[Conversation, Sequence[Message]]:
    """Raises NotFound; TooLarge for what no single answer holds, rather than leave anything out; Busy."""
    conversation = find_conversation(desk, principal, conversation_id)
    messages: list[Message] = []
    characters = 0
    for message in read_whole_log(desk, conversation):
        messages.append(message)
        characters += len(message.content)
        if len(messages) > MOST_MESSAGES or characters > MOST_CHARACTERS:
            raise TooLarge("This conversation is too long for one file. Its messages can be read page by page.")
    return conversation, messages
