"""The HTTP API as one FastAPI application."""

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware

from frontdesk.contract.http_models import Health
from frontdesk.entrypoints import (
    http_agents,
    http_analytics,
    http_answering,
    http_articles,
    http_audit,
    http_canned_responses,
    http_conversations,
    http_departments,
    http_escalations,
    http_notifications,
    http_queue,
    http_settings,
    http_tickets,
    http_transcripts,
    http_uploads,
    http_visitor_context,
    http_visitors,
    http_visitors_admin,
    http_webhooks,
    http_widget,
    http_widgets,
    http_workflows,
)
from frontdesk.entrypoints.http_context import Context
from frontdesk.entrypoints.http_errors import MEDIA_TYPE, add_problem_details
from frontdesk.entrypoints.http_idempotency import HEADER, REPLAYED

VERSION = "0.1.0"
PREFLIGHT_SECONDS = 7200
PROBLEM = {
    "description": "Problem details",
    "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
}


def make_app(context: Context | None) -> FastAPI:
    """The application; without a context it can describe itself, and answer nothing."""
    app = FastAPI(
        title="Frontdesk",
        version=VERSION,
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        responses={"4XX": PROBLEM, "5XX": PROBLEM},
    )
    app.state.context = context
    add_problem_details(app)
    # Added last, it stands before everything else, so that a page can read every refusal.
    # Any site may embed a widget, and no cookie is ever used: what a site may do is checked against the
    # widget's allowed domains and the bearer token.
    app.add_middleware(
        CORSMiddleware,
        allow_origins=["*"],
        allow_methods=["GET", "POST", "PUT", "PATCH", "DELETE"],
        allow_headers=["Authorization", "Content-Type", HEADER],
        expose_headers=["Retry-After", REPLAYED],
        max_age=PREFLIGHT_SECONDS,
    )
    app.include_router(http_widget.router)
    app.include_router(http_visitors.router)
    app.include_router(http_agents.router)
    app.include_router(http_agents.tickets)
    app.include_router(http_conversations.router)
    app.include_router(http_answering.agents)
    app.include_router(http_answering.visitors)
    app.include_router(http_escalations.router)
    app.include_router(http_queue.router)
    app.include_router(http_analytics.router)
    app.include_router(http_notifications.router)
    app.include_router(http_departments.router)
    app.include_router(http_canned_responses.router)
    app.include_router(http_articles.agents)
    app.include_router(http_articles.visitors)
    app.include_router(http_tickets.router)
    app.include_router(http_transcripts.agents)
    app.include_router(http_transcripts.visitors)
    app.include_router(http_uploads.agents)
    app.include_router(http_uploads.visitors)
    app.include_router(http_visitor_context.router)
    app.include_router(http_visitors_admin.router)
    app.include_router(http_settings.router)
    app.include_router(http_audit.router)
    app.include_router(http_webhooks.router)
    app.include_router(http_webhooks.secrets)
    app.include_router(http_widgets.router)
    app.include_router(http_widgets.secrets)
    app.include_router(http_workflows.router)

    @app.get("/health", tags=["operations"])
    async def health() -> Health:
        return Health(version=VERSION)

    return app
