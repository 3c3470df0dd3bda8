"""Questions to the knowledge base: an agent's trial, what became of the bot's answers, and what had none."""

from typing import Annotated

from fastapi import APIRouter, Path

from frontdesk.contract import answering_rendering
from frontdesk.contract.answering_models import (
    AnswerByArticle,
    AskedQuestion,
    AskQuestion,
    ConfirmAnswer,
    ConfirmedAnswer,
    RateAnswer,
    RatedAnswer,
    TaughtArticle,
    UnansweredQuestionPage,
)
from frontdesk.entrypoints.http_agents import PREFIX
from frontdesk.entrypoints.http_context import (
    LIST_SIZE,
    AgentOf,
    ContextOf,
    ConversationId,
    Cursor,
    ListLimit,
    PathId,
    VisitorOf,
)
from frontdesk.entrypoints.http_idempotency import IdempotentRoute
from frontdesk.entrypoints.http_rates import COUNTED_ACTION
from frontdesk.entrypoints.http_shared import NO_CONTENT
from frontdesk.use_cases.confirm_answer import confirm_answer
from frontdesk.use_cases.record_outcome import rate_answer
from frontdesk.use_cases.review_unanswered import Sort, answer_by_article, dismiss_unanswered, list_unanswered

SOURCES = 5

agents = APIRouter(prefix=PREFIX, tags=["agent"], route_class=IdempotentRoute)
visitors = APIRouter(prefix="/api/widget/{token}/conversations", tags=["visitor"], route_class=IdempotentRoute)
MessageSeq = Annotated[int, Path(ge=1, le=10**9)]


@agents.post("/articles/ask")
async def ask(context: ContextOf, agent: AgentOf, body: AskQuestion) -> AskedQuestion:
    """What the bot would do with the question, and why. Nothing is stored."""
    found = context.knowledge.knowledge.ask(agent.tenant_id, body.question, body.threshold, most=SOURCES)
    return answering_rendering.asked(found, body.threshold)


@agents.post("/conversations/{id}/messages/{seq}/confirm-answer")
async def confirm(
    context: ContextOf, agent: AgentOf, conversation_id: ConversationId, seq: MessageSeq, body: ConfirmAnswer
) -> ConfirmedAnswer:
    """`seq` is the visitor's question, or the bot's answer to it."""
    confirmed = confirm_answer(
        context.desk,
        context.knowledge,
        agent,
        conversation_id,
        seq,
        body.article_id,
        add_example=body.add_example,
    )
    return ConfirmedAnswer(outcome=confirmed.outcome, example=confirmed.example)


@agents.get("/unanswered-questions")
async def unanswered(
    context: ContextOf, agent: AgentOf, sort: Sort = "count", cursor: Cursor = None, limit: ListLimit = LIST_SIZE
) -> UnansweredQuestionPage:
    """By how often they were asked, or those asked last first."""
    page = list_unanswered(context.knowledge, agent, sort=sort, cursor=cursor, limit=limit)
    return UnansweredQuestionPage(
        items=[answering_rendering.unanswered(question) for question in page.items], next_cursor=page.next_cursor
    )


@agents.post("/unanswered-questions/{id}/add-example")
async def add_example(context: ContextOf, agent: AgentOf, question_id: PathId, body: AnswerByArticle) -> TaughtArticle:
    """The article answers it from now on, and it is off the list."""
    article = answer_by_article(context.desk, context.knowledge, agent, question_id, body.article_id, body.phrasing)
    return answering_rendering.taught(article)


@agents.delete("/unanswered-questions/{id}", status_code=NO_CONTENT)
async def dismiss(context: ContextOf, agent: AgentOf, question_id: PathId) -> None:
    dismiss_unanswered(context.knowledge, agent, question_id)


@visitors.post("/{id}/messages/{seq}/feedback", dependencies=[COUNTED_ACTION])
async def rate(
    context: ContextOf, caller: VisitorOf, conversation_id: ConversationId, seq: MessageSeq, body: RateAnswer
) -> RatedAnswer:
    """Whether an answer of the bot helped. The last word counts."""
    rate_answer(context.desk, context.knowledge.outcomes, caller.principal, conversation_id, seq, helpful=body.helpful)
    return RatedAnswer(seq=seq, helpful=body.helpful)
