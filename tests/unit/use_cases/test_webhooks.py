"""Webhooks: what admins do with them, what goes to them, and what comes of it."""

from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from frontdesk.domain.errors import Conflict, InvalidInput, NotFound
from frontdesk.domain.ticket import Ticket
from frontdesk.domain.vocabulary import TicketStatus
from frontdesk.domain.webhook import MOST_WEBHOOKS, OffReason, Webhook
from frontdesk.domain.webhook_delivery import MOST_ATTEMPTS, DeliveryStatus, Failure, Reply, WebhookJob
from frontdesk.domain.webhook_event import EventType, of_message, of_ticket
from frontdesk.use_cases.announce_to_webhooks import announce_ticket, announce_to_webhooks
from frontdesk.use_cases.convert_to_ticket import TicketWishes, convert_to_ticket
from frontdesk.use_cases.deliver_webhook import WAITS_FOR_TICKET, deliver_webhook
from frontdesk.use_cases.edit_ticket import TicketEdit, edit_ticket
from frontdesk.use_cases.manage_webhooks import (
    create_webhook,
    edit_webhook,
    find_webhook,
    list_webhooks,
    remove_webhook,
    rotate_webhook_secret,
)
from frontdesk.use_cases.resend_webhook import list_deliveries, resend_webhook, try_webhook
from frontdesk.use_cases.webhook_ports import WebhookDesk
from tests.fakes import FakeDesk, make_desk
from tests.fakes.people import ADA, ADMIN, TENANT, an_agent
from tests.fakes.scenes import started
from tests.fakes.webhooks import FIRST_PAUSE, FakeWebhookPost, make_webhook_desk, make_webhook_outlet, make_webhook_post

URL = "https://hooks.example.com/desk"
EVENTS = frozenset({EventType.MESSAGE_CREATED, EventType.TICKET_UPDATED})
STRANGER = an_agent("admin-9", tenant_id="elsewhere")


@dataclass
class Scene:
    desk: FakeDesk
    post: FakeWebhookPost
    webhooks: WebhookDesk

    def webhook(self) -> Webhook:
        return create_webhook(self.desk, self.webhooks, ADMIN, url=URL, description="", events=EVENTS)

    def stored(self, webhook: Webhook) -> Webhook:
        return find_webhook(self.webhooks, ADMIN, webhook.id)

    def message_job(self, webhook: Webhook) -> WebhookJob:
        conversation = started(self.desk)
        event = of_message(TENANT, conversation.id, 1, self.desk.clock.now())
        return WebhookJob(webhook_id=webhook.id, event=event)


@pytest.fixture
def scene() -> Scene:
    post = make_webhook_post()
    return Scene(make_desk(), post, make_webhook_desk(post))


def test_a_webhook_is_added_changed_and_removed(scene: Scene) -> None:
    made = scene.webhook()
    assert made.secret.startswith("whsec_")
    changed = edit_webhook(scene.desk, scene.webhooks, ADMIN, made.id, {"description": "CRM", "active": False})
    assert (changed.description, changed.active, changed.url) == ("CRM", False, URL)
    assert list_webhooks(scene.webhooks, ADMIN) == [changed]
    remove_webhook(scene.webhooks, ADMIN, made.id)
    with pytest.raises(NotFound):
        find_webhook(scene.webhooks, ADMIN, made.id)


def test_an_address_that_no_webhook_can_have_is_refused_also_in_an_edit(scene: Scene) -> None:
    made = scene.webhook()
    with pytest.raises(InvalidInput):
        edit_webhook(scene.desk, scene.webhooks, ADMIN, made.id, {"url": "https://10.0.0.1/"})
    assert scene.stored(made) == made


def test_a_webhook_of_another_tenant_is_not_there(scene: Scene) -> None:
    made = scene.webhook()
    for attempt in (
        lambda: edit_webhook(scene.desk, scene.webhooks, STRANGER, made.id, {}),
        lambda: rotate_webhook_secret(scene.desk, scene.webhooks, STRANGER, made.id),
        lambda: remove_webhook(scene.webhooks, STRANGER, made.id),
        lambda: try_webhook(scene.desk, scene.webhooks, STRANGER, made.id),
        lambda: list_deliveries(scene.webhooks, STRANGER, made.id, None, 10),
    ):
        with pytest.raises(NotFound):
            attempt()


def test_a_tenant_has_so_many_and_no_more(scene: Scene) -> None:
    for _ in range(MOST_WEBHOOKS):
        scene.webhook()
    with pytest.raises(Conflict):
        scene.webhook()


def test_an_event_goes_to_the_webhooks_that_want_it(scene: Scene) -> None:
    wants, wants_not = scene.webhook(), scene.webhook()
    edit_webhook(scene.desk, scene.webhooks, ADMIN, wants_not.id, {"events": frozenset({EventType.RATING_GIVEN})})
    edit_webhook(scene.desk, scene.webhooks, ADMIN, scene.webhook().id, {"active": False})
    outlet = make_webhook_outlet(webhooks=scene.post.webhooks)
    event = of_message(TENANT, "c1", 1, scene.desk.clock.now())
    announce_to_webhooks(outlet, [event, of_message("elsewhere", "c1", 1, scene.desk.clock.now())])
    assert outlet.queue.jobs == [WebhookJob(webhook_id=wants.id, event=event)]


def test_a_delivery_is_noted_with_what_the_receiver_answered(scene: Scene) -> None:
    job = scene.message_job(scene.webhook())
    delivery = deliver_webhook(scene.desk, scene.post, job, 1)
    assert delivery is not None
    assert delivery.status is DeliveryStatus.DELIVERED
    assert [(attempt.status, attempt.latency_ms) for attempt in delivery.attempts] == [(204, 12)]
    assert list_deliveries(scene.webhooks, ADMIN, job.webhook_id, None, 10).items == [delivery]


def test_what_fails_is_tried_again_under_the_same_id_until_it_is_taken(scene: Scene) -> None:
    job = scene.message_job(scene.webhook())
    scene.post.sender.replies += [Reply(status=500), Reply(failure=Failure.TIMEOUT), Reply(status=200)]
    found = [deliver_webhook(scene.desk, scene.post, job, attempt) for attempt in (1, 2, 3)]
    assert [delivery.status.value for delivery in found if delivery] == ["pending", "pending", "delivered"]
    first = found[0]
    assert first is not None
    assert first.next_attempt_at == scene.desk.clock.now() + FIRST_PAUSE
    assert {event.id for event, _ in scene.post.sender.sent} == {job.event.id}
    assert found[2] is not None
    assert [attempt.failure for attempt in found[2].attempts] == [None, Failure.TIMEOUT, None]


def test_a_receiver_that_asks_for_patience_gets_it(scene: Scene) -> None:
    job = scene.message_job(scene.webhook())
    scene.post.sender.replies.append(Reply(status=429, retry_after=120))
    delivery = deliver_webhook(scene.desk, scene.post, job, 1)
    assert delivery is not None
    assert delivery.next_attempt_at == scene.desk.clock.now() + timedelta(seconds=120)


def test_what_has_failed_often_enough_has_failed(scene: Scene) -> None:
    job = scene.message_job(scene.webhook())
    scene.post.sender.replies.append(Reply(status=500))
    delivery = deliver_webhook(scene.desk, scene.post, job, MOST_ATTEMPTS)
    assert delivery is not None
    assert (delivery.status, delivery.next_attempt_at) == (DeliveryStatus.FAILED, None)


def test_a_job_that_comes_again_after_its_delivery_delivers_nothing(scene: Scene) -> None:
    job = scene.message_job(scene.webhook())
    for _ in range(2):
        deliver_webhook(scene.desk, scene.post, job, 1)
    assert len(scene.post.sender.sent) == 1


def test_a_job_whose_invocation_died_before_it_was_noted_is_delivered_again_under_the_same_id(scene: Scene) -> None:
    job = scene.message_job(scene.webhook())

    def die(name: str) -> None:
        if name == "deliveries.put":
            raise KeyboardInterrupt

    scene.post.deliveries.step = die
    with pytest.raises(KeyboardInterrupt):
        deliver_webhook(scene.desk, scene.post, job, 1)
    scene.post.deliveries.step = lambda _: None
    deliver_webhook(scene.desk, scene.post, job, 2)
    assert [event.id for event, _ in scene.post.sender.sent] == [job.event.id] * 2


def test_a_webhook_that_is_gone_or_switched_off_meanwhile_is_told_nothing(scene: Scene) -> None:
    off, gone = scene.webhook(), scene.webhook()
    job = scene.message_job(off)
    edit_webhook(scene.desk, scene.webhooks, ADMIN, off.id, {"active": False})
    remove_webhook(scene.webhooks, ADMIN, gone.id)
    cancelled = deliver_webhook(scene.desk, scene.post, job, 1)
    assert cancelled is not None
    assert cancelled.status is DeliveryStatus.CANCELLED
    assert deliver_webhook(scene.desk, scene.post, replace(job, webhook_id=gone.id), 1) is None
    assert scene.post.sender.sent == []


def test_what_has_been_erased_is_told_to_nobody(scene: Scene) -> None:
    webhook = scene.webhook()
    event = of_message(TENANT, "conversation-that-is-not-there", 1, scene.desk.clock.now())
    delivery = deliver_webhook(scene.desk, scene.post, WebhookJob(webhook_id=webhook.id, event=event), 1)
    assert delivery is not None
    assert delivery.status is DeliveryStatus.CANCELLED


def test_failures_are_remembered_until_a_success_and_a_410_ends_it(scene: Scene) -> None:
    webhook = scene.webhook()
    job = scene.message_job(webhook)
    scene.post.sender.replies += [Reply(status=503), Reply(status=200), Reply(status=410)]
    deliver_webhook(scene.desk, scene.post, job, 1)
    assert scene.stored(webhook).failing_since == scene.desk.clock.now()
    deliver_webhook(scene.desk, scene.post, job, 2)
    assert scene.stored(webhook).failing_since is None
    event = of_message(TENANT, job.event.subject_id, 1, scene.desk.clock.now() + timedelta(seconds=1))
    deliver_webhook(scene.desk, scene.post, replace(job, event=event), 1)
    assert (scene.stored(webhook).active, scene.stored(webhook).off_reason) == (False, OffReason.GONE)


def test_a_delivery_is_sent_again_under_the_same_id(scene: Scene) -> None:
    job = scene.message_job(scene.webhook())
    deliver_webhook(scene.desk, scene.post, job, 1)
    resent = resend_webhook(scene.webhooks, ADMIN, job.webhook_id, job.event.id)
    assert resent.status is DeliveryStatus.PENDING
    again = deliver_webhook(scene.desk, scene.post, job, 1)
    assert again is not None
    assert (again.status, len(again.attempts)) == (DeliveryStatus.DELIVERED, 2)
    assert [event.id for event, _ in scene.post.sender.sent] == [job.event.id] * 2
    with pytest.raises(NotFound):
        resend_webhook(scene.webhooks, ADMIN, job.webhook_id, "evt_unknown")


def test_a_test_event_is_delivered_whatever_the_webhook_wants_to_know(scene: Scene) -> None:
    webhook = scene.webhook()
    sent = try_webhook(scene.desk, scene.webhooks, ADMIN, webhook.id)
    delivered = deliver_webhook(scene.desk, scene.post, WebhookJob(webhook_id=webhook.id, event=sent.event), 1)
    assert delivered is not None
    assert delivered.status is DeliveryStatus.DELIVERED
    edit_webhook(scene.desk, scene.webhooks, ADMIN, webhook.id, {"active": False})
    with pytest.raises(Conflict):
        try_webhook(scene.desk, scene.webhooks, ADMIN, webhook.id)


def a_ticket(scene: Scene) -> Ticket:
    return convert_to_ticket(scene.desk, ADA, started(scene.desk).id, TicketWishes()).ticket


def test_an_edit_of_a_ticket_is_announced_before_it_is_written(scene: Scene) -> None:
    webhook, ticket = scene.webhook(), a_ticket(scene)
    outlet = make_webhook_outlet(webhooks=scene.post.webhooks)
    solved = TicketEdit(status=TicketStatus.SOLVED)
    edited = edit_ticket(scene.desk, ADA, ticket.number, solved, lambda after: announce_ticket(outlet, after))
    (job,) = outlet.queue.jobs
    assert (job.webhook_id, job.event.number) == (webhook.id, edited.version)
    delivery = deliver_webhook(scene.desk, scene.post, job, 1)
    assert delivery is not None
    assert delivery.status is DeliveryStatus.DELIVERED
    edit_ticket(scene.desk, ADA, ticket.number, solved, lambda after: announce_ticket(outlet, after))
    assert len(outlet.queue.jobs) == 1


def test_an_edit_that_is_never_written_is_told_to_nobody(scene: Scene) -> None:
    webhook, ticket = scene.webhook(), a_ticket(scene)
    event = of_ticket(EventType.TICKET_UPDATED, TENANT, ticket.number, ticket.version + 1, scene.desk.clock.now())
    job = WebhookJob(webhook_id=webhook.id, event=event)
    waiting = deliver_webhook(scene.desk, scene.post, job, 1)
    assert waiting is not None
    assert waiting.next_attempt_at == scene.desk.clock.now() + FIRST_PAUSE
    given_up = deliver_webhook(scene.desk, scene.post, job, WAITS_FOR_TICKET + 1)
    assert given_up is not None
    assert given_up.status is DeliveryStatus.CANCELLED
    assert scene.post.sender.sent == []
