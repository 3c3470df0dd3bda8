"""Widgets, visitors and their tokens in memory."""

from datetime import datetime

from frontdesk.domain.visitor import Visitor
from frontdesk.domain.widget import Widget
from tests.fakes.step import Step, no_step


class FakeDirectory:
    """The end of a visitor's token is kept in whole seconds here."""

    def __init__(self, step: Step = no_step) -> None:
        self.step = step
        self._widgets: dict[str, Widget] = {}
        self._visitors: dict[tuple[str, str], Visitor] = {}
        self._tokens: dict[str, tuple[str, str, datetime]] = {}

    def widget(self, tenant_id: str, widget_id: str) -> Widget | None:
        self.step("directory.widget")
        own = (found for found in self._widgets.values() if (found.tenant_id, found.id) == (tenant_id, widget_id))
        return next(own, None)

    def widget_by_token(self, token: str) -> Widget | None:
        self.step("directory.widget_by_token")
        return self._widgets.get(token)

    def put_widget(self, widget: Widget) -> None:
        self.step("directory.put_widget")
        self._widgets[widget.token] = widget

    def visitor(self, tenant_id: str, visitor_id: str) -> Visitor | None:
        self.step("directory.visitor")
        return self._visitors.get((tenant_id, visitor_id))

    def put_visitor(self, visitor: Visitor) -> None:
        self.step("directory.put_visitor")
        self._visitors[visitor.tenant_id, visitor.id] = visitor

    def add_visitor_token(self, token: str, visitor: Visitor, expires_at: datetime) -> None:
        self.step("directory.add_visitor_token")
        self._tokens[token] = (visitor.tenant_id, visitor.id, expires_at.replace(microsecond=0))

    def visitor_of_token(self, token: str) -> tuple[Visitor, datetime] | None:
        self.step("directory.visitor_of_token")
        if token not in self._tokens:
            return None
        tenant_id, visitor_id, expires_at = self._tokens[token]
        visitor = self._visitors.get((tenant_id, visitor_id))
        return (visitor, expires_at) if visitor else None
