"""Widgets, visitors and their tokens in memory."""

from collections import Counter
from dataclasses import replace
from datetime import datetime
from typing import Any

from frontdesk.domain.visitor import FORMER_TOKENS_LIVE, Particulars, Visitor
from frontdesk.domain.widget import Widget
from frontdesk.use_cases.ports import Clock
from tests.fakes.step import Step, no_step

NO_MERGES: dict[str, Any] = {"former_ids": (), "merging": (), "merged_into": None, "merged_at": None}
MERGES = tuple(NO_MERGES)


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

    def visitor(self, tenant_id: str, visitor_id: str, *, consistent: bool = False) -> Visitor | None:
        self.step("directory.visitor")
        return self._visitors.get((tenant_id, visitor_id))

    def create_visitor(self, visitor: Visitor) -> bool:
        self.step("directory.create_visitor")
        return self._visitors.setdefault((visitor.tenant_id, visitor.id), visitor) is visitor

    def put_visitor(self, visitor: Visitor) -> None:
        self.step("directory.put_visitor")
        known = self._visitors.get((visitor.tenant_id, visitor.id))
        kept: dict[str, Any] = {name: getattr(known, name) for name in MERGES} if known else dict(NO_MERGES)
        self._visitors[visitor.tenant_id, visitor.id] = replace(visitor, **kept)

    def merge_visitor(self, before: Visitor, after: Visitor, anonymous: Visitor | None = None) -> bool:
        self.step("directory.merge_visitor")
        known = self._visitors.get((before.tenant_id, before.id))
        if known is None or (known.former_ids, known.merging) != (before.former_ids, before.merging):
            return False
        if anonymous is not None:
            place = (anonymous.tenant_id, anonymous.id)
            lost = self._visitors.get(place)
            if lost is None or lost.merged_into is not None:
                return False
            self._visitors[place] = replace(
                lost,
                particulars=Particulars(),
                attributes={},
                external_id=None,
                merged_into=after.id,
                merged_at=self._clock.now(),
            )
        self._visitors[before.tenant_id, before.id] = replace(known, former_ids=after.former_ids, merging=after.merging)
        return True

    def add_visitor_token(self, token: str, visitor: Visitor, expires_at: datetime) -> None:
        self.step("directory.add_visitor_token")
        self._tokens[token] = (visitor.tenant_id, visitor.id, expires_at.replace(microsecond=0))

    def visitor_of_token(self, token: str) -> tuple[Visitor, datetime] | None:
        self.step("directory.visitor_of_token")
        if token not in self._tokens:
            return None
        tenant_id, visitor_id, expires_at = self._tokens[token]
        visitor = self._visitors.get((tenant_id, visitor_id))
        if visitor is None or visitor.merged_into is None or visitor.merged_at is None:
            return (visitor, expires_at) if visitor else None
        become = self._visitors.get((tenant_id, visitor.merged_into))
        return (become, min(expires_at, visitor.merged_at + FORMER_TOKENS_LIVE)) if become else None
