"""Files in conversations, as they cross a wire."""

from typing import Annotated

from pydantic import Field

from frontdesk.contract.base import ClientId, Id, Timestamp, Wire

FILE_NAME_LENGTH = 255


class Attachment(Wire):
    """A file that a message carries. GET attachments/{id} of its conversation gives its content's address."""

    id: Id
    name: str
    type: Annotated[str, Field(description="A media type; the content has been seen to be of it")]
    size: Annotated[int, Field(description="bytes")]
    width: Annotated[int | None, Field(description="pixels, of an image")] = None
    height: int | None = None


class DeclareUpload(Wire):
    """`client_id` is that of the message which will carry the file. The type follows from the name's extension, as
    `attachment_types` of the limits tells."""

    client_id: ClientId
    name: Annotated[str, Field(min_length=1, max_length=FILE_NAME_LENGTH)]
    type: Annotated[str, Field(min_length=1, max_length=100)]
    size: Annotated[int, Field(ge=1, description="bytes")]


class UploadPermit(Wire):
    """Post a form with `fields`, and the file as `file` behind them, to `url`; then send the message with this
    `attachment_id`."""

    attachment_id: Id
    name: Annotated[str, Field(description="As it will be called")]
    url: str
    fields: dict[str, str]
    expires_at: Timestamp


class AttachmentAddress(Wire):
    """The content is at `url` until then, as a download; an `img` element may show it."""

    url: str
    expires_at: Timestamp
