"""Frames that a client sends. Each carries a `request_id` and is answered by `ack`, `pong` or `error`."""

from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from frontdesk.contract.base import RESUME_CEILING, ClientId, Content, Id, Seq, Wire


class ClientFrameBase(Wire):
    request_id: Annotated[str, Field(min_length=1, max_length=64)]


class Resume(ClientFrameBase):
    """Follow these conversations on this connection, and tell what came after each `after_seq`."""

    type: Literal["resume"]
    conversations: Annotated[dict[Id, Seq], Field(min_length=1, max_length=RESUME_CEILING)]


class MessageSend(ClientFrameBase):
    """Append a message. The same `client_id` from the same sender is stored once, whenever and by whatever route
    it comes again. `base_seq` is the sender's contiguous watermark when it made the message."""

    type: Literal["message.send"]
    conversation_id: Id
    client_id: ClientId
    base_seq: Seq = 0
    content: Content


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


class Ping(ClientFrameBase):
    type: Literal["ping"]


ClientFrame = Annotated[
    Resume | MessageSend | MessageRead | Typing | ConversationAccept | ConversationResolve | ConversationEnd | Ping,
    Field(discriminator="type"),
]

CLIENT_FRAME: TypeAdapter[ClientFrame] = TypeAdapter(ClientFrame)
