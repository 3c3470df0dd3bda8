"""An installed entry point of a tenant: who may embed it, and what it starts conversations with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit

from frontdesk.domain.agent import Agent
from frontdesk.domain.allowed_domains import admits
from frontdesk.domain.business_hours import BusinessHours
from frontdesk.domain.errors import OriginRefused
from frontdesk.domain.vocabulary import HandlerType, Routing

# PRODUCT: "below the widget's threshold (default 0.65) it escalates instead of answering".
THRESHOLD = 0.65
BOT_NAME = "Assistant"


@dataclass(frozen=True, slots=True, kw_only=True)
class Widget:
    """`department_ids` and `agent_ids` are its scope: who answers here; everybody, while both are empty.

    `handler_id` is the workflow of a widget that begins with one. The bot calls itself `bot_name`, says `greeting`
    first, and answers where it is at least as sure as `threshold`. Without `business_hours` people are always there.

    `appearance`, `texts` and `behaviour` are settings of the widget's look, opaque to the domain. `secret_hint` is the
    end of the secret key. Until `former_token_until` and `former_secret_until` the one before is good as well.
    `version` grows by one with each change of the settings.
    """

    tenant_id: str
    id: str
    name: str
    token: str
    public_key: str | None = None
    secret_hint: str | None = None
    former_token_until: datetime | None = None
    former_secret_until: datetime | None = None
    active: bool = True
    handler_type: HandlerType = HandlerType.AGENT
    handler_id: str | None = None
    threshold: float = THRESHOLD
    bot_name: str = BOT_NAME
    greeting: str | None = None
    business_hours: BusinessHours | None = None
    routing: Routing = Routing.MANUAL
    department_ids: tuple[str, ...] = ()
    agent_ids: tuple[str, ...] = ()
    allowed_domains: tuple[str, ...] = ()
    appearance: Mapping[str, object] = field(default_factory=dict)
    texts: Mapping[str, object] = field(default_factory=dict)
    behaviour: Mapping[str, object] = field(default_factory=dict)
    removed: bool = False
    created_at: datetime | None = None
    updated_at: datetime | None = None
    version: int = 1

    def is_open(self, at: datetime) -> bool:
        """Whether people are there to answer."""
        return self.business_hours is None or self.business_hours.is_open(at)

    def next_opening(self, after: datetime) -> datetime | None:
        """When people will be there again; None while they are, and where they never will be."""
        return None if self.business_hours is None or self.is_open(after) else self.business_hours.next_opening(after)

    def closed_sentence(self, now: datetime) -> str:
        """What somebody hears who comes while nobody is there."""
        opening = self.next_opening(now)
        if self.business_hours is None or opening is None:
            return "Nobody is here at the moment. Leave a message, and we will answer it by email."
        there = opening.astimezone(self.business_hours.zone)
        return f"We are closed now, and here again on {there:%A, %d %B %Y, at %H:%M} ({self.business_hours.time_zone})."

    def serves(self, agent: Agent) -> bool:
        """Whether the agent is within the widget's scope."""
        if not self.department_ids and not self.agent_ids:
            return True
        return agent.id in self.agent_ids or not set(self.department_ids).isdisjoint(agent.department_ids)

    def check_origin(self, origin: str | None) -> None:
        """Raises OriginRefused when a browser calls from a site outside the allowlist.

        An empty allowlist admits every site; `example.com` admits that host alone, `*.example.com` everything below it.
        A call without an Origin does not come from a browser page, and has nothing that the allowlist could protect.
        """
        if not self.allowed_domains or origin is None:
            return
        host = _host(origin)
        if not any(admits(domain, host) for domain in self.allowed_domains):
            raise OriginRefused(f"This widget may not be used on {host or 'this site'}.")


def _host(origin: str) -> str:
    try:
        return urlsplit(origin).hostname or ""
    except ValueError:
        return ""
