"""An agent says which article answers what a visitor has asked."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import dropwhile, takewhile

from frontdesk.domain.bot_turn import question_of
from frontdesk.domain.errors import Conflict, InvalidInput
from frontdesk.domain.escalating import WORKFLOW
from frontdesk.domain.message import Message
from frontdesk.domain.outcome import OutcomeKind
from frontdesk.domain.principal import Principal
from frontdesk.domain.vocabulary import SenderType
from frontdesk.use_cases.find_conversation import find_conversation
from frontdesk.use_cases.knowledge_ports import KnowledgeDesk
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.record_outcome import message_at, outcome_of
from frontdesk.use_cases.teach_article import teach_article

# How far a question and its answer may be apart: others may speak in between.
NEARBY = 5


@dataclass(frozen=True, slots=True)
class Confirmed:
    """Whether an answer of the bot has an outcome by it, and whether the article knows the question now."""

    outcome: bool
    example: bool


def confirm_answer(
    desk: Desk,
    knowledge: KnowledgeDesk,
    agent: Principal,
    conversation_id: str,
    seq: int,
    article_id: str,
    *,
    add_example: bool,
) -> Confirmed:
    """`seq` is the visitor's question or the bot's answer to it. The bot was right where it answered by that article.

    Raises NotFound, InvalidInput for an article that is not there, Conflict for another message, Busy.
    """
    conversation = find_conversation(desk, agent, conversation_id)
    message = message_at(desk, conversation.tenant_id, conversation.id, seq)
    answer = _answer_to(desk, message)
    if knowledge.articles.get(agent.tenant_id, article_id) is None:
        raise InvalidInput("article_id", "There is no such article.")
    recorded = answer is not None and _record(knowledge, answer, article_id)
    question = _question_up_to(desk, message) if add_example else ""
    if question:
        teach_article(desk, knowledge, agent, article_id, question)
    return Confirmed(outcome=recorded, example=bool(question))


def _answer_to(desk: Desk, message: Message) -> Message | None:
    """The bot's, to this question: itself, if it is that."""
    if _is_asked(message):
        return _first_answer(takewhile(lambda one: not _is_asked(one), desk.log.page_after(*_place(message), NEARBY)))
    if message.answer is None:
        raise Conflict("Confirm a visitor's question, or an answer of the bot.")
    return message


def _question_up_to(desk: Desk, message: Message) -> str:
    """The visitor's last words until then, in however many messages, as the bot takes them: see `Turn.question`."""
    until = [*desk.log.page_before(*_place(message), NEARBY), message]
    heard = [one for one in until if one.sender_type is not SenderType.SYSTEM and one.sender_id != WORKFLOW.id]
    last_words = takewhile(_is_asked, dropwhile(lambda one: not _is_asked(one), reversed(heard)))
    return question_of(reversed([*last_words]))


def _place(message: Message) -> tuple[str, str, int]:
    return message.tenant_id, message.conversation_id, message.seq


def _is_asked(message: Message) -> bool:
    return message.sender_type is SenderType.VISITOR


def _first_answer(messages: Iterable[Message]) -> Message | None:
    return next((one for one in messages if one.answer is not None), None)


def _record(knowledge: KnowledgeDesk, answer: Message, article_id: str) -> bool:
    sources = answer.answer.sources if answer.answer else ()
    was_right = bool(sources) and sources[0].article_id == article_id
    outcome = outcome_of(answer, OutcomeKind.AGENT_CONFIRMED, answered=was_right)
    return outcome is not None and knowledge.outcomes.record(outcome)
