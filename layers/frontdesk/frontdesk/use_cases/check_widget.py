"""A widget with new settings, which make sense together."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from frontdesk.domain.allowed_domains import allowed_domains
from frontdesk.domain.business_hours import check_business_hours
from frontdesk.domain.errors import InvalidInput
from frontdesk.domain.vocabulary import HandlerType
from frontdesk.domain.widget import Widget
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.widget_ports import WidgetDesk

HANDLER = frozenset({"handler_type", "handler_id"})


def checked(desk: Desk, widgets: WidgetDesk, widget: Widget, settings: Mapping[str, Any]) -> Widget:
    """With these settings. What has been set before is not looked at again. Raises InvalidInput, naming the field."""
    new = replace(widget, **settings)
    if settings.keys() & HANDLER:
        new = _with_handler(widgets, new, settings)
    if "allowed_domains" in settings:
        new = replace(new, allowed_domains=allowed_domains(new.allowed_domains))
    if new.business_hours is not None and "business_hours" in settings:
        check_business_hours(new.business_hours)
    _check_scope(desk, widget, new)
    return new


def _with_handler(widgets: WidgetDesk, widget: Widget, settings: Mapping[str, Any]) -> Widget:
    """One that stops beginning with a workflow has none any more."""
    if widget.handler_type is not HandlerType.WORKFLOW:
        if settings.get("handler_id") is not None:
            raise InvalidInput("handler_id", "Only a widget that begins with a workflow has one.")
        return replace(widget, handler_id=None)
    if widget.handler_id is None:
        raise InvalidInput("handler_id", "Choose the workflow that the widget begins with.")
    if widgets.workflows.get(widget.tenant_id, widget.handler_id) is None:
        raise InvalidInput("handler_id", "There is no such workflow.")
    return widget


def _check_scope(desk: Desk, before: Widget, after: Widget) -> None:
    for place, department_id in enumerate(after.department_ids):
        if department_id not in before.department_ids and desk.departments.get(after.tenant_id, department_id) is None:
            raise InvalidInput(f"department_ids.{place}", "There is no such department.")
    for place, agent_id in enumerate(after.agent_ids):
        agent = None if agent_id in before.agent_ids else desk.agents.get(after.tenant_id, agent_id)
        if agent_id not in before.agent_ids and (agent is None or agent.removed):
            raise InvalidInput(f"agent_ids.{place}", "There is no such agent.")
