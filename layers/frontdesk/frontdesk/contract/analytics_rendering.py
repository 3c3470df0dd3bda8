"""Figures as they appear on a wire."""

from frontdesk.contract import analytics_models as models
from frontdesk.domain.analytics import figures as found
from frontdesk.domain.analytics.period import Period
from frontdesk.use_cases.view_analytics import AnalyticsView, AnalyticsWish, OneAgent
from frontdesk.use_cases.view_dashboard import DashboardView


def dashboard(view: DashboardView) -> models.Dashboard:
    return models.Dashboard(
        at=view.at,
        live=models.LiveFigures(
            active=view.active,
            pending=view.pending,
            longest_wait_seconds=view.longest_wait,
            online_agents=view.online_agents,
            agents=view.agents,
        ),
        period=_period(view.period),
        today=_totals(view.today),
    )


def analytics(wish: AnalyticsWish, view: AnalyticsView) -> models.Analytics:
    return models.Analytics(
        period=_period(wish.days.period),
        interval=wish.interval.value,
        time_zone=wish.days.zone.key,
        totals=_totals(view.totals),
        previous=models.PreviousPeriod(period=_period(wish.days.before().period), totals=_totals(view.previous)),
        series=[_point(period, figures) for period, figures in view.series],
        by_hour=list(view.by_hour),
        by_weekday=list(view.by_weekday),
        agents=[_agent(one) for one in view.agents],
    )


def _period(period: Period) -> models.Period:
    return models.Period(start=period.start, end=period.end)


def _totals(figures: found.Figures) -> models.Totals:
    return models.Totals(
        conversations=figures.conversations,
        handled=figures.handled,
        resolved=figures.resolved,
        abandoned=figures.abandoned,
        first_response=_durations(figures.first_response),
        resolution=_durations(figures.resolution),
        wait=_durations(figures.wait),
        satisfaction=_satisfaction(figures.satisfaction),
        bot=_bot(figures.bot),
        escalations=dict(figures.escalations),
    )


def _point(period: Period, figures: found.Figures) -> models.SeriesPoint:
    return models.SeriesPoint(
        start=period.start,
        end=period.end,
        conversations=figures.conversations,
        handled=figures.handled,
        resolved=figures.resolved,
        abandoned=figures.abandoned,
        first_response=_durations(figures.first_response),
        resolution=_durations(figures.resolution),
        wait=_durations(figures.wait),
        satisfaction=_satisfaction(figures.satisfaction),
    )


def _agent(one: OneAgent) -> models.AgentFigures:
    return models.AgentFigures(
        agent_id=one.id,
        name=one.name,
        handled=one.figures.handled,
        resolved=one.figures.resolved,
        first_response=_durations(one.figures.first_response),
        resolution=_durations(one.figures.resolution),
        satisfaction=_satisfaction(one.figures.satisfaction),
        online_seconds=one.online_seconds,
    )


def _durations(durations: found.Durations) -> models.Durations:
    return models.Durations(
        count=durations.count,
        mean_seconds=_rounded(durations.mean),
        median_seconds=_rounded(durations.median),
        p90_seconds=_rounded(durations.p90),
    )


def _satisfaction(satisfaction: found.Satisfaction) -> models.Satisfaction:
    return models.Satisfaction(
        rated=satisfaction.rated,
        rateable=satisfaction.rateable,
        average=_rounded(satisfaction.average),
        response_rate=_rounded(satisfaction.response_rate),
        distribution=list(satisfaction.distribution),
    )


def _bot(bot: found.BotFigures) -> models.BotFigures:
    return models.BotFigures(
        conversations=bot.conversations,
        answered=bot.answered,
        deflected=bot.deflected,
        deflection_rate=_rounded(bot.deflection_rate),
        answers=bot.answers,
        confidence=list(bot.confidence),
    )


def _rounded(value: float | None) -> float | None:
    """To what a millisecond is worth: more would only show how floating point works."""
    return None if value is None else round(value, 3)
