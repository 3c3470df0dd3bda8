"""An installed entry point of a tenant: who may embed it, and what it starts conversations with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from frontdesk.domain.agent import Agent
from frontdesk.domain.errors import OriginRefused
from frontdesk.domain.vocabulary import HandlerType, Routing


@dataclass(frozen=True, slots=True, kw_only=True)
class Widget:
    """`department_ids` and `agent_ids` are its scope: who answers here; everybody, while both are empty.

    `appearance`, `texts` and `behaviour` are settings of the widget's look, opaque to the domain."""

    tenant_id: str
    id: str
    name: str
    token: str
    active: bool = True
    handler_type: HandlerType = HandlerType.AGENT
    routing: Routing = Routing.MANUAL
    department_ids: tuple[str, ...] = ()
    agent_ids: tuple[str, ...] = ()
    allowed_domains: tuple[str, ...] = ()
    appearance: Mapping[str, object] = field(default_factory=dict)
    texts: Mapping[str, object] = field(default_factory=dict)
    behaviour: Mapping[str, object] = field(default_factory=dict)

    def serves(self, agent: Agent) -> bool:
        """Whether the agent is within the widget's scope."""
        if not self.department_ids and not self.agent_ids:
            return True
        return agent.id in self.agent_ids or not set(self.department_ids).isdisjoint(agent.department_ids)

    def check_origin(self, origin: str | None) -> None:
        """Raises OriginRefused when a browser calls from a site outside the allowlist.

        An empty allowlist admits every site; `example.com` admits its subdomains too. A call without an Origin does
        not come from a browser page, and has nothing that the allowlist could protect.
        """
        if not self.allowed_domains or origin is None:
            return
        host = _host(origin)
        if not any(host == domain or host.endswith(f".{domain}") for domain in self.allowed_domains):
            raise OriginRefused(f"This widget may not be used on {host or 'this site'}.")


def _host(origin: str) -> str:
    try:
        return urlsplit(origin).hostname or ""
    except ValueError:
        return ""
