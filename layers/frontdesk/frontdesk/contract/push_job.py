"""A push job as it stands in the queue: it names what happened and holds nothing of what was said."""

from frontdesk.contract.base import Wire
from frontdesk.domain.notification import PushJob, Reason


class PushJobBody(Wire):
    tenant_id: str
    conversation_id: str
    agent_id: str
    reason: Reason
    number: int


def body_of(job: PushJob) -> str:
    return PushJobBody(
        tenant_id=job.tenant_id,
        conversation_id=job.conversation_id,
        agent_id=job.agent_id,
        reason=job.reason,
        number=job.number,
    ).model_dump_json()


def job_of(body: str) -> PushJob:
    """Raises pydantic's ValidationError for a body that is no job."""
    read = PushJobBody.model_validate_json(body)
    return PushJob(read.tenant_id, read.conversation_id, read.agent_id, read.reason, read.number)
