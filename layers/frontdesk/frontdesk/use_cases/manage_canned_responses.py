"""Find, write and remove canned responses. Every agent may: who answers knows best what is said again and again."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from frontdesk.domain.canned_response import CannedResponse, check_body
from frontdesk.domain.errors import Busy, InvalidInput, NotFound
from frontdesk.domain.principal import Principal
from frontdesk.use_cases.cursors import cursor_at, rank_at
from frontdesk.use_cases.ports import Desk, Page

LISTING = "canned-responses"
ATTEMPTS = 5


def list_canned_responses(
    desk: Desk,
    agent: Principal,
    *,
    words: str = "",
    department_id: str | None = None,
    cursor: str | None = None,
    limit: int,
) -> Page[CannedResponse]:
    """By shortcut. With a department, those of that department alone. Raises InvalidInput for an unknown cursor."""
    after = rank_at(LISTING, agent.tenant_id, cursor) if cursor else ""
    found = [
        response
        for response in desk.canned_responses.of_tenant(agent.tenant_id)
        if response.shortcut > after and response.matches(words) and department_id in (None, response.department_id)
    ]
    more = len(found) > limit
    return Page(found[:limit], cursor_at(LISTING, agent.tenant_id, found[limit - 1].shortcut) if more else None)


def find_canned_response(desk: Desk, agent: Principal, response_id: str) -> CannedResponse:
    """Raises NotFound, also for one of another tenant."""
    found = desk.canned_responses.get(agent.tenant_id, response_id)
    if found is None:
        raise NotFound("There is no such canned response.")
    return found


def create_canned_response(
    desk: Desk, agent: Principal, *, shortcut: str, title: str, body: str, department_id: str | None = None
) -> CannedResponse:
    """Raises InvalidInput, and NameTaken for a shortcut that another one has."""
    check_body(body, desk.policy.message_length)
    _check_department(desk, agent, department_id)
    response = CannedResponse(
        tenant_id=agent.tenant_id,
        id=desk.secrets.identifier(),
        shortcut=shortcut,
        title=title,
        body=body,
        department_id=department_id,
        updated_at=desk.clock.now(),
    )
    desk.canned_responses.add(response)
    return response


def edit_canned_response(desk: Desk, agent: Principal, response_id: str, changes: Mapping[str, Any]) -> CannedResponse:
    """What `changes` do not name stays as it is. Raises NotFound, InvalidInput, NameTaken, Busy."""
    if "body" in changes:
        check_body(changes["body"], desk.policy.message_length)
    _check_department(desk, agent, changes.get("department_id"))

    def edit(before: CannedResponse) -> bool:
        return desk.canned_responses.edit(before, replace(before, **changes, updated_at=desk.clock.now()))

    _until_done(desk, agent, response_id, edit)
    return find_canned_response(desk, agent, response_id)


def remove_canned_response(desk: Desk, agent: Principal, response_id: str) -> None:
    """Raises NotFound, Busy."""
    _until_done(desk, agent, response_id, desk.canned_responses.remove)


def _until_done(desk: Desk, agent: Principal, response_id: str, act: Callable[[CannedResponse], bool]) -> None:
    """Decided anew where somebody else was faster."""
    for _ in range(ATTEMPTS):
        if act(find_canned_response(desk, agent, response_id)):
            return
    raise Busy("Somebody else writes this canned response. Please try again.")


def _check_department(desk: Desk, agent: Principal, department_id: str | None) -> None:
    if department_id is not None and desk.departments.get(agent.tenant_id, department_id) is None:
        raise InvalidInput("department_id", "There is no such department.")
