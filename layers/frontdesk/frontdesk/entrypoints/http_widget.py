"""The widget's own routes: its script, its settings, the visitor's session and WebSocket ticket."""

import json

from fastapi import APIRouter, Request, Response

from frontdesk.contract.http_models import IdentifyVisitor, Session, SessionRequest, WsTicket
from frontdesk.contract.records import VisitorSummary
from frontdesk.contract.widget_models import (
    Appearance,
    LeaveMessage,
    LeftMessage,
    WidgetBehaviour,
    WidgetConfig,
    WidgetTexts,
)
from frontdesk.domain.visitor import Particulars
from frontdesk.entrypoints.http_context import ContextOf, VisitorOf, WidgetOf, address_of, bearer_of, origin_of
from frontdesk.entrypoints.http_rates import COUNTED_ACTION, COUNTED_BEGINNING, COUNTED_SESSION
from frontdesk.entrypoints.http_shared import CREATED, give_ticket
from frontdesk.use_cases.identify_visitor import Told, identify_visitor
from frontdesk.use_cases.leave_message import OfflineForm, leave_message
from frontdesk.use_cases.open_session import Session as OpenedSession
from frontdesk.use_cases.open_session import open_session, resume_session

# Not idempotent by key: a kept answer would keep the token or ticket that it gave.
router = APIRouter(prefix="/api/widget/{token}", tags=["widget"])

CACHE_SECONDS = 300
CONFIG_SECONDS = 60
SCRIPT = """(() => {
  const own = document.currentScript;
  const queue = [];
  const wait = (...args) =>
    new Promise((resolve, reject) => queue.push(Object.assign(args, { resolve, reject })));
  const call = window.Frontdesk || Object.assign(wait, { q: queue });
  window.Frontdesk = call;
  call.install = {
    token: %s,
    api: new URL(own.src).origin,
    assets: new URL(%s, own.src).href,
  };
  // Inherits this script's nonce, and needs no permission where trusted types are demanded.
  import(call.install.assets + "/loader.js").catch((error) => console.warn("Frontdesk could not load:", error.message));
})();
"""


@router.get("/script.js", response_class=Response)
async def script(context: ContextOf, widget: WidgetOf) -> Response:
    """The one script that a site embeds: it lets `Frontdesk` be called at once, and loads the rest."""
    values = (json.dumps(widget.token), json.dumps(context.assets_url))
    return Response(
        SCRIPT % values,
        media_type="text/javascript; charset=utf-8",
        headers={"Cache-Control": f"public, max-age={CACHE_SECONDS}"},
    )


@router.get("/config")
async def config(context: ContextOf, widget: WidgetOf, response: Response) -> WidgetConfig:
    response.headers["Cache-Control"] = f"private, max-age={CONFIG_SECONDS}"
    now = context.desk.clock.now()
    return WidgetConfig(
        widget_id=widget.id,
        name=widget.name,
        active=widget.active,
        handler_type=widget.handler_type,
        bot_name=widget.bot_name,
        open_now=widget.is_open(now),
        opens_at=widget.next_opening(now),
        appearance=Appearance.model_validate(widget.appearance),
        texts=WidgetTexts.model_validate(widget.texts),
        behaviour=WidgetBehaviour.model_validate(widget.behaviour),
        limits=context.limits,
    )


@router.post("/session", dependencies=[COUNTED_SESSION])
async def session(request: Request, context: ContextOf, widget: WidgetOf, body: SessionRequest) -> Session:
    particulars = _particulars(request, context.edge_key, body)
    token = bearer_of(request)
    if token is None:
        return _session(open_session(context.desk, widget, particulars))
    return _session(resume_session(context.desk, widget, token, particulars))


@router.post("/identify", dependencies=[COUNTED_SESSION])
async def identify(request: Request, context: ContextOf, widget: WidgetOf, body: IdentifyVisitor) -> Session:
    """The session of whom the site names, with the conversations of whoever they were before as the bearer token says.
    Use its `visitor_token` from then on, and open the WebSocket anew."""
    told = Told(token=body.token, user_id=body.user_id, attributes=body.attributes)
    particulars = _particulars(request, context.edge_key, body)
    opened = identify_visitor(context.desk, context.widgets.widgets, widget, bearer_of(request), told, particulars)
    return _session(opened)


def _session(opened: OpenedSession) -> Session:
    visitor = opened.visitor
    return Session(
        visitor=VisitorSummary(
            id=visitor.id,
            name=visitor.particulars.name,
            email=visitor.particulars.email,
            verified=visitor.verified,
        ),
        visitor_token=opened.token,
        expires_at=opened.expires_at,
    )


@router.post("/ws-ticket", dependencies=[COUNTED_ACTION])
async def ws_ticket(request: Request, context: ContextOf, caller: VisitorOf) -> WsTicket:
    return give_ticket(context, caller.principal, origin_of(request))


@router.post(
    "/offline-message",
    status_code=CREATED,
    dependencies=[COUNTED_BEGINNING],
    responses={200: {"model": LeftMessage, "description": "It had been left before"}},
)
async def offline_message(context: ContextOf, caller: VisitorOf, body: LeaveMessage, response: Response) -> LeftMessage:
    """For as long as nobody is there. It becomes a ticket."""
    form = OfflineForm(
        client_id=body.client_id,
        name=body.name,
        email=body.email,
        message=body.message,
        page_url=body.page.url if body.page else None,
        page_title=body.page.title if body.page else None,
    )
    left, duplicate = leave_message(context.desk, caller.widget, caller.visitor, caller.principal, form)
    if duplicate:
        response.status_code = 200
    return LeftMessage(ticket_number=left.ticket_number or 0, conversation_id=left.id)


def _particulars(request: Request, edge_key: str, body: SessionRequest) -> Particulars:
    page = body.page
    return Particulars(
        name=body.name,
        email=body.email,
        user_agent=request.headers.get("user-agent"),
        ip_address=address_of(request, edge_key) or None,
        referrer=page.referrer if page else None,
        page_url=page.url if page else None,
        page_title=page.title if page else None,
        locale=body.locale,
        time_zone=body.time_zone,
    )
