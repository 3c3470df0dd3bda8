"""The bot's turn: whatever the visitor has said that nobody has answered is answered once, or a human is called."""

from dataclasses import dataclass

from frontdesk.domain.answering.small_talk import small_talk
from frontdesk.domain.bot import (
    FILES,
    Evidence,
    Say,
    for_files,
    offers_human,
    reply,
    small_answer,
    too_long,
    wish_for_human,
)
from frontdesk.domain.bot_job import BotJob
from frontdesk.domain.bot_texts import texts_for
from frontdesk.domain.bot_turn import Turn
from frontdesk.domain.conversation import Conversation
from frontdesk.domain.errors import Busy, InvalidTransition, NotFound
from frontdesk.domain.escalating import BOT, Call
from frontdesk.domain.escalation import EscalationReason
from frontdesk.domain.events import MessageCreated
from frontdesk.domain.message import Draft, Message
from frontdesk.domain.message_parts import BotAnswer, Source
from frontdesk.domain.outcome import TELLING
from frontdesk.domain.transitions import HELD
from frontdesk.domain.unanswered_question import Asking
from frontdesk.domain.vocabulary import Handler, MessageType, SenderType
from frontdesk.domain.widget import Widget
from frontdesk.domain.workflow.person import asks_for_person
from frontdesk.use_cases.composing_ports import ComposingDesk
from frontdesk.use_cases.deliver import deliver
from frontdesk.use_cases.escalate_conversation import Condition, escalate
from frontdesk.use_cases.knowledge_ports import Found, KnowledgeDesk
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.read_log_end import read_log_end
from frontdesk.use_cases.record_outcome import note_escalated_after
from frontdesk.use_cases.record_unanswered import record_unanswered
from frontdesk.use_cases.tenant_policy import policy_of
from frontdesk.use_cases.word_answer import word_answer

ATTEMPTS = 10
LONGEST_PAUSE_SECONDS = 0.05
PROVIDER = "retrieval"
# What speaks for another article than the first, below which it is not worth naming.
LEAST_SCORE = 0.02


@dataclass(frozen=True, slots=True)
class Seen:
    """The conversation as the bot has found it, with the log since it has it."""

    conversation: Conversation
    widget: Widget
    log: tuple[Message, ...]

    @property
    def turn(self) -> Turn:
        return Turn.at_the_end_of(self.log, self.conversation.handler_since)


def answer_visitor(desk: Desk, knowledge: KnowledgeDesk, job: BotJob, composing: ComposingDesk | None = None) -> bool:
    """True when the bot has said something or called somebody; False when there was nothing for it to do.

    It speaks only at the place right behind the log that it has read, and looks at who has the conversation after
    that: so nothing of it can stand in the log behind the arrival of an agent. With `composing`, a language model words
    what the articles answer; it is asked once, and where somebody writes meanwhile, the articles' own words answer
    both. Safe to call again. Raises Busy.
    """
    for _ in range(ATTEMPTS):
        seen = _look(desk, job)
        if seen is None or not seen.turn.unanswered:
            return False
        decided = _decide(desk, knowledge, seen)
        if isinstance(decided, Call):
            return _call(desk, knowledge, job, seen, decided)
        if decided.form is not None and decided.answer is not None:
            best = decided.answer.sources[0]
            _note_unanswered(desk, knowledge, seen, decided.answer.confidence, best.article_id, best.title)
        elif composing is not None and decided.passages:
            decided = word_answer(desk, composing, seen.conversation, seen.widget, seen.turn.question, decided)
            composing = None
        said = _say(desk, seen, decided)
        if said is not None:
            deliver(desk, MessageCreated(seen.conversation, said.created_at, said))
            return True
        desk.clock.pause(LONGEST_PAUSE_SECONDS)
    raise Busy("Too many people write here at once.")


def owes_answer(desk: Desk, job: BotJob) -> bool:
    """Whether the visitor waits for an answer of the bot, as far as can be told."""
    seen = _look(desk, job)
    return seen is None or bool(seen.turn.unanswered)


def _look(desk: Desk, job: BotJob) -> Seen | None:
    conversation = desk.conversations.get(job.tenant_id, job.conversation_id, consistent=True)
    if conversation is None or not _has(conversation):
        return None
    widget = desk.directory.widget(job.tenant_id, conversation.widget_id)
    if widget is None:
        return None
    log = read_log_end(desk, job.tenant_id, job.conversation_id, conversation.handler_since + 1)
    return Seen(conversation, widget, tuple(log))


def _has(conversation: Conversation) -> bool:
    """Whether the bot has it."""
    return conversation.handler is Handler.BOT and conversation.status in HELD


def _decide(desk: Desk, knowledge: KnowledgeDesk, seen: Seen) -> Say | Call:
    texts = texts_for(str(seen.widget.behaviour.get("locale", "")))
    talk = small_talk(seen.turn.question)
    if seen.turn.files and (talk is not None or not seen.turn.question):
        return for_files(seen.turn)
    small = small_answer(talk, seen.turn, texts) if talk else None
    if small is not None:
        return small
    if any(map(asks_for_person, seen.turn.texts)):
        return wish_for_human()
    stop = _too_long(desk, seen)
    if stop is not None:
        return stop
    found = knowledge.knowledge.ask(seen.conversation.tenant_id, seen.turn.question, seen.widget.threshold)
    return reply(seen.turn, _evidence(found, seen.widget.threshold), texts)


def _too_long(desk: Desk, seen: Seen) -> Call | None:
    """No tenant lets a first message go unanswered: what theirs has settled need not be asked for then."""
    if seen.turn.written == 1:
        return None
    return too_long(seen.turn, policy_of(desk, seen.conversation.tenant_id).message_cap)


def _evidence(found: Found, threshold: float) -> Evidence:
    kept = [one for place, one in enumerate(found.sources) if place == 0 or one.score >= LEAST_SCORE]
    sources = tuple(
        Source(
            article_id=one.article_id,
            title=one.title,
            slug=one.slug,
            passage=one.matched or one.passage,
            score=one.score,
        )
        for one in kept
    )
    answer = BotAnswer(
        confidence=found.confidence,
        raw_confidence=found.raw_confidence,
        threshold=threshold,
        provider=PROVIDER,
        sources=sources,
        offers_human=offers_human(found.confidence),
    )
    return Evidence(
        decision=found.decision,
        passages=tuple(one.passage for one in kept),
        answer=answer,
        human_requested=found.human_requested,
    )


def _say(desk: Desk, seen: Seen, say: Say) -> Message | None:
    """None where somebody has written or has taken the conversation meanwhile."""
    conversation, turn = seen.conversation, seen.turn
    now = desk.conversations.get(conversation.tenant_id, conversation.id, consistent=True)
    if now is None or now.version != conversation.version:
        return None
    draft = Draft(
        client_id=f"{turn.tail}.bot-answer-{turn.tail:06d}",
        sender_type=SenderType.BOT,
        sender_id=BOT.id,
        sender_name=seen.widget.bot_name,
        content=say.text,
        type=MessageType.FORM if say.form else MessageType.TEXT,
        answer=say.answer,
        form=say.form,
    )
    message = seen.log[-1].followed_by(draft, desk.clock.now())
    return message if desk.log.append(message) else None


def _call(desk: Desk, knowledge: KnowledgeDesk, job: BotJob, seen: Seen, call: Call) -> bool:
    """What is to be learnt from it is noted first: a repeated job notes the same."""
    if call.reason is EscalationReason.LOW_CONFIDENCE and FILES not in call.metadata:
        nearest = (call.metadata.get("nearest_id"), call.metadata.get("nearest"))
        _note_unanswered(desk, knowledge, seen, float(call.metadata["confidence"]), *nearest)
    if call.reason in TELLING:
        note_escalated_after(knowledge.outcomes, seen.log)

    def still_waits(_conversation: Conversation) -> bool:
        """The job may be in two hands at once, and the other have read more and answered."""
        now = _look(desk, job)
        return now is not None and bool(now.turn.unanswered)

    return _escalate(desk, job.tenant_id, job.conversation_id, call, while_=still_waits)


def _note_unanswered(
    desk: Desk,
    knowledge: KnowledgeDesk,
    seen: Seen,
    confidence: float,
    nearest_id: str | None,
    nearest_title: str | None,
) -> None:
    """Titles to choose from are no answer either: who finds theirs among them has used other words than the article."""
    turn = seen.turn
    asking = Asking(
        question=turn.question,
        conversation_id=seen.conversation.id,
        seq=turn.tail,
        asked_at=turn.unanswered[-1].created_at,
        confidence=confidence,
        article_id=nearest_id,
        article_title=nearest_title,
    )
    record_unanswered(knowledge.questions, desk.clock, seen.conversation.tenant_id, asking)


def _escalate(desk: Desk, tenant_id: str, conversation_id: str, call: Call, *, while_: Condition) -> bool:
    """False where somebody has taken the conversation meanwhile, or it is over."""
    try:
        changed = escalate(desk, tenant_id, conversation_id, call, while_=while_)
    except (InvalidTransition, NotFound):
        return False
    return changed.open_escalation is not None
