"""How the tenant is doing. Every agent may see it, as every agent sees the whole team."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from frontdesk.contract import analytics_rendering
from frontdesk.contract.analytics_models import Analytics, AskAnalytics, AskDashboard, Dashboard, ExportAnalytics
from frontdesk.domain.analytics.period import Interval, asked_days, zone_of
from frontdesk.domain.principal import Principal
from frontdesk.entrypoints.analytics_csv import csv_of
from frontdesk.entrypoints.http_agents import PREFIX
from frontdesk.entrypoints.http_context import AgentOf, Context, ContextOf
from frontdesk.use_cases.view_analytics import AnalyticsWish, view_analytics
from frontdesk.use_cases.view_dashboard import view_dashboard

CSV = "text/csv"

router = APIRouter(prefix=PREFIX, tags=["agent"])


@router.get("/dashboard")
async def dashboard(context: ContextOf, agent: AgentOf, asked: Annotated[AskDashboard, Query()]) -> Dashboard:
    """What is going on at this moment, and the figures of the day so far."""
    view = view_dashboard(context.desk, context.counters, agent, zone_of(asked.time_zone))
    return analytics_rendering.dashboard(view)


@router.get("/analytics")
async def analytics(context: ContextOf, agent: AgentOf, asked: Annotated[AskAnalytics, Query()]) -> Analytics:
    """Conversations count on the day on which they began, as they stand now. Up to 92 days."""
    return _analytics(context, agent, asked)


@router.get(
    "/analytics/export",
    response_class=Response,
    responses={200: {"content": {CSV: {"schema": {"type": "string"}}}, "description": "One table, with names above"}},
)
async def export(context: ContextOf, agent: AgentOf, asked: Annotated[ExportAnalytics, Query()]) -> Response:
    """The same figures as CSV."""
    found = _analytics(context, agent, asked)
    name = f"frontdesk-{asked.table}.csv"
    return Response(
        csv_of(found, asked.table),
        media_type=CSV,
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"},
    )


def _analytics(context: Context, agent: Principal, asked: AskAnalytics) -> Analytics:
    interval, zone = Interval(asked.interval), zone_of(asked.time_zone)
    wish = AnalyticsWish(
        days=asked_days(asked.first_day, asked.last_day, interval, zone, context.desk.clock.now()),
        interval=interval,
        widget_id=asked.widget_id,
        agent_id=asked.agent_id,
        department_id=asked.department,
    )
    return analytics_rendering.analytics(wish, view_analytics(context.desk, context.counters, agent, wish))
