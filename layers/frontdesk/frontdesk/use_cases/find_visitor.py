"""Find the visitors of one's own tenant: one, or a list of them."""

from frontdesk.domain.errors import NotFound
from frontdesk.domain.principal import Principal
from frontdesk.domain.visitor import Visitor
from frontdesk.use_cases.page import Page
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.privacy_ports import PrivacyDesk


def find_visitor(desk: Desk, agent: Principal, visitor_id: str) -> Visitor:
    """Who has become somebody else is found as them. Raises NotFound."""
    visitor = desk.directory.visitor(agent.tenant_id, visitor_id)
    if visitor is None:
        raise NotFound("There is no such visitor.")
    return find_visitor(desk, agent, visitor.merged_into) if visitor.merged_into else visitor


def list_visitors(privacy: PrivacyDesk, agent: Principal, cursor: str | None, limit: int) -> Page[Visitor]:
    """Raises InvalidInput for a cursor of something else."""
    return privacy.records.visitors(agent.tenant_id, cursor, limit)
