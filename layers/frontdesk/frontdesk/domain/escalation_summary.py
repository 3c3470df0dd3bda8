"""What agents are told of an escalated conversation before they take it."""

from collections.abc import Iterator, Sequence
from itertools import dropwhile

from frontdesk.domain.escalation import Escalation, EscalationReason
from frontdesk.domain.message import Message
from frontdesk.domain.vocabulary import SenderType

QUOTED = 600
WHY = {
    EscalationReason.HUMAN_REQUEST: "the visitor asked for a person",
    EscalationReason.LOW_CONFIDENCE: "the bot was not sure enough of an answer",
    EscalationReason.MESSAGE_CAP: "the visitor has written many messages and is not helped yet",
    EscalationReason.SILENCE: "the visitor was left without an answer",
    EscalationReason.WORKFLOW: "the workflow leads to a person",
    EscalationReason.REQUESTED: "the visitor pressed the button for a person",
    EscalationReason.AGENT: "an agent called for a colleague",
    EscalationReason.QUEUE_SLA: "nobody has taken it out of the queue in time",
    EscalationReason.BOT_FAILED: "the bot could not answer",
}


def summary_of(escalation: Escalation, log: Sequence[Message], limit: int) -> str:
    """Why it was escalated, what the visitor asked last, and what the bot has answered, from what; within `limit`."""
    lines = [_why(escalation), *_question(log), *_answer(log)]
    text = "\n".join(lines)
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def _why(escalation: Escalation) -> str:
    told = {name: value for name, value in sorted(escalation.metadata.items()) if not _is_for_programs(name)}
    facts = ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in told.items())
    return f"Escalated because {WHY[escalation.reason]}{f' ({facts})' if facts else ''}."


def _is_for_programs(name: str) -> bool:
    return name == "seq" or name.endswith("_id")


def _question(log: Sequence[Message]) -> Iterator[str]:
    asked = [message for message in log if message.sender_type is SenderType.VISITOR]
    if asked:
        yield f"The visitor asked: “{_quoted(asked[-1].content)}”"


def _answer(log: Sequence[Message]) -> Iterator[str]:
    # What the bot says before anybody has asked is its greeting.
    asked = dropwhile(lambda message: message.sender_type is not SenderType.VISITOR, log)
    answers = [message for message in asked if message.sender_type is SenderType.BOT]
    if not answers:
        return
    last = answers[-1]
    # What was asked since then, it has not answered.
    begin = "Before that, the bot" if log[-1].sender_type is SenderType.VISITOR else "The bot"
    yield f"{begin} answered: “{_quoted(last.content)}”"
    if last.answer is not None:
        told = f"Confidence {last.answer.confidence:.2f}, threshold {last.answer.threshold:.2f}"
        sources = "; ".join(f"{source.title} ({source.score:.2f})" for source in last.answer.sources)
        yield f"{told}. Sources: {sources}." if sources else f"{told}. No sources."


def _quoted(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= QUOTED else line[: QUOTED - 1].rstrip() + "…"
