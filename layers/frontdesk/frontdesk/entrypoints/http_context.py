"""What the HTTP routes work with, and who is calling them."""

from dataclasses import dataclass
from hmac import compare_digest
from typing import Annotated

from fastapi import Depends, Path, Query, Request

from frontdesk.contract.agent_models import SignInSettings
from frontdesk.contract.base import PAGE_CEILING, Id
from frontdesk.contract.http_models import ClientLimits
from frontdesk.domain.errors import Forbidden, NotFound, Unauthorized
from frontdesk.domain.principal import Principal
from frontdesk.domain.visitor import Visitor
from frontdesk.domain.vocabulary import Role
from frontdesk.domain.widget import Widget
from frontdesk.observability import about
from frontdesk.use_cases.analytics_ports import Counters
from frontdesk.use_cases.audit_ports import AuditTrail
from frontdesk.use_cases.escalation_ports import EscalationSteps
from frontdesk.use_cases.knowledge_ports import KnowledgeDesk
from frontdesk.use_cases.limit_rate import admit_address, admit_principal
from frontdesk.use_cases.open_session import authenticate_visitor
from frontdesk.use_cases.ports import Accounts, AgentTokens, Answers, Desk
from frontdesk.use_cases.privacy_ports import PrivacyDesk
from frontdesk.use_cases.push_ports import PushDesk
from frontdesk.use_cases.rate_ports import RateDesk
from frontdesk.use_cases.recognise_agent import recognise_agent
from frontdesk.use_cases.webhook_ports import WebhookDesk
from frontdesk.use_cases.widget_ports import WidgetDesk
from frontdesk.use_cases.workflow_ports import Workflows

LIST_SIZE = 25
EDGE = "x-frontdesk-edge"


@dataclass(frozen=True, slots=True)
class Context:
    desk: Desk
    tokens: AgentTokens
    accounts: Accounts
    pushes: PushDesk
    knowledge: KnowledgeDesk
    escalation_steps: EscalationSteps
    privacy: PrivacyDesk
    webhooks: WebhookDesk
    widgets: WidgetDesk
    workflows: Workflows
    answers: Answers
    counters: Counters
    audit: AuditTrail
    rates: RateDesk
    limits: ClientLimits
    sign_in: SignInSettings
    assets_url: str
    websocket_url: str
    edge_key: str
    """By this the distribution in front of the API makes itself known."""


@dataclass(frozen=True, slots=True)
class Caller:
    """A visitor, at the widget that they call through."""

    widget: Widget
    visitor: Visitor
    principal: Principal


def context_of(request: Request) -> Context:
    context: Context = request.app.state.context
    return context


ContextOf = Annotated[Context, Depends(context_of)]


async def widget_of(
    request: Request,
    context: ContextOf,
    token: Annotated[str, Path(max_length=64, description="The widget's public token")],
) -> Widget:
    admit_address(context.rates, address_of(request, context.edge_key))
    widget = context.desk.directory.widget_by_token(token)
    if widget is None:
        raise NotFound("There is no such widget.")
    widget.check_origin(origin_of(request))
    return widget


WidgetOf = Annotated[Widget, Depends(widget_of)]


async def visitor_of(request: Request, context: ContextOf, widget: WidgetOf) -> Caller:
    token = bearer_of(request)
    if token is None:
        raise Unauthorized("Send the visitor token as a bearer token. POST session gives one.")
    visitor, principal = authenticate_visitor(context.desk, widget, token)
    _log_about(request, principal)
    admit_principal(context.rates, principal)
    return Caller(widget, visitor, principal)


async def agent_of(request: Request, context: ContextOf) -> Principal:
    token = bearer_of(request)
    if token is None:
        raise Unauthorized("Sign in, and send the ID token as a bearer token.")
    signed_in = context.tokens.read(token)
    _log_about(request, signed_in.principal)
    admit_principal(context.rates, signed_in.principal)
    return recognise_agent(context.desk, signed_in)


def _log_about(request: Request, caller: Principal) -> None:
    conversation_id = request.path_params.get("id") if "/conversations/" in request.url.path else None
    about(tenant_id=caller.tenant_id, conversation_id=conversation_id)


AgentOf = Annotated[Principal, Depends(agent_of)]


async def admin_of(agent: AgentOf) -> Principal:
    if agent.role is not Role.ADMIN:
        raise Forbidden("Only an admin can do this.")
    return agent


VisitorOf = Annotated[Caller, Depends(visitor_of)]
AdminOf = Annotated[Principal, Depends(admin_of)]
PathId = Annotated[Id, Path(alias="id")]
ConversationId = Annotated[Id, Path(alias="id")]
Cursor = Annotated[str | None, Query(max_length=512, description="`next_cursor` of the page before")]
ListLimit = Annotated[int, Query(ge=1, le=PAGE_CEILING)]
SeqBound = Annotated[int | None, Query(ge=0, le=10**9)]
MessageLimit = Annotated[int | None, Query(ge=1, le=PAGE_CEILING)]


def bearer_of(request: Request) -> str | None:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token if scheme.lower() == "bearer" and token else None


def address_of(request: Request, edge_key: str) -> str:
    """Of the person, as far as it can be trusted: what a caller writes into X-Forwarded-For itself comes first in it.

    Whoever has connected to the API comes last. Where that is our own distribution, the one before has connected to it.
    """
    peer = request.client.host if request.client else ""
    hops = [hop.strip() for hop in request.headers.get("x-forwarded-for", "").split(",")]
    before = [hop for hop in hops if hop and hop != peer]
    through_edge = bool(edge_key) and compare_digest(request.headers.get(EDGE, "").encode(), edge_key.encode())
    return before[-1] if through_edge and before else peer


def origin_of(request: Request) -> str | None:
    return request.headers.get("origin")
