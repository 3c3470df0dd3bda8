"""The person on the site."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Self

from frontdesk.domain.identity import Identity
from frontdesk.domain.principal import ANONYMOUS, Principal
from frontdesk.domain.vocabulary import Role

# Whoever has kept the token of somebody unknown is not to read for ever what they write once they are known.
FORMER_TOKENS_LIVE = timedelta(days=1)
# Of whom a repeated start is still known; it comes within minutes of the first.
FORMER_KEPT = 5
ID_LENGTH = 32


def verified_id(tenant_id: str, external_id: str) -> str:
    """The same for the same person, so that there cannot be two of them."""
    return sha256(f"verified#{tenant_id}#{external_id}".encode()).hexdigest()[:ID_LENGTH]


@dataclass(frozen=True, slots=True, kw_only=True)
class Particulars:
    """What the browser tells of a visitor; None where it is silent."""

    name: str | None = None
    email: str | None = None
    user_agent: str | None = None
    ip_address: str | None = None
    referrer: str | None = None
    page_url: str | None = None
    page_title: str | None = None
    locale: str | None = None
    time_zone: str | None = None

    def updated(self, newer: "Particulars") -> "Particulars":
        """What is known once `newer` has been told: its silence forgets nothing."""
        names = [known.name for known in fields(self)]
        return Particulars(**{name: getattr(newer, name) or getattr(self, name) for name in names})


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """`attributes` are what the site tells of them, such as their plan; `external_id` is how it calls them.

    Who is `verified` is so by the site's signature, and there is one of them for each external id of a tenant. Whose
    conversations they have taken over, once they had been somebody unknown, is told by `former_ids`, the latest last;
    of those that are `merging` some conversations may still have to come. Somebody unknown who has turned out to be
    somebody is `merged_into` them.
    """

    tenant_id: str
    id: str
    widget_id: str
    particulars: Particulars
    verified: bool = False
    attributes: Mapping[str, str] = field(default_factory=dict)
    external_id: str | None = None
    former_ids: tuple[str, ...] = ()
    merging: tuple[str, ...] = ()
    merged_into: str | None = None
    merged_at: datetime | None = None
    first_seen_at: datetime
    last_seen_at: datetime

    def told(self, particulars: Particulars) -> Particulars:
        """What is known of them once they have said this: nobody says of themselves what the site has vouched for."""
        if self.verified:
            own = self.particulars
            return own.updated(replace(particulars, name=own.name, email=own.email))
        return self.particulars.updated(particulars)

    def vouched(self, identity: Identity, particulars: Particulars, now: datetime) -> Self:
        """As the site has just told them. What it is silent of stays."""
        told = replace(particulars, name=identity.name, email=identity.email)
        return replace(
            self,
            particulars=self.particulars.updated(told),
            attributes=identity.attributes or self.attributes,
            last_seen_at=now,
        )

    def may_become(self, external_id: str) -> bool:
        """Whether what they have written can be that person's: nobody knows yet who they are, or says so too."""
        return not self.verified and self.external_id in (None, external_id)

    def taking_over(self, anonymous_id: str) -> Self:
        former = tuple(known for known in self.former_ids if known != anonymous_id)
        merging = tuple(known for known in self.merging if known != anonymous_id)
        return replace(
            self,
            former_ids=(*former, anonymous_id)[-FORMER_KEPT:],
            merging=(*merging, anonymous_id),
        )

    def has_taken_over(self, anonymous_id: str) -> Self:
        return replace(self, merging=tuple(known for known in self.merging if known != anonymous_id))

    def principal(self, expires_at: datetime) -> Principal:
        return Principal(
            tenant_id=self.tenant_id,
            id=self.id,
            name=self.particulars.name or ANONYMOUS,
            role=Role.VISITOR,
            expires_at=expires_at,
            widget_id=self.widget_id,
        )
