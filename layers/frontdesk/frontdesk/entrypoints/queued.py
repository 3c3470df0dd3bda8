"""Jobs as they come out of a queue: which conversation's they are, for the lines of log about them."""

from contextlib import AbstractContextManager

from pydantic_core import from_json

from frontdesk.observability import concerning


def concerning_job(body: str) -> AbstractContextManager[None]:
    """With the ids of the job on every line; with none of what is no job."""
    try:
        job = from_json(body)
    except ValueError:
        job = None
    if not isinstance(job, dict):
        return concerning(None, None)
    seq = job.get("number") if job.get("reason") == "message" else job.get("seq")
    return concerning(job.get("tenant_id"), job.get("conversation_id"), seq)
