"""Canned responses in memory."""

from collections.abc import Sequence
from dataclasses import replace

from frontdesk.domain.canned_response import CannedResponse
from frontdesk.domain.errors import NameTaken
from tests.fakes.step import Step, no_step

WRITTEN = ("shortcut", "title", "body", "department_id")
Key = tuple[str, str]


class FakeCannedResponses:
    def __init__(self, step: Step = no_step) -> None:
        self.step = step
        self._responses: dict[Key, CannedResponse] = {}

    def get(self, tenant_id: str, response_id: str) -> CannedResponse | None:
        self.step("canned_responses.get")
        return self._responses.get((tenant_id, response_id))

    def of_tenant(self, tenant_id: str) -> Sequence[CannedResponse]:
        self.step("canned_responses.of_tenant")
        own = [response for response in self._responses.values() if response.tenant_id == tenant_id]
        return sorted(own, key=lambda response: response.shortcut)

    def add(self, response: CannedResponse) -> None:
        self.step("canned_responses.add")
        self._check_shortcut(response)
        self._responses[_key(response)] = response

    def edit(self, before: CannedResponse, after: CannedResponse) -> bool:
        self.step("canned_responses.edit")
        if _written(before) == _written(after):
            return True
        stored = self._responses.get(_key(before))
        if stored is None or _written(stored) != _written(before):
            return False
        self._check_shortcut(after)
        self._responses[_key(before)] = replace(after, usage_count=stored.usage_count)
        return True

    def remove(self, response: CannedResponse) -> bool:
        self.step("canned_responses.remove")
        stored = self._responses.get(_key(response))
        if stored is None or stored.shortcut != response.shortcut:
            return False
        del self._responses[_key(response)]
        return True

    def count_use(self, response: CannedResponse) -> None:
        self.step("canned_responses.count_use")
        stored = self._responses.get(_key(response))
        if stored is not None:
            self._responses[_key(response)] = replace(stored, usage_count=stored.usage_count + 1)

    def _check_shortcut(self, response: CannedResponse) -> None:
        for other in self._responses.values():
            same = (other.tenant_id, other.shortcut) == (response.tenant_id, response.shortcut)
            if same and other.id != response.id:
                raise NameTaken("shortcut", f"Another canned response has the shortcut /{response.shortcut} already.")


def _key(response: CannedResponse) -> Key:
    return response.tenant_id, response.id


def _written(response: CannedResponse) -> list[object]:
    return [getattr(response, name) for name in WRITTEN]
