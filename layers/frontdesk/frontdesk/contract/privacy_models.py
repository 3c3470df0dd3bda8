"""Visitors as admins look after them: the list, what is given out, and what is erased."""

from typing import Annotated

from pydantic import Field

from frontdesk.contract.agent_models import VisitorDetails
from frontdesk.contract.base import Id, Timestamp, Wire
from frontdesk.domain.privacy import ErasureState, ExportState


class VisitorPage(Wire):
    items: list[VisitorDetails]
    next_cursor: str | None = None


class VisitorErasure(Wire):
    """How far the erasing of a visitor has come. It goes on by itself."""

    visitor_id: Id
    state: ErasureState
    conversations: Annotated[int, Field(ge=0, description="How many have gone so far")]
    requested_at: Timestamp
    ended_at: Timestamp | None = None


class VisitorExport(Wire):
    """A zip archive of JSON and files, with all that is known of a visitor as of `requested_at`."""

    visitor_id: Id
    state: ExportState
    requested_at: Timestamp
    url: Annotated[str | None, Field(description="Where it is, once it is ready, until `expires_at`")] = None
    expires_at: Timestamp | None = None
