"""Use a canned response in a conversation."""

from frontdesk.domain.canned_response import CannedResponse, Filled, Variable, first_name
from frontdesk.domain.conversation import Conversation
from frontdesk.domain.principal import Principal
from frontdesk.domain.widget import Widget
from frontdesk.use_cases.find_conversation import find_conversation
from frontdesk.use_cases.manage_canned_responses import find_canned_response
from frontdesk.use_cases.ports import Desk

ARTICLES = "/api/widget/{}/articles"


def use_canned_response(
    desk: Desk, agent: Principal, conversation_id: str, response_id: str, *, site: str | None = None
) -> Filled:
    """How it reads there. It is counted as one more use. Raises NotFound.

    `site` is where visitors reach this desk: without it, an article is quoted without its address.
    """
    conversation = find_conversation(desk, agent, conversation_id)
    response = find_canned_response(desk, agent, response_id)
    widget = desk.directory.widget(conversation.tenant_id, conversation.widget_id)
    quotations = _quotations(
        desk, agent, response, f"{site}{ARTICLES.format(widget.token)}" if site and widget else None
    )
    filled = response.filled(_values(desk, agent, conversation, widget), quotations)
    desk.canned_responses.count_use(response)
    return filled


def _quotations(desk: Desk, agent: Principal, response: CannedResponse, address: str | None) -> dict[str, str]:
    """The title and the address of each article that it quotes and that visitors can read."""
    found = {slug: desk.articles.by_slug(agent.tenant_id, slug) for slug in response.articles}
    return {
        slug: f"{article.title}: {address}/{slug}/page" if address else article.title
        for slug, article in found.items()
        if article and article.published
    }


def _values(
    desk: Desk, agent: Principal, conversation: Conversation, widget: Widget | None
) -> dict[Variable, str | None]:
    """What is known of the visitor now goes before what was known when the conversation began."""
    visitor = desk.directory.visitor(conversation.tenant_id, conversation.visitor_id)
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
