"""The keeping of widgets in memory: the same ones that the directory finds."""

from collections.abc import Mapping, Sequence

from frontdesk.domain.errors import Busy
from frontdesk.domain.signing_key import SigningKey
from frontdesk.domain.widget import Widget
from tests.fakes.directory import FakeDirectory


class FakeWidgets:
    def __init__(self, directory: FakeDirectory) -> None:
        self._directory = directory
        self._keys: dict[tuple[str, str], SigningKey] = {}

    def get(self, tenant_id: str, widget_id: str) -> Widget | None:
        return self._directory.rows.get((tenant_id, widget_id))

    def of_tenant(self, tenant_id: str) -> Sequence[Widget]:
        own = [found for found in self._directory.rows.values() if found.tenant_id == tenant_id and not found.removed]
        return sorted(own, key=lambda widget: (widget.name.casefold(), widget.id))

    def conversation_counts(self, tenant_id: str) -> Mapping[str, int]:
        return {own: count for (owner, own), count in self._directory.counts.items() if owner == tenant_id}

    def conversation_count(self, tenant_id: str, widget_id: str) -> int:
        return self._directory.counts[tenant_id, widget_id]

    def add(self, widget: Widget, key: SigningKey) -> None:
        if (widget.tenant_id, widget.id) in self._directory.rows:
            raise Busy("The widget could not be added. Please try again.")
        self._directory.put_widget(widget)
        self._keys[widget.tenant_id, widget.id] = key

    def replace(self, old: Widget, new: Widget) -> bool:
        stored = self._directory.rows.get((old.tenant_id, old.id))
        if stored is None or stored.version != old.version:
            return False
        self._directory.put_widget(new)
        if old.token != new.token:
            until = new.former_token_until
            whole_seconds = until.replace(microsecond=0) if until else None
            self._directory.tokens[old.token] = (old.tenant_id, old.id, whole_seconds)
        return True

    def rotate(self, old: Widget, new: Widget, key: SigningKey) -> bool:
        if not self.replace(old, new):
            return False
        self._keys[key.tenant_id, key.widget_id] = key
        return True

    def signing_key(self, tenant_id: str, widget_id: str) -> SigningKey | None:
        return self._keys.get((tenant_id, widget_id))


class FakeKnownWorkflows:
    def __init__(self, *ids: tuple[str, str]) -> None:
        self.ids = set(ids)

    def get(self, tenant_id: str, workflow_id: str) -> object | None:
        return object() if (tenant_id, workflow_id) in self.ids else None
