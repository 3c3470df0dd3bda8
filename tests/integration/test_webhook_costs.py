"""What webhooks cost in DynamoDB: nothing with each message where there are none, and so much for a delivery."""

from datetime import timedelta

from frontdesk.adapters.dynamodb_webhooks import DynamoDeliveries, DynamoWebhooks, RememberedSubscriptions
from frontdesk.domain.webhook import Webhook
from frontdesk.domain.webhook_delivery import Reply, WebhookJob
from frontdesk.domain.webhook_event import SUBSCRIBABLE, of_message
from frontdesk.entrypoints.webhook_stream import webhook_events
from frontdesk.use_cases.deliver_webhook import deliver_webhook
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.webhook_ports import WebhookPost
from tests.fakes.people import TENANT
from tests.fakes.scenes import started
from tests.fakes.system import START, FakeClock
from tests.fakes.webhooks import FIRST_PAUSE, FakeReceiver
from tests.figures import Tell
from tests.integration.capacity import Meter, metered
from tests.integration.cloud import Tables
from tests.reliability.stream_records import conversation_of, of_change

WEBHOOK = Webhook(
    tenant_id=TENANT,
    id="webhook-1",
    url="https://hooks.example.com/desk",
    events=frozenset(SUBSCRIBABLE),
    secret="whsec_c2VjcmV0",
    created_at=START,
    updated_at=START,
)


def units(meter: Meter) -> tuple[int, float, float]:
    return len(meter.calls), meter.reads, meter.writes


def test_a_tenant_without_webhooks_is_asked_about_once_a_minute(desk: Desk, tables: Tables, clock: FakeClock) -> None:
    remembered = RememberedSubscriptions(DynamoWebhooks(), clock, timedelta(seconds=60))
    records = [of_change(None, started(desk), number) for number in range(100)]
    with metered(tables) as meter:
        assert list(webhook_events(remembered, conversation_of, records)) == []
    assert units(meter) == (1, 1, 0)


def test_what_a_delivery_asks_of_the_store(desk: Desk, tables: Tables, clock: FakeClock, tell: Tell) -> None:
    receiver = FakeReceiver()
    post = WebhookPost(DynamoWebhooks(), DynamoDeliveries(clock), receiver, FIRST_PAUSE, lambda: 1.0)
    post.webhooks.add(WEBHOOK)
    conversation_id = started(desk).id
    rows: list[tuple[str, Meter]] = []

    def measure(name: str, seconds: int, *replies: Reply) -> tuple[int, float, float]:
        """A delivery of the same message, as an event of its own for each number of seconds."""
        event = of_message(TENANT, conversation_id, 1, START + timedelta(seconds=seconds))
        receiver.replies += replies
        with metered(tables) as meter:
            for attempt in range(1, max(len(replies), 1) + 1):
                deliver_webhook(desk, post, WebhookJob(webhook_id=WEBHOOK.id, event=event), attempt)
        rows.append((name, meter))
        return units(meter)

    assert measure("a delivery of a message", 1, Reply(status=204)) == (4, 3, 1)
    assert measure("the same job again", 1) == (2, 2, 0)
    failed_first = measure("one that failed first, both attempts", 2, Reply(status=503), Reply(status=204))
    assert failed_first == (10, 6, 4)
    lines = [f"{'webhooks':<40} {'requests':>8} {'read units':>10} {'write units':>11}"]
    lines += [f"{name:<40} {len(meter.calls):>8} {meter.reads:>10} {meter.writes:>11}" for name, meter in rows]
    tell("\n".join(lines))
