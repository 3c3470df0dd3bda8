"""Widgets, visitors and their tokens in memory."""

from collections import Counter
from datetime import datetime

from frontdesk.domain.visitor import Visitor
from frontdesk.domain.widget import Widget
from frontdesk.use_cases.ports import Clock
from tests.fakes.step import Step, no_step


class FakeDirectory:
    """The end of a visitor's token is kept in whole seconds here."""

    def __init__(self, clock: Clock, step: Step = no_step) -> None:
        self._clock = clock
        self.step = step
        self.rows: dict[tuple[str, str], Widget] = {}
        self.tokens: dict[str, tuple[str, str, datetime | None]] = {}
        self.counts: Counter[tuple[str, str]] = Counter()
        self._visitors: dict[tuple[str, str], Visitor] = {}
        self._tokens: dict[str, tuple[str, str, datetime]] = {}

    def widget(self, tenant_id: str, widget_id: str) -> Widget | None:
        self.step("directory.widget")
        return self.rows.get((tenant_id, widget_id))

    def widget_by_token(self, token: str) -> Widget | None:
        self.step("directory.widget_by_token")
        tenant_id, widget_id, until = self.tokens.get(token, ("", "", None))
        if until is not None and until <= self._clock.now():
            return None
        found = self.rows.get((tenant_id, widget_id))
        return None if found is None or found.removed else found

    def put_widget(self, widget: Widget) -> None:
        self.step("directory.put_widget")
        self.rows[widget.tenant_id, widget.id] = widget
        self.tokens[widget.token] = (widget.tenant_id, widget.id, None)

    def count_conversation(self, tenant_id: str, widget_id: str) -> None:
        self.step("directory.count_conversation")
        self.counts[tenant_id, widget_id] += 1

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
