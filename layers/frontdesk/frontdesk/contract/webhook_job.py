"""A webhook's job as it stands in the queue: it names what happened and holds nothing of what was said."""

from frontdesk.contract.base import Timestamp, Wire
from frontdesk.domain.webhook_delivery import WebhookJob
from frontdesk.domain.webhook_event import EventType, WebhookEvent


class WebhookJobBody(Wire):
    tenant_id: str
    webhook_id: str
    type: EventType
    subject_id: str
    number: int
    at: Timestamp


def body_of(job: WebhookJob) -> str:
    event = job.event
    return WebhookJobBody(
        tenant_id=event.tenant_id,
        webhook_id=job.webhook_id,
        type=event.type,
        subject_id=event.subject_id,
        number=event.number,
        at=event.at,
    ).model_dump_json()


def job_of(body: str) -> WebhookJob:
    """Raises pydantic's ValidationError for a body that is no job."""
    read = WebhookJobBody.model_validate_json(body)
    event = WebhookEvent(
        tenant_id=read.tenant_id, type=read.type, subject_id=read.subject_id, number=read.number, at=read.at
    )
    return WebhookJob(webhook_id=read.webhook_id, event=event)
