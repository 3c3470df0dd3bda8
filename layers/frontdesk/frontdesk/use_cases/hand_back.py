"""An agent gives a conversation back to the bot."""

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.errors import Conflict
from frontdesk.domain.escalating import handed_back
from frontdesk.domain.principal import Principal
from frontdesk.domain.vocabulary import HandlerType
from frontdesk.use_cases.change_conversation import announce, change_conversation
from frontdesk.use_cases.find_conversation import find_conversation
from frontdesk.use_cases.ports import Desk


def hand_back(desk: Desk, agent: Principal, conversation_id: str) -> Conversation:
    """The bot answers from the visitor's next message on.

    Raises NotFound, Forbidden, InvalidTransition, Busy, and Conflict where the widget has no bot.
    """
    found = find_conversation(desk, agent, conversation_id)
    widget = desk.directory.widget(found.tenant_id, found.widget_id)
    if widget is None or widget.handler_type is not HandlerType.AI_BOT:
        raise Conflict("This conversation came by a widget that has no bot.")
    changed = change_conversation(
        desk, agent, conversation_id, lambda conversation, _now: handed_back(conversation, agent)
    )
    announce(desk, changed)
    return changed
