"""A conversation as a file: for agents, and for the visitor whose own it is."""

from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from fastapi import APIRouter, Query, Response
from pydantic import AfterValidator

from frontdesk.contract import rendering
from frontdesk.contract.agent_models import Transcript
from frontdesk.domain.principal import Principal
from frontdesk.domain.transcript import text_of
from frontdesk.entrypoints.http_agents import PREFIX
from frontdesk.entrypoints.http_context import AgentOf, Context, ContextOf, ConversationId, VisitorOf
from frontdesk.entrypoints.transcript_html import POLICY, document
from frontdesk.use_cases.read_transcript import read_transcript

agents = APIRouter(prefix=PREFIX, tags=["agent"])
visitors = APIRouter(prefix="/api/widget/{token}", tags=["visitor"])

MEDIA_TYPES = {"text": "text/plain", "html": "text/html", "json": "application/json"}
SUFFIXES = {"text": "txt", "html": "html", "json": "json"}
FILES: dict[str, Any] = {"text/plain": {"schema": {"type": "string"}}, "text/html": {"schema": {"type": "string"}}}
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": f"{POLICY}; sandbox",
    "Cache-Control": "private, no-store",
}
READABLE: dict[int | str, dict[str, Any]] = {200: {"description": "A file", "content": FILES}}
WITH_DATA: dict[int | str, dict[str, Any]] = {200: {**READABLE[200], "model": Transcript}}


def _known(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError("This is no time zone of the IANA database, such as Asia/Jakarta.") from error
    return name


Zone = Annotated[str, Query(max_length=64, description="An IANA time zone"), AfterValidator(_known)]


@agents.get("/conversations/{id}/transcript", response_class=Response, responses=WITH_DATA)
async def transcript(
    context: ContextOf,
    agent: AgentOf,
    conversation_id: ConversationId,
    format: Literal["text", "html", "json"] = "text",
    time_zone: Zone = "UTC",
) -> Response:
    if format == "json":
        return _data(context, agent, conversation_id)
    return _readable(context, agent, conversation_id, format, ZoneInfo(time_zone))


@visitors.get("/conversations/{id}/transcript", response_class=Response, responses=READABLE)
async def own_transcript(
    context: ContextOf,
    caller: VisitorOf,
    conversation_id: ConversationId,
    format: Literal["text", "html"] = "text",
    time_zone: Zone = "UTC",
) -> Response:
    return _readable(context, caller.principal, conversation_id, format, ZoneInfo(time_zone))


def _readable(
    context: Context, principal: Principal, conversation_id: str, kind: Literal["text", "html"], zone: ZoneInfo
) -> Response:
    conversation, messages = read_transcript(context.desk, principal, conversation_id)
    written = document(conversation, messages, zone) if kind == "html" else f"{text_of(messages, zone)}\n"
    return _file(conversation_id, kind, written)


def _data(context: Context, agent: Principal, conversation_id: str) -> Response:
    conversation, messages = read_transcript(context.desk, agent, conversation_id)
    found = Transcript(
        conversation=rendering.agent_conversation(conversation, messages[-1] if messages else None),
        messages=[rendering.message(message) for message in messages],
    )
    return _file(conversation_id, "json", found.model_dump_json())


def _file(conversation_id: str, kind: str, written: str) -> Response:
    name = f'attachment; filename="conversation-{conversation_id}.{SUFFIXES[kind]}"'
    return Response(
        # A lone surrogate is no character, and has no bytes.
        written.encode(errors="replace"),
        media_type=f"{MEDIA_TYPES[kind]}; charset=utf-8",
        headers={**HEADERS, "Content-Disposition": name},
    )
