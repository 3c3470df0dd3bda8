"""What webhooks are told of a change, and under which id."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.contract.webhook_job import body_of, job_of
from frontdesk.domain.conversation import Conversation
from frontdesk.domain.escalation import Escalation, EscalationReason
from frontdesk.domain.party import Party
from frontdesk.domain.rating import Rating
from frontdesk.domain.vocabulary import Handler, Status
from frontdesk.domain.webhook_delivery import WebhookJob
from frontdesk.domain.webhook_event import EventType, WebhookEvent, of_change, of_message
from tests.fakes.people import TENANT, WIDGET
from tests.fakes.system import START

PENDING = Conversation(
    tenant_id=TENANT,
    id="conversation-1",
    widget_id=WIDGET.id,
    visitor_id="visitor-1",
    handler=Handler.AGENT,
    status=Status.PENDING,
    created_at=START,
)
HELD = replace(PENDING, status=Status.ACTIVE, agent_id="agent-1", agent_name="Ada", assigned_at=START, version=2)
RESOLVED = replace(HELD, status=Status.RESOLVED, version=3)
ESCALATED = replace(
    PENDING,
    version=2,
    escalations=(Escalation(number=1, reason=EscalationReason.SILENCE, by=Party("system", "Frontdesk"), at=START),),
)
LEFT_MESSAGE = replace(PENDING, status=Status.CLOSED, ticket_number=7)
RATED = replace(RESOLVED, rating=Rating(stars=5, at=START), version=4)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (None, PENDING, ["conversation.started"]),
        (None, replace(HELD, version=1), ["conversation.started", "conversation.assigned"]),
        (None, LEFT_MESSAGE, ["conversation.started", "conversation.closed", "ticket.created"]),
        (PENDING, HELD, ["conversation.assigned"]),
        (HELD, replace(HELD, agent_id="agent-2", version=3), ["conversation.assigned"]),
        (HELD, replace(HELD, status=Status.WAITING, version=3), []),
        (PENDING, ESCALATED, ["conversation.escalated"]),
        (HELD, RESOLVED, ["conversation.resolved"]),
        (RESOLVED, replace(RESOLVED, status=Status.CLOSED), ["conversation.closed"]),
        (RESOLVED, HELD, ["conversation.reopened"]),
        (RESOLVED, RATED, ["rating.given"]),
        (RATED, replace(RATED, rating=Rating(stars=2, at=START)), ["rating.given"]),
        (RATED, replace(RATED, tags=("vip",)), []),
        (HELD, replace(HELD, ticket_number=3), ["ticket.created"]),
        (HELD, HELD, []),
    ],
)  # fmt: skip
def test_a_change_is_told_by_its_names(before: Conversation | None, after: Conversation, told: list[str]) -> None:
    assert [event.type.value for event in of_change(before, after, START)] == told


def test_an_event_has_the_same_id_however_often_it_is_read_and_another_event_another() -> None:
    once, again = of_message(TENANT, "c1", 4, START), of_message(TENANT, "c1", 4, START)
    assert once.id == again.id
    others = {of_message(TENANT, "c1", 5, START).id, of_message(TENANT, "c2", 4, START).id}
    others |= {of_message("elsewhere", "c1", 4, START).id}
    assert len(others | {once.id}) == 4


def test_ids_sort_by_time() -> None:
    later = of_message(TENANT, "c1", 4, START + timedelta(milliseconds=1))
    assert of_message(TENANT, "c2", 9, START).id < later.id


@given(
    st.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2200, 1, 1)),  # noqa: DTZ001 - given its zone below
    st.sampled_from(EventType),
    st.integers(0, 10**12),
)
def test_an_event_keeps_its_id_through_the_queue(at: datetime, kind: EventType, number: int) -> None:
    event = WebhookEvent(tenant_id=TENANT, type=kind, subject_id="c1", number=number, at=at.replace(tzinfo=UTC))
    assert job_of(body_of(WebhookJob(webhook_id="w1", event=event))).event.id == event.id
