"""The agents' routes to the queue."""

from typing import Annotated

from fastapi import APIRouter, Query

from frontdesk.contract.agent_models import AgentConversationPage, QueueStats, QueueWait
from frontdesk.contract.list_models import ListQueue
from frontdesk.domain.selection import Selection
from frontdesk.entrypoints.http_agents import PREFIX
from frontdesk.entrypoints.http_context import AgentOf, ContextOf
from frontdesk.entrypoints.http_shared import listed
from frontdesk.use_cases.list_queue import list_queue, queue_figures

router = APIRouter(prefix=f"{PREFIX}/queue", tags=["agent"])


@router.get("")
async def queue(context: ContextOf, agent: AgentOf, asked: Annotated[ListQueue, Query()]) -> AgentConversationPage:
    """Pending conversations. `next_cursor` alone tells the end."""
    selection = Selection(priority=asked.priority, skill=asked.skill, department_id=asked.department_id)
    by_wait = asked.sort == "wait"
    return listed(list_queue(context.desk, agent, asked.cursor, asked.limit, selection=selection, by_wait=by_wait))


@router.get("/stats")
async def stats(context: ContextOf, agent: AgentOf) -> QueueStats:
    """The waits are in the queue's order."""
    figures = queue_figures(context.desk, agent)
    return QueueStats(
        total=len(figures.waits),
        by_priority=dict(figures.by_priority),
        longest_wait_seconds=figures.longest,
        waits=[
            QueueWait(conversation_id=waiting.conversation_id, priority=waiting.priority, waiting_seconds=seconds)
            for waiting, seconds in figures.waits
        ],
    )
