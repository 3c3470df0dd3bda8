"""What can be asked of the agents' lists, as parameters of a query."""

from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from frontdesk.contract.base import PAGE_CEILING, SUBJECT_LENGTH, Id, Label, PriorityField, Wire
from frontdesk.domain.vocabulary import Handler, Status

LIST_SIZE = 25
Cursor = Annotated[str | None, Field(max_length=512, description="`next_cursor` of the page before")]
Limit = Annotated[int, Field(ge=1, le=PAGE_CEILING)]


class ListConversations(Wire):
    """Filters hold together; several of `status` are alternatives."""

    scope: Literal["mine", "all"] = Field(
        "all", description="`mine` is not closed and goes by its assignment, unless `status` asks for `closed` too."
    )
    status: list[Status] = Field(default_factory=list, max_length=len(Status))
    handler: Handler | None = Field(None, description="Who answers at present")
    agent_id: Id | None = None
    department_id: Id | None = None
    widget_id: Id | None = None
    priority: PriorityField | None = None
    tag: Label | None = None
    created_from: AwareDatetime | None = Field(None, alias="from", description="The first instant of the start")
    created_to: AwareDatetime | None = Field(None, alias="to", description="The first instant that is too late")
    q: Annotated[str, Field(min_length=1, max_length=SUBJECT_LENGTH)] | None = Field(
        None,
        description="The beginnings of words in messages, of the visitor's name and email; or a ticket's number: "
        "`#123` finds its conversation alone",
    )
    sort: Literal["newest", "oldest", "longest_waiting"] = Field(
        "newest",
        description="`longest_waiting` holds open conversations only, up to a thousand of them: by the oldest message "
        "that nobody has answered, those that are answered last. A search has the other two",
    )
    cursor: Cursor = None
    limit: Limit = LIST_SIZE


class ListQueue(Wire):
    priority: PriorityField | None = None
    skill: Label | None = None
    department_id: Id | None = None
    sort: Literal["priority", "wait"] = Field("priority", description="`priority` goes by the wait within each")
    cursor: Cursor = None
    limit: Limit = LIST_SIZE
