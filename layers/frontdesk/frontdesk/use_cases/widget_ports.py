"""What the keeping of widgets needs beside the desk."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from frontdesk.domain.signing_key import SigningKey
from frontdesk.domain.widget import Widget


class Widgets(Protocol):
    """A tenant's widgets as their admins see and change them; `Directory` finds one for visitors."""

    def get(self, tenant_id: str, widget_id: str) -> Widget | None:
        """By a strongly consistent read; also one that has been removed."""

    def of_tenant(self, tenant_id: str) -> Sequence[Widget]:
        """All that are not removed, by name, by a strongly consistent read."""

    def conversation_counts(self, tenant_id: str) -> Mapping[str, int]:
        """How many conversations have been started on each widget that has had any."""

    def conversation_count(self, tenant_id: str, widget_id: str) -> int: ...

    def add(self, widget: Widget, key: SigningKey) -> None: ...

    def replace(self, old: Widget, new: Widget) -> bool:
        """False when it is no longer `old.version` that is stored.

        A new token leads to the widget at once; the one before does until `former_token_until`.
        """

    def rotate(self, old: Widget, new: Widget, key: SigningKey) -> bool:
        """As `replace`, with the new secret key as one."""

    def signing_key(self, tenant_id: str, widget_id: str) -> SigningKey | None:
        """By a strongly consistent read."""


class KnownWorkflows(Protocol):
    def get(self, tenant_id: str, workflow_id: str) -> object | None:
        """None where the tenant has no such workflow."""


@dataclass(frozen=True, slots=True)
class WidgetDesk:
    widgets: Widgets
    workflows: KnownWorkflows
