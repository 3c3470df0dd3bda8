"""Widgets as they appear on a wire, and their settings as the domain has them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from frontdesk.contract import widget_models as models
from frontdesk.domain.business_hours import WEEKDAYS, BusinessHours, Holiday, Interval
from frontdesk.domain.widget import Widget

LOOKS = ("appearance", "texts", "behaviour")


def widget(found: Widget, conversation_count: int, now: datetime) -> models.Widget:
    return models.Widget(
        id=found.id,
        name=found.name,
        token=found.token,
        public_key=found.public_key,
        secret_hint=found.secret_hint,
        former_token_until=_if_ahead(found.former_token_until, now),
        former_secret_until=_if_ahead(found.former_secret_until, now),
        active=found.active,
        handler_type=found.handler_type,
        handler_id=found.handler_id,
        confidence_threshold=found.threshold,
        bot_name=found.bot_name,
        greeting=found.greeting,
        routing=found.routing,
        department_ids=list(found.department_ids),
        agent_ids=list(found.agent_ids),
        allowed_domains=list(found.allowed_domains),
        business_hours=business_hours(found.business_hours) if found.business_hours else None,
        open_now=found.is_open(now),
        opens_at=found.next_opening(now),
        appearance=models.Appearance.model_validate(found.appearance),
        texts=models.WidgetTexts.model_validate(found.texts),
        behaviour=models.WidgetBehaviour.model_validate(found.behaviour),
        conversation_count=conversation_count,
        created_at=found.created_at,
        updated_at=found.updated_at,
        version=found.version,
    )


def settings_of(body: models.CreateWidget | models.EditWidget) -> dict[str, Any]:
    """What the body names, as fields of the domain's widget."""
    named = {
        name: value
        for name, value in dict(body).items()
        if name in body.model_fields_set and (value is not None or name in models.MAY_BE_NULL)
    }
    named.pop("version", None)
    looks = {name: named[name].model_dump(mode="json", exclude_unset=True) for name in LOOKS if name in named}
    hours = named.get("business_hours")
    if hours is not None:
        named["business_hours"] = hours_of(hours)
    return {models.IN_THE_DOMAIN.get(name, name): value for name, value in {**named, **looks}.items()}


def hours_of(hours: models.BusinessHours) -> BusinessHours:
    return BusinessHours(
        time_zone=hours.time_zone,
        week=tuple(_intervals(getattr(hours.week, day)) for day in WEEKDAYS),
        holidays=tuple(
            Holiday(date=holiday.date, name=holiday.name, intervals=_intervals(holiday.hours))
            for holiday in hours.holidays
        ),
    )


def _if_ahead(moment: datetime | None, now: datetime) -> datetime | None:
    return moment if moment is not None and moment > now else None


def business_hours(hours: BusinessHours) -> models.BusinessHours:
    return models.BusinessHours(
        time_zone=hours.time_zone,
        week=models.Week(**{day: _open(intervals) for day, intervals in zip(WEEKDAYS, hours.week, strict=True)}),
        holidays=tuple(
            models.Holiday(date=holiday.date, name=holiday.name, hours=_open(holiday.intervals))
            for holiday in hours.holidays
        ),
    )


def _intervals(written: Sequence[models.OpenInterval]) -> tuple[Interval, ...]:
    return tuple(Interval(_minutes(interval.opens), _minutes(interval.closes)) for interval in written)


def _open(intervals: Sequence[Interval]) -> tuple[models.OpenInterval, ...]:
    return tuple(
        models.OpenInterval(opens=_clock(interval.opens), closes=_clock(interval.closes)) for interval in intervals
    )


def _minutes(clock: str) -> int:
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
