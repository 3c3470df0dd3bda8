"""Use a canned response in a conversation."""

from frontdesk.domain.canned_response import Filled, Variable, first_name
from frontdesk.domain.conversation import Conversation
from frontdesk.domain.principal import Principal
from frontdesk.use_cases.find_conversation import find_conversation
from frontdesk.use_cases.manage_canned_responses import find_canned_response
from frontdesk.use_cases.ports import Desk


def use_canned_response(desk: Desk, agent: Principal, conversation_id: str, response_id: str) -> Filled:
    """How it reads there. It is counted as one more use. Raises NotFound."""
    conversation = find_conversation(desk, agent, conversation_id)
    response = find_canned_response(desk, agent, response_id)
    filled = response.filled(_values(desk, agent, conversation))
    desk.canned_responses.count_use(response)
    return filled


def _values(desk: Desk, agent: Principal, conversation: Conversation) -> dict[Variable, str | None]:
    """What is known of the visitor now goes before what was known when the conversation began."""
    visitor = desk.directory.visitor(conversation.tenant_id, conversation.visitor_id)
    widget = desk.directory.widget(conversation.tenant_id, conversation.widget_id)
    known = visitor.particulars if visitor else None
    name = (known.name if known else None) or conversation.visitor_name
    return {
        Variable.VISITOR_NAME: name,
        Variable.VISITOR_FIRST_NAME: first_name(name),
        Variable.VISITOR_EMAIL: (known.email if known else None) or conversation.visitor_email,
        Variable.AGENT_NAME: agent.name,
        Variable.AGENT_FIRST_NAME: first_name(agent.name),
        Variable.COMPANY_NAME: widget.name if widget else None,
        Variable.PAGE_TITLE: (known.page_title if known else None) or conversation.source_page_title,
        Variable.PAGE_URL: (known.page_url if known else None) or conversation.source_url,
    }
