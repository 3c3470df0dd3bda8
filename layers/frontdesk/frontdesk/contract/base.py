"""What every wire model shares: unknown fields are refused, and a few named field types."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer

from frontdesk.domain.vocabulary import Priority

ID_LENGTH = 64
CLIENT_ID_PATTERN = r"^[A-Za-z0-9._~:-]{1,64}$"
NAME_LENGTH = 120
SUBJECT_LENGTH = 200
URL_LENGTH = 2048
# A hard ceiling that fits a 16 kB frame even in four-byte characters is the frame's own limit; the
# length that people meet is the setting FRONTDESK_MESSAGE_LENGTH, told to clients in `limits`.
CONTENT_CEILING = 16_000
PAGE_SIZE = 50
PAGE_CEILING = 100
RESUME_CEILING = 100
ATTRIBUTE_CEILING = 50
TAG_CEILING = 20
TAG_LENGTH = 40
SKILL_CEILING = 20
REASON_LENGTH = 500
FEEDBACK_LENGTH = 1000
CHATS_CEILING = 50


class Wire(BaseModel):
    """A model that crosses a wire: immutable, and strict about fields it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _millisecond_iso(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _medium_is_normal(value: Any) -> Any:
    return Priority.NORMAL if value == "medium" else value


Timestamp = Annotated[AwareDatetime, PlainSerializer(_millisecond_iso, return_type=str, when_used="json")]
"""An instant in UTC, on the wire as ISO 8601 with milliseconds and a Z."""

Id = Annotated[str, Field(min_length=1, max_length=ID_LENGTH, pattern=r"^[A-Za-z0-9_-]+$")]
ClientId = Annotated[str, Field(pattern=CLIENT_ID_PATTERN)]
Seq = Annotated[int, Field(ge=0, le=10**9)]
Name = Annotated[str, Field(min_length=1, max_length=NAME_LENGTH)]
ShortText = Annotated[str, Field(max_length=SUBJECT_LENGTH)]
Label = Annotated[str, Field(min_length=1, max_length=TAG_LENGTH, pattern=r"^\S(.*\S)?$")]
"""A tag or a skill: one line without blanks around it."""
Skills = Annotated[tuple[Label, ...], Field(max_length=SKILL_CEILING)]
Tags = Annotated[tuple[Label, ...], Field(max_length=TAG_CEILING)]
Attributes = Annotated[dict[ShortText, ShortText], Field(max_length=ATTRIBUTE_CEILING)]
Site = Annotated[
    str,
    Field(
        max_length=NAME_LENGTH,
        pattern=r"^https?://[^\s/?#]+$",
        description="The origin that the dashboard is at: addresses of articles begin with it.",
    ),
]
Content = Annotated[str, Field(min_length=1, max_length=CONTENT_CEILING)]
PriorityField = Annotated[Priority, BeforeValidator(_medium_is_normal)]
