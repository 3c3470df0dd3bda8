"""A job of the bot as it stands in the queue: it names a message and holds nothing of what was said."""

from frontdesk.contract.base import Wire
from frontdesk.domain.bot_job import BotJob


class BotJobBody(Wire):
    tenant_id: str
    conversation_id: str
    seq: int
    version: int | None = None


def body_of(job: BotJob) -> str:
    body = BotJobBody(tenant_id=job.tenant_id, conversation_id=job.conversation_id, seq=job.seq, version=job.version)
    return body.model_dump_json(exclude_none=True)


def job_of(body: str) -> BotJob:
    """Raises pydantic's ValidationError for a body that is no job."""
    read = BotJobBody.model_validate_json(body)
    return BotJob(read.tenant_id, read.conversation_id, read.seq, read.version)
