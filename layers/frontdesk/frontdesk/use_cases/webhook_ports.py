"""What webhooks need beside the desk."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.message import Message
from frontdesk.domain.ticket import Ticket
from frontdesk.domain.webhook import Webhook
from frontdesk.domain.webhook_delivery import Delivery, Reply, WebhookJob
from frontdesk.domain.webhook_event import EventType, WebhookEvent
from frontdesk.use_cases.ports import Page

Subject = Conversation | Message | Ticket | Webhook


@dataclass(frozen=True, slots=True)
class Subscription:
    """What the streams need to know of a webhook."""

    webhook_id: str
    events: frozenset[EventType]


class Webhooks(Protocol):
    """The webhooks of each tenant."""

    def get(self, tenant_id: str, webhook_id: str) -> Webhook | None:
        """By a strongly consistent read."""

    def of_tenant(self, tenant_id: str) -> Sequence[Webhook]:
        """The one that was added first comes first."""

    def add(self, webhook: Webhook) -> None: ...

    def replace(self, old: Webhook, new: Webhook) -> bool:
        """False when it is no longer `old.version` that is stored; nothing is written then."""

    def remove(self, tenant_id: str, webhook_id: str) -> None: ...


class Subscriptions(Protocol):
    def of_tenant(self, tenant_id: str) -> Sequence[Subscription]:
        """Of the webhooks that are switched on. It may be a while behind: a warm function remembers. Raises Busy."""


class Deliveries(Protocol):
    """Each webhook's log. Entries go after their retention."""

    def get(self, tenant_id: str, webhook_id: str, event_id: str) -> Delivery | None:
        """By a strongly consistent read."""

    def put(self, delivery: Delivery) -> None: ...

    def of_webhook(self, tenant_id: str, webhook_id: str, cursor: str | None, limit: int) -> Page[Delivery]:
        """The latest event first."""


class WebhookQueue(Protocol):
    def put(self, jobs: Sequence[WebhookJob]) -> None:
        """Each job is delivered at least once, in any order. Raises Busy when the queue cannot take them now."""


class WebhookInbox(Protocol):
    """The queue as its consumer sees it."""

    def postpone(self, receipt: str, seconds: float) -> None:
        """Let the job be delivered again after that time. Raises Busy."""


class WebhookSender(Protocol):
    def send(self, webhook: Webhook, event: WebhookEvent, subject: Subject, now: datetime) -> Reply:
        """Tell the webhook's address of it. Whatever goes wrong on the way is a reply too."""


@dataclass(frozen=True, slots=True)
class WebhookOutlet:
    """What takes an event to the webhooks that want it."""

    subscriptions: Subscriptions
    queue: WebhookQueue


@dataclass(frozen=True, slots=True)
class WebhookDesk:
    """What admins work with. `local` allows addresses on this machine, on a stack that runs there."""

    webhooks: Webhooks
    deliveries: Deliveries
    outlet: WebhookOutlet
    local: bool = False


@dataclass(frozen=True, slots=True)
class WebhookPost:
    """What delivers. `chance` gives numbers from 0 to 1."""

    webhooks: Webhooks
    deliveries: Deliveries
    sender: WebhookSender
    first_pause: timedelta
    chance: Callable[[], float]
