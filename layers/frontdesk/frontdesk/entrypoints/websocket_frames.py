"""A client's frame becomes one use case, and its result the frame that answers it."""

from typing import get_args

from pydantic import ValidationError
from pydantic_core import from_json

from frontdesk.contract import client_frames as client
from frontdesk.contract import rendering
from frontdesk.contract import server_frames as server
from frontdesk.contract.base import Wire
from frontdesk.contract.records import ErrorCode
from frontdesk.domain.conversation import Conversation
from frontdesk.domain.errors import Forbidden, Refusal
from frontdesk.domain.principal import Principal
from frontdesk.entrypoints.errors import error_frame_of, field_errors
from frontdesk.observability import about, tell_message_stored
from frontdesk.use_cases.accept_conversation import accept_conversation
from frontdesk.use_cases.end_conversation import end_conversation
from frontdesk.use_cases.identify_connection import identify_connection
from frontdesk.use_cases.keep_presence import set_status
from frontdesk.use_cases.mark_read import mark_read
from frontdesk.use_cases.pace_rate import Pacer
from frontdesk.use_cases.ping import ping
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.resolve_conversation import resolve_conversation
from frontdesk.use_cases.resume import resume
from frontdesk.use_cases.send_message import Outgoing, send_message
from frontdesk.use_cases.show_typing import show_typing
from frontdesk.use_cases.transfer_conversation import transfer_conversation
from frontdesk.use_cases.use_canned_response import use_canned_response
from frontdesk.use_cases.view_conversation import unview, view

FRAME_BYTES = 16 * 1024
KNOWN_TYPES = sorted(
    get_args(frame.model_fields["type"].annotation)[0] for frame in get_args(get_args(client.ClientFrame)[0])
)


def answer(desk: Desk, connection_id: str, text: str, pacer: Pacer | None = None) -> Wire:
    """The frame that answers `text`: ack, pong or error. A frame that is refused has changed nothing."""
    if len(text.encode()) > FRAME_BYTES:
        return _error("too_large", f"A frame holds up to {FRAME_BYTES} bytes.")
    try:
        raw = from_json(text)
    except ValueError:
        return _error("invalid_json", "This frame is not JSON.")
    if not isinstance(raw, dict):
        return _error("invalid_json", "A frame is a JSON object.")
    request_id = raw["request_id"] if isinstance(raw.get("request_id"), str) else None
    if raw.get("type") not in KNOWN_TYPES:
        return _error("unknown_type", f"Known types of frames: {', '.join(KNOWN_TYPES)}.", request_id)
    try:
        frame = client.CLIENT_FRAME.validate_python(raw)
    except ValidationError as error:
        return _invalid(error, request_id)
    try:
        principal = identify_connection(desk, connection_id)
        about(tenant_id=principal.tenant_id, conversation_id=getattr(frame, "conversation_id", None))
        _admit(desk, principal, pacer)
        return carry_out(desk, principal, connection_id, frame)
    except Refusal as refusal:
        return error_frame_of(refusal, frame.request_id)


def _admit(desk: Desk, principal: Principal, pacer: Pacer | None) -> None:
    rate = desk.policy.frame_rates.get(principal.sender_type)
    if pacer is not None and rate is not None:
        pacer.admit(f"{principal.tenant_id}#{principal.id}", rate, desk.clock.now())


def carry_out(desk: Desk, principal: Principal, connection_id: str, frame: client.ClientFrame) -> Wire:
    match frame:
        case client.MessageSend():
            outgoing = Outgoing(
                conversation_id=frame.conversation_id,
                client_id=frame.client_id,
                base_seq=frame.base_seq,
                content=frame.content,
                article_id=frame.article_id,
                attachment_id=frame.attachment_id,
            )
            sent = send_message(desk, principal, outgoing, connection_id=connection_id)
            tell_message_stored(principal.tenant_id, frame.conversation_id, sent.message.seq, duplicate=sent.duplicate)
            return server.Ack(
                request_id=frame.request_id, message=rendering.message(sent.message), duplicate=sent.duplicate
            )
        case client.Resume():
            return _resume(desk, principal, connection_id, frame)
        case client.Ping():
            tails = ping(desk, principal, connection_id, active=frame.active, in_queue=bool(frame.in_queue))
            return server.Pong(
                request_id=frame.request_id,
                tails=tails.messages,
                note_tails=tails.notes,
                queue_positions=tails.queue_positions,
                timestamp=desk.clock.now(),
            )
        case client.MessageRead():
            mark_read(desk, principal, frame.conversation_id, frame.seq, connection_id=connection_id)
        case client.Typing():
            show_typing(desk, principal, frame.conversation_id, on=frame.on, connection_id=connection_id)
        case client.ConversationResolve():
            return _changed(frame, resolve_conversation(desk, principal, frame.conversation_id))
        case client.ConversationEnd():
            return _changed(frame, end_conversation(desk, principal, frame.conversation_id))
        case _:
            return _carry_out_for_agent(desk, principal, connection_id, frame)
    return server.Ack(request_id=frame.request_id)


def _carry_out_for_agent(desk: Desk, agent: Principal, connection_id: str, frame: client.AgentFrame) -> server.Ack:
    if agent.is_visitor:
        raise Forbidden("Only agents can do this.")
    match frame:
        case client.ConversationAccept():
            return _changed(frame, accept_conversation(desk, agent, frame.conversation_id))
        case client.ConversationTransfer():
            changed = transfer_conversation(
                desk,
                agent,
                frame.conversation_id,
                agent_id=frame.agent_id,
                department_id=frame.department_id,
                reason=frame.reason,
            )
            return _changed(frame, changed)
        case client.ConversationView():
            view(desk, agent, frame.conversation_id, connection_id)
        case client.ConversationUnview():
            unview(desk, agent, frame.conversation_id, connection_id)
        case client.CannedResponseUse():
            used = use_canned_response(desk, agent, frame.conversation_id, frame.canned_response_id, site=frame.site)
            return server.Ack(request_id=frame.request_id, canned_response=rendering.filled_canned_response(used))
        case client.PresenceSet():
            seen = set_status(desk, agent, frame.status)
            return server.Ack(request_id=frame.request_id, agent=rendering.agent(seen, seen.presence))
    return server.Ack(request_id=frame.request_id)


def _resume(desk: Desk, principal: Principal, connection_id: str, frame: client.Resume) -> server.Ack:
    resumed = resume(desk, principal, connection_id, frame.conversations)
    return server.Ack(
        request_id=frame.request_id,
        conversations={
            conversation_id: server.ResumedConversation(
                messages=[rendering.message(message) for message in found.messages],
                tail_seq=found.tail_seq,
                state=rendering.state(found.conversation),
                visitor_read_seq=found.conversation.visitor_read_seq,
                agent_read_seq=found.conversation.agent_read_seq,
                queue_position=found.queue_position,
                rateable_until=found.rateable_until,
            )
            for conversation_id, found in resumed.items()
        },
    )


def _changed(frame: client.ClientFrameBase, conversation: Conversation) -> server.Ack:
    return server.Ack(request_id=frame.request_id, conversation=rendering.state(conversation))


def _error(code: ErrorCode, message: str, request_id: str | None = None) -> server.Error:
    return server.Error(request_id=request_id, code=code, message=message, retryable=False)


def _invalid(error: ValidationError, request_id: str | None) -> server.Error:
    faults = [{**fault, "loc": fault["loc"][1:] or fault["loc"]} for fault in error.errors()]
    return server.Error(
        request_id=request_id,
        code="invalid_request",
        message="Some fields of this frame are wrong.",
        retryable=False,
        errors=field_errors(faults),
    )
