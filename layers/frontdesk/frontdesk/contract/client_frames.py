"""Frames that a client sends. Each carries a `request_id` and is answered by `ack`, `pong` or `error`."""

from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from frontdesk.contract.base import REASON_LENGTH, RESUME_CEILING, ClientId, Content, Id, Seq, Site, Wire
from frontdesk.domain.vocabulary import Presence


class ClientFrameBase(Wire):
    request_id: Annotated[str, Field(min_length=1, max_length=64)]


class Resume(ClientFrameBase):
    """Follow these conversations on this connection, and tell what came after each `after_seq`."""

    type: Literal["resume"]
    conversations: Annotated[dict[Id, Seq], Field(min_length=1, max_length=RESUME_CEILING)]


class MessageSend(ClientFrameBase):
    """Append a message. The same `client_id` from the same sender is stored once, whenever and by whatever route
    it comes again. `base_seq` is the sender's contiguous watermark when it made the message. Agents may share an
    article: the content is its title then, whatever is sent as such. With a file that has been uploaded for this
    message, the content is the file's name."""

    type: Literal["message.send"]
    conversation_id: Id
    client_id: ClientId
    base_seq: Seq = 0
    content: Content
    article_id: Id | None = None
    attachment_id: Id | None = None


class MessageRead(ClientFrameBase):
    type: Literal["message.read"]
    conversation_id: Id
    seq: Seq


class Typing(ClientFrameBase):
    type: Literal["typing"]
    conversation_id: Id
    on: bool


class ConversationAccept(ClientFrameBase):
    type: Literal["conversation.accept"]
    conversation_id: Id


class ConversationResolve(ClientFrameBase):
    type: Literal["conversation.resolve"]
    conversation_id: Id


class ConversationEnd(ClientFrameBase):
    type: Literal["conversation.end"]
    conversation_id: Id


class ConversationTransfer(ClientFrameBase):
    """Agents only. Exactly one of the two receivers is given."""

    type: Literal["conversation.transfer"]
    conversation_id: Id
    agent_id: Id | None = None
    department_id: Id | None = None
    reason: Annotated[str, Field(max_length=REASON_LENGTH)] | None = None


class ConversationView(ClientFrameBase):
    """Agents only: this conversation is on the screen. It counts for two minutes; say it again each minute."""

    type: Literal["conversation.view"]
    conversation_id: Id


class ConversationUnview(ClientFrameBase):
    type: Literal["conversation.unview"]
    conversation_id: Id


class CannedResponseUse(ClientFrameBase):
    """Agents only: count a use, and answer how the canned response reads in this conversation."""

    type: Literal["canned_response.use"]
    conversation_id: Id
    canned_response_id: Id
    site: Site | None = None


class PresenceSet(ClientFrameBase):
    """Agents only."""

    type: Literal["presence.set"]
    status: Presence


class Ping(ClientFrameBase):
    """The heartbeat. `active` tells that the agent has done something since the last one. A visitor whose conversation
    is pending sets `in_queue`, and is told their place in the queue."""

    type: Literal["ping"]
    active: bool = False
    in_queue: bool | None = None


AgentFrame = (
    ConversationAccept | ConversationTransfer | ConversationView | ConversationUnview | CannedResponseUse | PresenceSet
)
ClientFrame = Annotated[
    Resume | MessageSend | MessageRead | Typing | ConversationResolve | ConversationEnd | Ping | AgentFrame,
    Field(discriminator="type"),
]

CLIENT_FRAME: TypeAdapter[ClientFrame] = TypeAdapter(ClientFrame)
